"""Ideas: how many there are, from whom, and how they are answered.

Per centre, an idea counts where it lay at the time: that it was handed over later moves no figure of the past.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pejl.indicators.measures.people import employees
from pejl.indicators.measuring import (
    Counted,
    Row,
    Scope,
    as_of,
    count_of,
    during,
    ends_at,
    mean_of,
    measure,
    median_of,
    rate,
    share,
    starts_at,
)
from pejl.indicators.periods import Period
from pejl.initiatives.actions.ideas import GROWS_INTO
from pejl.initiatives.models import Idea, Triage
from pejl.initiatives.queries import ANSWER_WITHIN
from pejl.organisation.actors import Actor

A_DAY = Decimal(timedelta(days=1).total_seconds())
FROM_OUTSIDE = (Idea.Origin.CITIZEN, Idea.Origin.USER, Idea.Origin.BUSINESS)


def _within(scope: Scope, ideas: QuerySet[Idea], moment: Any) -> QuerySet[Any]:
    """The ideas of the scope, each at the centre where it lay at the moment, the newest first."""
    listed = ideas.select_related("unit").order_by("-created_at", "-number")
    if scope.unit is None:
        return scope.within(listed)
    later = Triage.objects.filter(
        idea=OuterRef("pk"), to_unit__isnull=False, decided_at__gt=moment
    ).order_by("decided_at")
    lay_with = Case(
        When(Exists(later), then=Subquery(later.values("from_unit")[:1])),
        default=F("unit"),
        output_field=UUIDField(),
    )
    return scope.within(listed.annotate(lay_with=lay_with), "lay_with")


def _handed_in(scope: Scope, period: Period) -> QuerySet[Any]:
    ideas = Idea.objects.filter(during("created_at", period))
    return _within(scope, ideas, OuterRef("created_at"))


def _days(idea: Idea) -> Decimal | None:
    """How long the idea waited for its first answer."""
    if idea.first_answered_at is None:
        return None
    waited = idea.first_answered_at - idea.created_at
    return Decimal(waited.total_seconds()) / A_DAY


def idea_row(idea: Idea) -> Row:
    """An idea, where it lies, when it came, and how long it waited."""
    told = [
        idea.unit.name if idea.unit else "",
        date_format(timezone.localtime(idea.created_at), "DATE_FORMAT"),
        _wait(_days(idea)),
    ]
    return Row(
        title=idea.title,
        url_name="initiatives:idea",
        url_args={"number": idea.number},
        detail=" · ".join(filter(None, told)),
    )


def _wait(days: Decimal | None) -> str:
    if days is None:
        return gettext("not answered yet")
    whole = int(days)
    return ngettext("answered after %(count)d day", "answered after %(count)d days", whole) % {
        "count": whole
    }


@measure(
    key="ideas.handed_in",
    title=_("Ideas handed in"),
    definition=_(
        "All ideas handed in during the period, whoever they are from and whatever became of them. Per centre: "
        "where they were handed in."
    ),
    row=idea_row,
    level="activity",
    measured_in=_("ideas"),
)
def handed_in(scope: Scope, period: Period) -> Counted:
    return count_of(_handed_in(scope, period))


@measure(
    key="ideas.per_100_employees",
    title=_("Ideas per 100 employees"),
    definition=_(
        "Ideas handed in during the period, per 100 of those who hold a role on its last day, guests left out: "
        "in the municipality, or in the centre and the units below it. Everybody is counted once. Ideas of "
        "those who hold no role count too."
    ),
    row=idea_row,
    kind="rate",
    level="activity",
    measured_in=_("ideas per 100 employees"),
    frequency="quarter",
    per=100,
    decimals=1,
)
def per_100_employees(scope: Scope, period: Period) -> Counted:
    everyone = employees(scope, as_of(period)).count()
    return rate(counted=_handed_in(scope, period), denominator=everyone, per=100)


@measure(
    key="ideas.from_outside",
    title=_("Ideas from citizens, users and businesses"),
    definition=_(
        "Of the ideas handed in during the period: those that came from citizens, users, relatives or "
        "businesses, as it was said when they were handed in."
    ),
    row=idea_row,
    kind="share",
    level="activity",
    measured_in="%",
    frequency="quarter",
)
def from_outside(scope: Scope, period: Period) -> Counted:
    ideas = _handed_in(scope, period)
    return share(of=ideas, counted=ideas.filter(origin__in=FROM_OUTSIDE))


@measure(
    key="ideas.answered_in_time",
    title=_("Ideas answered in time"),
    definition=format_lazy(
        _(
            "Of the ideas whose answer fell due in the period, {days} days after they were handed in: those "
            "that had their first answer by then. An idea whose answer is not due yet does not count yet. Per "
            "centre: where the idea lay when its answer fell due."
        ),
        days=ANSWER_WITHIN.days,
    ),
    row=idea_row,
    kind="share",
    measured_in="%",
)
def answered_in_time(scope: Scope, period: Period) -> Counted:
    over = min(ends_at(period), timezone.now())
    due = Idea.objects.filter(
        created_at__gte=starts_at(period.first) - ANSWER_WITHIN, created_at__lt=over - ANSWER_WITHIN
    )
    ideas = _within(scope, due, OuterRef("created_at") + ANSWER_WITHIN)
    in_time = Q(first_answered_at__lte=F("created_at") + ANSWER_WITHIN)
    return share(of=ideas, counted=ideas.filter(in_time))


def _answered(scope: Scope, period: Period) -> QuerySet[Any]:
    ideas = Idea.objects.filter(during("first_answered_at", period))
    return _within(scope, ideas, OuterRef("first_answered_at"))


def _waits(ideas: QuerySet[Any]) -> list[Decimal]:
    return [days for idea in ideas.iterator() if (days := _days(idea)) is not None]


@measure(
    key="ideas.days_to_answer",
    title=_("Days to an answer, on average"),
    definition=_(
        "The average of the days from when an idea was handed in to its first answer, for the ideas first "
        "answered in the period. Ideas that still wait are not in it. Per centre: where the idea lay when it was "
        "answered."
    ),
    row=idea_row,
    kind="mean",
    measured_in=_("days"),
    direction="lower",
    decimals=1,
)
def days_to_answer(scope: Scope, period: Period) -> Counted:
    ideas = _answered(scope, period)
    return mean_of(ideas, _waits(ideas))


@measure(
    key="ideas.median_days_to_answer",
    title=_("Days to an answer, in the middle"),
    definition=_(
        "Of the ideas first answered in the period, half were answered within so many days, and half took longer: "
        "the median, which one idea that lay for a year does not move. Ideas that still wait are not in it. Per "
        "centre: where the idea lay when it was answered."
    ),
    row=idea_row,
    kind="mean",
    measured_in=_("days"),
    direction="lower",
    decimals=1,
)
def median_days_to_answer(scope: Scope, period: Period) -> Counted:
    ideas = _answered(scope, period)
    return median_of(ideas, _waits(ideas))


def _seen_answers(answers: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return answers.filter(idea__in=Idea.objects.visible_to(actor))


def _answer_row(answer: Triage) -> Row:
    """An answer, on the idea it was given to."""
    told = [str(answer.get_outcome_display()), answer.from_unit.name if answer.from_unit else ""]
    return Row(
        title=answer.idea.title,
        url_name="initiatives:idea",
        url_args={"number": answer.idea.number},
        detail=" · ".join(filter(None, told)),
    )


@measure(
    key="ideas.answers_that_begin",
    title=_("Answers that begin something"),
    definition=_(
        "Of the answers given to ideas in the period: those by which something was begun at once, a prejekt or "
        "a project among them. Parked, matured and declined do not count; an idea answered twice counts twice. "
        "Per centre: whose idea it was when it was answered. A high share is not better than a low one in "
        "itself."
    ),
    row=_answer_row,
    seen_by=_seen_answers,
    kind="share",
    measured_in="%",
    direction="neutral",
    frequency="quarter",
)
def answers_that_begin(scope: Scope, period: Period) -> Counted:
    answers = Triage.objects.filter(during("decided_at", period)).exclude(outcome="")
    listed = answers.select_related("idea", "from_unit").order_by("-decided_at", "pk")
    given = scope.within(listed, "from_unit_id")
    return share(of=given, counted=given.filter(outcome__in=list(GROWS_INTO)))
