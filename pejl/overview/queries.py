"""A page's question, put to the rooms and answered in one piece."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from django.urls import reverse

from pejl.effects.bearings import Bearing, of_many
from pejl.effects.queries.bearings import known_bearings, lines_of_figures
from pejl.followup.models import Decision
from pejl.followup.queries.decisions import decisions_about
from pejl.followup.queries.mine import Mine, mine
from pejl.followup.queries.rounds import Passed, through_the_rounds
from pejl.history import queries as history
from pejl.initiatives.queries import catalogue as initiatives
from pejl.initiatives.queries.serving import Served, serving_objective
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, Unit
from pejl.organisation.vocabulary import term
from pejl.overview.figure import ThemeFigure, theme_figure
from pejl.search import queries as search
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Strategy,
)


@dataclass(frozen=True)
class FrontPage:
    """The municipality's front page: the strategy in force as a figure, and the way on."""

    strategy: Strategy | None
    figure: ThemeFigure | None
    focus_areas: list[FocusArea]
    drafts: list[Strategy]


def front_page(municipality: Municipality, actor: Actor) -> FrontPage:
    found = list(strategy_room.strategies(actor).select_related("adopted_by")[:20])
    strategy = strategy_room.in_force(found)
    if strategy is None:
        return FrontPage(None, None, [], [])
    areas, bearings = _areas_with_bearings(actor, strategy)
    drafts = [one for one in found if one.is_draft and one.id != strategy.id]
    return FrontPage(
        strategy, theme_figure(municipality.slug, strategy, areas, bearings), areas, drafts
    )


def _areas_with_bearings(
    actor: Actor, strategy: Strategy
) -> tuple[list[FocusArea], dict[UUID, Bearing]]:
    """The focus areas of a strategy, each objective with its bearing at hand."""
    areas = strategy_room.focus_areas(strategy, with_questions=False)
    aims = [aim for area in areas for aim in area.aims]
    bearings = known_bearings(actor, strategy, aims)
    for aim in aims:
        aim.bearing = bearings.get(aim.pk)  # type: ignore[attr-defined]
    return areas, bearings


@dataclass(frozen=True)
class StrategyPage:
    """A whole strategy as one reads it."""

    strategy: Strategy
    figure: ThemeFigure | None
    focus_areas: list[FocusArea]
    drivers: list[Driver]
    centres: list[strategy_room.CentreReply]
    changed: Counter[str]


def strategy_page(municipality: Municipality, actor: Actor, slug: str) -> StrategyPage | None:
    strategy = strategy_room.strategy_by_slug(actor, slug)
    if strategy is None:
        return None
    areas, bearings = _areas_with_bearings(actor, strategy)
    return StrategyPage(
        strategy=strategy,
        figure=theme_figure(municipality.slug, strategy, areas, bearings),
        focus_areas=areas,
        drivers=strategy_room.drivers(strategy),
        centres=strategy_room.centre_replies(strategy, organisation.centres(municipality), actor),
        changed=strategy_room.changes_after_adoption(strategy),
    )


@dataclass(frozen=True)
class FocusAreaPage:
    """A focus area with what it asks, what it aims at and what the centres do for it."""

    focus_area: FocusArea
    contributions: list[Contribution]
    changed: Counter[str]
    initiatives: list[initiatives.CatalogueEntry]
    state: str


def focus_area_page(actor: Actor, slug: str, number: int) -> FocusAreaPage | None:
    strategy = strategy_room.strategy_by_slug(actor, slug)
    area = strategy_room.focus_area_by_number(strategy, number) if strategy else None
    if strategy is None or area is None:
        return None
    bearings = known_bearings(actor, area, area.aims)
    for aim in area.aims:
        aim.bearing = bearings[aim.pk]  # type: ignore[attr-defined]
    return FocusAreaPage(
        focus_area=area,
        state=of_many(one.effect for one in bearings.values()),
        contributions=strategy_room.contributions_to(area, actor),
        changed=strategy_room.changes_after_adoption(strategy),
        initiatives=initiatives.serving_focus_area(actor, area),
    )


@dataclass(frozen=True)
class ObjectivePage:
    """An objective with everything that serves it. Later rooms hang their evidence here, a field each."""

    objective: Objective
    before: Objective | None
    after: Objective | None
    contributions: list[Contribution]
    changes: int
    initiatives: Served
    bearing: Bearing
    passed: list[Passed]
    """How it stood, round by round."""
    decided: list[Decision]


def objective_page(actor: Actor, slug: str, label: str) -> ObjectivePage | None:
    if actor.municipality is None:
        return None
    figures = Subquery(lines_of_figures(actor.municipality.pk).values("id")[:1])
    ordered = strategy_room.objectives_at(actor, slug, figures=figures)
    place = next((i for i, one in enumerate(ordered) if one.label == label), None)
    if place is None:
        return None
    objective = ordered[place]
    version = objective.figures or 0  # type: ignore[attr-defined]
    bearing = known_bearings(actor, objective, [objective], version=version)[objective.pk]
    return ObjectivePage(
        objective=objective,
        before=ordered[place - 1] if place else None,
        after=ordered[place + 1] if place + 1 < len(ordered) else None,
        contributions=strategy_room.contributions_to(objective.focus_area, actor),
        changes=strategy_room.changes_after_adoption(objective.strategy)[str(objective.pk)],
        initiatives=serving_objective(actor, objective),
        bearing=bearing,
        passed=through_the_rounds(actor, objective),
        decided=decisions_about(actor, objective) if actor.is_member else [],
    )


