"""The bearings of objectives, of one or of a whole strategy, in the same number of questions to the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache as cache_in_process
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from pejl.effects.bearings import Bearing, Work
from pejl.effects.models import Learning
from pejl.effects.queries.evidence import Evidence, evidence_for_objectives
from pejl.effects.queries.learning import about as about_any
from pejl.effects.wording import moved
from pejl.history.models import Entry
from pejl.indicators.queries.indicators import indicators_of_objectives
from pejl.indicators.queries.series import Reading, readings
from pejl.initiatives.models import Initiative, Milestone
from pejl.organisation.actors import Actor
from pejl.strategy.models import FocusArea, Objective, Strategy

State = Initiative.State

KEPT_FOR = 24 * 3600
"""Seconds; the key holds the figures' version and the day, so this only bounds the memory."""
FORMAT = 2
"""Raised when ``Bearing`` gets another shape, so that nothing old is taken for it."""


def bearings(
    actor: Actor, objectives: Iterable[Objective], *, today: date | None = None
) -> dict[UUID, Bearing]:
    """The bearing of each objective. At most eight SQL queries for any number of them.

    Judged today, or on the last day of their strategy where it has ended: that year stands as it was.
    """
    asked = list(objectives)
    day = min([today or timezone.localdate(), *(one.strategy.ends_on for one in asked)])
    figures = _readings(actor, asked, day)
    work = work_for(actor, [one.pk for one in asked], day)
    evidence = evidence_for_objectives(actor, asked)
    changes = _changes(actor, asked)
    return {
        one.pk: Bearing(
            work=work[one.pk],
            readings=tuple(figures[one.pk]),
            **_sure(evidence.get(one.pk)),
            changes=changes.get(one.pk, 0),
        )
        for one in asked
    }


def _sure(evidence: Evidence | None) -> dict[str, Any]:
    """How sure one can be, and from which evaluation that is."""
    if evidence is None or not evidence.grade or evidence.latest is None:
        return {}
    return {
        "grade": evidence.grade,
        "evaluation": evidence.number,
        "evaluation_title": evidence.title,
        "moved": moved(evidence.latest),
    }


RESTS_ON = ("indicators", "effects", "initiatives", "strategy")
"""The rooms whose lines of history may tell that a bearing is another."""


def lines_of_figures(municipality_id: UUID) -> QuerySet[Entry]:
    """The lines of history that tell that a bearing may be another, the newest first.

    What a part of a strategy says is not among that: whoever saves the text of an objective must not wait for
    twenty-four series to be reckoned again. A strategy's own days are, and so are parts that come, move and go.
    """
    of_parts, of_all = _labels()
    lines = Entry.objects.within(municipality_id).filter(
        Q(subject_label__in=of_all) | (Q(subject_label__in=of_parts) & ~Q(verb=Entry.Verb.CHANGED))
    )
    return lines.order_by("-id")


def figures_version(municipality_id: UUID) -> int:
    """A number that rises whenever anything is written that a bearing can rest on. One SQL query."""
    return lines_of_figures(municipality_id).values_list("id", flat=True).first() or 0


@cache_in_process
def _labels() -> tuple[list[str], list[str]]:
    """Parts of a strategy, and all else that bearings rest on; whole names, which a database compares quickly."""
    every = [
        one._meta.label_lower for room in RESTS_ON for one in apps.get_app_config(room).get_models()
    ]
    whole = Strategy._meta.label_lower
    of_parts = [one for one in every if one.startswith("strategy.") and one != whole]
    return of_parts, [one for one in every if one not in of_parts]


def known_bearings(
    actor: Actor,
    whole: Strategy | FocusArea | Objective,
    objectives: Iterable[Objective],
    *,
    version: int | None = None,
) -> dict[UUID, Bearing]:
    """The bearings of a strategy or a part of it, as reckoned since anything changed. One SQL query then.

    None where ``version``, the newest of ``lines_of_figures``, is at hand. Readers who see the same share them.
    Sentences are in the reader's language.
    """
    day = timezone.localdate()
    if version is None:
        version = figures_version(whole.municipality_id)
    key = f"effects.bearings:{FORMAT}:{whole.pk}:{version}:{actor.is_member}:{day}:{get_language()}"
    found: dict[UUID, Bearing] | None = cache.get(key)
    if found is None:
        found = bearings(actor, objectives, today=day)
        cache.set(key, found, KEPT_FOR)
    return found


def _readings(
    actor: Actor, objectives: Sequence[Objective], day: date
) -> dict[UUID, list[Reading]]:
    of_each = indicators_of_objectives(actor, objectives)
    every = {one.pk: one for found in of_each.values() for one in found}
    read = {one.indicator.pk: one for one in readings(every.values(), day=day)}
    found: dict[UUID, list[Reading]] = defaultdict(list)
    for key, indicators in of_each.items():
        found[key] = [read[one.pk] for one in indicators]
    return found


def work_for(actor: Actor, objectives: Sequence[UUID], day: date) -> dict[UUID, Work]:
    """How many initiatives serve each objective, by how far they have come. One SQL query."""
    late = Milestone.objects.filter(
        initiative=OuterRef("pk"), state__in=["waiting", "under_way"], due_on__lt=day
    )
    rows = (
        Initiative.objects.visible_to(actor)
        .filter(objectives__in=objectives)
        .annotate(is_late=Exists(late))
        .values_list("objectives", "state", "kind", "ends_on", "is_late")
    )
    counted: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, state, kind, ends_on, is_late in rows:
        counts = counted[key]
        counts[_sort(state)] += 1
        counts["in_operation"] += state == State.IN_OPERATION
        # Past its time box a prejekt asks for a gate; that is no delay.
        is_past = ends_on is not None and ends_on < day and kind != Initiative.Kind.PREJEKT
        counts["overdue"] += state == State.RUNNING and (is_late or is_past)
    found: dict[UUID, Work] = defaultdict(Work)
    return found | {key: Work(**counts) for key, counts in counted.items()}


def _sort(state: str) -> str:
    if state in Initiative.ENDED:
        return "ended"
    return {State.PROPOSED: "proposed", State.PARKED: "resting"}.get(State(state), "running")


def _changes(actor: Actor, objectives: Sequence[Objective]) -> dict[UUID, int]:
    """How many findings about each objective led to a change, also through what serves it. One SQL query."""
    made = Learning.objects.visible_to(actor).filter(
        state__in=[Learning.State.DECIDED, Learning.State.CHANGED]
    )
    rows = made.values_list(
        "pk", "objective_id", "indicator__objectives", "initiative__objectives",
        "evaluation__initiative__objectives",
    )  # fmt: skip
    wanted = {one.pk for one in objectives}
    about: dict[UUID, set[UUID]] = defaultdict(set)
    for key, *aims in rows.filter(about_any(wanted)):
        for aim in wanted.intersection(aims):
            about[aim].add(key)
    return {aim: len(keys) for aim, keys in about.items()}
