"""What each measure counts, with data whose right answer is counted on fingers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pejl.indicators.measuring import mean_of, median_of
from pejl.indicators.periods import Period
from pejl.initiatives import actions
from pejl.initiatives.actions.projects import (
    finish_initiative,
    move_milestone,
    park_initiative,
    stop_initiative,
)
from pejl.initiatives.models import Idea, Participant
from pejl.organisation import actions as organisation
from pejl.strategy import actions as strategy
from tests import build
from tests.indicators.lived_in import (
    MARCH,
    SPRING,
    amount,
    an_adopted_objective,
    an_idea,
    answer,
    counted,
    employees,
    hand_over,
    on,
)
from tests.initiatives.exploring import a_prejekt, a_running_prejekt, a_world, decided, in_days
from tests.initiatives.undertaken import a_milestone, a_project, running

pytestmark = pytest.mark.django_db

APRIL = Period(date(2014, 4, 1), date(2014, 4, 30))
SUMMER = Period(date(2014, 4, 1), date(2014, 6, 30))


@pytest.fixture
def here():
    return build.a_municipality()


# Ideas


def test_an_idea_counts_in_the_month_that_the_clock_on_the_wall_shows(here):
    an_idea("03-01", here)
    an_idea("03-31", here)
    an_idea("04-01", here)
    with on("04-01", "00:30"):  # still March in Greenwich
        actions.submit_idea(by=build.the_operator(here), municipality=here, title="Midnat?")

    assert amount("ideas.handed_in", here, MARCH) == 2
    assert amount("ideas.handed_in", here, APRIL) == 2


def test_ideas_of_a_team_count_at_its_centre_and_stay_there_when_handed_over(here):
    centre, other = build.a_unit(here), build.a_unit(here)
    team = build.a_unit(here, kind="team", parent=centre)
    moved = an_idea("03-03", here, unit=team)
    an_idea("03-03", here, unit=other)
    astray = an_idea("03-03", here)
    hand_over("03-10", moved, other)
    hand_over("04-10", moved, centre)
    hand_over("04-10", astray, other)

    figures = [amount("ideas.handed_in", here, MARCH, one) for one in (None, centre, team, other)]
    assert figures == [3, 1, 1, 1]


def test_ideas_are_counted_per_hundred_of_those_who_work_there_at_the_end(here):
    unit = build.a_unit(here)
    with on("01-10"):
        chief = build.a_membership("unit_leader", here, unit)
        people = employees(here, 7, unit)
        build.a_membership("initiative_lead", here, unit, email=people[0].person.email)
        build.a_person("guest", here, unit)
    with on("02-10"):
        gone = build.a_membership("employee", here, unit)
    with on("03-10"):
        organisation.end_role(by=build.the_operator(here), membership=gone, version=gone.version)
    with on("04-10"):
        organisation.end_role(by=build.the_operator(here), membership=chief, version=chief.version)
    for day in ("01-20", "02-20", "03-20", "04-20"):
        an_idea(day, here, unit=unit)

    with on("06-30"):
        spring = counted("ideas.per_100_employees", here, SPRING, unit)
        summer = counted("ideas.per_100_employees", here, SUMMER, unit)

    assert (spring.numerator, spring.denominator, spring.amount) == (3, 8, Decimal("37.5"))
    assert (summer.numerator, summer.denominator) == (1, 7)


def test_ideas_from_outside_are_those_of_citizens_users_and_businesses(here):
    for origin in ("employee", "leader", "citizen", "user", "business", "recommendation"):
        an_idea("03-03", here, origin=origin)
    assert amount("ideas.from_outside", here, SPRING) == 50


def test_an_idea_is_answered_in_time_within_a_week_and_counts_when_the_week_is_over(here):
    unit = build.a_unit(here)
    answer("03-02", an_idea("02-25", here, unit=unit))  # due on the 4th of March: in time
    answer("03-11", an_idea("03-03", here, unit=unit))  # due on the 10th: a day late
    answer("03-12", an_idea("03-05", here, unit=unit))  # due at that very moment: in time
    an_idea("03-10", here, unit=unit)  # due on the 17th: never answered
    answer("03-27", an_idea("03-26", here, unit=unit))  # due in April

    with on("03-18"):
        assert counted("ideas.answered_in_time", here, MARCH).denominator == 4
    with on("04-20"):
        march = counted("ideas.answered_in_time", here, MARCH, unit)
        april = counted("ideas.answered_in_time", here, APRIL, unit)
    assert (march.numerator, march.denominator, march.amount) == (2, 4, 50)
    assert (april.numerator, april.denominator) == (1, 1)


def test_an_idea_is_owed_an_answer_by_the_centre_where_it_lay_when_that_fell_due(here):
    first, second = build.a_unit(here), build.a_unit(here)
    quick, slow = an_idea("03-03", here, unit=first), an_idea("03-03", here, unit=first)
    hand_over("03-06", quick, second)
    hand_over("03-20", slow, second)

    with on("04-20"):
        assert counted("ideas.answered_in_time", here, MARCH, first).denominator == 1
        assert counted("ideas.answered_in_time", here, MARCH, second).denominator == 1


def test_how_long_an_answer_takes_on_average_and_in_the_middle(here):
    unit = build.a_unit(here)
    for handed_in, answered in (("03-01", "03-02"), ("03-01", "03-04"), ("02-09", "03-11")):
        answer(answered, an_idea(handed_in, here, unit=unit))
    an_idea("03-05", here, unit=unit)

    mean = counted("ideas.days_to_answer", here, MARCH, unit)
    middle = counted("ideas.median_days_to_answer", here, MARCH, unit)

    assert (mean.numerator, mean.denominator) == (34, 3)  # 1 + 3 + 30
    assert round(mean.amount, 2) == Decimal("11.33")
    assert middle.amount == 3


def test_a_second_answer_does_not_change_how_long_the_first_took(here):
    idea = an_idea("03-01", here, unit=build.a_unit(here))
    answer("03-05", idea)
    answer("04-20", idea, "mature")
    assert amount("ideas.days_to_answer", here, MARCH) == 4
    assert amount("ideas.days_to_answer", here, APRIL) is None


def test_answers_that_begin_something_are_a_share_of_all_answers(here):
    unit = build.a_unit(here)
    for outcome in ("do_now", "declined", "mature", "project"):
        answer("03-06", an_idea("03-04", here, unit=unit), outcome)
    hand_over("03-06", an_idea("03-04", here, unit=unit), build.a_unit(here))  # no answer
    assert amount("ideas.answers_that_begin", here, SPRING, unit) == 50
    assert amount("ideas.answers_that_begin", here, SUMMER) is None


def test_means_and_medians_of_nothing_are_nothing():
    none = Idea.objects.none()
    assert mean_of(none, []).amount is None
    assert median_of(none, []).amount is None
    assert median_of(none, [Decimal(4), Decimal(1), Decimal(2), Decimal(3)]).amount == Decimal(
        "2.5"
    )


# Prejekter


def test_a_prejekt_with_two_decisions_is_decided_once():
    with on("02-10"):
        world = a_world()
        twice, once = a_running_prejekt(world), a_prejekt(world)
    with on("03-10"):
        decided(world, twice, "midway", "go_on")
        decided(world, once, "start", "park", review_on=in_days(20), wakes_when="Når der er tid")
    with on("05-10"):
        decided(world, twice, "crystallise", "stop", learning="Nok.")

    assert amount("prejekter.decided", world.municipality, MARCH) == 2
    assert amount("prejekter.decided", world.municipality, SPRING) == 2
    assert amount("prejekter.decided", world.municipality, SUMMER) == 1


def test_a_prejekt_ends_in_time_when_it_ends_by_the_day_agreed_at_the_latest_gate():
    with on("01-10"):
        world = a_world()
        prompt, extended, late = (a_running_prejekt(world, ends_on=in_days(40)) for _ in range(3))
        never_begun = a_prejekt(world)
    with on("02-10"):
        decided(world, extended, "midway", "go_on", ends_on=in_days(40))
        decided(world, never_begun, "start", "stop", learning="Ikke nu.")
    with on("02-19"):  # the fortieth day
        decided(world, prompt, "crystallise", "stop", learning="Nok.")
    with on("02-20"):
        decided(world, late, "crystallise", "stop", learning="Nok.")
        decided(world, extended, "crystallise", "stop", learning="Nok.")

    told = counted("prejekter.ended_in_time", world.municipality, SPRING, world.unit)
    assert set(told.rows) == {prompt, extended, late}
    assert set(told.counted) == {prompt, extended}


def test_a_running_prejekt_is_inside_its_time_box_until_the_last_day():
    with on("03-01"):
        world = a_world()
        short, long = (a_running_prejekt(world, ends_on=in_days(days)) for days in (10, 20))
        a_prejekt(world)
    with on("03-11"):
        assert amount("prejekter.inside_time_box", world.municipality, MARCH) == 100
    with on("03-12"):
        told = counted("prejekter.inside_time_box", world.municipality, MARCH, world.unit)
        assert (set(told.rows), set(told.counted)) == ({short, long}, {long})


def test_a_question_is_answered_on_its_day_and_one_given_up_is_not():
    with on("03-03"):
        world = a_world()
        prejekt = a_running_prejekt(world)
        questions = [
            actions.note_unknown(by=world.executive, initiative=prejekt, question=f"Hvad {one}?")
            for one in range(4)
        ]
    for day, question, state in (
        ("03-10", questions[0], "answered"),
        ("03-10", questions[1], "given_up"),
        ("04-10", questions[2], "answered"),
    ):
        with on(day):
            actions.settle_unknown(
                by=world.executive, unknown=question, version=1, state=state, answer="Det."
            )
    with on("06-30"):
        figures = [
            amount("prejekter.questions_answered", world.municipality, period)
            for period in (SPRING, SUMMER)
        ]
    assert figures == [25, 50]


# Projects and what is simply done


def test_what_is_set_in_operation_counts_once_and_is_in_operation_ever_after(here):
    unit, by = build.a_unit(here), build.the_operator(here)
    with on("02-03"):
        project, done, stopped = (
            running(a_project(here, kind=kind, unit=unit))
            for kind in ("project", "operation", "project")
        )
        a_project(here)
        stop_initiative(by=by, initiative=stopped, version=2, reason="Nej.", learning="Det.")
        finish_initiative(by=by, initiative=project, version=2)
    with on("05-03"):
        finish_initiative(by=by, initiative=done, version=2)

    with on("06-30"):
        for key, figures in (
            ("initiatives.set_in_operation", [1, 1]),
            ("initiatives.in_operation", [1, 2]),
        ):
            assert [amount(key, here, one, unit) for one in (SPRING, SUMMER)] == figures


def test_an_initiative_is_overdue_the_day_after_until_its_milestone_is_reached_or_dropped():
    with on("03-01"):
        world = a_world()
        here, unit, by = world.municipality, world.unit, build.the_operator(world.municipality)
        late, punctual, rests, _waits = (running(a_project(here, unit=unit)) for _one in range(4))
        due = [a_milestone(one, days=5) for one in (late, punctual, rests)]
        a_running_prejekt(world)
        a_project(here, unit=unit)
        park_initiative(by=by, initiative=rests, version=2, reason="Ferie.", review_on=in_days(90))
    with on("03-05"):
        move_milestone(by=by, milestone=due[1], version=1, state="reached")
    with on("03-06"):
        assert amount("initiatives.overdue", here, MARCH) == 0
    with on("03-07"):
        told = counted("initiatives.overdue", here, MARCH, unit)
        assert (told.denominator, set(told.counted)) == (3, {late})
    with on("03-20"):
        move_milestone(by=by, milestone=due[0], version=1, state="dropped")
        assert amount("initiatives.overdue", here, MARCH) == 0


def test_somebody_carries_an_initiative_on_when_it_has_an_owner_and_a_milestone_ahead(here):
    unit, by = build.a_unit(here), build.the_operator(here)
    with on("03-01"):
        carried, bare, done, orphan = (running(a_project(here, unit=unit)) for _one in range(4))
        for one in (carried, done, orphan):
            milestone = a_milestone(one)
            if one == done:
                move_milestone(by=by, milestone=milestone, version=1, state="reached")
        actions.edit_initiative(by=by, initiative=orphan, version=2, owner=None)
        told = counted("initiatives.carried", here, MARCH, unit)
    assert set(told.rows) == {carried, bare, done, orphan}
    assert set(told.counted) == {carried}


# People


def _taking_part(here, idea, prejekt, people):
    """Five ways of taking part, of which the last two are one person's."""
    first, second, third, fourth, fifth = people
    actions.submit_idea(by=first, municipality=here, title="Hvad nu hvis?")
    actions.join_idea(by=second, idea=idea)
    actions.comment(by=third, idea=idea, text="Ja.")
    actions.name_participant(
        by=build.the_operator(here), initiative=prejekt, person=fourth.person,
        role=Participant.Role.MEMBER,
    )  # fmt: skip
    actions.submit_idea(by=fifth, municipality=here, title="Og hvad hvis?")
    actions.comment(by=fifth, idea=idea, text="Også jeg.")


