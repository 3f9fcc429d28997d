"""The catalogue: who sees what of it, how it is narrowed, what it costs, and what an edition keeps."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pejl.history.refusals import NotAllowed
from pejl.initiatives.actions import add_part
from pejl.initiatives.actions.catalogue import issue_edition, select_initiative
from pejl.initiatives.models import CatalogueEdition, LogEntry
from pejl.initiatives.queries import catalogue as queries
from pejl.initiatives.queries import editions as kept_queries
from pejl.initiatives.queries.catalogue import CatalogueChoice
from tests.initiatives.catalogue import Place

pytestmark = pytest.mark.django_db


def _titles(actor, **choice) -> list[str]:
    return [one.title for one in queries.catalogue(actor, CatalogueChoice(**choice))]


def test_a_visitor_reads_only_what_is_public_and_only_its_public_fields() -> None:
    place = Place()
    place.initiative(title="Åben", is_public=True, internal_note="Ikke for alle")
    place.initiative(title="Lukket")
    shown = queries.as_entries(queries.catalogue(place.visitor), with_internal=False)
    assert [one.title for one in shown] == ["Åben"]
    assert (shown[0].sponsor, shown[0].owner, shown[0].learned) == ("", "", "")
    page = Client().get(reverse("initiatives:catalogue", args=[place.municipality.slug]))
    assert "Åben" in page.content.decode()
    assert "Lukket" not in page.content.decode()
    assert place.chief.person.name not in page.content.decode()


def test_the_catalogue_is_narrowed_by_every_filter_at_once() -> None:
    place = Place()
    place.initiative(title="Aftenbesøg")
    place.initiative("project", title="Aftenkørsel")
    assert _titles(place.employee, words="aften") == ["Aftenbesøg", "Aftenkørsel"]
    chosen = {
        "kind": "prejekt", "words": "aften", "unit": place.unit.slug, "state": "proposed",
        "focus_area": f"{place.strategy.slug}.1",
    }  # fmt: skip
    assert _titles(place.employee, **chosen) == ["Aftenbesøg"]
    assert _titles(place.employee, strategy=place.strategy.slug) == []
    assert _titles(place.employee, focus_area="vrøvl") == []
    assert _titles(place.employee, focus_area="2014.²") == []


def test_groups_stand_in_the_order_of_focus_areas_states_and_danish_names() -> None:
    place = Place()
    place.initiative(title="Under et fokusområde")
    place.initiative(title="Uden", objectives=[])
    entries = queries.as_entries(queries.catalogue(place.employee), with_internal=True)
    headings = [group.heading for group in queries.grouped(entries, "fokus")]
    assert headings[0] == "1. Produktivitet"
    assert len(headings) == 2


def test_the_last_line_of_the_log_stands_in_the_catalogue() -> None:
    place = Place()
    prejekt = place.initiative()
    for day, text in ((1, "Først"), (2, "Sidst")):
        add_part(
            by=place.operator,
            part=LogEntry(
                municipality=place.municipality,
                initiative=prejekt,
                on=date(2014, 3, day),
                text=text,
            ),
        )
    (entry,) = queries.as_entries(queries.catalogue(place.employee), with_internal=True)
    assert (entry.learned, entry.learned_on) == ("Sidst", "2014-03-02")


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_catalogue_page_asks_at_most_twelve_questions(
    count: int, signed_in: bool, django_assert_max_num_queries
) -> None:
    place = Place()
    for _one in range(count):
        place.initiative(is_public=True)
    client = Client()
    if signed_in:
        client.force_login(place.employee.person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    with django_assert_max_num_queries(12):
        page = client.get(
            reverse("initiatives:catalogue", args=[place.municipality.slug]),
            {"opdelt": "fokus", "type": "prejekt", "center": place.unit.slug},
        )
    assert page.status_code == 200


def test_an_edition_reads_the_same_after_everything_has_changed() -> None:
    place = Place()
    prejekt = place.initiative(title="Som det var", is_public=True)
    place.initiative(title="Ikke valgt")
    select_initiative(
        by=place.chief, initiative=prejekt, strategy=place.strategy, version=1, is_selected=True,
        reason="Det haster.",
    )  # fmt: skip
    edition = issue_edition(by=place.chief, strategy=place.strategy, title="Januar")
    prejekt.__class__.objects.filter(pk=prejekt.pk).update(title="Helt anderledes")
    kept = kept_queries.edition(place.employee, edition.id)
    assert [one.title for one in kept_queries.entries_of(kept.content)] == ["Som det var"]
    assert kept_queries.edition(place.visitor, edition.id) is None
    with pytest.raises(NotAllowed):
        issue_edition(by=place.employee, strategy=place.strategy, title="Februar")


def test_a_public_edition_leaves_out_people_and_is_issued_once_however_often_one_presses() -> None:
    place = Place()
    prejekt = place.initiative(is_public=True)
    select_initiative(
        by=place.chief, initiative=prejekt, strategy=place.strategy, version=1, is_selected=True,
        reason="Ja.",
    )  # fmt: skip
    same = "7d444840-9dc0-11d1-b245-5ffdce74fad2"
    for _press in range(2):
        edition = issue_edition(
            by=place.chief, strategy=place.strategy, title="Til alle", is_public=True, id=same
        )
    assert CatalogueEdition.objects.count() == 1
    (entry,) = kept_queries.entries_of(kept_queries.edition(place.visitor, edition.id).content)
    assert entry.sponsor == ""


def test_every_page_of_the_catalogue_opens_for_those_who_may_and_for_no_other() -> None:
    place = Place()
    prejekt = place.initiative(is_public=True)
    slug, strategy = place.municipality.slug, place.strategy.slug
    addresses = {
        "catalogue": [], "catalogue_editions": [], "catalogue_pictures": [], "selection": [],
        "breadth": [], "facilitators": [], "offer_to_facilitate": [], "new_edition": [],
        "select_one": [strategy, prejekt.number],
    }  # fmt: skip
    chief, visitor = Client(), Client()
    chief.force_login(place.chief.person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for name, args in addresses.items():
        url = reverse(f"initiatives:{name}", args=[slug, *args])
        assert chief.get(url).status_code == 200, name
        expected = 200 if name in {"catalogue", "catalogue_editions"} else 403
        assert visitor.get(url).status_code == expected, name
