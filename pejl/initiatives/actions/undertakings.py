"""Propose and edit prejekter, projects and initiatives of operation, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile
from pejl.initiatives import findable, refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.following import follow_from_start
from pejl.initiatives.models import Initiative, Prejekt, Project
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.initiatives.numbering import next_number
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.organisation.rules import require
from pejl.strategy.models import FocusArea, Objective

Verb = Entry.Verb
Part = TypeVar("Part", bound=InitiativePart)

DETAILS: dict[str, Any] = {"prejekt": Prejekt, "project": Project}
"""What only one kind of initiative has, beside what all have."""


def _require_fit(municipality: Municipality, kind: str, fields: dict[str, Any]) -> None:
    """What must hold for every initiative, whoever proposes it and from where."""
    conditions.require_open_unit(municipality, fields.get("unit"))
    conditions.require_sponsor(municipality, fields.get("sponsor"))
    conditions.require_member(municipality, fields.get("owner"), "owner")
    conditions.require_period(fields.get("starts_on"), fields.get("ends_on"))
    if kind == Initiative.Kind.PREJEKT and not fields.get("sponsor"):
        raise refusals.SponsorIsMissing()


def _detail_names(kind: str) -> set[str]:
    model = DETAILS.get(kind)
    return set(model.tracked) - {"initiative"} if model else set()


def _split(kind: str, fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What belongs to every initiative, and what only to this kind."""
    names = _detail_names(kind)
    own = {name: value for name, value in fields.items() if name in names}
    return {name: value for name, value in fields.items() if name not in names}, own


def _require_here(municipality: Municipality, things: Iterable[FocusArea | Objective]) -> None:
    if any(thing.municipality_id != municipality.id for thing in things):
        raise refusals.InitiativeIsElsewhere()


@transaction.atomic
def propose_initiative(
    *,
    by: Actor,
    municipality: Municipality,
    kind: str,
    title: str,
    unit: Unit,
    id: UUID | None = None,
    focus_areas: Iterable[FocusArea] = (),
    objectives: Iterable[Objective] = (),
    **fields: Any,
) -> Initiative:
    """Propose a prejekt, a project or something to be done. The same ``id`` twice makes one."""
    require(by, "initiatives.propose", unit)
    if id and (existing := Initiative.objects.filter(id=id, municipality=municipality).first()):
        return existing
    _require_fit(municipality, kind, {"unit": unit, **fields})
    areas, aims = list(focus_areas), list(objectives)
    _require_here(municipality, [*areas, *aims])
    shared, own = _split(kind, fields)
    if kind == Initiative.Kind.PREJEKT:
        conditions.require_question(own.get("question", ""))
    conditions.require_own_turn(municipality)
    initiative = Initiative(
        id=id or uuid4(), municipality=municipality, kind=kind, title=title, unit=unit,
        number=next_number(Initiative, municipality), **shared,
    )  # fmt: skip
    history.create(by=by, element=initiative)
    if kind in DETAILS:
        detail = DETAILS[kind](municipality=municipality, initiative=initiative, **own)
        history.create(by=by, element=detail)
    _serve(by, initiative, areas, aims)
    follow_from_start(by, initiative)
    findable.index(initiative)
    return initiative


def _serve(
    by: Actor, initiative: Initiative, areas: Iterable[FocusArea], aims: Iterable[Objective]
) -> bool:
    """Tie the initiative to the focus areas and objectives it serves; an objective brings its focus area.

    Returns whether it serves anything else than before.
    """
    aims = list(aims)
    with_theirs = {*areas, *(aim.focus_area for aim in aims)}
    other_areas = set(initiative.focus_areas.values_list("id", flat=True)) != {
        area.id for area in with_theirs
    }
    before = sorted(str(key) for key in initiative.objectives.values_list("id", flat=True))
    initiative.objectives.set(aims)
    initiative.focus_areas.set(with_theirs)
    after = sorted(str(aim.id) for aim in aims)
    if before != after:
        history.record(
            by=by, verb=Verb.CHANGED, subject=initiative, changes={"objectives": [before, after]}
        )
    return other_areas or before != after


def _besides_aims(initiative: Initiative) -> list[FocusArea]:
    """The focus areas that it serves beside those of its objectives."""
    of_aims = initiative.objectives.values_list("focus_area_id", flat=True)
    return list(initiative.focus_areas.exclude(id__in=list(of_aims)))


