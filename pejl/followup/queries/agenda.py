"""What the executive group must look at in a round: the exceptions, and never the whole list.

One report gives one point at most, for the weightiest reason that it has. What is stale or not reported is
gathered in one point a unit, because forty points of that kind would be no agenda.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.days import written_day
from pejl.design.signs import sign_of
from pejl.effects.models import Evaluation, EvaluationResult
from pejl.effects.wording import sentence
from pejl.followup.models import AgendaItem, Decision, Round
from pejl.followup.queries.standing import Row, rows_of
from pejl.organisation.actors import Actor

Why = AgendaItem.Why
State = Decision.State
IN_ORDER = (
    Why.LAST_TIME, Why.DECISION_WANTED, Why.OFF_COURSE, Why.DISAGREEMENT, Why.STALE, Why.EFFECT, Why.OTHER,
)  # fmt: skip
"""A meeting begins with what it decided last, and takes what waits for it before what it only hears of."""
FROM_PEJL = ("report:", "stale:", "evaluation:", "decision:", "ended:")
"""How the points begin that this file puts on an agenda; those of other rooms are left alone."""
MOST_NAMED = 20


@dataclass(frozen=True)
class Wanted:
    """A point that the agenda should have."""

    came_from: str
    why: str
    title: str
    details: str = ""
    report_id: UUID | None = None
    evaluation_id: UUID | None = None
    decision_id: UUID | None = None


def exceptions(actor: Actor, round: Round) -> list[Wanted]:
    """All that belongs on the agenda of a round, in the order of a meeting. At most thirteen SQL queries."""
    rows = rows_of(actor, round)
    since = _last_time(round)
    found = [
        *_decided_before(round, since),
        *filter(None, (_of_report(one) for one in rows)),
        *_stale(rows),
        *_effects(actor, round, since),
    ]
    return sorted(found, key=lambda one: IN_ORDER.index(Why(one.why)))


def _last_time(round: Round) -> datetime | None:
    """When the round before this one was closed; nothing before the first."""
    return (
        Round.objects.filter(
            municipality=round.municipality_id, closed_at__isnull=False, ends_on__lt=round.ends_on
        )
        .order_by("-ends_on")
        .values_list("closed_at", flat=True)
        .first()
    )


def _of_report(row: Row) -> Wanted | None:
    """The point of one report, for the weightiest of its reasons."""
    is_reported = not row.is_missing and row.stands != "stale"
    if row.wants_decision and not row.is_missing:
        why = Why.DECISION_WANTED
    elif is_reported and row.stands == "off_course":
        why = Why.OFF_COURSE
    elif is_reported and row.disagrees:
        why = Why.DISAGREEMENT
    else:
        return None
    return Wanted(
        came_from=f"report:{row.report_id}",
        why=why,
        title=f"{row.label} {row.title}",
        details=_suggested(row) if row.disagrees else "",
        report_id=row.report_id,
    )


def _suggested(row: Row) -> str:
    words = {
        "status": sign_of(row.suggestion.status).word,
        "why": "; ".join(row.reasons),
    }
    return _("The figures suggest: %(status)s (%(why)s).") % words


def _stale(rows: Iterable[Row]) -> list[Wanted]:
    """One point a unit, or a focus area for what has no unit, with all that is stale or not reported."""
    gathered: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_missing or row.stands == "stale":
            where = f"unit-{row.unit_slug}" if row.unit_slug else f"area-{row.area or 0}"
            gathered[where, row.unit or _area(row)].append(row)
    return [
        Wanted(
            came_from=f"stale:{where}",
            why=Why.STALE,
            title=ngettext(
                "%(where)s: %(count)d status is stale or not reported",
                "%(where)s: %(count)d statuses are stale or not reported",
                len(of_one),
            )
            % {"where": name, "count": len(of_one)},
            details=_listed(f"{one.label} {one.title} ({one.owner or _('nobody')})" for one in of_one),
        )
        for (where, name), of_one in gathered.items()
    ]  # fmt: skip


def _area(row: Row) -> str:
    return _("Focus area %(number)d") % {"number": row.area} if row.area else _("In general")


def _listed(lines: Iterable[str]) -> str:
    """Lines of a list, as many as one reads through."""
    every = list(lines)
    rest = len(every) - MOST_NAMED
    told = [f"- {one}" for one in every[:MOST_NAMED]]
    if rest > 0:
        told.append(_("… and %(count)d more") % {"count": rest})
    return "\n".join(told)


def _effects(actor: Actor, round: Round, since: datetime | None) -> list[Wanted]:
    """Evaluations that answered with a comparison since last time, and what they answered. One SQL query."""
    begun = since or timezone.make_aware(datetime.combine(round.starts_on, time.min))
    answers = (
        EvaluationResult.objects.filter(
            evaluation__in=Evaluation.objects.visible_to(actor), refused="", ran_at__gt=begun
        )
        .select_related("evaluation")
        .defer("figures")
        .order_by("evaluation__number", "ran_at")
    )
    latest = {one.evaluation_id: one for one in answers}
    return [
        Wanted(
            came_from=f"evaluation:{one.evaluation_id}",
            why=Why.EFFECT,
            title=f"{one.evaluation.label} {one.evaluation}",
            details=one.evaluation.conclusion or sentence(one),
            evaluation_id=one.evaluation_id,
        )
        for one in latest.values()
        if one.grade != EvaluationResult.Grade.NONE
    ]


def _decided_before(round: Round, since: datetime | None) -> list[Wanted]:
    """What was decided before this round: a point for each that is still to be done, and one for what ended."""
    earlier = (
        Decision.objects.filter(municipality=round.municipality_id)
        .filter(Q(round__isnull=True) | Q(round__ends_on__lt=round.ends_on))
        .exclude(round=round)
        .select_related("responsible")
        .order_by(F("due_on").asc(nulls_last=True), "number")
    )
    open_ones = [_still_to_do(one) for one in earlier.filter(state=State.OPEN)]
    if since is None:
        return open_ones
    ended = list(
        earlier.filter(ended_on__gte=timezone.localdate(since), replaced_by__isnull=True).exclude(
            state=State.OPEN
        )
    )
    if not ended:
        return open_ones
    title = ngettext(
        "%(count)d decision has ended since last time",
        "%(count)d decisions have ended since last time",
        len(ended),
    )
    gathered = Wanted(
        came_from="ended:decisions",
        why=Why.LAST_TIME,
        title=title % {"count": len(ended)},
        details=_listed(
            f"{one.label} {one} – {one.get_state_display()}: {one.outcome}" for one in ended
        ),
    )
    return [*open_ones, gathered]


def _still_to_do(decision: Decision) -> Wanted:
    told = []
    if decision.responsible:
        told.append(decision.responsible.name)
    if decision.due_on:
        told.append(_("by %(day)s") % {"day": written_day(decision.due_on)})
    if decision.is_overdue:
        told.append(_("past its day"))
    return Wanted(
        came_from=f"decision:{decision.pk}",
        why=Why.LAST_TIME,
        title=f"{decision.label} {decision}",
        details=" · ".join(told),
        decision_id=decision.pk,
    )
