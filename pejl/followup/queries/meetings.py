"""A meeting with its agenda: each point with what was reported, what was said, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from pejl.followup.models import AgendaItem, Decision, Meeting, Round
from pejl.organisation.actors import Actor


def meetings(actor: Actor, round: Round | None = None) -> QuerySet[Meeting]:
    """The meetings of a round, or of all, for those who work here; each with its points counted."""
    if not actor.is_member:
        return Meeting.objects.none()
    found = Meeting.objects.filter(municipality=actor.municipality)
    if round is not None:
        found = found.filter(round=round)
    return (
        found.select_related("round__municipality", "round__strategy")
        .annotate(items=Count("points"), treated=Count("points", filter=Q(points__is_treated=True)))
        .order_by("held_on", "id")
    )


def meeting_by_id(actor: Actor, key: UUID, round: Round | None = None) -> Meeting | None:
    return meetings(actor, round).filter(pk=key).first()


def points_at_hand(found: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Points with all that a page says of each. Two SQL queries."""
    decided = Decision.objects.select_related("responsible", "municipality").order_by("number")
    return found.select_related(
        "round__municipality", "round__strategy", "meeting", "evaluation", "decision__responsible",
        "report__initiative__unit", "report__objective__focus_area", "report__focus_area",
        "report__owner", "report__unit", "report__confirmed_by",
    ).prefetch_related(Prefetch("decisions", decided))  # fmt: skip


@dataclass(frozen=True)
class MeetingPage:
    """A meeting as it is held."""

    meeting: Meeting
    points: list[AgendaItem]
    off: list[AgendaItem]
    """What was taken off the round's agenda, and can be put back."""
    waiting: int
    """How many of the round's points wait for a meeting."""

    @property
    def left(self) -> int:
        return sum(not one.is_treated for one in self.points)


def meeting_page(meeting: Meeting) -> MeetingPage:
    """Three SQL queries."""
    around = list(
        points_at_hand(
            AgendaItem.objects.filter(Q(meeting=meeting) | Q(meeting__isnull=True), round=meeting.round_id)
        ).order_by("number", "id")
    )  # fmt: skip
    loose = [one for one in around if one.meeting_id is None]
    return MeetingPage(
        meeting=meeting,
        points=with_round([one for one in around if one.meeting_id], meeting.round),
        off=[one for one in loose if one.is_treated],
        waiting=sum(not one.is_treated for one in loose),
    )


def with_round(points: Iterable[AgendaItem], round: Round) -> list[AgendaItem]:
    """Points that share one round, so that rules find what they ask about at hand."""
    found = list(points)
    for one in found:
        one.round = round
        if one.report is not None:
            one.report.round = round
    return found


def points_of_round(actor: Actor, round: Round) -> QuerySet[AgendaItem]:
    """Every point of a round, also those that wait or were taken off, for those who work here."""
    if not actor.is_member:
        return AgendaItem.objects.none()
    return points_at_hand(AgendaItem.objects.filter(round=round)).order_by(
        F("meeting__held_on").asc(nulls_last=True), "number", "id"
    )


def point_by_id(actor: Actor, key: UUID, meeting: Meeting | None = None) -> AgendaItem | None:
    if not actor.is_member:
        return None
    found = AgendaItem.objects.filter(pk=key, municipality=actor.municipality)
    if meeting is not None:
        found = found.filter(meeting=meeting)
    return points_at_hand(found).first()