@transaction.atomic
def edit_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    focus_areas: Iterable[FocusArea] | None = None,
    objectives: Iterable[Objective] | None = None,
    **fields: Any,
) -> Entry | None:
    """Change what an initiative says, who carries it and what it serves."""
    require(by, "initiatives.edit", initiative)
    conditions.require_alive(initiative)
    municipality = initiative.municipality
    _require_changed_fit(initiative, fields)
    shared, own = _split(initiative.kind, fields)
    if "question" in own:
        conditions.require_question(own["question"])
    entry = history.change(by=by, element=initiative, version=version, fields=shared)
    if own:
        entry = _change_own(by, initiative, version, own, counted=entry) or entry
    if objectives is not None or focus_areas is not None:
        areas = _besides_aims(initiative) if focus_areas is None else list(focus_areas)
        aims = list(initiative.objectives.all() if objectives is None else objectives)
        _require_here(municipality, [*areas, *aims])
        if _serve(by, initiative, areas, aims) and entry is None:
            _count_edit(initiative, version, current=initiative, mine={})
    follow_from_start(by, initiative)
    findable.index(initiative)
    return entry


def _change_own(
    by: Actor, initiative: Initiative, version: int, own: dict[str, Any], *, counted: Entry | None
) -> Entry | None:
    """Change what only this kind has. It counts as an edit of the initiative, whose version everyone reads."""
    detail = _detail_of(initiative)
    own = {name: value for name, value in own.items() if value != getattr(detail, name)}
    if "question" in own and initiative.state != Initiative.State.PROPOSED:
        raise refusals.QuestionIsRewordedAtAGate()
    if own and counted is None:
        _count_edit(initiative, version, current=detail, mine=own)
    return history.change(by=by, element=detail, version=detail.version, fields=own)


def _count_edit(
    initiative: Initiative,
    version: int,
    *,
    current: InitiativePart | Initiative,
    mine: dict[str, Any],
) -> None:
    """Count an edit of what hangs on the initiative, as long as nobody else saved since ``version``."""
    same = Initiative.objects.filter(pk=initiative.pk, version=version)
    if not same.update(version=F("version") + 1):
        current.version = Initiative.objects.values_list("version", flat=True).get(pk=initiative.pk)
        raise EditedMeanwhile(current=current, mine=mine)
    initiative.version = version + 1


def _require_changed_fit(initiative: Initiative, fields: dict[str, Any]) -> None:
    """What is newly named must fit. Whoever has left since stays named until somebody names another."""
    newly = {
        name: fields[name]
        for name in ("unit", "sponsor", "owner")
        if name in fields and fields[name] != getattr(initiative, name)
    }
    if initiative.kind == Initiative.Kind.PREJEKT and newly.get("sponsor", initiative) is None:
        raise refusals.SponsorIsMissing()
    conditions.require_open_unit(initiative.municipality, newly.get("unit"))
    conditions.require_sponsor(initiative.municipality, newly.get("sponsor"))
    conditions.require_member(initiative.municipality, newly.get("owner"), "owner")
    conditions.require_period(
        fields.get("starts_on", initiative.starts_on), fields.get("ends_on", initiative.ends_on)
    )


def _detail_of(initiative: Initiative) -> Prejekt | Project:
    """What only this kind of initiative has."""
    found: Prejekt | Project = DETAILS[initiative.kind].objects.get(initiative=initiative)
    found.initiative = initiative
    return found


@transaction.atomic
def add_part(*, by: Actor, part: Part) -> Part:
    """Add a line to an initiative, such as something known or a milestone. The same id twice adds one."""
    require(by, "initiatives.edit", part)
    conditions.require_alive(part.initiative)
    existing = type(part)._default_manager.filter(id=part.id).first()
    if existing:
        if existing.initiative_id != part.initiative_id:
            raise refusals.InitiativeIsElsewhere()
        return existing
    history.create(by=by, element=part)
    return part


@transaction.atomic
def edit_part(*, by: Actor, part: InitiativePart, version: int, **fields: Any) -> Entry | None:
    """Change a line of an initiative."""
    require(by, "initiatives.edit", part)
    conditions.require_alive(part.initiative)
    return history.change(by=by, element=part, version=version, fields=fields)


@transaction.atomic
def remove_part(*, by: Actor, part: InitiativePart, version: int) -> None:
    """Remove a line that should not be there; what it said stays in the history."""
    require(by, "initiatives.edit", part)
    conditions.require_alive(part.initiative)
    history.remove(by=by, element=part, version=version)
