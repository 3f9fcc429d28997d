"""A word to the unit's leader about what is still not reported: one letter to each leader, once a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.followup.models import Report, Round
from pejl.initiatives.news import letter_text, site
from pejl.jobs import mail
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from pejl.organisation.models import Person, Unit

TOLD_FOR = timedelta(days=30)
"""After so many days more nobody is told by a machine: letters are remembered for ninety days and no longer."""
MOST_NAMED = 20


def late_days(round: Round, today: date) -> list[date]:
    """The round's deadlines that lie so far back that the leaders are told."""
    waits = timedelta(days=round.grace_days + round.escalate_days)
    days = {round.initiatives_due_on, round.objectives_due_on, round.focus_areas_due_on}
    return sorted(one for one in days if one + waits <= today < one + waits + TOLD_FOR)


def tell_leaders(round: Round, today: date) -> int:
    """Write to the leaders of units in which something is late. Returns to how many. Six SQL queries."""
    days = late_days(round, today)
    late = list(
        Report.objects.filter(
            round=round, due_on__in=days, confirmed_at__isnull=True, unit__isnull=False
        )
        .select_related("initiative", "objective", "focus_area", "owner", "unit")
        .order_by("unit__name", "initiative__number")
    )
    told = _by_leader(round, late)
    mail.post_all(_letter(round, person, reports) for person, reports in told)
    return len(told)


def _by_leader(round: Round, late: Iterable[Report]) -> list[tuple[Person, list[Report]]]:
    """Whom to tell of what: the leaders of the unit, or of the nearest unit above that has one."""
    reports = list(late)
    if not reports:
        return []
    units = {one.id: one for one in Unit.objects.filter(municipality=round.municipality_id)}
    leaders = organisation.leaders_of(round.municipality, units.values())
    working = set(organisation.members(round.municipality).values_list("id", flat=True))
    people: dict[UUID, Person] = {}
    owed: dict[UUID, list[Report]] = defaultdict(list)
    for report in reports:
        for leader in _nearest(report.unit_id, units, leaders, working):
            people[leader.id] = leader
            owed[leader.id].append(report)
    return [(person, owed[key]) for key, person in people.items()]


def _nearest(
    unit_id: UUID | None, units: dict[UUID, Unit], leaders: dict[UUID, list[Person]], working: set[UUID]
) -> list[Person]:  # fmt: skip
    seen: set[UUID] = set()
    while unit_id is not None and unit_id not in seen:
        if found := [one for one in leaders.get(unit_id, []) if one.id in working]:
            return found
        seen.add(unit_id)
        unit_id = units[unit_id].parent_id if unit_id in units else None
    return []


def _letter(round: Round, person: Person, reports: list[Report]) -> Letter:
    with translation.override(person.language):
        words = {"count": len(reports), "round": round.title}
        subject = ngettext(
            "%(round)s: %(count)d status is late in your unit",
            "%(round)s: %(count)d statuses are late in your unit",
            len(reports),
        )
        nobody = _("nobody owns it")
        named = "\n".join(
            f"– {one} ({one.owner.name if one.owner else nobody})" for one in reports[:MOST_NAMED]
        )
        rest = _("… and more: the page below has them all.") if len(reports) > MOST_NAMED else ""
        asks = _("You can complete them in the owners' place, or hand them over to somebody else.")
        path = reverse("followup:units", args=[round.municipality.slug, round.slug])
        return mail.write(
            once=f"round-escalated:{round.pk}",
            municipality_id=round.municipality_id,
            to_person_id=person.id,
            email=person.email,
            subject=subject % words,
            text=letter_text(
                round.municipality,
                "\n\n".join(filter(None, (named, rest, asks))),
                f"{site()}{path}",
                _("You get this letter because you lead the unit."),
            ),
            about=round,
            language=person.language,
        )
