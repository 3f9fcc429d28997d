"""What was decided: one decision, lists of them, and what a label that people write means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Collate
from django.utils import timezone

from pejl.followup.models import AgendaItem, Decision
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person
from pejl.strategy.models import FocusArea, Objective, Strategy

State = Decision.State
ABOUT = ("initiative", "objective", "focus_area")
"""What a decision can be about, the nearest first."""


def decisions(actor: Actor) -> QuerySet[Decision]:
    """The decisions of the municipality, for those who work here, with all that a list tells of each."""
    found = Decision.objects.select_related(
        "municipality", "initiative", "objective__focus_area", "objective__strategy",
        "focus_area__strategy", "responsible", "recorded_by", "round", "replaces", "replaced_by",
    )  # fmt: skip
    return found.filter(municipality=actor.municipality) if actor.is_member else found.none()


@dataclass(frozen=True)
class Filter:
    """Which decisions a list shows."""

    state: str = ""
    """A state, “overdue”, or nothing for all."""
    responsible: str = ""
    about: str = ""
    """A label that people say: “P12”, “2.3”, “2”."""
    words: str = ""


def chosen_decisions(actor: Actor, chosen: Filter, strategy: Strategy | None) -> QuerySet[Decision]:
    """Decisions by a filter: those to be done first by their day, then the newest."""
    found = decisions(actor)
    if chosen.state == "overdue":
        found = found.filter(state=State.OPEN, due_on__lt=timezone.localdate())
    elif chosen.state in State.values:
        found = found.filter(state=chosen.state)
    if chosen.responsible:
        found = found.filter(responsible__in=_people(chosen.responsible))
    if chosen.about:
        about = thing_named(actor, chosen.about, strategy)
        found = found.filter(**about) if about else found.none()
    if chosen.words:
        words = chosen.words
        found = found.filter(
            Q(text__icontains=words) | Q(reason__icontains=words) | Q(outcome__icontains=words)
        )
    # “open” comes after “done” and “dropped” in the alphabet.
    return found.order_by("-state", F("due_on").asc(nulls_last=True), "-number")


def _people(key: str) -> QuerySet[Person]:
    try:
        return Person.objects.filter(pk=UUID(key))
    except ValueError:
        return Person.objects.none()


def thing_named(actor: Actor, label: str, strategy: Strategy | None) -> dict[str, Any]:
    """The initiative, objective or focus area with this number, by the field that holds it; empty for none.

    Numbers of objectives and focus areas count within a strategy.
    """
    said = label.strip().rstrip(".")
    if initiative := re.fullmatch(r"[Pp]\s*(\d{1,6})", said):
        one = Initiative.objects.visible_to(actor).filter(number=int(initiative[1])).first()
        return {"initiative": one} if one else {}
    if strategy is None:
        return {}
    if aim := re.fullmatch(r"(\d{1,3})\.(\d{1,3})", said):
        found = Objective.objects.filter(
            strategy=strategy, focus_area__number=int(aim[1]), number=int(aim[2])
        ).first()
        return {"objective": found} if found else {}
    if area := re.fullmatch(r"\d{1,3}", said):
        place = FocusArea.objects.filter(strategy=strategy, number=int(area[0])).first()
        return {"focus_area": place} if place else {}
    return {}


def decision_by_number(actor: Actor, number: int) -> Decision | None:
    return decisions(actor).filter(number=number).first()


def decision_by_id(actor: Actor, key: UUID) -> Decision | None:
    return decisions(actor).filter(pk=key).first()


def decisions_about(actor: Actor, thing: Any) -> list[Decision]:
    """What was decided on an initiative, objective or focus area, newest first. One SQL query."""
    names = {Initiative: "initiative", Objective: "objective", FocusArea: "focus_area"}
    return list(decisions(actor).filter(**{names[type(thing)]: thing}).order_by("-number"))


def responsible_people(actor: Actor) -> QuerySet[Person]:
    """Those who are responsible for some decision here."""
    named = Person.objects.filter(id__in=decisions(actor).values("responsible_id"))
    return named.order_by(Collate("name", "danish"))


def about_of(point: AgendaItem) -> dict[str, Any]:
    """What a point is about: what its report is on, what was evaluated, or what the earlier decision was about."""
    source: Any = point.report or point.decision
    if source is None and point.evaluation is not None:
        return {"initiative": point.evaluation.initiative, "objective": None, "focus_area": None}
    if source is None:
        return dict.fromkeys(ABOUT)
    nearest = next((name for name in ABOUT if getattr(source, f"{name}_id")), None)
    return {name: getattr(source, name) if name == nearest else None for name in ABOUT}
