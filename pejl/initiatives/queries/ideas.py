"""What pages ask about ideas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pejl.initiatives.models import (
    Attachment,
    Comment,
    Follow,
    Gate,
    Idea,
    Initiative,
    Support,
    Triage,
)
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit

ANSWER_WITHIN = timedelta(days=7)
"""What a centre promises: an answer within the week (design notes, “A year with Pejl”)."""


def _counted(model: type[Support] | type[Comment]) -> Coalesce:
    """How many of them an idea has, counted beside it so that two counts never multiply each other."""
    counted = (
        model._default_manager.filter(idea=OuterRef("pk"))
        .order_by()
        .values("idea")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def ideas(
    actor: Actor,
    *,
    words: str = "",
    unit: str = "",
    outcome: str = "",
    mine: bool = False,
) -> QuerySet[Idea]:
    """The ideas that the reader may see, newest first; ``outcome`` “open” means: not answered yet."""
    found = Idea.objects.visible_to(actor)
    if words:
        found = found.filter(
            Q(title__icontains=words) | Q(why__icontains=words) | Q(place__icontains=words)
        )
    if unit:
        found = found.filter(unit__slug=unit)
    if outcome:
        found = found.filter(outcome="" if outcome == "open" else outcome)
    if mine:
        followed = Follow.objects.filter(person=actor.person, idea__isnull=False)
        found = found.filter(Q(submitter_id=actor.person_id) | Q(id__in=followed.values("idea_id")))
    return (
        found.select_related("unit", "submitter")
        .annotate(joined=_counted(Support), said=_counted(Comment))
        .order_by("-created_at", "-number")
    )


def idea_by_number(actor: Actor, number: int) -> Idea | None:
    return (
        Idea.objects.visible_to(actor)
        .filter(number=number)
        .select_related("unit", "submitter", "municipality", "objective__focus_area__strategy")
        .first()
    )


def ideas_in_order(actor: Actor, ids: list[UUID]) -> list[Idea]:
    """The ideas with these ids that the reader may see, in the order asked for."""
    found = (
        {idea.id: idea for idea in Idea.objects.visible_to(actor).filter(id__in=ids)} if ids else {}
    )
    return [found[one] for one in ids if one in found]


@dataclass(frozen=True)
class IdeaPage:
    """An idea, what was answered, what was said, and what grew from it."""

    idea: Idea
    answers: list[Triage]
    comments: list[Comment]
    attachments: list[Attachment]
    supporters: int
    is_joined: bool
    is_followed: bool
    grown: list[Initiative]

    @property
    def value_words(self) -> list[str]:
        """The values sought, in words."""
        words = dict(Idea.Value.choices)
        return [str(words[one]) for one in self.idea.values if one in words]


def _grown(idea: Idea) -> list[Initiative]:
    """What grew from an idea, and what grew from that, each with its gates; oldest first."""
    gates = Prefetch("gates", Gate.objects.select_related("decided_by"))
    found = Initiative.objects.select_related("unit", "owner", "sponsor")
    first = list(found.filter(idea=idea).prefetch_related(gates))
    later = list(found.filter(predecessor__in=first).exclude(idea=idea).prefetch_related(gates))
    return sorted([*first, *later], key=lambda one: one.created_at)


def idea_page(actor: Actor, number: int) -> IdeaPage | None:
    idea = idea_by_number(actor, number)
    if idea is None:
        return None
    joined = set(Support.objects.filter(idea=idea).values_list("person_id", flat=True))
    return IdeaPage(
        idea=idea,
        answers=list(
            Triage.objects.filter(idea=idea).select_related("decided_by", "from_unit", "to_unit")
        ),
        comments=list(Comment.objects.filter(idea=idea).select_related("person")),
        attachments=list(Attachment.objects.filter(idea=idea, is_removed=False)),
        supporters=len(joined),
        is_joined=actor.person_id in joined,
        is_followed=Follow.objects.filter(idea=idea, person=actor.person).exists(),
        grown=_grown(idea),
    )


@dataclass(frozen=True)
class WaitingIdea:
    """An idea that waits for an answer, and for how long."""

    idea: Idea
    days: int
    is_late: bool


def waiting(actor: Actor, units: Iterable[Unit] | None = None) -> list[WaitingIdea]:
    """What waits for its first answer, oldest first; for some units, or for all. One SQL query."""
    found = Idea.objects.visible_to(actor).unanswered().select_related("unit", "submitter")
    if units is not None:
        found = found.filter(Q(unit__in=list(units)) | Q(unit__isnull=True))
    now = timezone.now()
    return [
        WaitingIdea(idea, (now - idea.created_at).days, now - idea.created_at > ANSWER_WITHIN)
        for idea in found[:500]
    ]


def woken(actor: Actor) -> list[Idea]:
    """Parked ideas whose day to be looked at again has come."""
    return list(
        Idea.objects.visible_to(actor)
        .filter(outcome=Idea.Outcome.PARKED, review_on__lte=timezone.localdate())
        .select_related("unit")
        .order_by("review_on")
    )


@dataclass(frozen=True)
class AnswerTime:
    """How a centre answers: how many wait, how long the oldest has, how long an answer usually takes."""

    unit: Unit | None
    waiting: int
    oldest_days: int
    answered: int
    median_days: float | None
    within_promise: float | None
    """Share of the answered that were answered within ``ANSWER_WITHIN``, 0–1."""

    @property
    def within_percent(self) -> int | None:
        return None if self.within_promise is None else round(100 * self.within_promise)


def answer_times(actor: Actor, since: datetime | None = None) -> list[AnswerTime]:
    """Answer times per centre. Ideas at no centre come last, under nobody. Two SQL queries."""
    found = Idea.objects.visible_to(actor)
    if since:
        found = found.filter(Q(created_at__gte=since) | Q(outcome=""))
    now = timezone.now()
    waits: dict[UUID | None, list[timedelta]] = defaultdict(list)
    took: dict[UUID | None, list[timedelta]] = defaultdict(list)
    for unit_id, made, answered in found.values_list("unit_id", "created_at", "first_answered_at"):
        if answered:
            took[unit_id].append(answered - made)
        else:
            waits[unit_id].append(now - made)
    ids = set(waits) | set(took)
    units = {unit.id: unit for unit in Unit.objects.filter(id__in=[one for one in ids if one])}
    rows = [_answer_time(units.get(one), waits[one], took[one]) for one in ids if one]
    rows.sort(key=lambda row: (-row.waiting, str(row.unit)))
    if None in ids:
        rows.append(_answer_time(None, waits[None], took[None]))
    return rows


def _answer_time(unit: Unit | None, waits: list[timedelta], took: list[timedelta]) -> AnswerTime:
    days = [one.total_seconds() / 86_400 for one in took]
    kept = sum(one <= ANSWER_WITHIN for one in took)
    return AnswerTime(
        unit=unit,
        waiting=len(waits),
        oldest_days=max((one.days for one in waits), default=0),
        answered=len(took),
        median_days=median(days) if days else None,
        within_promise=kept / len(took) if took else None,
    )


def attachment(actor: Actor, key: UUID) -> Attachment | None:
    """A file handed in with an idea or initiative that the reader may see."""
    found = (
        Attachment.objects.filter(id=key, municipality=actor.municipality, is_removed=False)
        .select_related("idea", "initiative")
        .first()
    )
    if found is None:
        return None
    if found.idea_id:
        return found if Idea.objects.visible_to(actor).filter(id=found.idea_id).exists() else None
    return found if actor.is_member else None
