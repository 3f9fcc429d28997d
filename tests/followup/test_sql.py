"""What pages of following up ask of the database: as much for twenty initiatives as for two hundred."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejl.followup.actions import meetings as meeting_actions
from tests import build
from tests.followup.many import a_round_of
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db

MOST = 15


def asked(client, address: str) -> list[str]:
    """The statements of a page that nothing was kept for."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = client.get(address)
    assert answer.status_code == 200
    return [one["sql"] for one in found]


@pytest.mark.parametrize("query", ["", "?vis=undtagelser", "?maal=1.1", "?vis=alle&side=2"])
def test_the_overview_asks_at_most_fifteen_questions_however_large_the_round(query):
    counted = []
    for number in (20, 200):
        round = a_round_of(number, measured=2)
        here = round.municipality
        client = reader(build.a_person("executive", here))
        address = reverse("followup:round", args=[here.slug, round.slug]) + query
        counted.append(asked(client, address))
    few, many = counted
    assert len(few) == len(many) <= MOST, "\n".join(many)


def test_the_overview_never_has_the_figures_reckoned_anew():
    round = a_round_of(20, measured=12)
    client = reader(build.a_person("executive", round.municipality))
    address = reverse("followup:round", args=[round.municipality.slug, round.slug])
    found = asked(client, address)
    assert len(found) <= 8, "\n".join(found)
    assert not [one for one in found if "indicators_value" in one]


@pytest.mark.parametrize("page", ["run_round", "units", "unit", "meeting", "rounds", "mine"])
def test_other_pages_ask_as_much_for_many_as_for_few(page):
    counted = []
    for number in (20, 200):
        round = a_round_of(number)
        here = round.municipality
        unit = round.reports.exclude(unit=None).first().unit
        meeting = meeting_actions.plan_meeting(
            by=build.the_operator(here), round=round, held_on=timezone.localdate()
        )
        meeting_actions.make_agenda(by=build.the_operator(here), meeting=meeting)
        args = {
            "unit": [round.slug, unit.slug], "meeting": [round.slug, meeting.pk], "rounds": [], "mine": [],
        }.get(page, [round.slug])  # fmt: skip
        client = reader(build.a_person("strategy_office", here))
        counted.append(len(asked(client, reverse(f"followup:{page}", args=[here.slug, *args]))))
    few, many = counted
    assert few == many
