"""The strategy: who answers for its objectives, what serves them, and what was changed after its adoption."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pejl.history.models import Entry
from pejl.indicators.measuring import Counted, Row, Scope, as_of, count_of, during, measure, share
from pejl.indicators.periods import Period
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.strategy.models import Objective, Strategy

AT_WORK = (Initiative.State.RUNNING, Initiative.State.IN_OPERATION)
CHANGES = (Entry.Verb.CREATED, Entry.Verb.CHANGED, Entry.Verb.MOVED, Entry.Verb.REMOVED)
OF_CENTRES = ("strategy.centrestrategy", "strategy.contribution")
"""Centres write theirs after the adoption: that is no change of the strategy."""


def _objectives(scope: Scope, day: date) -> QuerySet[Any]:
    """The objectives of the strategies that were adopted and not closed on a day."""
    found = Objective.objects.filter(
        Q(strategy__closed_on__isnull=True) | Q(strategy__closed_on__gt=day),
        strategy__adopted_on__lte=day,
    ).select_related("strategy", "focus_area", "responsible")
    return scope.within(found).order_by("strategy__slug", "focus_area__number", "number")


def _of_strategies_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(strategy__in=Strategy.objects.visible_to(actor))


def objective_row(objective: Objective) -> Row:
    """An objective by its number, with its strategy and who answers for it."""
    told = [str(objective.strategy)]
    if objective.responsible:
        told.append(objective.responsible.name)
    return Row(
        title=f"{objective.label} {objective.title}",
        url_name="overview:objective",
        url_args={"strategy": objective.strategy.slug, "label": objective.label},
        detail=" · ".join(told),
    )


@measure(
    key="objectives.with_responsible",
    title=_("Objectives with a responsible chief"),
    definition=_(
        "Of the objectives in strategies that are adopted and not closed: those for which somebody is named. A "
        "chief named for the focus area alone does not count. As it stands when counted: the figure of a period "
        "that is over stays."
    ),
    row=objective_row,
    seen_by=_of_strategies_seen,
    kind="share",
    level="activity",
    measured_in="%",
    frequency="quarter",
    by_unit=False,
    only_now=True,
)
def with_responsible(scope: Scope, period: Period) -> Counted:
    objectives = _objectives(scope, as_of(period))
    return share(of=objectives, counted=objectives.filter(responsible__isnull=False))


@measure(
    key="objectives.served",
    title=_("Objectives that something is done for"),
    definition=_(
        "Of the objectives in strategies that are adopted and not closed: those that at least one initiative "
        "serves which is running or in operation, prejekter among them. As it stands when counted: the figure "
        "of a period that is over stays."
    ),
    row=objective_row,
    seen_by=_of_strategies_seen,
    kind="share",
    level="activity",
    measured_in="%",
    frequency="quarter",
    by_unit=False,
    only_now=True,
)
def served(scope: Scope, period: Period) -> Counted:
    serving = Initiative.objects.filter(objectives=OuterRef("pk"), state__in=AT_WORK)
    objectives = _objectives(scope, as_of(period))
    return share(of=objectives, counted=objectives.filter(Exists(serving)))


def _lines_seen(lines: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """The change trail after adoption is everybody's."""
    return lines.filter(municipality_id=actor.municipality.id if actor.municipality else None)


def _line_row(line: Any) -> Row:
    """A line of the change trail: what was changed, how, and when."""
    day = date_format(timezone.localtime(line.at), "DATE_FORMAT")
    return Row(
        title=line.subject_title,
        url_name="overview:trail",
        url_args={"strategy": line.strategy_slug},
        detail=" · ".join([str(line.get_verb_display()), day]),
    )


@measure(
    key="strategy.changes_after_adoption",
    title=_("Changes to the strategy after its adoption"),
    definition=_(
        "Changes in the period to strategies that were adopted by then: texts, responsible chiefs, drivers, "
        "focus areas, questions and objectives, added, moved and removed ones too. What centres contribute does "
        "not count. A change is neither good nor bad."
    ),
    row=_line_row,
    seen_by=_lines_seen,
    level="activity",
    measured_in=_("changes"),
    direction="neutral",
    by_unit=False,
)
def changes_after_adoption(scope: Scope, period: Period) -> Counted:
    adopted = Strategy.objects.filter(
        municipality=scope.municipality, adopted_at__isnull=False
    ).values_list("id", "slug", "adopted_at")
    after, slugs = Q(pk__in=[]), []
    for key, slug, adopted_at in adopted:
        after |= Q(scope_key=str(key), at__gt=adopted_at)
        slugs.append(When(scope_key=str(key), then=Value(slug)))
    lines = Entry.objects.within(scope.municipality.id).filter(
        after, during("at", period), verb__in=CHANGES
    )
    told = lines.exclude(subject_label__in=OF_CENTRES).annotate(
        strategy_slug=Case(*slugs, default=Value(""), output_field=CharField())
    )
    return count_of(told.order_by("-id"))
