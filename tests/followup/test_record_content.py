"""What goes into a record: everything the executive group had before it, in plain data."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from pejl.followup.canonical import read
from pejl.followup.frozen.recall import recall
from pejl.followup.models import AgendaItem, Decision, Deputy, Report
from pejl.indicators.models import Indicator, Target
from pejl.indicators.queries.series import readings
from pejl.organisation.models import Membership
from tests import build
from tests.followup.frozen_rounds import (
    a_closed_round,
    a_strategy,
    an_executive,
    measured,
    signed,
    with_initiatives,
    with_meeting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def content(round: Any) -> Any:
    return json.loads(signed(round).content)


def test_a_report_is_kept_with_all_that_was_said_and_suggested() -> None:
    round = a_closed_round()
    round.reports.filter(kind="objective").update(
        status="off_course", cause="Vi mangler folk.", remedy="Vi ansætter.",
        forecast_on=date(2014, 12, 1), decision_wanted="Flere penge.",
        suggested="on_course", suggested_why=["on_path"], disagreement="Tallet er gammelt.",
    )  # fmt: skip
    aim = content(round)["focus_areas"][0]["objectives"][1]
    said = aim["report"]
    assert (said["status"], said["status_word"]) == ("off_course", "Ude af kurs")
    assert said["fact"] == "Det går som det skal 🧭"
    assert said["cause"] == "Vi mangler folk."
    assert said["remedy"] == "Vi ansætter."
    assert said["forecast_on"] == "2014-12-01"
    assert said["decision_wanted"] == "Flere penge."
    assert said["suggestion"]["status"] == "on_course"
    assert [why["code"] for why in said["suggestion"]["why"]] == ["on_path"]
    assert said["disagrees"] is True
    assert said["disagreement"] == "Tallet er gammelt."
    assert said["owner"] == {"name": "Ole Ejer", "title": ""}
    assert aim["responsible"] == {"name": "Karen Chef", "title": "Direktør"}
    assert "@" not in json.dumps(aim), "no addresses of people"


def test_a_record_tells_as_what_somebody_confirmed_a_report() -> None:
    round = a_closed_round()
    unit = build.a_unit(round.municipality)
    leader = build.a_person("unit_leader", round.municipality, unit)
    office = build.a_person("strategy_office", round.municipality)
    owner, deputy, other = (build.a_person("employee", round.municipality) for _n in "123")
    Deputy.objects.create(
        municipality=round.municipality, person=owner, deputy=deputy, since_on=date(2014, 1, 1)
    )
    Membership.objects.update(since_on=date(2014, 1, 1))
    below = build.a_unit(round.municipality, parent=unit)
    told = {
        "owner": owner, "deputy": deputy, "unit_leader": leader, "strategy_office": office,
        "": other,
    }  # fmt: skip
    for person in told.values():
        (report,) = with_initiatives(round)
        Report.objects.filter(pk=report.pk).update(owner=owner, confirmed_by=person, unit=below)
    initiatives = content(round)["initiatives"]
    assert [one["report"]["confirmed"]["by"]["role"] for one in initiatives] == list(told)


def test_what_nobody_confirmed_is_stale_and_what_nobody_owns_is_counted() -> None:
    round = a_closed_round()
    with_initiatives(round, 2)
    round.reports.filter(kind="objective").update(confirmed_at=None, confirmed_by=None)
    round.reports.filter(kind="focus_area").update(owner=None)
    old = round.closed_at - timedelta(days=round.stale_after_days + 2)
    round.reports.filter(kind="initiative").update(confirmed_at=old)
    told = content(round)
    aims = told["focus_areas"][0]["objectives"]
    assert [aim["report"]["shown"] for aim in aims] == ["stale", "stale"]
    assert [aim["report"]["status"] for aim in aims] == ["on_course", "on_course"]
    counts = told["counts"]
    assert (counts["objective"]["reports"], counts["objective"]["confirmed"]) == (2, 0)
    assert counts["objective"]["stale"] == counts["initiative"]["stale"] == 2
    assert counts["focus_area"]["unowned"] == 1
    assert counts["focus_area"]["stale"] == 0


def test_a_status_does_not_grow_stale_while_a_closed_round_waits_to_be_signed() -> None:
    strategy = a_strategy()
    round = a_closed_round(strategy)
    long_ago = timezone.now() - timedelta(days=400)
    round.reports.update(confirmed_at=long_ago)
    round.closed_at = long_ago + timedelta(days=5)
    round.save()
    assert content(round)["counts"]["objective"]["stale"] == 0


def test_the_figures_are_those_that_the_bearing_rests_on_and_the_chart_is_the_same() -> None:
    strategy = a_strategy(objectives=1)
    objective = strategy.objectives.get()
    indicator = measured(objective)
    year = timezone.localdate().year
    Target.objects.create(
        municipality=strategy.municipality, indicator=indicator, due_on=date(year + 1, 12, 31),
        value=80,
    )  # fmt: skip
    Indicator.objects.update(baseline=60, baseline_on=date(year - 2, 1, 1), data_version=50)
    record = signed(a_closed_round(strategy))
    told = json.loads(record.content)
    (kept,) = told["indicators"]
    aim = told["focus_areas"][0]["objectives"][0]
    assert aim["bearing"]["indicators"] == [kept["label"]]
    assert kept["latest"]["value"] == "71.5"
    assert kept["latest"]["words"] == "71,5 %"
    assert kept["path"]["value"]
    assert [one["value"] for one in kept["chart"]["targets"]] == ["80.0"]
    assert [one["value"] for one in kept["chart"]["readings"]][:5] == [
        "61.2", "63.5", "60.8", "66.0", "71.5"
    ]  # fmt: skip
    drawn = recall(read(record.content))["figures"][0]["drawn"]
    indicator.refresh_from_db()
    (live,) = readings([indicator])
    assert len(drawn.readings) == len(live.chart.readings)
    assert drawn.targets == live.chart.targets
    assert drawn.every == live.chart.every
    for ours, theirs in zip(drawn.readings, live.chart.readings, strict=True):
        assert ours.on == theirs.on
        assert ours.value == pytest.approx(theirs.value, abs=0.051)
    for ours, theirs in zip(drawn.limits, live.chart.limits, strict=True):
        assert (ours.start, ours.end) == (theirs.start, theirs.end)
        assert ours.mean == pytest.approx(theirs.mean, abs=0.051)


def test_the_meeting_is_kept_with_its_points_decisions_and_what_waits() -> None:
    round = a_closed_round()
    earlier = with_meeting(a_closed_round(round.strategy))
    Decision.objects.filter(pk=earlier.pk).update(state="done", outcome="Det er gjort.")
    decision = with_meeting(round)
    AgendaItem.objects.create(
        municipality=round.municipality, round=round, why="last_time", number=2, title="Sidst",
        decision=earlier,
    )  # fmt: skip
    told = content(round)
    held, waiting = told["meetings"]
    assert held["place"] == "Rådhuset"
    assert held["points"][0]["minutes"] == "Vi drøftede det længe."
    assert held["points"][0]["about"]["label"] in {"1.1", "1.2"}
    assert waiting["held_on"] is None
    assert waiting["points"][0]["earlier_decision"]["outcome"] == "Det er gjort."
    assert [one["label"] for one in told["decisions"]] == [decision.label]
    assert told["decisions"][0]["responsible"]["name"] == "Ole Ejer"
    ready = [one for one in told["units"] if one["is_ready"]]
    assert [(one["reports"], one["confirmed"]) for one in ready] == [(1, 1)]


def test_who_signs_does_not_change_what_is_signed() -> None:
    from pejl.followup.queries.records import preview

    round = a_closed_round()
    with_initiatives(round)
    marks = {
        preview(by, round).seen
        for by in (an_executive(round.municipality), build.the_operator(round.municipality))
    }
    assert len(marks) == 1


def test_words_are_danish_whoever_signs() -> None:
    from django.utils import translation

    round = a_closed_round()
    with translation.override("en"):
        told = content(round)
    assert told["focus_areas"][0]["report"]["status_word"] == "På kurs"
