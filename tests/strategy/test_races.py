"""Two who write at the same instant: no edit is lost, no number given twice, nobody gets an error of ours."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, Refusal
from pejl.strategy import actions, refusals
from pejl.strategy.models import CentreStrategy, Contribution, FocusArea, Objective, Strategy
from tests import build

EDITS = 12


@pytest.fixture
def strategy(shared_database):
    return build.a_strategy()


@pytest.fixture
def by(strategy):
    return build.an_actor("executive", strategy.municipality)


def mistakes(results):
    return [one for one in results if isinstance(one, Exception) and not isinstance(one, Refusal)]


def write_on(by, key, sign):
    """Add a sign to the text again and again, reading it anew after each refusal."""
    for _ in range(EDITS):
        while True:
            objective = Objective.objects.select_related("strategy__municipality").get(pk=key)
            try:
                actions.edit_objective(
                    by=by,
                    objective=objective,
                    version=objective.version,
                    text=objective.text + sign,
                )
            except EditedMeanwhile:
                continue
            break


def test_no_edit_that_was_said_to_be_saved_is_lost(at_once, strategy, by):
    objective = build.an_objective(build.a_focus_area(strategy))
    assert not mistakes(at_once(*(partial(write_on, by, objective.pk, sign) for sign in "ab")))
    text = Objective.objects.get(pk=objective.pk).text
    assert (text.count("a"), text.count("b")) == (EDITS, EDITS)
    lines = Entry.objects.of_subject("strategy.objective", str(objective.pk))
    assert lines.count() == 2 * EDITS + 1


def test_of_two_with_the_same_version_one_wins_and_the_other_is_told(at_once, strategy, by):
    area = build.a_focus_area(strategy)
    objectives = [build.an_objective(area) for _ in range(6)]
    for objective in objectives:
        mine, theirs = (
            Objective.objects.select_related("strategy__municipality").get(pk=objective.pk)
            for _ in range(2)
        )
        edit = partial(actions.edit_objective, by=by, version=1)
        results = at_once(
            partial(edit, objective=mine, text="A"), partial(edit, objective=theirs, text="B")
        )
        assert sorted(type(one).__name__ for one in results) == ["EditedMeanwhile", "Entry"]


def test_parts_added_at_once_get_numbers_of_their_own(at_once, strategy, by):
    area = build.a_focus_area(strategy)
    results = at_once(
        *(
            partial(actions.add_objective, by=by, focus_area=area, title=f"Nr. {n}")
            for n in range(6)
        )
    )
    assert not mistakes(results)
    numbers = Objective.objects.filter(focus_area=area).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_the_same_form_sent_twice_at_once_makes_one_part(at_once, strategy, by):
    add = partial(actions.add_focus_area, by=by, strategy=strategy, title="Ny", id=uuid4())
    first, second = at_once(add, add)
    assert first.pk == second.pk
    assert FocusArea.objects.filter(strategy=strategy).count() == 1


def test_the_same_strategy_begun_twice_at_once_is_one(at_once, strategy, by):
    begin = partial(
        actions.create_strategy, by=by, municipality=strategy.municipality, slug="2020",
        title="Ny", starts_on=strategy.starts_on, ends_on=strategy.ends_on,
    )  # fmt: skip
    same = partial(begin, id=uuid4())
    first, second = at_once(same, same)
    assert first.pk == second.pk
    other, another = at_once(partial(begin, slug="2021"), partial(begin, slug="2021"))
    assert {type(other), type(another)} == {Strategy, refusals.AddressIsTaken}


def test_moves_and_removals_at_once_leave_no_hole_and_no_double(at_once, strategy, by):
    areas = [build.a_focus_area(strategy, letter) for letter in "abcdef"]
    results = at_once(
        partial(actions.move_part, by=by, part=areas[0], steps=3),
        partial(actions.move_part, by=by, part=areas[5], steps=-3),
        partial(actions.remove_part, by=by, part=areas[2], version=1),
        partial(actions.add_focus_area, by=by, strategy=strategy, title="g"),
    )
    assert not mistakes(results)
    found = FocusArea.objects.filter(strategy=strategy).order_by("number")
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_a_centre_begun_and_written_twice_at_once_is_one(at_once, strategy):
    unit, area = build.a_unit(strategy.municipality), build.a_focus_area(strategy)
    office = build.an_actor("strategy_office", strategy.municipality)

    def write(text):
        begun = actions.begin_centre_strategy(by=office, strategy=strategy, unit=unit)
        return actions.write_contribution(
            by=office, centre_strategy=begun, focus_area=area, version=0, text=text
        )

    results = at_once(partial(write, "A"), partial(write, "B"))
    assert sorted(type(one).__name__ for one in results) == ["Contribution", "EditedMeanwhile"]
    assert CentreStrategy.objects.count() == Contribution.objects.count() == 1


def test_a_strategy_is_never_adopted_without_the_objective_that_it_needs(at_once, strategy, by):
    objective = build.an_objective(build.a_focus_area(strategy))
    at_once(
        partial(
            actions.adopt_strategy, by=by, strategy=Strategy.objects.get(pk=strategy.pk),
            version=1, adopted_on=strategy.starts_on,
        ),
        partial(actions.remove_part, by=by, part=objective, version=1),
    )  # fmt: skip
    adopted = not Strategy.objects.get(pk=strategy.pk).is_draft
    assert adopted == Objective.objects.filter(strategy=strategy).exists()