def test_everyone_who_takes_part_is_counted_once_among_those_who_work_here():
    with on("03-03"):
        world = a_world()
        here = world.municipality
        prejekt = a_running_prejekt(world)
        people = employees(here, 7)
        guest = build.an_actor("guest", here)
        idea = actions.submit_idea(by=guest, municipality=here, title="Udefra?")
        _taking_part(here, idea, prejekt, people[:5])
        told = counted("people.take_part", here, SPRING)
    # Seven employees, the sponsor, the chief and the strategy office's first person.
    assert (told.numerator, told.denominator, told.amount) == (5, 10, 50)


def test_fewer_than_five_people_are_not_told_of(here):
    with on("03-03"):
        for person in employees(here, 8)[:4]:
            actions.submit_idea(by=person, municipality=here, title="Hvad nu hvis?")
        told = counted("people.take_part", here, SPRING)
        assert (told.amount, told.numerator, told.rows.count()) == (None, None, 0)
        assert amount("people.take_part", build.a_municipality(), SPRING) is None
    with on("06-10"):
        assert amount("people.take_part", here, SUMMER) == 0


# The strategy


def test_objectives_count_while_their_strategy_is_adopted_and_not_closed():
    with on("02-01"):
        world = a_world()
        objective = an_adopted_objective(world.municipality)
        second = build.an_objective(objective.focus_area)
        build.an_objective(build.a_focus_area(build.a_strategy(world.municipality)))  # a draft
        strategy.edit_objective(
            by=world.executive, objective=second, version=1, responsible=world.chief
        )
        a_running_prejekt(world, objectives=[objective])
        a_prejekt(world, objectives=[second])
        for key, counting in (
            ("objectives.with_responsible", {second}),
            ("objectives.served", {objective}),
        ):
            told = counted(key, world.municipality, SPRING)
            assert (set(told.rows), set(told.counted)) == ({objective, second}, counting)
        strategy.close_strategy(
            by=world.executive, strategy=objective.strategy, version=objective.strategy.version
        )
        assert amount("objectives.served", world.municipality, SPRING) is None


def test_changes_are_counted_from_the_adoption_on_without_what_centres_write():
    with on("02-01"):
        world = a_world()
        draft = build.a_strategy(world.municipality)
        objective = build.an_objective(build.a_focus_area(draft))
    with on("02-10"):
        build.adopted(draft)
    with on("03-05"):
        by = build.the_operator(world.municipality)
        strategy.edit_objective(by=by, objective=objective, version=1, title="Tryg aften")
        strategy.edit_objective(by=by, objective=objective, version=2, text="Hver aften.")
        build.an_objective(objective.focus_area)
        build.a_contribution(build.a_centre_strategy(draft, world.unit), objective.focus_area)
        build.a_driver(build.a_strategy(world.municipality))  # another one's draft
    with on("03-06"):
        told = counted("strategy.changes_after_adoption", world.municipality, MARCH)
        assert [one.verb for one in told.rows] == ["created", "changed", "changed"]
        assert {one.strategy_slug for one in told.rows} == {draft.slug}
        february = Period(date(2014, 2, 1), date(2014, 2, 28))
        assert amount("strategy.changes_after_adoption", world.municipality, february) == 0
