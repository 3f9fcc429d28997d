"""Reading, adding, editing and removing what is written in an initiative: one way for every kind of line.

Each kind of line is one row in ``LINES``, from which its four operations are made.
"""

# Annotations are evaluated here, and not kept as text: the operations are made from what they say.
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status

from pejl.initiatives import actions
from pejl.initiatives.actions import projects
from pejl.initiatives.api import part_schemas as schemas
from pejl.initiatives.api.naming import told_by_id, with_things
from pejl.initiatives.api.reading import internal, router
from pejl.initiatives.queries import by_id
from pejl.initiatives.refusals import InitiativeIsElsewhere
from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    visit,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Slug, Submission

PREJEKT = frozenset({"prejekt"})
PLANNED = frozenset({"project", "operation"})
ALL = PREJEKT | PLANNED

TIES = {"answers": "unknown", "known": "known", "unknown": "unknown", "activity": "activity"}
"""Fields that tie a line to another of the same initiative, and of what kind that is."""


def _edit_part(*, by: Any, line: Any, **fields: Any) -> None:
    actions.edit_part(by=by, part=line, **fields)


def _edit_unknown(*, by: Any, line: Any, **fields: Any) -> None:
    actions.edit_unknown(by=by, unknown=line, **fields)


def _edit_planned(*, by: Any, line: Any, **fields: Any) -> None:
    projects.edit_line(by=by, line=line, **fields)


def _edit_participant(*, by: Any, line: Any, **fields: Any) -> None:
    """Who and as what are said together: what is left out stays."""
    now = {name: getattr(line, name) for name in ("person", "described_as", "role")}
    actions.edit_participant(by=by, participant=line, **now | fields)


def _planned(kind: str) -> Callable[..., Any]:
    return partial(projects.add_line, kind=kind)


@dataclass(frozen=True)
class Line:
    """A kind of line: its address, the initiatives that have it, what is told and taken, and its actions."""

    name: str
    path: str
    words: str
    of: frozenset[str]
    told: type[Schema]
    new: type[Submission]
    edits: type[Submission]
    add: Callable[..., Any]
    edit: Callable[..., Any] = _edit_part


LINES = (
    Line(
        "known", "known", "something that a prejekt knows", PREJEKT,
        schemas.KnownOut, schemas.NewKnown, schemas.KnownEdits, actions.note_known,
    ),
    Line(
        "unknown", "unknowns", "something that a prejekt does not know", PREJEKT,
        schemas.UnknownOut, schemas.NewUnknown, schemas.UnknownEdits, actions.note_unknown,
        _edit_unknown,
    ),
    Line(
        "activity", "activities", "something done to find out", PREJEKT,
        schemas.ActivityOut, schemas.NewActivity, schemas.ActivityEdits, actions.note_activity,
    ),
    Line(
        "option", "options", "an option for action", PREJEKT,
        schemas.OptionOut, schemas.NewOption, schemas.OptionEdits, actions.note_option,
    ),
    Line(
        "learning", "log", "a line of the log of learning", PREJEKT,
        schemas.LogLineOut, schemas.NewLogLine, schemas.LogLineEdits, actions.log_learning,
    ),
    Line(
        "milestone", "milestones", "a milestone", PLANNED,
        schemas.MilestoneOut, schemas.NewMilestone, schemas.MilestoneEdits,
        _planned("milestone"), _edit_planned,
    ),
    Line(
        "deliverable", "deliverables", "a deliverable", PLANNED,
        schemas.DeliverableOut, schemas.NewDeliverable, schemas.DeliverableEdits,
        _planned("deliverable"), _edit_planned,
    ),
    Line(
        "dependency", "dependencies", "a dependency", PLANNED,
        schemas.DependencyOut, schemas.NewDependency, schemas.DependencyEdits,
        _planned("dependency"), _edit_planned,
    ),
    Line(
        "risk", "risks", "a risk", PLANNED,
        schemas.RiskOut, schemas.NewRisk, schemas.RiskEdits, _planned("risk"), _edit_planned,
    ),
    Line(
        "participant", "participants", "somebody who takes part", ALL,
        schemas.ParticipantOut, schemas.NewParticipant, schemas.ParticipantEdits,
        actions.name_participant, _edit_participant,
    ),
)  # fmt: skip

UNKNOWN = next(kind for kind in LINES if kind.name == "unknown")


def _whole(here: Visit, kind: Line, initiative_id: UUID) -> Any:
    """The initiative, when it is of a kind that has such lines."""
    initiative = internal(here, initiative_id)
    return found(initiative if initiative.kind in kind.of else None)


