"""What is somebody's own: what they carry, what they had, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pejl.initiatives.models import Idea, Initiative, Milestone, NewsChoice
from pejl.initiatives.queries.ideas import WaitingIdea, ideas, waiting
from pejl.initiatives.queries.initiatives import initiatives
from pejl.initiatives.queries.projects import Listed, listed, with_plan
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person

MOST = 50
"""So many of each are shown; the lists of the room show the rest."""
State = Initiative.State


@dataclass(frozen=True)
class MinePage:
    """What is mine here."""

    owed: list[WaitingIdea]
    """Ideas that the units I lead owe an answer."""
    gates: list[Initiative]
    """Prejekter of mine past their time box, which ask for a decision."""
    overdue: list[Milestone]
    """Milestones of mine whose day has passed."""
    woken: list[Idea | Initiative]
    """What was parked, and is to be looked at again."""
    carried: list[Listed]
    """What I own, sponsor, take part in or follow."""
    had: list[Idea]
    """Ideas I had or follow."""
    wanted: str
    """How I want letters."""

    @property
    def waits(self) -> int:
        return len(self.owed) + len(self.gates) + len(self.overdue) + len(self.woken)


def _carried_by(person: Person) -> Q:
    return Q(owner=person) | Q(sponsor=person)


def mine(municipality: Municipality, actor: Actor, person: Person) -> MinePage:
    """What is somebody's own, bounded: the same number of SQL queries however much there is."""
    today = timezone.localdate()
    led = [one for one in organisation.open_units(municipality) if actor.leads(one.id)]
    here = Initiative.objects.visible_to(actor)
    own = with_plan(initiatives(actor, mine=True).exclude(state__in=Initiative.ENDED))
    return MinePage(
        owed=waiting(actor, led)[:MOST] if led else [],
        gates=list(
            here.filter(
                _carried_by(person), kind=Initiative.Kind.PREJEKT, state=State.RUNNING,
                ends_on__lt=today,
            ).order_by("ends_on")[:MOST]
        ),
        overdue=_overdue(here.filter(_carried_by(person), state=State.RUNNING), today),
        woken=_woken(actor, person, led, today),
        carried=listed(list(own[:MOST])),
        had=list(ideas(actor, mine=True)[:MOST]),
        wanted=news_choice(municipality, person),
    )  # fmt: skip


def _overdue(running: Any, today: date) -> list[Milestone]:
    found = Milestone.objects.filter(
        initiative__in=running,
        state__in=[Milestone.State.WAITING, Milestone.State.UNDER_WAY],
        due_on__lt=today,
    )
    return list(found.select_related("initiative").order_by("due_on", "id")[:MOST])


def _woken(actor: Actor, person: Person, led: list[Any], today: date) -> list[Idea | Initiative]:
    """Parked things of one's own, or of the units one leads, whose day has come."""
    parked = Initiative.objects.visible_to(actor).filter(
        _carried_by(person) | Q(unit__in=led), state=State.PARKED, review_on__lte=today
    )
    sleeping = Idea.objects.visible_to(actor).filter(
        Q(submitter=person) | Q(unit__in=led), outcome=Idea.Outcome.PARKED, review_on__lte=today
    )
    found: list[Idea | Initiative] = [*parked[:MOST], *sleeping[:MOST]]
    return sorted(found, key=lambda one: one.review_on or today)


def news_choice(municipality: Municipality, person: Person) -> str:
    """How somebody wants letters; at once, until they choose."""
    found = NewsChoice.objects.filter(municipality=municipality, person=person)
    return found.values_list("wanted", flat=True).first() or NewsChoice.Wanted.AT_ONCE.value
