"""Add, edit, move and remove the parts of a strategy: drivers, focus areas, questions, objectives."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.strategy import findable, queries, refusals
from pejl.strategy.actions.conditions import (
    require_draft,
    require_member,
    require_open,
    require_own_turn,
)
from pejl.strategy.models import (
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
    StrategyPart,
)

Verb = Entry.Verb
Part = TypeVar("Part", bound=StrategyPart)

HIGHEST_NUMBER = 99


def _next_number(siblings: Any) -> int:
    number = (siblings.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > HIGHEST_NUMBER:
        raise refusals.TooManyParts()
    return number


def _the_same(existing: Part, part: Part) -> Part:
    """What a double submit has made already; an id that is used elsewhere is refused."""
    if existing.strategy_id != part.strategy_id:
        raise refusals.IdIsUsedElsewhere()
    existing.strategy = part.strategy
    return existing


def _add(by: Actor, part: Part, siblings: Any) -> Part:
    """Place a new part last among its siblings; the same id twice gives the part that is there."""
    require_own_turn(part.strategy)
    require_open(part.strategy)
    require(by, "strategy.edit", part)
    existing = type(part)._default_manager.filter(id=part.id).first()
    if existing:
        return _the_same(existing, part)
    part.number = _next_number(siblings)  # type: ignore[attr-defined]
    history.create(by=by, element=part)
    findable.index(part)
    return part


def _name_responsible(part: StrategyPart, fields: dict[str, Any]) -> None:
    """Whoever is newly named must work here, and is the municipality's own choice: no longer an example."""
    before = getattr(part, "responsible", None)
    if fields.get("responsible", before) != before:
        require_member(part, fields["responsible"])
        fields.setdefault("responsible_is_example", False)


def _edit(by: Actor, part: StrategyPart, version: int, fields: dict[str, Any]) -> Entry | None:
    require_open(part.strategy)
    require(by, "strategy.edit", part)
    _name_responsible(part, fields)
    entry = history.change(by=by, element=part, version=version, fields=fields)
    if entry:
        findable.index(part)
    return entry


@transaction.atomic
def add_focus_area(
    *, by: Actor, strategy: Strategy, title: str, id: UUID | None = None, **fields: Any
) -> FocusArea:
    """Add a focus area after those there are."""
    require_member(strategy, fields.get("responsible"))
    area = FocusArea(
        id=id or uuid4(), municipality=strategy.municipality, strategy=strategy, title=title,
        **fields,
    )  # fmt: skip
    return _add(by, area, FocusArea.objects.filter(strategy=strategy))


@transaction.atomic
def edit_focus_area(
    *, by: Actor, focus_area: FocusArea, version: int, **fields: Any
) -> Entry | None:
    """Change a focus area's texts or who is responsible for it."""
    return _edit(by, focus_area, version, fields)


@transaction.atomic
def add_objective(
    *, by: Actor, focus_area: FocusArea, title: str, id: UUID | None = None, **fields: Any
) -> Objective:
    """Add an objective after those the focus area has."""
    require_member(focus_area, fields.get("responsible"))
    objective = Objective(
        id=id or uuid4(), municipality=focus_area.municipality, strategy=focus_area.strategy,
        focus_area=focus_area, title=title, **fields,
    )  # fmt: skip
    return _add(by, objective, Objective.objects.filter(focus_area=focus_area))


@transaction.atomic
def edit_objective(*, by: Actor, objective: Objective, version: int, **fields: Any) -> Entry | None:
    """Change an objective's texts or who is responsible for it."""
    return _edit(by, objective, version, fields)


@transaction.atomic
def add_question(
    *, by: Actor, focus_area: FocusArea, text: str, id: UUID | None = None, is_example: bool = False
) -> Question:
    """Add a question that the focus area asks."""
    question = Question(
        id=id or uuid4(), municipality=focus_area.municipality, strategy=focus_area.strategy,
        focus_area=focus_area, text=text, is_example=is_example,
    )  # fmt: skip
    return _add(by, question, Question.objects.filter(focus_area=focus_area))


@transaction.atomic
def edit_question(*, by: Actor, question: Question, version: int, **fields: Any) -> Entry | None:
    """Word a question anew."""
    return _edit(by, question, version, fields)


@transaction.atomic
def add_driver(
    *, by: Actor, strategy: Strategy, title: str, id: UUID | None = None, **fields: Any
) -> Driver:
    """Add something in the surroundings that forces development."""
    driver = Driver(
        id=id or uuid4(), municipality=strategy.municipality, strategy=strategy, title=title,
        **fields,
    )  # fmt: skip
    return _add(by, driver, Driver.objects.filter(strategy=strategy))


@transaction.atomic
def edit_driver(*, by: Actor, driver: Driver, version: int, **fields: Any) -> Entry | None:
    """Change what a driver means or what is done about it."""
    return _edit(by, driver, version, fields)


def _siblings(part: StrategyPart) -> Any:
    """The parts that share a row of numbers with this one."""
    whole = "focus_area" if isinstance(part, (Objective, Question)) else "strategy"
    return type(part)._default_manager.filter(**{f"{whole}_id": getattr(part, f"{whole}_id")})


@transaction.atomic
def move_part(*, by: Actor, part: StrategyPart, steps: int) -> None:
    """Move a focus area, objective, question or driver up (−1) or down (+1) among its own kind.

    Only in a draft: numbers that people have begun to say aloud stay. A move past the end changes nothing.
    """
    require_own_turn(part.strategy)
    require_draft(part.strategy)
    require(by, "strategy.arrange", part)
    ordered = list(_siblings(part).order_by("number"))
    place = next(i for i, one in enumerate(ordered) if one.pk == part.pk)
    target = min(max(place + steps, 0), len(ordered) - 1)
    ordered.insert(target, ordered.pop(place))
    _renumber(by, ordered)
    findable.index_all(part.strategy)


def _renumber(by: Actor, ordered: list[Any]) -> None:
    """Give the parts the numbers 1, 2, 3 … in this order.

    In two passes, because a number is unique among siblings at every instant.
    """
    changed = [(one, number) for number, one in enumerate(ordered, 1) if one.number != number]
    for one, number in changed:
        type(one)._default_manager.filter(pk=one.pk).update(number=number + 1000)
    for one, number in changed:
        old = one.number
        type(one)._default_manager.filter(pk=one.pk).update(number=number, version=F("version") + 1)
        one.number, one.version = number, one.version + 1
        history.record(by=by, verb=Verb.MOVED, subject=one, changes={"number": [old, number]})


@transaction.atomic
def remove_part(*, by: Actor, part: StrategyPart, version: int) -> None:
    """Remove a part of a draft with what hangs on it; those after it move up one number."""
    require_own_turn(part.strategy)
    require_draft(part.strategy)
    require(by, "strategy.arrange", part)
    for below in queries.parts_below(part):
        history.remove(by=by, element=below, version=below.version)
        findable.forget(below)
    siblings = _siblings(part)
    history.remove(by=by, element=part, version=version)
    findable.forget(part)
    _renumber(by, list(siblings.order_by("number")))
    findable.index_all(part.strategy)
