"""What must hold before an idea or an initiative is made or changed, whichever action asks."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from pejl.initiatives import refusals
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.models import Municipality, Person, Unit
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere


def require_own_turn(municipality: Municipality) -> None:
    """Let one at a time give out numbers in a municipality; the second waits, and counts after the first."""
    Municipality.objects.select_for_update().values_list("id").get(id=municipality.id)


def require_open_unit(municipality: Municipality, unit: Unit | None) -> None:
    """Work is given to units that exist here and are not closed."""
    if unit is None:
        return
    if unit.municipality_id != municipality.id:
        raise UnitIsElsewhere()
    if unit.closed_on is not None:
        raise refusals.UnitIsClosed()


def require_member(municipality: Municipality, person: Person | None, field: str) -> None:
    """Whoever is given a part in it must work here."""
    if person is not None and not organisation.member(municipality, person.id):
        raise PersonIsNotMember(field=field)


def require_sponsor(municipality: Municipality, sponsor: Person | None) -> None:
    """A sponsor sits in the executive group, which answers for the prejekter (page 5 of the strategy)."""
    if sponsor is not None and not organisation.sits_in_executive_group(municipality, sponsor):
        raise refusals.SponsorIsNotExecutive()


def require_period(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise refusals.EndsBeforeItBegins()


def require_question(question: str) -> None:
    """A prejekt has a question in place of a goal."""
    if not question.strip().endswith("?"):
        raise refusals.QuestionIsNoQuestion()


def require_review_day(review_on: date | None, decided_on: date | None = None) -> None:
    """What is parked is looked at again on a day that lies ahead of the decision."""
    if review_on is None:
        raise refusals.ReviewDayIsMissing()
    if review_on <= (decided_on or timezone.localdate()):
        raise refusals.ReviewDayHasPassed()


def require_alive(initiative: Initiative) -> None:
    if initiative.state in Initiative.ENDED:
        raise refusals.InitiativeHasEnded()
