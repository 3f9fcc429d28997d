"""What must hold before something is written in this room, whichever action asks."""

from __future__ import annotations

from typing import Any

from pejl.effects import refusals
from pejl.history.refusals import Refusal
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.models import Municipality, Person
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere

ELSEWHERE: dict[str, type[Refusal]] = {
    "initiative": refusals.InitiativeIsElsewhere,
    "indicator": refusals.IndicatorIsElsewhere,
    "evaluation": refusals.EvaluationIsElsewhere,
    "objective": refusals.ObjectiveIsElsewhere,
    "unit": UnitIsElsewhere,
}
"""By the field that names something: what is said when it is another municipality's."""


def require_here(municipality: Municipality, fields: dict[str, Any]) -> None:
    """What is named must belong to the municipality."""
    for name, refusal in ELSEWHERE.items():
        thing = fields.get(name)
        if thing is not None and thing.municipality_id != municipality.id:
            raise refusal()


def require_member(municipality: Municipality, person: Person | None, field: str) -> None:
    """Whoever is given something to do must work here."""
    if person is not None and not organisation.member(municipality, person.id):
        raise PersonIsNotMember(field=field)


def require_words(text: str, refusal: type[Refusal]) -> None:
    if not text.strip():
        raise refusal()


def as_it_stands(initiative: Initiative) -> Initiative:
    """The initiative as it stands now, kept from beginning while what is expected of it is written.

    Otherwise somebody could reword an expectation in the same instant as another begins the initiative.
    """
    found: Initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    return found
