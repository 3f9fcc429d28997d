"""Ideas and initiatives by the id that programs keep, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Prefetch, Q, QuerySet, UUIDField, Value, When

from pejl.initiatives.models import (
    Activity,
    Comment,
    Deliverable,
    Dependency,
    Idea,
    Initiative,
    Known,
    Milestone,
    Option,
    Risk,
    Selection,
    Unknown,
)
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.initiatives.queries.catalogue import EVERYTHING, CatalogueChoice, catalogue
from pejl.initiatives.queries.ideas import ideas
from pejl.initiatives.queries.initiatives import focus_areas_seen_by
from pejl.initiatives.queries.prejekter import LINES as EXPLORED
from pejl.initiatives.queries.projects import LINES as PLANNED
from pejl.initiatives.queries.together import lines_together
from pejl.organisation.actors import Actor
from pejl.strategy.models import FocusArea, Objective, Strategy

LINES: dict[str, type[InitiativePart]] = {**EXPLORED, **PLANNED}
"""Everything that can be written in an initiative, by the name that programs use."""


def idea(actor: Actor, idea_id: UUID) -> Idea | None:
    """An idea, counted as in ``ideas``."""
    return (
        ideas(actor)
        .filter(id=idea_id)
        .select_related("municipality", "unit", "submitter", "objective__focus_area")
        .first()
    )


def whole_idea(actor: Actor, idea_id: UUID) -> Any:
    """An idea with ``answered``, its answers in order, and ``became``, what grew from it. Three SQL queries."""
    found: Any = idea(actor, idea_id)
    if found is not None:
        found.answered = list(found.triages.select_related("decided_by"))
        grown = Initiative.objects.filter(Q(idea=found) | Q(predecessor__idea=found))
        found.became = list(grown.distinct().order_by("number"))
    return found


def initiatives(actor: Actor, choice: CatalogueChoice = EVERYTHING) -> QuerySet[Initiative]:
    """The catalogue in the order of its numbers, each initiative with what its reader may be told.

    ``tells_all`` says that the reader works here; ``selected_into`` is the strategy, ``areas`` and ``aimed_at``
    are the focus areas and objectives, without those of a draft that the reader may not see.
    """
    seen = Strategy.objects.visible_to(actor)
    aims = Objective.objects.filter(strategy__in=seen).order_by("focus_area__number", "number")
    people = ("sponsor", "owner") if actor.is_member else ()
    return (
        catalogue(actor, choice)
        .order_by("number")
        .select_related("unit", "prejekt", "project", *people)
        .annotate(
            tells_all=Value(actor.is_member),
            selected_into=Case(
                When(strategy__in=seen, then=F("strategy_id")), output_field=UUIDField(null=True)
            ),
        )
        .prefetch_related(
            focus_areas_seen_by(actor), Prefetch("objectives", aims, to_attr="aimed_at")
        )
    )


def narrowed(
    found: QuerySet[Initiative],
    actor: Actor,
    *,
    unit_id: UUID | None = None,
    focus_area_id: UUID | None = None,
    objective_id: UUID | None = None,
    strategy_id: UUID | None = None,
) -> QuerySet[Initiative]:
    """Of the initiatives found, those of a unit that serve what the reader may see of strategies."""
    seen = Strategy.objects.visible_to(actor)
    if unit_id:
        found = found.filter(unit_id=unit_id)
    if focus_area_id:
        areas = FocusArea.objects.filter(id=focus_area_id, strategy__in=seen)
        found = found.filter(focus_areas__in=areas)
    if objective_id:
        aims = Objective.objects.filter(id=objective_id, strategy__in=seen)
        found = found.filter(objectives__in=aims)
    if strategy_id:
        found = found.filter(strategy__in=seen.filter(id=strategy_id))
    return found


def initiative(actor: Actor, initiative_id: UUID) -> Initiative | None:
    return (
        initiatives(actor)
        .filter(id=initiative_id)
        .select_related(
            "municipality", "unit", "sponsor", "owner", "strategy", "idea", "predecessor",
            "prejekt", "project",
        )
        .first()
    )  # fmt: skip


def whole_initiative(actor: Actor, initiative_id: UUID) -> Any:
    """An initiative with ``decided``, its gates, ``grew_from`` and ``became`` as far as the reader may see them,
    and ``lines``, what is written in it: only for those who work here.
    """
    found: Any = initiative(actor, initiative_id)
    if found is None:
        return None
    found.decided = list(found.gates.select_related("decided_by"))
    visible = Initiative.objects.visible_to(actor)
    found.became = list(visible.filter(predecessor=found).order_by("number"))
    before = found.predecessor
    found.grew_from = before if before and (actor.is_member or before.is_public) else None
    found.lines = _lines(found) if actor.is_member else None
    return found


def _lines(found: Any) -> dict[str, list[Any]]:
    """What is written in an initiative, by the word in its address. Three or four SQL queries."""
    own = _explored if found.kind == Initiative.Kind.PREJEKT else _planned
    people = found.participants.select_related("person").order_by("since_on", "id")
    return {
        "participants": list(people),
        "selections": list(found.selections.select_related("decided_by")),
        **own(found),
    }


def _explored(found: Any) -> dict[str, list[Any]]:
    known, unknowns, activities, options = lines_together(
        found,
        Known.objects.all(),
        Unknown.objects.all(),
        Activity.objects.all(),
        Option.objects.all(),
    )
    return {
        "known": known,
        "unknowns": unknowns,
        "activities": activities,
        "options": options,
        "log": list(found.logentrys.select_related("written_by")),
    }


def _planned(found: Any) -> dict[str, list[Any]]:
    milestones, deliverables, dependencies, risks = lines_together(
        found,
        Milestone.objects.all(),
        Deliverable.objects.all(),
        Dependency.objects.all(),
        Risk.objects.all(),
    )
    return {
        "milestones": milestones,
        "deliverables": deliverables,
        "dependencies": dependencies,
        "risks": risks,
    }


def line(whole: Initiative, name: str, line_id: UUID) -> InitiativePart | None:
    """One line of an initiative; what stands in another initiative is not found."""
    found = LINES[name]._default_manager.filter(initiative=whole, id=line_id).first()
    if found is not None:
        found.initiative = whole
    return found


def comment(actor: Actor, comment_id: UUID) -> Comment | None:
    """Something said about an idea or an initiative whose talk the reader may read."""
    found = (
        Comment.objects.filter(id=comment_id, municipality=actor.municipality)
        .select_related("idea", "person")
        .first()
    )
    if found is None or actor.is_member:
        return found
    is_own = found.idea is not None and found.idea.submitter_id == actor.person_id
    return found if is_own and actor.person_id else None


def objectives(actor: Actor, ids: Iterable[UUID]) -> list[Objective]:
    """The objectives with these ids that the reader may see, with their focus areas."""
    seen = Strategy.objects.visible_to(actor)
    found = Objective.objects.filter(id__in=list(ids), strategy__in=seen)
    return list(found.select_related("focus_area"))


def focus_areas(actor: Actor, ids: Iterable[UUID]) -> list[FocusArea]:
    """The focus areas with these ids that the reader may see."""
    seen = Strategy.objects.visible_to(actor)
    return list(FocusArea.objects.filter(id__in=list(ids), strategy__in=seen))


def selections(strategy: Strategy) -> QuerySet[Selection]:
    """What was chosen for a strategy and what was left out, newest first."""
    found = Selection.objects.filter(strategy=strategy).select_related("decided_by")
    return found.order_by("-created_at", "id")
