"""Add, edit, move and remove drivers, focus areas, questions and objectives."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile, NotAllowed
from pejl.organisation.refusals import PersonIsNotMember
from pejl.strategy import actions, refusals
from pejl.strategy.models import Contribution, Driver, FocusArea, Objective, Question
from tests import build

pytestmark = pytest.mark.django_db

OTHERS = ("visitor", "employee", "initiative_lead", "unit_leader", "guest", "installation_admin")
KINDS = ("driver", "focus_area", "objective", "question")
TITLE = {"question": "text"}
MODELS = {
    "driver": Driver, "focus_area": FocusArea, "objective": Objective, "question": Question
}  # fmt: skip


def add(kind, strategy, by, title="Ny", **more):
    """A part of this kind in the strategy; within its first focus area where the kind stands in one."""
    if kind == "driver":
        more = {"kind": "economy", "stance": "adapt"} | more
    whole = {"strategy": strategy}
    if kind in {"objective", "question"}:
        area = FocusArea.objects.filter(strategy=strategy).first() or build.a_focus_area(strategy)
        area.strategy = strategy
        whole = {"focus_area": area}
    words = {TITLE.get(kind, "title"): title}
    return getattr(actions, f"add_{kind}")(by=by, **whole, **words, **more)


def edit(kind, part, by, version, **fields):
    return getattr(actions, f"edit_{kind}")(by=by, **{kind: part}, version=version, **fields)


def titles(kind, part_or_strategy):
    return [
        (one.number, str(one))
        for one in MODELS[kind].objects.filter(strategy=part_or_strategy).order_by("number")
    ]


@pytest.mark.parametrize("role", ["executive", "strategy_office"])
@pytest.mark.parametrize("kind", KINDS)
def test_parts_are_added_last_and_edited(kind, role):
    strategy = build.a_strategy()
    by = build.an_actor(role, strategy.municipality)
    first, second = add(kind, strategy, by, "Første"), add(kind, strategy, by, "Anden")
    assert titles(kind, strategy) == [(1, "Første"), (2, "Anden")]
    entry = edit(kind, second, by, 1, **{TITLE.get(kind, "title"): "Anden, ny"})
    assert entry
    assert entry.changes == {TITLE.get(kind, "title"): ["Anden", "Anden, ny"]}
    assert first.version == 1


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("kind", KINDS)
def test_others_add_edit_move_and_remove_nothing(kind, role):
    strategy = build.a_strategy()
    part = add(kind, strategy, build.the_operator(strategy.municipality))
    by = build.an_actor(role, strategy.municipality)
    for refused in (
        lambda: add(kind, strategy, by),
        lambda: edit(kind, part, by, 1, **{TITLE.get(kind, "title"): "Hacket"}),
        lambda: actions.move_part(by=by, part=part, steps=1),
        lambda: actions.remove_part(by=by, part=part, version=1),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert titles(kind, strategy) == [(1, "Ny")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_municipality_s_leaders_change_nothing(kind):
    strategy = build.a_strategy()
    part = add(kind, strategy, build.the_operator(strategy.municipality))
    by = build.an_actor("executive", build.a_municipality())
    with pytest.raises(NotAllowed):
        edit(kind, part, by, 1, **{TITLE.get(kind, "title"): "Hacket"})
    with pytest.raises(NotAllowed):
        actions.remove_part(by=by, part=part, version=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_double_submit_makes_one_part(kind):
    strategy = build.a_strategy()
    by, key = build.an_actor("executive", strategy.municipality), uuid4()
    assert add(kind, strategy, by, id=key).pk == add(kind, strategy, by, id=key).pk
    assert len(titles(kind, strategy)) == 1
    assert Entry.objects.filter(subject_key=str(key)).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_that_is_used_elsewhere_is_refused_in_words(kind):
    theirs = build.a_strategy()
    taken = add(kind, theirs, build.the_operator(theirs.municipality), "Deres")
    mine = build.a_strategy()
    with pytest.raises(refusals.IdIsUsedElsewhere):
        add(kind, mine, build.an_actor("executive", mine.municipality), id=taken.pk)
    assert titles(kind, theirs) == [(1, "Deres")]
    assert titles(kind, mine) == []


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_edits_second_is_handed_both_and_nothing_is_written(kind):
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    part, name = add(kind, strategy, by), TITLE.get(kind, "title")
    late = MODELS[kind].objects.get(pk=part.pk)
    edit(kind, part, by, 1, **{name: "Først"})
    with pytest.raises(EditedMeanwhile) as refused:
        edit(kind, late, by, 1, **{name: "Sidst"})
    assert (str(refused.value.current), refused.value.mine) == ("Først", {name: "Sidst"})
    assert titles(kind, strategy) == [(1, "Først")]


def test_only_who_works_here_can_be_named_responsible():
    strategy = build.a_strategy()
    area = build.a_focus_area(strategy)
    by = build.an_actor("executive", strategy.municipality)
    stranger = build.a_person("executive", build.a_municipality())
    with pytest.raises(PersonIsNotMember) as refused:
        actions.edit_focus_area(by=by, focus_area=area, version=1, responsible=stranger)
    assert refused.value.field == "responsible"
    with pytest.raises(PersonIsNotMember):
        actions.add_objective(by=by, focus_area=area, title="Ny", responsible=stranger)
    assert actions.edit_focus_area(by=by, focus_area=area, version=1, responsible=by.person)


def test_there_is_room_for_ninety_nine():
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    last = add("driver", strategy, by)
    Driver.objects.filter(pk=last.pk).update(number=99)
    with pytest.raises(refusals.TooManyParts):
        add("driver", strategy, by)


# Moving


def five(kind):
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    return strategy, by, [add(kind, strategy, by, letter) for letter in "abcde"]


def order(kind, strategy):
    numbers = titles(kind, strategy)
    assert [number for number, _title in numbers] == list(range(1, len(numbers) + 1))
    return "".join(title for _number, title in numbers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("place", "steps", "expected"),
    [(0, 1, "bacde"), (2, -1, "acbde"), (4, -4, "eabcd"), (0, -1, "abcde"), (4, 1, "abcde"),
     (1, 99, "acdeb")],
)  # fmt: skip
def test_a_part_moves_among_its_own_and_all_are_numbered_anew(kind, place, steps, expected):
    strategy, by, parts = five(kind)
    actions.move_part(by=by, part=parts[place], steps=steps)
    assert order(kind, strategy) == expected


def test_moving_a_focus_area_takes_its_objectives_along():
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    first, second = build.a_focus_area(strategy, "A"), build.a_focus_area(strategy, "B")
    build.an_objective(first, "hos A"), build.an_objective(second, "hos B")
    actions.move_part(by=by, part=second, steps=-1)
    labels = {one.title: one.label for one in Objective.objects.select_related("focus_area")}
    assert labels == {"hos B": "1.1", "hos A": "2.1"}


def test_a_move_leaves_a_line_for_each_number_that_changed():
    _strategy, by, parts = five("driver")
    before = Entry.objects.count()
    actions.move_part(by=by, part=parts[0], steps=1)
    moved = list(Entry.objects.order_by("id")[before:])
    assert sorted(tuple(one.changes["number"]) for one in moved) == [(1, 2), (2, 1)]
    assert {one.verb for one in moved} == {"moved"}


# Removing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("place", "expected"), [(0, "bcde"), (2, "abde"), (4, "abcd")])
def test_after_a_removal_the_numbers_have_no_hole(kind, place, expected):
    strategy, by, parts = five(kind)
    actions.remove_part(by=by, part=parts[place], version=1)
    assert order(kind, strategy) == expected


def test_with_a_focus_area_goes_what_hangs_on_it_and_all_of_it_stays_in_the_history():
    strategy = build.a_strategy()
    area, kept = build.a_focus_area(strategy), build.a_focus_area(strategy)
    build.an_objective(area), build.a_question(area), build.an_objective(kept)
    centre_strategy = build.a_centre_strategy(strategy)
    build.a_contribution(centre_strategy, area)
    by = build.an_actor("executive", strategy.municipality)
    actions.remove_part(by=by, part=area, version=1)
    assert [one.number for one in FocusArea.objects.filter(strategy=strategy)] == [1]
    assert Objective.objects.filter(strategy=strategy).count() == 1
    assert not Question.objects.exists()
    assert not Contribution.objects.exists()
    removed = Entry.objects.filter(verb="removed").values_list("subject_label", flat=True)
    assert sorted(removed) == [
        "strategy.contribution", "strategy.focusarea", "strategy.objective", "strategy.question",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_that_changed_since_one_looked_is_not_removed(kind):
    strategy, by, parts = five(kind)
    edit(kind, parts[1], by, 1, **{TITLE.get(kind, "title"): "b"}, is_example=True)
    with pytest.raises(ChangedMeanwhile):
        actions.remove_part(by=by, part=parts[1], version=1)
    assert order(kind, strategy) == "abcde"


@pytest.mark.parametrize("kind", KINDS)
def test_after_adoption_parts_stay_where_they_are_and_texts_leave_their_trace(kind):
    strategy, by, parts = five(kind)
    if kind != "objective":
        add("objective", strategy, by)
    for area in FocusArea.objects.filter(strategy=strategy):
        build.an_objective(area)
    build.adopted(strategy)
    part = MODELS[kind].objects.get(pk=parts[1].pk)
    with pytest.raises(refusals.StrategyIsAdopted):
        actions.move_part(by=by, part=part, steps=1)
    with pytest.raises(refusals.StrategyIsAdopted):
        actions.remove_part(by=by, part=part, version=part.version)
    entry = edit(kind, part, by, part.version, **{TITLE.get(kind, "title"): "b, ny"})
    assert entry
    assert entry.changes[TITLE.get(kind, "title")] == ["b", "b, ny"]


def test_who_read_a_draft_before_the_other_adopted_it_removes_nothing():
    strategy = build.a_strategy()
    objective = build.an_objective(build.a_focus_area(strategy))
    seen = Objective.objects.select_related("strategy").get(pk=objective.pk)
    build.adopted(strategy)
    assert seen.strategy.is_draft, "as it was read before the adoption"
    by = build.an_actor("executive", strategy.municipality)
    with pytest.raises(refusals.StrategyIsAdopted):
        actions.remove_part(by=by, part=seen, version=seen.version)
