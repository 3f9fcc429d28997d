"""How many work here, and how many of them take part. People are counted and never named."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pejl.indicators.measuring import (
    Counted,
    Row,
    Scope,
    as_of,
    during,
    measure,
    not_told,
    share,
)
from pejl.indicators.periods import Period
from pejl.initiatives.models import Comment, Idea, Participant, Support
from pejl.initiatives.queries.breadth import FEWEST
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Person


def employees(scope: Scope, day: date) -> QuerySet[Person]:
    """Everyone who held a role on a day, other than as a guest: in the municipality, or in the unit and below."""
    held = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), since_on__lte=day
    ).exclude(role=Membership.Role.GUEST)
    return Person.objects.filter(pk__in=scope.within(held).values("person_id")).order_by("pk")


def nobody(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """No row is shown to anyone: who took part is nobody's business."""
    return rows.none()


def _unnamed(person: Person) -> Row:
    return Row(title="")


def _took_part(scope: Scope, period: Period) -> Q:
    """In the ways that the page on participation counts: an idea, a “me too”, a word, a part in an initiative."""
    traces = (
        (Idea.objects.filter(during("created_at", period)), "submitter_id"),
        (Support.objects.filter(during("created_at", period)), "person_id"),
        (Comment.objects.filter(during("created_at", period)), "person_id"),
        (Participant.objects.filter(since_on__range=(period.first, period.last)), "person_id"),
    )
    found = Q()
    for rows, who in traces:
        found |= Q(pk__in=scope.within(rows).values(who))
    return found


@measure(
    key="people.take_part",
    title=_("Employees who take part"),
    definition=_(
        "Of those who hold a role here on the last day of the period, guests left out: how many handed in an "
        "idea, joined one, commented, or were named as taking part in a prejekt or project in the period. Each "
        "is counted once. No figure is told of fewer than five people, and none for a single centre: nobody "
        "shall be recognised. A “me too” that was taken back does not count."
    ),
    row=_unnamed,
    seen_by=nobody,
    kind="share",
    level="activity",
    measured_in="%",
    frequency="quarter",
    by_unit=False,
)
def take_part(scope: Scope, period: Period) -> Counted:
    everyone = employees(scope, as_of(period))
    told = share(of=everyone, counted=everyone.filter(_took_part(scope, period)))
    people, all_people = told.numerator or 0, told.denominator or 0
    if 0 < people < FEWEST or all_people < FEWEST:
        return not_told(everyone)
    return told
