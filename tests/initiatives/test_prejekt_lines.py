"""What is written in a prejekt: known, not known, and what becomes of it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.initiatives import actions, queries, refusals
from pejl.initiatives.models import Follow, Initiative
from pejl.organisation.refusals import PersonIsNotMember
from tests import build
from tests.initiatives import exploring
from tests.initiatives.exploring import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return exploring.a_world()


@pytest.fixture
def prejekt(world):
    return exploring.a_running_prejekt(world)


def lacking(world, prejekt, **more):
    return actions.note_unknown(
        by=world.leader, initiative=prejekt, question="Hvad koster det?", **more
    )


def test_an_answer_makes_something_known_tied_to_its_question(world, prejekt):
    unknown = lacking(world, prejekt)
    known = actions.settle_unknown(
        by=world.leader, unknown=unknown, version=1, state="answered", answer="Ni timer.",
        makes_known=True, source="Fire samtaler", confidence="high",
    )  # fmt: skip
    unknown.refresh_from_db()
    assert (unknown.state, unknown.settled_on) == ("answered", in_days(0))
    assert (known.text, known.answers, known.confidence) == ("Ni timer.", unknown, "high")


def test_a_second_click_makes_nothing_known_twice(world, prejekt):
    unknown = lacking(world, prejekt)
    settle = {"state": "answered", "answer": "Ni timer.", "makes_known": True}
    actions.settle_unknown(by=world.leader, unknown=unknown, version=1, **settle)
    actions.settle_unknown(by=world.leader, unknown=unknown, version=1, **settle)
    assert prejekt.knowns.count() == 1


def test_giving_up_is_an_answer_and_needs_no_finding(world, prejekt):
    unknown = lacking(world, prejekt)
    actions.settle_unknown(by=world.leader, unknown=unknown, version=1, state="given_up", answer="")
    page = exploring.read_by(world.leader, prejekt)
    assert (page.lacking, page.settled) == ([], [unknown])


def test_an_answer_says_what_was_found(world, prejekt):
    with pytest.raises(refusals.AnswerIsMissing):
        actions.settle_unknown(
            by=world.leader,
            unknown=lacking(world, prejekt),
            version=1,
            state="answered",
            answer=" ",
        )


def test_a_question_opened_again_forgets_its_day(world, prejekt):
    unknown = lacking(world, prejekt)
    actions.settle_unknown(by=world.leader, unknown=unknown, version=1, state="given_up", answer="")
    actions.edit_unknown(by=world.leader, unknown=unknown, version=2, state="open")
    assert unknown.settled_on is None


def test_two_who_answer_at_once_are_shown_both_texts(world, prejekt):
    unknown = lacking(world, prejekt)
    mine = queries.line_of(prejekt, "unknown", unknown.pk)
    actions.edit_unknown(by=world.leader, unknown=unknown, version=1, state="examined")
    with pytest.raises(EditedMeanwhile):
        actions.settle_unknown(
            by=world.executive, unknown=mine, version=1, state="answered", answer="Ni."
        )


def test_the_same_form_sent_twice_writes_one_line(world, prejekt):
    one = uuid4()
    for _click in range(2):
        actions.note_known(by=world.leader, initiative=prejekt, text="Noget", id=one)
    assert prejekt.knowns.count() == 1


def test_learning_is_tied_to_lines_of_the_same_prejekt_only(world, prejekt):
    elsewhere = lacking(world, exploring.a_running_prejekt(world))
    with pytest.raises(refusals.InitiativeIsElsewhere):
        actions.log_learning(by=world.leader, initiative=prejekt, text="Lært", unknown=elsewhere)


def test_an_employee_reads_but_does_not_write(world, prejekt):
    with pytest.raises(NotAllowed):
        actions.note_known(by=world.actor("employee"), initiative=prejekt, text="Noget")


def test_nothing_more_is_written_in_a_prejekt_that_has_ended(world, prejekt):
    exploring.decided(world, prejekt, "crystallise", "stop", learning="Det virker ikke.")
    with pytest.raises(refusals.InitiativeHasEnded):
        actions.note_known(by=world.leader, initiative=prejekt, text="Noget")


def test_a_participant_hears_of_it_and_counts_at_their_centre(world, prejekt):
    colleague = build.a_person("employee", world.municipality, world.unit)
    named = actions.name_participant(
        by=world.leader, initiative=prejekt, person=colleague, role="midwife"
    )
    again = actions.name_participant(
        by=world.leader, initiative=prejekt, person=colleague, role="midwife"
    )
    assert (named, named.unit) == (again, world.unit)
    assert Follow.objects.filter(initiative=prejekt, person=colleague).exists()


def test_a_participant_is_somebody_who_works_here_or_is_described(world, prejekt):
    with pytest.raises(refusals.NobodyIsNamed):
        actions.name_participant(by=world.leader, initiative=prejekt)
    stranger = build.a_person("employee", build.a_municipality())
    with pytest.raises(PersonIsNotMember):
        actions.name_participant(by=world.leader, initiative=prejekt, person=stranger)


def test_nobody_is_given_a_role_they_have(world, prejekt):
    make = {"by": world.leader, "initiative": prejekt, "person": world.chief}
    actions.name_participant(**make, role="lead")
    other = actions.name_participant(**make, role="jester")
    with pytest.raises(refusals.TakesPartAlready):
        actions.edit_participant(
            by=world.leader, participant=other, version=1, person=world.chief, role="lead"
        )


def test_progress_is_what_was_known_and_lacking_at_the_start_and_now(world, prejekt):
    begun = in_days(-20)
    Initiative.objects.filter(pk=prejekt.pk).update(starts_on=begun)
    prejekt.refresh_from_db()
    for number in range(6):
        actions.note_known(by=world.leader, initiative=prejekt, text=f"{number}", noted_on=begun)
    asked = [lacking(world, prejekt, noted_on=begun) for _ in range(9)]
    for unknown in asked[:6]:
        actions.settle_unknown(
            by=world.leader, unknown=unknown, version=1, state="answered", answer="Ja.",
            makes_known=True,
        )  # fmt: skip
    now = exploring.read_by(world.leader, prejekt).progress
    assert (now.knew, now.lacked, now.knows, now.lacks) == (6, 9, 12, 3)


def test_attention_is_counted_in_hours_of_what_was_done(world, prejekt):
    for hours in (3, None, 4):
        actions.note_activity(
            by=world.leader, initiative=prejekt, title="Samtale", kind="interview", hours=hours
        )
    assert exploring.read_by(world.leader, prejekt).hours_spent == 7
