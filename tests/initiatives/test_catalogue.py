"""The catalogue: who sees what of it, how it is narrowed, what it costs, and what an edition keeps."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse

from pejl.history.models import Entry
from pejl.history.queries import data_version
from pejl.history.refusals import NotAllowed
from pejl.initiatives.actions import add_part, edit_initiative, undertakings
from pejl.initiatives.actions.catalogue import issue_edition, select_initiative
from pejl.initiatives.forms.catalogue import ShortList
from pejl.initiatives.models import CatalogueEdition, Initiative, LogEntry
from pejl.initiatives.queries import catalogue as queries
from pejl.initiatives.queries import editions as kept_queries
from pejl.initiatives.queries.catalogue import CatalogueChoice
from pejl.initiatives.queries.offered import choices
from tests import build
from tests.initiatives.catalogue import Place

pytestmark = pytest.mark.django_db


def _titles(actor, **choice) -> list[str]:
    return [one.title for one in queries.catalogue(actor, CatalogueChoice(**choice))]


def _inside(place: Place) -> list[queries.CatalogueEntry]:
    """The catalogue as somebody who works there reads it."""
    return queries.as_entries(place.employee, queries.catalogue(place.employee), with_internal=True)


def test_a_visitor_reads_only_what_is_public_and_only_its_public_fields() -> None:
    place = Place()
    place.initiative(title="Åben", is_public=True, internal_note="Ikke for alle")
    place.initiative(title="Lukket")
    shown = queries.as_entries(place.visitor, queries.catalogue(place.visitor), with_internal=False)
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
    entries = _inside(place)
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
    (entry,) = _inside(place)
    assert (entry.learned, entry.learned_on) == ("Sidst", "2014-03-02")


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(("signed_in", "most"), [(True, 8), (False, 5)])
def test_the_catalogue_page_asks_a_few_questions_and_two_more_when_something_happened(
    count: int, signed_in: bool, most: int, django_assert_max_num_queries
) -> None:
    place = Place()
    for _one in range(count):
        place.initiative(is_public=True)
    client = Client()
    if signed_in:
        client.force_login(place.employee.person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for allowed in (most + 2, most):
        with django_assert_max_num_queries(allowed):
            page = client.get(
                reverse("initiatives:catalogue", args=[place.municipality.slug]),
                {"opdelt": "fokus", "type": "prejekt", "center": place.unit.slug},
            )
        assert page.status_code == 200


def _units(actor) -> list[str]:
    return [name for _slug, name in choices(actor).units]


def test_the_filter_offers_at_once_what_was_just_recorded(django_assert_num_queries) -> None:
    place = Place()
    place.initiative(is_public=True)
    assert _units(place.visitor) == ["Ældre & Pleje"]
    with django_assert_num_queries(1):
        assert _units(build.an_actor("visitor", place.municipality)) == ["Ældre & Pleje"]
    centre = build.a_unit(place.municipality, "Børn & Unge")
    shown = place.initiative(is_public=True, unit=centre)
    assert _units(place.visitor) == ["Børn & Unge", "Ældre & Pleje"]
    edit_initiative(by=place.operator, initiative=shown, version=1, is_public=False)
    assert _units(place.visitor) == ["Ældre & Pleje"]
    later = build.a_strategy(place.municipality, slug="2018", title="Næste udviklingsstrategi")
    build.a_focus_area(later, "Nærhed")
    assert later.slug not in dict(choices(place.visitor).strategies)
    build.an_objective(later.focusareas.get())
    build.adopted(later)
    assert dict(choices(place.visitor).strategies)["2018"] == "Næste udviklingsstrategi"


def test_what_the_filter_offers_to_one_kind_of_reader_is_not_offered_to_another() -> None:
    place = Place()
    place.initiative()
    draft = build.a_strategy(place.municipality, slug="2018")
    build.a_focus_area(draft, "Nærhed")
    inside, outside = choices(place.employee), choices(place.visitor)
    assert [name for _slug, name in inside.units] == ["Ældre & Pleje"]
    assert "2018.1" in dict(inside.focus_areas)
    assert outside.units == ()
    assert [word for word, _label in outside.focus_areas] == [f"{place.strategy.slug}.1"]
    guest = choices(build.an_actor("guest", place.municipality))
    assert guest == outside
    assert choices(build.an_actor("employee", build.a_municipality())).units == ()


def test_a_line_of_the_history_that_comes_late_is_not_overlooked_by_the_filter() -> None:
    place = Place()
    hidden = place.initiative()
    last = data_version(place.municipality.id)
    about = {"municipality_id": place.municipality.id, "verb": Entry.Verb.CHANGED}
    Entry.objects.create(id=last + 2, **about)
    assert _units(place.visitor) == []
    Initiative.objects.filter(pk=hidden.pk).update(is_public=True)
    Entry.objects.create(id=last + 1, **about)
    assert _units(place.visitor) == ["Ældre & Pleje"]


def test_a_list_to_choose_from_is_drawn_as_django_draws_it() -> None:
    offered = [("", "Alle"), ("a&b", "Ældre & Pleje <1>"), (7, "Syv")]
    for value in ("", None, "a&b", "7", 7, "ukendt"):
        ours = ShortList(choices=offered).render("center", value, {"id": "x", "maxlength": False})
        theirs = forms.Select(choices=offered).render("center", value, {"id": "x"})
        assert parse_html(ours) == parse_html(theirs), value


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


def test_a_public_edition_tells_nothing_of_a_strategy_that_is_still_a_draft():
    public = build.an_objective()
    here = public.municipality
    build.adopted(public.strategy)
    draft = build.an_objective(build.a_focus_area(build.a_strategy(here), "Hemmeligt fokus"))
    office = build.an_actor("strategy_office", here)
    made = undertakings.propose_initiative(
        by=build.the_operator(here), municipality=here, kind="project", title="Begge steder",
        unit=build.a_unit(here), objectives=[public, draft], is_public=True,
    )  # fmt: skip
    said = str(kept_queries.catalogue_content(office, here, is_public=True))
    assert made.title in said
    assert "Hemmeligt fokus" not in said
    assert draft.title not in said
