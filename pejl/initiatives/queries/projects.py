"""What pages ask about projects and initiatives of operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from pejl.history.models import Entry
from pejl.initiatives.models import (
    Attachment,
    Deliverable,
    Dependency,
    Initiative,
    Milestone,
    Participant,
    Project,
    Risk,
)
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.initiatives.queries.initiatives import Surroundings, initiatives, surroundings
from pejl.initiatives.queries.standing import (
    Column,
    Standing,
    Step,
    columns,
    next_milestone,
    standing,
    steps,
)
from pejl.initiatives.queries.together import lines_together
from pejl.initiatives.timeline import Planned, TimeLine, time_lines
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality

LINES: dict[str, type[InitiativePart]] = {
    "milestone": Milestone,
    "deliverable": Deliverable,
    "dependency": Dependency,
    "risk": Risk,
    "participant": Participant,
}
KINDS = (Initiative.Kind.PROJECT, Initiative.Kind.OPERATION)


def with_plan(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """With what a standing is computed from: two SQL queries more, however many there are."""
    return found.prefetch_related(
        Prefetch("milestones", Milestone.objects.all(), to_attr="planned"),
        Prefetch("dependencys", Dependency.objects.select_related("needs"), to_attr="waiting_for"),
    )


@dataclass(frozen=True)
class Listed:
    """An initiative in a list, with how it stands today."""

    initiative: Initiative
    standing: Standing


def standing_of(initiative: Any) -> Standing:
    """How an initiative stands today that was fetched with its plan."""
    return standing(
        initiative,
        initiative.planned,
        [one.needs for one in initiative.waiting_for],
        today=timezone.localdate(),
    )


def listed(found: Sequence[Initiative]) -> list[Listed]:
    return [Listed(one, standing_of(one)) for one in found]


def projects(
    actor: Actor,
    *,
    kind: str = "",
    state: str = "",
    words: str = "",
    unit: str = "",
    focus_area: str = "",
    mine: bool = False,
) -> QuerySet[Initiative]:
    """Projects and initiatives of operation that the reader may see, each with what its standing needs."""
    found = initiatives(
        actor,
        kind=kind,
        states=(state,) if state else (),
        words=words,
        unit=unit,
        focus_area=focus_area,
        mine=mine,
    )
    return with_plan(found.filter(kind__in=KINDS))


@dataclass(frozen=True)
class Move:
    """The initiative went to another state: to which, when, by whom and why."""

    entry: Entry
    word: Any


@dataclass(frozen=True)
class ProjectPage:
    """A project or an initiative of operation, with its plan and what stands around it."""

    initiative: Initiative
    around: Surroundings
    standing: Standing
    project: Project | None = None
    milestones: list[Milestone] = field(default_factory=list)
    deliverables: list[Deliverable] = field(default_factory=list)
    waits_for: list[Dependency] = field(default_factory=list)
    """What it depends on."""
    needed_by: list[Dependency] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    """When it went from state to state, by whom and why, latest first."""
    owner_left: bool = False
    sponsor_left: bool = False

    @cached_property
    def steps(self) -> list[Step]:
        return steps(self.milestones)

    @cached_property
    def columns(self) -> list[Column]:
        return columns(self.steps)

    @cached_property
    def time_lines(self) -> list[TimeLine]:
        planned = [
            Planned(one, one.milestone.title, one.milestone.due_on, one.standing.sign)
            for one in self.steps
        ]
        return time_lines(
            planned, self.initiative.starts_on, self.initiative.ends_on, timezone.localdate()
        )

    @property
    def next_milestone(self) -> Milestone | None:
        return next_milestone(self.milestones)

    @property
    def delivered(self) -> int:
        return sum(one.is_delivered for one in self.deliverables)

    @property
    def hours_given(self) -> int | None:
        """Hours that the people on it have set aside; nothing when nobody has said."""
        given = [one.hours for one in self.around.participants if one.hours is not None]
        return sum(given) if given else None

    @property
    def open_risks(self) -> list[Risk]:
        return [one for one in self.risks if not one.is_closed]

    @property
    def closed_risks(self) -> list[Risk]:
        return [one for one in self.risks if one.is_closed]


def _moves(initiative: Initiative) -> list[Move]:
    words = dict(Initiative.State.choices)
    found = Entry.objects.within(initiative.municipality_id).of_subject(
        Initiative._meta.label_lower, str(initiative.pk)
    )
    return [
        Move(one, words.get(one.changes["state"][1], ""))
        for one in found[:200]
        if "state" in one.changes
    ]


def project_page(actor: Actor, initiative: Any) -> ProjectPage:
    """Everything on the page of a project, for those who work here, as ``initiative_by_number`` found it.

    At most nine SQL queries.
    """
    milestones, deliverables, attachments = lines_together(
        initiative,
        Milestone.objects.all(),
        Deliverable.objects.all(),
        Attachment.objects.filter(is_removed=False),
    )
    waits_for, needed_by = _dependencies(initiative)
    return ProjectPage(
        initiative=initiative,
        around=surroundings(actor, initiative),
        standing=standing(
            initiative, milestones, [one.needs for one in waits_for], today=timezone.localdate()
        ),
        project=project_of(initiative),
        milestones=milestones,
        deliverables=deliverables,
        waits_for=waits_for,
        needed_by=needed_by,
        risks=list(initiative.risks.select_related("unknown__initiative")),
        attachments=attachments,
        moves=_moves(initiative),
        owner_left=initiative.owner_id is not None and not initiative.owner_is_here,
        sponsor_left=initiative.sponsor_id is not None and not initiative.sponsor_is_in_office,
    )


def _dependencies(initiative: Initiative) -> tuple[list[Dependency], list[Dependency]]:
    """What an initiative waits for, and what waits for it. One SQL query."""
    found = Dependency.objects.filter(Q(initiative=initiative) | Q(needs=initiative))
    both = list(found.select_related("initiative", "needs"))
    return (
        [one for one in both if one.initiative_id == initiative.id],
        [one for one in both if one.needs_id == initiative.id],
    )


def line_by_id(initiative: Initiative, kind: str, key: UUID) -> InitiativePart | None:
    """A line of an initiative's plan."""
    if kind not in LINES:
        return None
    found = LINES[kind]._default_manager.filter(initiative=initiative, id=key).first()
    if found is not None:
        found.initiative = initiative
    return found


def project_of(initiative: Initiative) -> Project | None:
    """What only a project has."""
    return getattr(initiative, "project", None)


def dependable(municipality: Municipality, initiative: Initiative) -> QuerySet[Initiative]:
    """What an initiative can be said to depend on: everything else that still goes on."""
    return (
        Initiative.objects.filter(municipality=municipality)
        .alive()
        .exclude(pk=initiative.pk)
        .order_by("-number")
    )
