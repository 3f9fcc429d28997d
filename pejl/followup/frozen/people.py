"""People as they stand in a record: the name and title they had then, and as what they confirmed a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.followup.frozen.figures import Plain
from pejl.followup.models import Deputy, Report, Round
from pejl.organisation.models import Membership, Person, Unit

Role = Membership.Role


def person(one: Person | None) -> Plain | None:
    """Name and title. Never the address: a record is handed out."""
    return None if one is None else {"name": one.name, "title": one.title}


def _covers(day: date, since: date, until: date | None) -> bool:
    return since <= day and (until is None or day <= until)


class Confirmers:
    """As what somebody confirmed a report. Three SQL queries for any number of reports."""

    def __init__(self, round: Round, reports: Iterable[Report]) -> None:
        told = [one for one in reports if one.confirmed_by_id]
        who = {one.confirmed_by_id for one in told}
        self.deputies = list(
            Deputy.objects.filter(municipality=round.municipality_id, deputy__in=who)
        )
        self.above = dict(
            Unit.objects.filter(municipality=round.municipality_id).values_list("id", "parent_id")
        )
        self.roles: dict[UUID, list[Membership]] = defaultdict(list)
        held = Membership.objects.filter(municipality=round.municipality_id, person__in=who)
        for one in held.filter(Q(role=Role.UNIT_LEADER) | Q(role=Role.STRATEGY_OFFICE)):
            self.roles[one.person_id].append(one)

    def of(self, report: Report) -> Plain:
        """Name, title, and the role in which they said so."""
        role = self._role(report)
        words = {
            "owner": _("Owner"),
            "deputy": _("Deputy"),
            "unit_leader": _("Unit leader"),
            "strategy_office": _("Strategy office"),
            "": "",
        }
        known = person(report.confirmed_by) or {"name": "", "title": ""}
        return {**known, "role": role, "role_word": words[role]}

    def _role(self, report: Report) -> str:
        """The nearest that holds; empty where somebody's role of that day is not known any more."""
        if report.confirmed_at is None or report.confirmed_by_id is None:
            return ""
        day = timezone.localdate(report.confirmed_at)
        if report.confirmed_by_id == report.owner_id:
            return "owner"
        if self._stood_in(report, day):
            return "deputy"
        roles = [
            one
            for one in self.roles[report.confirmed_by_id]
            if _covers(day, one.since_on, one.until_on)
        ]
        units = set(self._units_up(report.unit_id))
        if any(one.role == Role.UNIT_LEADER and one.unit_id in units for one in roles):
            return "unit_leader"
        is_office = any(one.role == Role.STRATEGY_OFFICE for one in roles)
        return "strategy_office" if is_office else ""

    def _stood_in(self, report: Report, day: date) -> bool:
        return any(
            one.deputy_id == report.confirmed_by_id
            and one.person_id == report.owner_id
            and _covers(day, one.since_on, one.until_on)
            for one in self.deputies
        )

    def _units_up(self, unit: UUID | None) -> Iterable[UUID]:
        """A unit and all above it; the loop ends also where somebody hung two units under each other."""
        seen: set[UUID] = set()
        while unit is not None and unit not in seen:
            seen.add(unit)
            unit = self.above.get(unit)
        return seen
