"""What each unit owes in a round, and whether its leader has said that it is ready."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Collate

from pejl.followup.models import Readiness, Report, Round
from pejl.followup.queries.answering import Owed, reports_at_hand, with_figures
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit


@dataclass(frozen=True)
class UnitReadiness:
    """A unit in a round."""

    unit: Unit
    owed: int
    confirmed: int
    unowned: int
    readiness: Readiness | None

    @property
    def left(self) -> int:
        return self.owed - self.confirmed

    @property
    def is_ready(self) -> bool:
        return self.readiness is not None and self.readiness.is_ready


def readiness(round: Round) -> list[UnitReadiness]:
    """Every unit that owes reports in a round, in Danish order. Three SQL queries."""
    counted = {
        key: (owed, confirmed, unowned)
        for key, owed, confirmed, unowned in Report.objects.filter(round=round, unit__isnull=False)
        .values("unit")
        .annotate(
            owed=Count("id"),
            confirmed=Count("id", filter=Q(confirmed_at__isnull=False)),
            unowned=Count("id", filter=Q(owner__isnull=True)),
        )
        .values_list("unit", "owed", "confirmed", "unowned")
    }
    marked = {
        one.unit_id: one
        for one in Readiness.objects.filter(round=round).select_related("marked_by", "round")
    }
    units = Unit.objects.filter(id__in=counted).order_by(Collate("name", "danish"))
    return [UnitReadiness(one, *counted[one.id], marked.get(one.id)) for one in units]


def readiness_of(round: Round, unit: Unit) -> Readiness | None:
    found = (
        Readiness.objects.filter(round=round, unit=unit)
        .select_related("round", "marked_by")
        .first()
    )
    if found is not None:
        found.unit = unit
    return found


def readiness_by_id(round: Round, key: UUID) -> Readiness | None:
    return Readiness.objects.filter(round=round, pk=key).select_related("round", "unit").first()


def reports_of_unit(round: Round, unit: Unit) -> QuerySet[Report]:
    """What is reported on in a unit: what is not confirmed yet comes first."""
    found = reports_at_hand(Report.objects.filter(round=round, unit=unit))
    return found.order_by(F("confirmed_at").asc(nulls_first=True), "initiative__number", "id")


def owed_in_unit(actor: Actor, round: Round, reports: list[Report]) -> list[Owed]:
    """A unit's reports with what the figures suggest, for somebody who completes them in others' place."""
    for one in reports:
        one.stands_in = one.owner_id is not None and one.owner_id != actor.person_id  # type: ignore[attr-defined]
    return with_figures(actor, round, reports)
