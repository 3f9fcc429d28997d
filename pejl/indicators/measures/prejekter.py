"""Prejekter: decisions at their gates, their time boxes, and what they found out.

Per centre, a prejekt counts at the centre where it lies today.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pejl.indicators.measures.initiatives import initiative_row, initiatives_of, running_on
from pejl.indicators.measuring import Counted, Row, Scope, as_of, count_of, measure, share
from pejl.indicators.periods import Period
from pejl.initiatives.models import Gate, Initiative, Unknown
from pejl.organisation.actors import Actor

Kind, State = Initiative.Kind, Initiative.State


def of_initiatives_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What belongs to an initiative is seen by whoever sees the initiative."""
    return rows.filter(initiative__in=Initiative.objects.visible_to(actor))


@measure(
    key="prejekter.decided",
    title=_("Prejekter decided at a gate"),
    definition=_(
        "Prejekter about which at least one decision was taken in the period, at whichever gate and whatever "
        "was decided; two decisions about one prejekt count once."
    ),
    row=initiative_row,
    level="activity",
    measured_in=_("prejekter"),
    direction="neutral",
    frequency="quarter",
)
def decided(scope: Scope, period: Period) -> Counted:
    gates = Gate.objects.filter(
        initiative=OuterRef("pk"), decided_on__range=(period.first, period.last)
    )
    return count_of(initiatives_of(scope, Kind.PREJEKT).filter(Exists(gates)))


@measure(
    key="prejekter.ended_in_time",
    title=_("Prejekter ended within their time box"),
    definition=_(
        "Of the prejekter that were started and then crystallised or stopped in the period: those that did so "
        "by the last day of their time box, as it was agreed at the latest gate. Stopping with learning is an "
        "end as good as any."
    ),
    row=initiative_row,
    kind="share",
    measured_in="%",
    frequency="quarter",
)
def ended_in_time(scope: Scope, period: Period) -> Counted:
    started = Gate.objects.filter(initiative=OuterRef("pk"), outcome=Gate.Outcome.START)
    ended = initiatives_of(scope, Kind.PREJEKT).filter(
        Exists(started),
        state__in=Initiative.ENDED,
        ended_on__range=(period.first, period.last),
        ends_on__isnull=False,
    )
    return share(of=ended, counted=ended.filter(ended_on__lte=F("ends_on")))


@measure(
    key="prejekter.inside_time_box",
    title=_("Prejekter inside their time box"),
    definition=_(
        "Of the prejekter that are running: those whose time box is not over. The others ask for a decision. As "
        "it stands when counted: the figure of a period that is over stays, also when a gate gives more time "
        "later."
    ),
    row=initiative_row,
    kind="share",
    level="activity",
    measured_in="%",
    only_now=True,
)
def inside_time_box(scope: Scope, period: Period) -> Counted:
    day = as_of(period)
    running = initiatives_of(scope, Kind.PREJEKT).filter(running_on(day))
    inside = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return share(of=running, counted=running.filter(inside))


def _question_row(unknown: Unknown) -> Row:
    """A question, how far one has come with it, and in which prejekt."""
    told = [str(unknown.get_state_display()), str(unknown.initiative)]
    if unknown.settled_on:
        told.insert(1, date_format(unknown.settled_on, "DATE_FORMAT"))
    return Row(
        title=unknown.question,
        url_name="initiatives:initiative",
        url_args={"number": unknown.initiative.number},
        detail=" · ".join(told),
    )


@measure(
    key="prejekter.questions_answered",
    title=_("Questions answered in prejekter"),
    definition=_(
        "Of all that prejekter wrote down as not known by the last day of the period: what was answered by "
        "then. What was given up is an end too, but no answer. A question that is opened again counts as open."
    ),
    row=_question_row,
    seen_by=of_initiatives_seen,
    kind="share",
    measured_in="%",
    frequency="quarter",
)
def questions_answered(scope: Scope, period: Period) -> Counted:
    day = as_of(period)
    asked = Unknown.objects.filter(noted_on__lte=day).select_related("initiative")
    questions = scope.within(asked, "initiative__unit_id").order_by("-noted_on", "pk")
    answered = Q(state=Unknown.State.ANSWERED, settled_on__lte=day)
    return share(of=questions, counted=questions.filter(answered))
