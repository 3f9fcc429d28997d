"""Decisions about prejekter: what each needs, what follows from it, and who takes it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.initiatives import actions, criteria, queries, refusals
from pejl.initiatives.models import Follow, Initiative, Prejekt
from pejl.organisation import actions as organisation
from pejl.organisation.models import Membership
from tests import build
from tests.initiatives import exploring
from tests.initiatives.exploring import decided, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return exploring.a_world()


@pytest.fixture
def running(world):
    return exploring.a_running_prejekt(world)


def out_of_office(world):
    """The sponsor leaves the executive group, and works here still."""
    role = Membership.objects.get(person=world.sponsor, role="executive")
    build.a_person("executive", world.municipality)
    organisation.grant_role(
        by=build.the_operator(world.municipality), municipality=world.municipality,
        role="employee", email=world.sponsor.email, name=world.sponsor.name, unit=world.unit,
    )  # fmt: skip
    organisation.end_role(
        by=build.the_operator(world.municipality), membership=role, version=role.version
    )


def test_a_prejekt_starts_and_its_time_box_runs(world):
    prejekt = exploring.a_prejekt(world)
    decided(world, prejekt, "start", "start", ends_on=in_days(40))
    assert (prejekt.state, prejekt.starts_on, prejekt.ends_on) == (
        "running", in_days(0), in_days(40),
    )  # fmt: skip


def test_a_start_needs_a_time_box(world):
    prejekt = exploring.a_prejekt(world, ends_on=None)
    with pytest.raises(refusals.TimeBoxIsMissing):
        decided(world, prejekt, "start", "start")


def test_a_time_box_does_not_end_before_it_begins(world):
    with pytest.raises(refusals.EndsBeforeItBegins):
        decided(world, exploring.a_prejekt(world), "start", "start", ends_on=in_days(-1))


def test_a_prejekt_whose_sponsor_has_left_does_not_start(world):
    prejekt = exploring.a_prejekt(world)
    out_of_office(world)
    assert not exploring.read_by(world.leader, prejekt).sponsor_is_in_office
    with pytest.raises(refusals.SponsorIsNotExecutive):
        actions.decide_gate(
            by=world.leader, initiative=prejekt, version=prejekt.version, kind="start",
            outcome="start", reason="Derfor.",
        )  # fmt: skip


@pytest.mark.parametrize("role", ["employee", "strategy_office", "guest", "visitor"])
def test_only_the_executive_group_and_the_centre_decide(world, role):
    prejekt = exploring.a_prejekt(world)
    with pytest.raises(NotAllowed):
        actions.decide_gate(
            by=world.actor(role), initiative=prejekt, version=1, kind="start", outcome="start",
            reason="Derfor.",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "outcome"), [("crystallise", "start"), ("midway", "project"), ("start", "go_on")]
)
def test_a_gate_has_its_own_outcomes(world, running, kind, outcome):
    with pytest.raises(refusals.GateIsNotOpen):
        decided(world, running, kind, outcome)


def test_a_running_prejekt_is_not_started_again(world, running):
    with pytest.raises(refusals.GateIsNotOpen):
        decided(world, running, "start", "start")


def test_every_decision_has_a_reason(world, running):
    with pytest.raises(refusals.DecisionNeedsAReason):
        decided(world, running, "midway", "go_on", reason=" ")


def test_a_reworded_question_leaves_its_trace(world, running):
    gate = decided(world, running, "midway", "reword", question_after="Hvem skal komme om aftenen?")
    detail = Prejekt.objects.get(initiative=running)
    assert (detail.question, gate.question_before) == (
        "Hvem skal komme om aftenen?", exploring.QUESTION,
    )  # fmt: skip
    line = Entry.objects.of_subject("initiatives.prejekt", str(detail.pk)).order_by("-id").first()
    assert line.changes["question"] == [exploring.QUESTION, detail.question]


def test_a_reworded_question_is_a_question(world, running):
    with pytest.raises(refusals.QuestionIsNoQuestion) as refused:
        decided(world, running, "midway", "reword", question_after="Vi gør det.")
    assert refused.value.field == "question_after"


def test_stopping_leaves_what_was_learned_and_is_an_end(world, running):
    with pytest.raises(refusals.LearningIsMissing):
        decided(world, running, "crystallise", "stop")
    decided(world, running, "crystallise", "stop", learning="Lyset vækker borgerne.")
    assert (running.state, running.learning) == ("stopped", "Lyset vækker borgerne.")
    assert running.ended_on == in_days(0)


def test_parking_says_when_and_what_would_wake_it(world, running):
    with pytest.raises(refusals.ReviewDayIsMissing):
        decided(world, running, "crystallise", "park", wakes_when="Ny lov")
    with pytest.raises(refusals.ReviewDayHasPassed):
        decided(world, running, "crystallise", "park", review_on=in_days(0), wakes_when="Ny lov")
    with pytest.raises(refusals.WakingIsMissing):
        decided(world, running, "crystallise", "park", review_on=in_days(90))
    decided(world, running, "crystallise", "park", review_on=in_days(90), wakes_when="Ny lov")
    assert (running.state, running.review_on) == ("parked", in_days(90))


def test_a_parked_prejekt_that_is_due_waits_for_a_decision_and_can_be_taken_up(world, running):
    decided(world, running, "crystallise", "park", review_on=in_days(90), wakes_when="Ny lov")
    Initiative.objects.filter(pk=running.pk).update(review_on=in_days(0))
    assert queries.parked_and_due(world.executive) == [running]
    running.refresh_from_db()
    actions.wake_prejekt(
        by=world.executive, initiative=running, version=running.version, reason="Loven er her."
    )
    assert (running.state, running.review_on) == ("running", None)
    assert [one.reason for one in exploring.read_by(world.executive, running).woken] == [
        "Loven er her."
    ]


def test_what_was_parked_before_its_start_waits_for_it_when_woken(world):
    prejekt = exploring.a_prejekt(world)
    decided(world, prejekt, "start", "park", review_on=in_days(9), wakes_when="Budgettet")
    with pytest.raises(NotAllowed):
        actions.wake_prejekt(
            by=world.actor("employee"), initiative=prejekt, version=prejekt.version, reason="Nu."
        )
    actions.wake_prejekt(
        by=world.executive, initiative=prejekt, version=prejekt.version, reason="Nu."
    )
    assert prejekt.state == "proposed"


def test_a_project_needs_an_owner_and_a_first_benefit(world, running):
    with pytest.raises(refusals.OwnerIsMissing):
        decided(world, running, "crystallise", "project", first_benefit="Ro")
    with pytest.raises(refusals.BenefitIsMissing):
        decided(world, running, "crystallise", "project", owner=world.chief)


def test_a_project_grows_from_the_prejekt_with_what_is_still_not_known(world):
    aim = build.an_objective(build.a_focus_area(build.a_strategy(world.municipality)))
    running = exploring.a_running_prejekt(world, objectives=[aim])
    fan = build.an_actor("employee", world.municipality)
    actions.follow(by=fan, initiative=running)
    note = {"by": world.leader, "initiative": running}
    critical = actions.note_unknown(**note, question="Må vi?", find_out_by="Jura", is_critical=True)
    settled = actions.note_unknown(**note, question="Vil de?")
    actions.settle_unknown(
        by=world.leader, unknown=settled, version=1, state="answered", answer="Ja."
    )
    gate = decided(
        world, running, "crystallise", "project", owner=world.chief, first_benefit="Ro om aftenen",
        title="Faste ruter",
    )  # fmt: skip
    project = gate.led_to
    assert (project.kind, project.title, project.predecessor) == ("project", "Faste ruter", running)
    assert project.project.first_benefit == "Ro om aftenen"
    assert list(project.objectives.all()) == [aim]
    risks = project.risks.values_list("text", "consequence", "response", "unknown")
    assert list(risks) == [("Må vi?", "high", "Jura", critical.pk)]
    assert Follow.objects.filter(initiative=project, person=fan.person).exists()
    assert running.state == "crystallised"


def test_what_is_done_now_has_an_owner_and_a_day(world, running):
    with pytest.raises(refusals.DayIsMissing):
        decided(world, running, "crystallise", "do_now", owner=world.chief)
    gate = decided(world, running, "crystallise", "do_now", owner=world.chief, ends_on=in_days(14))
    done = gate.led_to
    assert (done.kind, done.state, done.owner) == ("operation", "running", world.chief)
    assert done.ends_on == in_days(14)


def test_a_new_prejekt_takes_the_open_questions_along(world, running):
    actions.note_unknown(by=world.leader, initiative=running, question="Må vi?")
    gate = decided(world, running, "crystallise", "new_prejekt", question_after="Hvem kan mere?")
    assert gate.led_to.prejekt.question == "Hvem kan mere?"
    assert [one.question for one in gate.led_to.unknowns.all()] == ["Må vi?"]


def test_criteria_keep_their_words_and_are_never_summed(world, running):
    gate = decided(
        world, running, "crystallise", "stop", learning="Nej.",
        scores={
            "need": {"score": 3, "words": "Spurgt"}, "risk": {"score": 9}, "invented": {"score": 1},
            "tried": {"score": True},
        },
    )  # fmt: skip
    assert gate.scores == {"need": {"score": 3, "words": "Spurgt"}}
    [weighed] = criteria.weighed(gate.scores)
    assert weighed.word == criteria.CRITERIA[0].words[3]


def test_the_same_decision_sent_twice_is_taken_once(world, running):
    one = uuid4()
    version = running.version
    for _click in range(2):
        actions.decide_gate(
            by=world.executive, initiative=running, version=version, kind="midway",
            outcome="go_on", reason="Derfor.", seen=1, id=one,
        )  # fmt: skip
    assert running.gates.count() == 2


def test_whoever_decides_on_what_they_have_not_read_is_refused(world, running):
    stale = Initiative.objects.select_related("municipality").get(pk=running.pk)
    decided(world, running, "midway", "go_on")
    for seen in (1, None):
        with pytest.raises(refusals.GateIsDecided):
            actions.decide_gate(
                by=world.leader, initiative=stale, version=stale.version, kind="midway",
                outcome="go_on", reason="Også.", seen=seen,
            )  # fmt: skip


def test_an_edit_meanwhile_is_no_decision(world, running):
    stale = Initiative.objects.select_related("municipality").get(pk=running.pk)
    actions.edit_initiative(
        by=world.leader, initiative=running, version=running.version, title="Ny titel"
    )
    with pytest.raises(EditedMeanwhile):
        actions.decide_gate(
            by=world.executive, initiative=stale, version=stale.version, kind="midway",
            outcome="go_on", reason="Derfor.", seen=1,
        )  # fmt: skip


def test_past_its_time_box_a_prejekt_asks_for_a_decision(world, running):
    Initiative.objects.filter(pk=running.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    assert [one.place for one in queries.prejekter(world.executive)] == [0]
    running.refresh_from_db()
    assert exploring.read_by(world.executive, running).days_past == 1
