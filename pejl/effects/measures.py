"""What Pejl counts of effect and learning: what was expected beforehand, what was evaluated, what it led to."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejl.effects.models import Evaluation, EvaluationResult, Expectation, Learning
from pejl.effects.queries.learning import LEADS_TO_A_CHANGE
from pejl.indicators.measures.initiatives import initiative_row, initiatives_of
from pejl.indicators.measuring import Counted, Row, Scope, as_of, ends_at, measure, share
from pejl.indicators.periods import Period
from pejl.initiatives.models import Initiative

State, Kind = Initiative.State, Initiative.Kind
BEGUN = (State.RUNNING, State.PARKED, *Initiative.ENDED)
COMPARED = ("weak", "moderate", "strong")
"""Grades of an answer that rests on a comparison."""


def evaluation_row(evaluation: Evaluation) -> Row:
    return Row(
        title=f"{evaluation.label} · {evaluation.title}",
        url_name="effects:evaluation",
        url_args={"number": evaluation.number},
        detail=str(evaluation.get_method_display()),
    )


def learning_row(learning: Learning) -> Row:
    """A finding by its number, with how far it has come and by when."""
    told = [str(learning.get_state_display())]
    if learning.due_on:
        day = date_format(learning.due_on, "DATE_FORMAT")
        told.append(gettext("to be done by %(day)s") % {"day": day})
    return Row(
        title=f"{learning.label} · {learning.finding}",
        url_name="effects:learning",
        url_args={"number": learning.number},
        detail=" · ".join(told),
    )


@measure(
    key="learning.analyses_that_led_to_change",
    title=_("Analyses that led to a change"),
    definition=_(
        "Of all effect evaluations that had given a number by the period's last day: those from which a change "
        "was decided by then, made or not. A decision that was taken back counts no more."
    ),
    row=evaluation_row,
    kind="share",
    measured_in="%",
    frequency="quarter",
)
def analyses_that_led_to_change(scope: Scope, period: Period) -> Counted:
    results = EvaluationResult.objects.filter(
        evaluation=OuterRef("pk"), ran_at__lt=ends_at(period), refused=""
    )
    changes = Learning.objects.filter(
        evaluation=OuterRef("pk"), state__in=LEADS_TO_A_CHANGE, decided_on__lte=as_of(period)
    )
    found = scope.within(Evaluation.objects.filter(Exists(results)), "initiative__unit_id")
    analyses = found.order_by("-number")
    return share(of=analyses, counted=analyses.filter(Exists(changes)))


@measure(
    key="learning.done_in_time",
    title=_("Decided changes made in time"),
    definition=_(
        "Of the changes decided because of something learned whose day fell in the period: those that were made "
        "by that day. Counted at the centre where it is changed, or where the initiative lies."
    ),
    row=learning_row,
    kind="share",
    measured_in="%",
    frequency="quarter",
)
def done_in_time(scope: Scope, period: Period) -> Counted:
    found: QuerySet[Any] = Learning.objects.filter(
        municipality=scope.municipality,
        state__in=LEADS_TO_A_CHANGE,
        due_on__range=(period.first, as_of(period)),
    )
    if scope.unit:
        found = found.filter(
            Q(unit__in=scope.unit_ids)
            | Q(unit__isnull=True, initiative__unit__in=scope.unit_ids)
            | Q(
                unit__isnull=True,
                initiative__isnull=True,
                evaluation__initiative__unit__in=scope.unit_ids,
            )
        )
    due = found.order_by("-number")
    return share(of=due, counted=due.filter(changed_on__lte=F("due_on")))


def _begun(scope: Scope) -> QuerySet[Any]:
    return initiatives_of(scope, Kind.PROJECT, Kind.OPERATION).filter(state__in=BEGUN)


@measure(
    key="effects.documented",
    title=_("Initiatives with a documented effect"),
    definition=_(
        "Of the projects and other initiatives that had begun by the period's last day, ended ones too: those "
        "with an effect evaluation that by then had given a number resting on a comparison, whatever it "
        "showed. Prejekter are not among them."
    ),
    row=initiative_row,
    kind="share",
    measured_in="%",
    frequency="quarter",
)
def documented(scope: Scope, period: Period) -> Counted:
    day = as_of(period)
    answers = EvaluationResult.objects.filter(
        evaluation__initiative=OuterRef("pk"), refused="", grade__in=COMPARED,
        ran_at__lt=ends_at(period),
    )  # fmt: skip
    begun = _begun(scope).filter(
        Q(starts_on__lte=day) | Q(starts_on__isnull=True, ended_on__lte=day)
    )
    return share(of=begun, counted=begun.filter(Exists(answers)))


@measure(
    key="effects.expected_beforehand",
    title=_("Initiatives that began with an expectation"),
    definition=_(
        "Of the projects and other initiatives that began in the period: those for which it was written down "
        "before they began how much of what was expected, and by when. Prejekter are not among them."
    ),
    row=initiative_row,
    kind="share",
    level="activity",
    measured_in="%",
    frequency="quarter",
)
def expected_beforehand(scope: Scope, period: Period) -> Counted:
    expectations = Expectation.objects.filter(
        initiative=OuterRef("pk"), replaces__isnull=True, was_begun=False,
        written_on__lte=OuterRef("starts_on"),
    )  # fmt: skip
    begun = _begun(scope).filter(starts_on__range=(period.first, as_of(period)))
    return share(of=begun, counted=begun.filter(Exists(expectations)))
