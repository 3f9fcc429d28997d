"""Signing a round, and adding to its record: who may, when, what it leaves, and two at the same moment."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from pejl.followup.actions.records import (
    AdditionIsEmpty,
    PartIsUnknown,
    RoundIsNotSigned,
    add_to_record,
    sign_round,
)
from pejl.followup.models import Record, Round
from pejl.followup.queries import records as queries
from pejl.followup.queries.verifying import verify
from pejl.followup.refusals import KeyIsMissing, RoundIsNotClosed, RoundIsSigned
from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile, NotAllowed
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
from tests.indicators.made import with_values
from tests.strategy.conftest import at_once, shared_database

__all__ = ["at_once", "shared_database"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


def test_somebody_of_the_executive_group_signs_a_closed_round() -> None:
    round = a_closed_round()
    karen = an_executive(round.municipality, "Karen Chef")

    record = sign_round(by=karen, round=round, version=1)

    round.refresh_from_db()
    assert round.state == "signed"
    assert round.version == 2
    assert record.number == 1
    assert record.kind == "round"
    assert record.signed_by == karen.person
    assert record.signed_at == round.signed_at
    told = json.loads(record.content)["signed"]
    assert told["by"] == {
        "id": str(karen.person_id), "name": "Karen Chef", "title": "Kommunaldirektør"
    }  # fmt: skip
    entry = Entry.objects.of_subject("followup.round", str(round.pk)).first()
    assert entry
    assert entry.person_name == "Karen Chef"
    assert entry.changes["state"] == ["closed", "signed"]


@pytest.mark.parametrize("role", sorted({*build.ROLES, "visitor"} - {"executive"}))
def test_nobody_else_signs(role: str) -> None:
    round = a_closed_round()
    with pytest.raises(NotAllowed):
        sign_round(by=build.an_actor(role, round.municipality), round=round, version=1)
    assert Record.objects.count() == 0


def test_an_executive_of_another_municipality_does_not_sign() -> None:
    round = a_closed_round()
    with pytest.raises(NotAllowed):
        sign_round(by=an_executive(build.a_municipality()), round=round, version=1)


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_round_that_is_not_closed_is_not_signed(state: str) -> None:
    round = a_closed_round(state=state)
    with pytest.raises(RoundIsNotClosed):
        signed(round)
    assert Record.objects.count() == 0


def test_a_round_is_signed_once() -> None:
    round = a_closed_round()
    seen_before = Round.objects.get(pk=round.pk)
    signed(round)
    with pytest.raises(RoundIsSigned):
        sign_round(by=an_executive(round.municipality), round=seen_before, version=1)
    assert Record.objects.count() == 1


def test_a_round_that_was_edited_meanwhile_is_not_signed() -> None:
    round = a_closed_round()
    with pytest.raises(EditedMeanwhile):
        sign_round(by=an_executive(round.municipality), round=round, version=7)
    assert Record.objects.count() == 0
    assert Round.objects.get().state == "closed"


def test_what_changed_since_it_was_seen_is_not_signed() -> None:
    round = a_closed_round()
    indicator = measured(round.strategy.objectives.first())
    karen = an_executive(round.municipality)
    seen = queries.preview(karen, round).seen
    with_values(indicator, 12, first=date(timezone.localdate().year - 1, 7, 1))

    with pytest.raises(ChangedMeanwhile):
        sign_round(by=karen, round=round, version=1, seen=seen)
    assert Record.objects.count() == 0
    assert Round.objects.get().state == "closed"

    seen = queries.preview(karen, round).seen
    round.refresh_from_db()
    assert sign_round(by=karen, round=round, version=1, seen=seen).number == 1


def test_without_a_key_nothing_is_signed_and_the_round_stays_closed(settings: Any) -> None:
    settings.PEJL_DEMO = False
    round = a_closed_round()
    with pytest.raises(KeyIsMissing):
        signed(round)
    assert Round.objects.get().state == "closed"


def test_each_municipality_has_its_own_chain_across_its_rounds_and_strategies() -> None:
    here = a_strategy()
    first = signed(a_closed_round(here))
    elsewhere = signed(a_closed_round())
    second = signed(a_closed_round(a_strategy(here.municipality)))
    assert [first.number, elsewhere.number, second.number] == [1, 1, 2]
    assert [first.previous_digest, elsewhere.previous_digest] == ["", ""]
    assert second.previous_digest == first.digest
    assert verify().holds


def test_signing_a_large_round_asks_as_many_questions_as_a_small_one(
    django_assert_max_num_queries: Any,
) -> None:
    small, large = a_closed_round(), a_closed_round(a_strategy(objectives=9))
    with_initiatives(large, 30)
    with_meeting(large)
    for objective in large.strategy.objectives.all():
        measured(objective)
    for round in (small, large):
        by = an_executive(round.municipality)
        with django_assert_max_num_queries(29):
            sign_round(by=by, round=round, version=1)


# Additions


def test_a_correction_is_an_addition_to_the_chain_and_leaves_the_record_as_it_was() -> None:
    round = a_closed_round()
    record = signed(round)
    before = Record.objects.filter(pk=record.pk).values().get()
    office = build.an_actor("strategy_office", round.municipality)

    addition = add_to_record(
        by=office, round=round, text="Tallet for mål 1.2 var fra 2013.\n", about="1.2"
    )

    assert Record.objects.filter(pk=record.pk).values().get() == before
    assert (addition.number, addition.kind) == (2, "addition")
    assert addition.previous_digest == record.digest
    told = json.loads(addition.content)
    assert told["corrects"] == 1
    assert told["about"] == {"label": "1.2", "title": "Målsætning nr. 2 på æøå"}
    assert told["text"] == "Tallet for mål 1.2 var fra 2013."
    assert told["signed"]["by"]["name"] == office.person_name
    assert verify().holds
    entry = Entry.objects.of_subject("followup.round", str(round.pk)).first()
    assert entry
    assert entry.person_id == office.person_id


def test_an_addition_is_about_the_whole_or_about_a_part_that_the_record_has() -> None:
    round = a_closed_round()
    with_initiatives(round)
    decision = with_meeting(round)
    signed(round)
    by = an_executive(round.municipality)
    initiative = round.reports.get(kind="initiative").initiative
    for about in (None, "", "1", "1.1", initiative.label, decision.label):
        told = json.loads(add_to_record(by=by, round=round, text="x", about=about).content)
        assert (told["about"] or {}).get("label", "") == (about or "")
    with pytest.raises(PartIsUnknown):
        add_to_record(by=by, round=round, text="x", about="9.9")


def test_only_a_signed_round_is_added_to_and_something_must_be_said() -> None:
    round = a_closed_round()
    by = an_executive(round.municipality)
    with pytest.raises(RoundIsNotSigned):
        add_to_record(by=by, round=round, text="x")
    signed(round)
    with pytest.raises(AdditionIsEmpty):
        add_to_record(by=by, round=round, text=" \n")


@pytest.mark.parametrize("role", ["employee", "unit_leader", "guest", "visitor"])
def test_others_do_not_add(role: str) -> None:
    round = a_closed_round()
    signed(round)
    with pytest.raises(NotAllowed):
        add_to_record(by=build.an_actor(role, round.municipality), round=round, text="x")


def test_two_clicks_make_one_addition_and_two_people_make_two() -> None:
    round = a_closed_round()
    signed(round)
    karen, ole = an_executive(round.municipality), an_executive(round.municipality)
    say = partial(add_to_record, round=round, text="Det samme.")
    assert say(by=karen).number == say(by=karen).number == 2
    assert say(by=ole).number == 3
    assert say(by=karen, about="1").number == 4


# Two at the same moment


def test_two_who_sign_the_same_round_at_once_make_one_record(at_once: Any) -> None:
    for _try in range(3):
        round = a_closed_round()
        people = [an_executive(round.municipality) for _one in "12"]
        results = at_once(
            *(partial(sign_round, by=one, round=Round.objects.get(pk=round.pk), version=1) for one in people)
        )  # fmt: skip
        assert sorted(type(one).__name__ for one in results) == ["Record", "RoundIsSigned"]
        assert Record.objects.filter(round=round).count() == 1
        assert verify(round.municipality).holds


def test_two_rounds_signed_at_once_and_additions_meanwhile_make_one_chain(at_once: Any) -> None:
    strategy = a_strategy()
    done = a_closed_round(strategy)
    signed(done)
    rounds = [a_closed_round(strategy) for _one in "123"]
    by = an_executive(strategy.municipality)
    signing = [partial(sign_round, by=by, round=one, version=1) for one in rounds]
    adding = [partial(add_to_record, by=by, round=done, text=f"Nr. {n}") for n in range(3)]
    results = at_once(*signing, *adding)
    assert sorted(one.number for one in results) == [2, 3, 4, 5, 6, 7]
    found = verify(strategy.municipality)
    assert found.holds
    assert found.records == 7


def test_nothing_changes_a_round_after_it_is_signed_but_whether_it_is_public() -> None:
    round = a_closed_round(ends_on=timezone.localdate() + timedelta(days=1))
    record = signed(round)
    Round.objects.filter(pk=round.pk).update(title="Noget andet", is_public=True)
    assert verify().holds, "the record is what counts, not the live round"
    assert json.loads(Record.objects.get(pk=record.pk).content)["round"]["title"] != "Noget andet"
