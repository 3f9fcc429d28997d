"""Projects and what is simply done: what came into operation, what is overdue, what somebody carries on.

Per centre, an initiative counts at the centre where it lies today.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejl.indicators.measuring import Counted, Row, Scope, as_of, count_of, measure, share
from pejl.indicators.periods import Period
from pejl.initiatives.models import Initiative, Milestone

State, Kind = Initiative.State, Initiative.Kind
Reach = Milestone.State
AHEAD = (Reach.WAITING, Reach.UNDER_WAY)


def initiatives_of(scope: Scope, *kinds: str) -> QuerySet[Any]:
    """The initiatives of these kinds, by the number that people say."""
    found = Initiative.objects.filter(kind__in=kinds).select_related("unit")
    return scope.within(found).order_by("-number")


def running_on(day: date) -> Q:
    """What is running; for a day in the past, what had begun and not ended by then, as far as its days tell."""
    if day >= timezone.localdate():
        return Q(state=State.RUNNING)
    ended_later = Q(state__in=Initiative.ENDED, ended_on__gt=day)
    return Q(starts_on__lte=day) & (Q(state=State.RUNNING) | ended_later)


def initiative_row(initiative: Initiative) -> Row:
    """An initiative by its number and title, with where it lies and how it stands."""
    told = [initiative.unit.name, str(initiative.get_state_display())]
    if initiative.ended_on:
        told.append(date_format(initiative.ended_on, "DATE_FORMAT"))
    elif initiative.ends_on:
        day = date_format(initiative.ends_on, "DATE_FORMAT")
        told.append(gettext("to end on %(day)s") % {"day": day})
    return Row(
        title=f"{initiative.label} · {initiative.title}",
        url_name="initiatives:initiative",
        url_args={"number": initiative.number},
        detail=" · ".join(told),
    )


@measure(
    key="initiatives.set_in_operation",
    title=_("Initiatives set in operation"),
    definition=_(
        "Projects that were set in operation during the period, and what was simply done in it. Prejekter are "
        "not among them: they end in a decision."
    ),
    row=initiative_row,
    measured_in=_("initiatives"),
    frequency="quarter",
)
def set_in_operation(scope: Scope, period: Period) -> Counted:
    ended = Q(state=State.IN_OPERATION, ended_on__range=(period.first, period.last))
    return count_of(initiatives_of(scope, Kind.PROJECT, Kind.OPERATION).filter(ended))


@measure(
    key="initiatives.in_operation",
    title=_("Initiatives in operation"),
    definition=_(
        "All projects in operation on the last day of the period, and all that was simply done by then. It only "
        "ever rises: Pejl does not know when something goes out of use."
    ),
    row=initiative_row,
    measured_in=_("initiatives"),
    frequency="quarter",
)
def in_operation(scope: Scope, period: Period) -> Counted:
    ended = Q(state=State.IN_OPERATION, ended_on__lte=as_of(period))
    return count_of(initiatives_of(scope, Kind.PROJECT, Kind.OPERATION).filter(ended))


def _running(scope: Scope, period: Period) -> QuerySet[Any]:
    """Prejekter have no plan: past its time box a prejekt asks for a decision and is not late."""
    return initiatives_of(scope, Kind.PROJECT, Kind.OPERATION).filter(running_on(as_of(period)))


@measure(
    key="initiatives.overdue",
    title=_("Initiatives with an overdue milestone"),
    definition=_(
        "Of the projects and other initiatives that are running: those with at least one milestone whose day "
        "has passed and which is neither reached nor dropped. Prejekter are not among them. As it stands when "
        "counted: the figure of a period that is over stays, also when the milestones are moved later."
    ),
    row=initiative_row,
    kind="share",
    level="activity",
    measured_in="%",
    direction="lower",
    only_now=True,
)
def overdue(scope: Scope, period: Period) -> Counted:
    day = as_of(period)
    late = Milestone.objects.filter(
        Q(state__in=AHEAD) | Q(state=Reach.REACHED, reached_on__gt=day),
        initiative=OuterRef("pk"),
        due_on__lt=day,
    )
    running = _running(scope, period)
    return share(of=running, counted=running.filter(Exists(late)))


@measure(
    key="initiatives.carried",
    title=_("Initiatives with an owner and a next milestone"),
    definition=_(
        "Of the projects and other initiatives that are running: those with an owner and at least one milestone "
        "that is still ahead, overdue or not. Prejekter are not among them. As it stands when counted: the "
        "figure of a period that is over stays."
    ),
    row=initiative_row,
    kind="share",
    level="activity",
    measured_in="%",
    only_now=True,
)
def carried(scope: Scope, period: Period) -> Counted:
    ahead = Milestone.objects.filter(initiative=OuterRef("pk"), state__in=AHEAD)
    running = _running(scope, period)
    return share(of=running, counted=running.filter(Exists(ahead), owner__isnull=False))
