"""Rounds for programs: prepared, removed, opened, closed; and the room's smaller groups of operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.followup import refusals
from pejl.followup.actions import rounds as actions
from pejl.followup.api import decisions, deputies, meetings, reports
from pejl.followup.api.naming import a_round, told_by_id
from pejl.followup.api.schemas import RemindedOut, RoundOut
from pejl.followup.api.submissions import NewRound, Reopen, RoundEdits
from pejl.followup.queries import rounds as queries
from pejl.organisation.api.door import (
    READING,
    WRITING,
    IfMatch,
    found,
    version_in,
    visit,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged
from pejl.organisation.rules import require
from pejl.strategy.queries import by_id as strategy_room

router = Router(auth=READING)
for _group in (reports, meetings, decisions, deputies):
    router.add_router("", _group.router)


@router.get(
    "/{slug}/rounds",
    response=Page[RoundOut],
    operation_id="followup_list_rounds",
    summary="The rounds of following up",
)
def list_rounds(request: HttpRequest, slug: Slug, part: Query[Slice]) -> Any:
    """Newest first. Everyone is told of the signed ones whose record is public; those who work there of all."""
    here = visit(request, slug)
    return paged(request, queries.rounds(here.actor), part)


@router.get(
    "/{slug}/rounds/{round_id}",
    response=RoundOut,
    operation_id="followup_read_round",
    summary="A round",
)
def read_round(request: HttpRequest, slug: Slug, round_id: Id) -> Any:
    """For those who work there; for everyone, when it is signed and its record public."""
    here = visit(request, slug)
    return found(queries.round_by_id(here.actor, round_id))


@router.post(
    "/{slug}/rounds",
    auth=WRITING,
    response={201: RoundOut},
    operation_id="followup_prepare_round",
    summary="Prepare a round",
)
def prepare_round(request: HttpRequest, slug: Slug, new: NewRound) -> Any:
    """For the strategy office. Nobody is told before it is opened."""
    here = writing_visit(request, slug)
    require(here.actor, "followup.run")
    fields = new.fields()
    strategy = strategy_room.strategy(here.actor, fields.pop("strategy_id"))
    if strategy is None:
        raise refusals.StrategyIsNotAdopted(field="strategy_id")
    with told_by_id():
        made = actions.prepare_round(by=here.actor, strategy=strategy, **fields)
    return Status(201, made)


@router.patch(
    "/{slug}/rounds/{round_id}",
    auth=WRITING,
    response=RoundOut,
    operation_id="followup_edit_round",
    summary="Change a round that has not been opened",
)
def edit_round(
    request: HttpRequest, slug: Slug, round_id: Id, edits: RoundEdits, if_match: IfMatch
) -> Any:
    """For the strategy office. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    actions.edit_round(by=here.actor, round=round, version=version_in(if_match), **edits.fields())
    return round


@router.delete(
    "/{slug}/rounds/{round_id}",
    auth=WRITING,
    response={204: None},
    operation_id="followup_remove_round",
    summary="Remove a round that has not been opened",
)
def remove_round(request: HttpRequest, slug: Slug, round_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office. 409 once it has been opened, or something is minuted or decided in it."""
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    actions.remove_round(by=here.actor, round=round, version=version_in(if_match))
    return Status(204, None)


def _move(
    request: HttpRequest,
    slug: str,
    round_id: Any,
    if_match: str | None,
    action: Callable[..., Any],
    **how: Any,
) -> Any:
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    action(by=here.actor, round=round, version=version_in(if_match), **how)
    return round


@router.post(
    "/{slug}/rounds/{round_id}/open",
    auth=WRITING,
    response=RoundOut,
    operation_id="followup_open_round",
    summary="Open a round and write to everybody who owes something",
)
def open_round(request: HttpRequest, slug: Slug, round_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office. It cannot be taken back."""
    return _move(request, slug, round_id, if_match, actions.open_round)


@router.post(
    "/{slug}/rounds/{round_id}/close",
    auth=WRITING,
    response=RoundOut,
    operation_id="followup_close_round",
    summary="Take no more reports",
)
def close_round(request: HttpRequest, slug: Slug, round_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office."""
    return _move(request, slug, round_id, if_match, actions.close_round)


@router.post(
    "/{slug}/rounds/{round_id}/reopen",
    auth=WRITING,
    response=RoundOut,
    operation_id="followup_reopen_round",
    summary="Let reports be changed again",
)
def reopen_round(
    request: HttpRequest, slug: Slug, round_id: Id, how: Reopen, if_match: IfMatch
) -> Any:
    """For the strategy office, until it is signed. Why stands in the history."""
    return _move(request, slug, round_id, if_match, actions.reopen_round, **how.fields())


@router.post(
    "/{slug}/rounds/{round_id}/remind",
    auth=WRITING,
    response=RemindedOut,
    operation_id="followup_remind",
    summary="Write again to everybody who still owes something",
)
def remind(request: HttpRequest, slug: Slug, round_id: Id) -> Any:
    """For the strategy office; each person at most once a day."""
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    return {"written": actions.remind(by=here.actor, round=round)}
