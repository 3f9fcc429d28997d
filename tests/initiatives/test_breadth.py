"""Participation is counted and never names anybody; facilitators are shown while they themselves agree."""

from __future__ import annotations

import pytest
from django.utils import timezone

from pejl.history.refusals import NotAllowed
from pejl.initiatives import actions
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.queries import breadth as queries
from pejl.organisation import queries as organisation
from tests import build
from tests.initiatives.catalogue import Place

pytestmark = pytest.mark.django_db


def _ideas_from(place: Place, unit, people: int, of: int) -> None:
    """A number of those who work at a unit hand in an idea each."""
    for number in range(of):
        person = build.a_person("employee", place.municipality, unit)
        if number < people:
            actor = organisation.actor_for(place.municipality, person)
            actions.submit_idea(by=actor, municipality=place.municipality, title="Hvad nu hvis?")


def test_people_are_counted_once_a_quarter_and_as_a_share_of_those_who_work_there() -> None:
    place = Place()
    _ideas_from(place, place.unit, 6, 12)
    page = queries.breadth(place.municipality)
    row = next(row for row in page.rows if row.unit == place.unit.name)
    quarter = (timezone.localdate().month - 1) // 3
    assert (row.employees, row.year.people, row.year.percent) == (12, 6, 50)
    assert row.quarters[quarter].people == 6


@pytest.mark.parametrize(("took_part", "work_there"), [(4, 12), (3, 4), (1, 40)])
def test_small_numbers_are_hidden(took_part: int, work_there: int) -> None:
    place = Place()
    _ideas_from(place, place.unit, took_part, work_there)
    page = queries.breadth(place.municipality)
    row = next(row for row in page.rows if row.unit == place.unit.name)
    assert row.year.people is None
    assert page.hides_some


def test_one_hidden_centre_hides_another_so_that_the_sum_does_not_tell() -> None:
    place = Place()
    other, third = (build.a_unit(place.municipality) for _one in range(2))
    for unit, took_part in ((place.unit, 2), (other, 6), (third, 9)):
        _ideas_from(place, unit, took_part, 10)
    rows = {row.unit: row.year.people for row in queries.breadth(place.municipality).rows}
    assert rows[place.unit.name] is None
    assert rows[other.name] is None
    assert rows[third.name] == 9


def test_somebody_in_a_team_counts_at_the_centre_above_it() -> None:
    place = Place()
    team = build.a_unit(place.municipality, kind="team", parent=place.unit)
    _ideas_from(place, team, 5, 5)
    page = queries.breadth(place.municipality)
    row = next(row for row in page.rows if row.unit == place.unit.name)
    assert row.year.people == 5
    assert team.name not in {row.unit for row in page.rows}


def test_a_facilitator_is_shown_only_while_they_themselves_agree() -> None:
    place = Place()
    by = place.employee
    own = offer_to_facilitate(
        by=by, municipality=place.municipality, methods="Fremtidsværksted", consents=False
    )
    assert queries.facilitators(place.chief) == []
    offer_to_facilitate(by=by, municipality=place.municipality, version=own.version, consents=True)
    (shown,) = queries.facilitators(place.chief, "fremtids")
    assert shown.facilitator.person == by.person
    offer_to_facilitate(by=by, municipality=place.municipality, version=2, consents=False)
    assert queries.facilitators(place.chief) == []


def test_nobody_offers_for_another_and_visitors_offer_nothing() -> None:
    place = Place()
    for actor in (place.visitor, place.operator):
        with pytest.raises(NotAllowed):
            offer_to_facilitate(by=actor, municipality=place.municipality, consents=True)
