"""Searching, and the bearings of a strategy's objectives, for machines: the pages' own queries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pejl.effects.bearings import Bearing
from pejl.effects.queries.bearings import known_bearings
from pejl.indicators.api.wire import State
from pejl.organisation.api.door import READING, found, visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, Words, paged
from pejl.overview import queries
from pejl.strategy.queries import by_id
from pejl.strategy.queries.parts import objectives

router = Router(auth=READING)


class SearchFilter(Slice):
    """What is searched for."""

    q: Words = Field(description="Any words, as they come to mind.")


class HitOut(Schema):
    """Something that was found, and where it stands."""

    subject: str = Field(description="The kind of thing, such as “strategy.objective”.")
    id: str = Field(description="The id under which the API knows it.")
    title: str
    excerpt: str
    url: str = Field(description="The address of its page.")


@router.get(
    "/{slug}/search",
    response=Page[HitOut],
    operation_id="overview_search_municipality",
    summary="Search in a municipality",
)
def search_municipality(request: HttpRequest, slug: Slug, part: Query[SearchFilter]) -> Any:
    """Best first, over everything that the reader may see: the inflections of Danish, and slips of the pen."""
    here = visit(request, slug)
    result = queries.found_pages(here.municipality, here.actor, part.q)
    hits = [
        {
            "subject": located.hit.subject_label,
            "id": located.hit.key,
            "title": located.hit.title,
            "excerpt": "".join(piece.text for piece in located.hit.excerpt),
            "url": located.url,
        }
        for located in queries.located(here.municipality, result)
    ]
    return paged(request, hits, part)


class WorkOut(Schema):
    """What is done for an objective, in numbers of initiatives."""

    state: str = Field(description="The light of effort, such as “on_course” or “not_started”.")
    proposed: int
    running: int
    overdue: int = Field(description="Running ones with a milestone or an end that has passed.")
    resting: int
    ended: int
    in_operation: int


class ReadOut(Schema):
    """What one indicator says of an objective."""

    indicator_id: UUID
    state: State
    sentence: str = Field(description="In the language of the request.")


class BearingOut(Schema):
    """Where an objective stands, from what is in the system: effort and effect, never merged into one."""

    objective_id: UUID
    work: WorkOut
    effect: State = Field(
        description="The light of effect: that of the indicator that says the worst."
    )
    grade: str = Field(
        description="The strongest evidence: “none”, “weak”, “moderate” or “strong”; empty: not evaluated."
    )
    evaluation: int | None = Field(
        description="The number of the evaluation with that grade, as people say it."
    )
    certainty: str = Field(description="How sure we are, in a sentence.")
    changes: int = Field(description="Findings that led to a change.")
    readings: list[ReadOut]


def _bearing(objective_id: UUID, bearing: Bearing) -> dict[str, Any]:
    work = bearing.work
    return {
        "objective_id": objective_id,
        "work": {name: getattr(work, name) for name in WorkOut.model_fields},
        "effect": bearing.effect,
        "grade": bearing.grade,
        "evaluation": bearing.evaluation or None,
        "certainty": bearing.certainty,
        "changes": bearing.changes,
        "readings": [
            {
                "indicator_id": one.indicator.pk, "state": one.standing.state,
                "sentence": one.sentence,
            }
            for one in bearing.readings
        ],
    }  # fmt: skip


@router.get(
    "/{slug}/strategies/{strategy_id}/bearings",
    response=list[BearingOut],
    operation_id="overview_list_bearings",
    summary="The bearings of a strategy's objectives",
)
def list_bearings(request: HttpRequest, slug: Slug, strategy_id: Id) -> Any:
    """In reading order. Never typed in: what is done, what the figures say, and how sure one can be. Judged on the
    last day of a strategy that has ended."""
    here = visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    aims = objectives(strategy)
    found_ones = known_bearings(here.actor, strategy, aims)
    return [_bearing(aim.pk, found_ones[aim.pk]) for aim in aims]
