"""The days of a decision: due after it was decided, ended by today; and its title on an agenda and a wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from pejl.followup.actions import decisions as actions
from pejl.followup.actions import meetings as meeting_actions
from pejl.followup.actions import rounds as round_actions
from pejl.followup.models import Decision, Report
from pejl.followup.queries import mine as queries
from pejl.history.refusals import Refusal
from pejl.organisation import queries as organisation
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, opened
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)


def today(days: timedelta = timedelta()) -> date:
    return timezone.localdate() + days


@pytest.fixture
def here():
    return a_followed_strategy().municipality


@pytest.fixture
def chief(here):
    return build.an_actor("executive", here)


def decided(here, by, **details) -> Decision:
    return actions.record_decision(by=by, municipality=here, text="Vi ringer i stedet", **details)


def ended(decision: Decision, by, ended_on: date | None) -> None:
    actions.end_decision(
        by=by, decision=decision, version=decision.version, state="done", outcome="Gjort.",
        ended_on=ended_on,
    )  # fmt: skip


def test_a_decision_is_not_due_before_the_day_it_was_decided(here, chief):
    for days in ({"due_on": today(YESTERDAY)}, {"due_on": today(), "decided_on": today(TOMORROW)}):
        with pytest.raises(Refusal) as refused:
            decided(here, chief, **days)
        assert refused.value.field == "due_on"
    assert not Decision.objects.exists()
    assert decided(here, chief, due_on=today()).due_on == today()
    before = today(timedelta(days=-30))
    assert decided(here, chief, due_on=today(YESTERDAY), decided_on=before).is_overdue


def test_what_replaces_a_decision_is_not_due_before_it_either(here, chief):
    old = decided(here, build.the_operator(here), due_on=today(YESTERDAY))
    with pytest.raises(Refusal) as refused:
        actions.replace_decision(
            by=chief, decision=old, version=1, text="Senere", due_on=today(YESTERDAY)
        )
    assert refused.value.field == "due_on"
    old.refresh_from_db()
    assert old.state == "open"


@pytest.mark.parametrize("days", [YESTERDAY, TOMORROW])
def test_a_decision_ends_neither_before_it_was_decided_nor_in_the_future(here, chief, days):
    decision = decided(here, chief)
    with pytest.raises(Refusal) as refused:
        ended(decision, chief, today(days))
    assert refused.value.field == "ended_on"
    ended(decision, chief, None)
    decision.refresh_from_db()
    assert decision.ended_on == today()


def test_the_form_says_at_the_day_what_is_wrong_with_it(here):
    person = build.a_person("strategy_office", here)
    decision = decided(here, build.the_operator(here))
    page = reader(person).post(
        reverse("followup:end_decision", args=[here.slug, decision.number]),
        {"version": 1, "state": "done", "outcome": "Gjort.", "ended_on": today(TOMORROW).isoformat()},
    )  # fmt: skip
    assert page.context["form"].errors["ended_on"]


def test_what_is_read_in_from_before_pejl_keeps_its_days(here):
    operator = build.the_operator(here)
    decision = decided(here, operator, due_on=date(2014, 6, 1))
    ended(decision, operator, date(2014, 9, 22))
    decision.refresh_from_db()
    assert (decision.due_on, decision.ended_on) == (date(2014, 6, 1), date(2014, 9, 22))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Vi ringer", "Vi ringer"),
        ("Først dette.\nSå dette.", "Først dette. Så dette."),
        (f"{'Vi udskyder til foråret, ' * 6}slut", f"{'Vi udskyder til foråret, ' * 3}Vi…"),
        ("x" * 81, "x" * 79 + "…"),
    ],
)
def test_the_title_of_a_decision_is_cut_after_a_word_and_says_that_it_goes_on(text, title):
    assert str(Decision(text=text)) == title
    assert len(title) <= 81


def test_a_meeting_is_named_by_its_day_as_one_writes_it():
    strategy = a_followed_strategy()
    meeting = meeting_actions.plan_meeting(
        by=build.the_operator(strategy.municipality), round=opened(a_round(strategy)),
        held_on=date(2026, 11, 26),
    )  # fmt: skip
    with translation.override("da"):
        assert str(meeting).endswith(" · 26. november 2026")
    person = build.a_person("executive", strategy.municipality)
    where = reverse(
        "followup:meeting", args=[strategy.municipality.slug, meeting.round.slug, meeting.pk]
    )
    page = reader(person).get(f"{where}?skaerm")
    assert "2026-11-26" not in page.text.partition("</title>")[0]


def test_each_day_ahead_leads_to_its_round_meeting_or_decision():
    strategy = a_followed_strategy()
    here, office = strategy.municipality, build.the_operator(strategy.municipality)
    rounds = [opened(a_round(one)) for one in (strategy, a_followed_strategy(here))]
    person = build.a_person("executive", here)
    for round in rounds:
        report = Report.objects.filter(round=round).select_related("round")[0]
        round_actions.hand_over(by=office, report=report, version=report.version, owner=person)
    meeting = meeting_actions.plan_meeting(by=office, round=rounds[0], held_on=today(TOMORROW))
    decision = decided(here, office, responsible=person, due_on=today(TOMORROW))
    decided(here, office, initiative=a_project(strategy))
    shown = render_to_string(
        "followup/parts/mine.html",
        {"mine": queries.mine(organisation.actor_for(here, person)), "municipality": here},
    )
    days = shown.partition('id="dage"')[2].partition("</section>")[0]
    owed = reverse("followup:mine", args=[here.slug])
    for address in (
        *(f"{owed}?runde={one.slug}" for one in rounds),
        reverse("followup:meeting", args=[here.slug, rounds[0].slug, meeting.pk]),
        reverse("followup:decision", args=[here.slug, decision.number]),
    ):
        assert f'<a href="{address}">' in days
