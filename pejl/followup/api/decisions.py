"""Decisions for programs: recorded on what they are about, ended, replaced."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.followup.actions import decisions as actions
from pejl.followup.api.naming import colleague, told_by_id, with_things
from pejl.followup.api.schemas import DecidedOut, DecisionFilter
from pejl.followup.api.submissions import EndDecision, NewDecision, Replacement
from pejl.followup.queries import decisions as queries
from pejl.organisation.api.door import (
    READING,
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Page, Slug, paged
from pejl.organisation.rules import require

router = Router(auth=READING)


def _decision(here: Visit, decision_id: Any) -> Any:
    return found(queries.decision_by_id(here.actor, decision_id))


@router.get(
    "/{slug}/decisions",
    response=Page[DecidedOut],
    operation_id="followup_list_decisions",
    summary="What was decided",
)
def list_decisions(request: HttpRequest, slug: Slug, part: Query[DecisionFilter]) -> Any:
    """Those to be done first, by their day. For those who work there."""
    here = colleague(request, slug)
    chosen = queries.Filter(
        state="overdue" if part.overdue else part.state or "",
        responsible=str(part.responsible_id or ""),
        words=part.q,
    )
    listed = queries.chosen_decisions(here.actor, chosen, None)
    for name in ("initiative_id", "objective_id", "focus_area_id", "round_id"):
        if asked := getattr(part, name):
            listed = listed.filter(**{name: asked})
    return paged(request, listed, part)


@router.get(
    "/{slug}/decisions/{decision_id}",
    response=DecidedOut,
    operation_id="followup_read_decision",
    summary="A decision",
)
def read_decision(request: HttpRequest, slug: Slug, decision_id: Id) -> Any:
    """For those who work there."""
    return _decision(colleague(request, slug), decision_id)


@router.post(
    "/{slug}/decisions",
    auth=WRITING,
    response={201: DecidedOut},
    operation_id="followup_record_decision",
    summary="Record a decision",
)
def record_decision(request: HttpRequest, slug: Slug, new: NewDecision) -> Any:
    """For the strategy office and the executive group: at a point of a meeting, or on one thing. Whoever is
    responsible gets a letter."""
    here = writing_visit(request, slug)
    require(here.actor, "followup.decide")
    with told_by_id():
        made = actions.record_decision(
            by=here.actor, municipality=here.municipality, **with_things(here, new.fields())
        )
    return Status(201, _decision(here, made.id))


@router.post(
    "/{slug}/decisions/{decision_id}/end",
    auth=WRITING,
    response=DecidedOut,
    operation_id="followup_end_decision",
    summary="Say what became of a decision",
)
def end_decision(
    request: HttpRequest, slug: Slug, decision_id: Id, how: EndDecision, if_match: IfMatch
) -> Any:
    """For whoever is responsible, the strategy office and the executive group."""
    here = writing_visit(request, slug)
    decision = _decision(here, decision_id)
    actions.end_decision(
        by=here.actor, decision=decision, version=version_in(if_match), **how.fields()
    )
    return decision


@router.post(
    "/{slug}/decisions/{decision_id}/replace",
    auth=WRITING,
    response={201: DecidedOut},
    operation_id="followup_replace_decision",
    summary="Decide otherwise",
)
def replace_decision(
    request: HttpRequest, slug: Slug, decision_id: Id, new: Replacement, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. The old decision stays as it was worded; tells the new."""
    here = writing_visit(request, slug)
    decision = _decision(here, decision_id)
    require(here.actor, "followup.decide", decision)
    with told_by_id():
        made = actions.replace_decision(
            by=here.actor, decision=decision, version=version_in(if_match),
            **with_things(here, new.fields()),
        )  # fmt: skip
    return Status(201, _decision(here, made.id))