def _line(here: Visit, kind: Line, initiative_id: UUID, line_id: UUID) -> Any:
    return found(by_id.line(_whole(here, kind, initiative_id), kind.name, line_id))


def _tied(here: Visit, initiative: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with people, other lines and other initiatives in place of their ids."""
    named = with_things(here, fields)
    for name, kind in TIES.items():
        if f"{name}_id" in named:
            key = named.pop(f"{name}_id")
            named[name] = key and by_id.line(initiative, kind, key)
            if key and named[name] is None:
                raise InitiativeIsElsewhere(field=f"{name}_id")
    if "needs_id" in named:
        named["needs"] = by_id.initiative(here.actor, named.pop("needs_id"))
        if named["needs"] is None:
            raise InitiativeIsElsewhere(field="needs_id")
    return named


def _add_reading(kind: Line) -> None:
    @router.get(
        f"/{{slug}}/initiatives/{{initiative_id}}/{kind.path}/{{line_id}}",
        response=kind.told,
        operation_id=f"initiatives_read_{kind.name}",
        summary=f"Read {kind.words}",
        description="For those who work there; 404 for everyone else.",
    )
    def read_line(request: HttpRequest, slug: Slug, initiative_id: Id, line_id: Id) -> Any:
        return _line(visit(request, slug), kind, initiative_id, line_id)


def _add_adding(kind: Line) -> None:
    @router.post(
        f"/{{slug}}/initiatives/{{initiative_id}}/{kind.path}",
        auth=WRITING,
        response={201: kind.told},
        operation_id=f"initiatives_add_{kind.name}",
        summary=f"Add {kind.words}",
        description="For who may edit the initiative, until it has ended.",
    )
    def add_line(request: HttpRequest, slug: Slug, initiative_id: Id, new: kind.new) -> Any:  # type: ignore[name-defined]
        here = writing_visit(request, slug)
        initiative = _whole(here, kind, initiative_id)
        with told_by_id():
            line = kind.add(
                by=here.actor, initiative=initiative, **_tied(here, initiative, new.fields())
            )
        return Status(201, line)


def _add_editing(kind: Line) -> None:
    @router.patch(
        f"/{{slug}}/initiatives/{{initiative_id}}/{kind.path}/{{line_id}}",
        auth=WRITING,
        response=kind.told,
        operation_id=f"initiatives_edit_{kind.name}",
        summary=f"Change {kind.words}",
        description="For who may edit the initiative. Fields that are left out stay as they are.",
    )
    def edit_line(
        request: HttpRequest,
        slug: Slug,
        initiative_id: Id,
        line_id: Id,
        edits: kind.edits,  # type: ignore[name-defined]
        if_match: IfMatch,
    ) -> Any:
        here = writing_visit(request, slug)
        line = _line(here, kind, initiative_id, line_id)
        fields = _tied(here, line.initiative, edits.fields())
        with told_by_id():
            kind.edit(by=here.actor, line=line, version=version_in(if_match), **fields)
        return line


def _add_removing(kind: Line) -> None:
    @router.delete(
        f"/{{slug}}/initiatives/{{initiative_id}}/{kind.path}/{{line_id}}",
        auth=WRITING,
        response={204: None},
        operation_id=f"initiatives_remove_{kind.name}",
        summary=f"Remove {kind.words}",
        description="For who may edit the initiative. What it said stays in the history.",
    )
    def remove_line(
        request: HttpRequest, slug: Slug, initiative_id: Id, line_id: Id, if_match: IfMatch
    ) -> Any:
        here = writing_visit(request, slug)
        line = _line(here, kind, initiative_id, line_id)
        actions.remove_part(by=here.actor, part=line, version=version_in(if_match))
        return Status(204, None)


for _kind in LINES:
    _add_reading(_kind)
    _add_adding(_kind)
    _add_editing(_kind)
    _add_removing(_kind)


@router.post(
    "/{slug}/initiatives/{initiative_id}/unknowns/{line_id}/settle",
    auth=WRITING,
    response=schemas.UnknownOut,
    operation_id="initiatives_settle_unknown",
    summary="Say what became of something that a prejekt does not know",
)
def settle_unknown(
    request: HttpRequest,
    slug: Slug,
    initiative_id: Id,
    line_id: Id,
    settlement: schemas.Settlement,
    if_match: IfMatch,
) -> Any:
    """For who may edit the initiative. With `makes_known` the answer is noted among what is known in the same
    step."""
    here = writing_visit(request, slug)
    unknown: Any = _line(here, UNKNOWN, initiative_id, line_id)
    told = {"answer": settlement.answer, **settlement.fields()}
    actions.settle_unknown(by=here.actor, unknown=unknown, version=version_in(if_match), **told)
    return unknown
