"""What grows from a prejekt at a gate: a project, something done at once, or a new prejekt."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from pejl.history import actions as history
from pejl.initiatives.actions.undertakings import propose_initiative
from pejl.initiatives.models import Follow, Gate, Initiative, Risk, Unknown
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person

Outcome = Gate.Outcome
Kind = Initiative.Kind

BECOMES = {
    Outcome.PROJECT: Kind.PROJECT,
    Outcome.DO_NOW: Kind.OPERATION,
    Outcome.NEW_PREJEKT: Kind.PREJEKT,
}


def grow(
    *,
    by: Actor,
    initiative: Initiative,
    outcome: str,
    title: str,
    owner: Person | None,
    first_benefit: str,
    question_after: str,
    ends_on: date | None,
    **_other: Any,
) -> Initiative:
    """Begin what the gate decided. It keeps place, aims and followers; what is still not known goes along."""
    kind = BECOMES[Outcome(outcome)]
    owns: dict[str, dict[str, Any]] = {
        Kind.PROJECT: {"first_benefit": first_benefit},
        Kind.PREJEKT: {"question": question_after, "sponsor": initiative.sponsor},
        Kind.OPERATION: {"state": "running", "starts_on": timezone.localdate()},
    }
    successor = propose_initiative(
        by=by,
        municipality=initiative.municipality,
        kind=kind,
        title=title or initiative.title,
        unit=initiative.unit,
        summary=initiative.summary,
        idea=initiative.idea,
        predecessor=initiative,
        owner=owner or _still_here(initiative, initiative.owner),
        ends_on=ends_on,
        focus_areas=initiative.focus_areas.all(),
        objectives=initiative.objectives.select_related("focus_area"),
        is_example=initiative.is_example,
        **{"sponsor": _sponsor_in_office(initiative), **owns[kind]},
    )
    _bring_followers(initiative, successor)
    _bring_unknowns(by, initiative, successor)
    return successor


def _still_here(initiative: Initiative, person: Person | None) -> Person | None:
    if person is None:
        return None
    return organisation.member(initiative.municipality, person.id)


def _sponsor_in_office(initiative: Initiative) -> Person | None:
    sponsor = initiative.sponsor
    if sponsor and organisation.sits_in_executive_group(initiative.municipality, sponsor):
        return sponsor
    return None


def _bring_followers(initiative: Initiative, successor: Initiative) -> None:
    """Whoever followed the prejekt hears what becomes of what grew from it."""
    people = initiative.follows.values_list("person_id", flat=True)
    Follow.objects.bulk_create(
        [
            Follow(municipality_id=successor.municipality_id, initiative=successor, person_id=one)
            for one in people
        ],
        ignore_conflicts=True,
    )


def _bring_unknowns(by: Actor, initiative: Initiative, successor: Initiative) -> None:
    """What is still open becomes a project's first risks, and a new prejekt's first questions."""
    still_open = initiative.unknowns.filter(state__in=[Unknown.State.OPEN, Unknown.State.EXAMINED])
    brings = {Kind.PROJECT: _as_risk, Kind.PREJEKT: _as_question}.get(Kind(successor.kind))
    for unknown in still_open if brings else ():
        history.create(by=by, element=brings(successor, unknown))  # type: ignore[misc]


def _as_risk(successor: Initiative, unknown: Unknown) -> Risk:
    level = Risk.Level
    return Risk(
        municipality_id=successor.municipality_id,
        initiative=successor,
        text=unknown.question,
        consequence=level.HIGH if unknown.is_critical else level.MEDIUM,
        response=unknown.find_out_by,
        unknown=unknown,
        is_example=unknown.is_example,
    )


def _as_question(successor: Initiative, unknown: Unknown) -> Unknown:
    return Unknown(
        municipality_id=successor.municipality_id,
        initiative=successor,
        question=unknown.question,
        matters_because=unknown.matters_because,
        find_out_by=unknown.find_out_by,
        is_critical=unknown.is_critical,
        is_example=unknown.is_example,
    )