@dataclass(frozen=True)
class CentrePage:
    """A centre: who leads it, what stands below it, what it has written."""

    unit: Unit
    leaders: list[Person]
    below: list[organisation.UnitNode]
    centre_strategies: list[CentreStrategy]
    unwritten: list[Strategy]
    initiatives: list[initiatives.Group]


def _branch(nodes: list[organisation.UnitNode], unit: Unit) -> list[organisation.UnitNode]:
    """What hangs below a unit in the tree."""
    for node in organisation.flat(nodes):
        if node.unit.id == unit.id:
            return node.children
    return []


def centre_page(municipality: Municipality, actor: Actor, slug: str) -> CentrePage | None:
    unit = organisation.unit_by_slug(municipality, slug)
    if unit is None:
        return None
    written = strategy_room.centre_strategies_of_unit(unit, actor)
    with_one = {one.strategy_id for one in written}
    open_ones = strategy_room.strategies(actor).exclude(status=Strategy.Status.CLOSED)
    return CentrePage(
        unit=unit,
        leaders=organisation.leaders_of(municipality, [unit]).get(unit.id, []),
        below=_branch(organisation.unit_tree(municipality), unit),
        centre_strategies=written,
        unwritten=[one for one in open_ones if one.id not in with_one],
        initiatives=initiatives.initiatives_of_unit(actor, unit),
    )


@dataclass(frozen=True)
class ServedFocusArea:
    """A focus area, what a centre writes for it, and what the centre carries out for it."""

    focus_area: FocusArea
    contribution: Contribution | None
    initiatives: list[initiatives.CatalogueEntry]


@dataclass(frozen=True)
class CentreStrategyPage:
    """What one centre contributes to one strategy."""

    strategy: Strategy
    unit: Unit
    centre_strategy: CentreStrategy | None
    contributions: list[ServedFocusArea]
    leaders: list[Person]


def centre_strategy_page(
    municipality: Municipality, actor: Actor, slug: str, unit_slug: str
) -> CentreStrategyPage | None:
    strategy = strategy_room.strategy_by_slug(actor, slug)
    unit = organisation.unit_by_slug(municipality, unit_slug)
    if strategy is None or unit is None:
        return None
    centre_strategy = strategy_room.centre_strategy_of(strategy, unit, actor)
    carried = initiatives.initiatives_for_centre_strategy(actor, unit, strategy)
    areas = FocusArea.objects.filter(strategy=strategy)
    pairs = strategy_room.paired_contributions(areas, centre_strategy)
    return CentreStrategyPage(
        strategy=strategy,
        unit=unit,
        centre_strategy=centre_strategy,
        contributions=[
            ServedFocusArea(
                pair.focus_area, pair.contribution, carried.get(pair.focus_area.number, [])
            )
            for pair in pairs
        ],
        leaders=organisation.leaders_of(municipality, [unit]).get(unit.id, []),
    )


@dataclass(frozen=True)
class MyPage:
    """What is mine here: my roles, what I answer for, my units' strategies, what I changed last."""

    memberships: list[Any]
    responsible_for: list[FocusArea | Objective]
    led_units: list[Unit]
    followed: Mine
    """What I owe, own and am to carry out in following up."""
    latest: list[Any]


def my_page(municipality: Municipality, actor: Actor, person: Person) -> MyPage:
    units = [unit for unit in organisation.centres(municipality) if unit.id in actor.led_unit_ids]
    return MyPage(
        memberships=list(organisation.memberships_of(municipality, person)),
        responsible_for=strategy_room.responsibilities_of(actor, person),
        led_units=units,
        followed=mine(actor),
        latest=list(history.by_person(municipality.id, person.id)[:10]),
    )


def found_pages(municipality: Municipality, actor: Actor, words: str) -> search.SearchResult:
    """What the reader may see that answers to the words."""
    return search.find(municipality.id, actor.audiences, words)


@dataclass(frozen=True)
class LocatedHit:
    """A search hit and the address at which it stands."""

    hit: search.Hit
    url: str
    kind: str


def located(municipality: Municipality, result: search.SearchResult | None) -> list[LocatedHit]:
    """The hits with their addresses, and what kind of thing each is."""
    return [
        LocatedHit(
            hit,
            reverse(hit.url_name, kwargs={"municipality": municipality.slug, **hit.url_args}),
            kind_of(municipality.vocabulary, hit.subject_label),
        )
        for hit in (result.hits if result else [])
    ]


def kind_of(vocabulary: Any, label: str) -> str:
    """What a thing is called here: “fokusområde” for a focus area."""
    concept = strategy_room.concept_of(label)
    return term(vocabulary, concept, "singular") if concept else ""
