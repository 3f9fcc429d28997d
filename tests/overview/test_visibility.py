"""A draft is for those who work here; for everybody else it does not exist."""

from __future__ import annotations

import pytest

from pejl.strategy import actions
from pejl.strategy.models import CentreStrategy
from tests import build
from tests.overview.reader import pages, reader, reader_with, whole_strategy

pytestmark = pytest.mark.django_db

OF_A_STRATEGY = (
    "strategy", "drivers", "trail", "as_it_was", "focus_area", "objective", "centre_strategy",
)  # fmt: skip
WORKING_HERE = ("employee", "initiative_lead", "unit_leader", "executive", "strategy_office")
EVERYBODY_ELSE = ("visitor", "guest", "installation_admin")


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_a_draft_is_not_found_by_those_who_do_not_work_here(role):
    strategy, unit = whole_strategy()
    client, addresses = reader_with(role, strategy.municipality), pages(strategy, unit)
    assert {
        name: client.get(addresses[name]).status_code for name in OF_A_STRATEGY
    } == dict.fromkeys(OF_A_STRATEGY, 404)
    for name in ("municipality", "strategies"):
        assert strategy.title not in client.get(addresses[name]).content.decode()


@pytest.mark.parametrize("role", WORKING_HERE)
def test_those_who_work_here_read_the_draft(role):
    strategy, unit = whole_strategy()
    client, addresses = reader_with(role, strategy.municipality), pages(strategy, unit)
    assert {name: client.get(url).status_code for name, url in addresses.items()} == dict.fromkeys(
        addresses, 200
    )


def test_a_draft_of_another_municipality_is_not_found_whatever_one_is_at_home():
    strategy, unit = whole_strategy()
    client = reader_with("strategy_office", build.a_municipality())
    for name in OF_A_STRATEGY:
        assert client.get(pages(strategy, unit)[name]).status_code == 404


@pytest.mark.parametrize("role", [*EVERYBODY_ELSE, *WORKING_HERE])
def test_everyone_reads_what_is_adopted(role):
    strategy, unit = whole_strategy()
    build.adopted(strategy)
    client = reader_with(role, strategy.municipality)
    for name, address in pages(strategy, unit).items():
        assert client.get(address).status_code == 200, name


@pytest.mark.parametrize("role", [*EVERYBODY_ELSE, *WORKING_HERE])
def test_an_unadopted_centre_s_words_are_read_by_those_who_work_here(role):
    strategy, unit = whole_strategy()
    words = CentreStrategy.objects.get().contributions.get().text
    build.adopted(strategy)
    client, addresses = reader_with(role, strategy.municipality), pages(strategy, unit)
    for name in ("centre_strategy", "focus_area", "objective"):
        read = words in client.get(addresses[name]).content.decode()
        assert read == (role in WORKING_HERE), name


def test_once_its_chief_adopts_everyone_reads_them():
    strategy, unit = whole_strategy()
    build.adopted(strategy)
    written = CentreStrategy.objects.select_related("strategy__municipality").get()
    actions.adopt_centre_strategy(
        by=build.an_actor("unit_leader", strategy.municipality, unit),
        centre_strategy=written,
        version=1,
    )
    words = written.contributions.get().text
    for name in ("centre_strategy", "focus_area", "objective"):
        assert words in reader().get(pages(strategy, unit)[name]).content.decode()


def test_what_is_unknown_is_not_found():
    strategy, _unit = whole_strategy()
    build.adopted(strategy)
    here = strategy.municipality.slug
    for address in (
        "/ukendt/", f"/{here}/strategi/ukendt/", f"/{here}/centre/ukendt/",
        f"/{here}/strategi/{strategy.slug}/fokusomraader/9/",
        f"/{here}/strategi/{strategy.slug}/fokusomraader/{'9' * 40}/",
        f"/{here}/strategi/{strategy.slug}/maalsaetninger/9.9/",
        f"/{here}/strategi/{strategy.slug}/maalsaetninger/1/",
        f"/{here}/strategi/{strategy.slug}/centre/ukendt/",
    ):  # fmt: skip
        assert reader().get(address).status_code == 404, address


def test_another_municipality_s_centre_does_not_stand_here():
    strategy, unit = whole_strategy()
    other = build.a_municipality()
    assert reader().get(f"/{other.slug}/centre/{unit.slug}/").status_code == 404
    assert reader().get(f"/{other.slug}/strategi/{strategy.slug}/").status_code == 404


def test_a_page_that_is_not_found_looks_as_one_that_is_not_for_the_reader():
    strategy, _unit = whole_strategy()
    here = strategy.municipality.slug
    secret = reader().get(f"/{here}/strategi/{strategy.slug}/")
    missing = reader().get(f"/{here}/strategi/findes-ikke/")
    assert (secret.status_code, missing.status_code) == (404, 404)
    assert strategy.title not in secret.content.decode()


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_only_those_who_may_are_offered_to_write(role):
    strategy, unit = whole_strategy()
    build.adopted(strategy)
    for name, address in pages(strategy, unit).items():
        words = reader_with(role, strategy.municipality).get(address).content.decode()
        assert "/rediger/" not in words, name
        assert "/ny/" not in words, name


def test_my_page_is_for_those_who_have_a_role_here():
    strategy, unit = whole_strategy()
    municipality = strategy.municipality
    address = f"/{municipality.slug}/mit/"
    sent = reader().get(address)
    assert sent.status_code == 302
    assert sent["Location"].endswith(f"?next={address}")
    assert reader_with("executive", build.a_municipality()).get(address).status_code == 404
    chief = build.a_person("unit_leader", municipality, unit)
    objective = strategy.objectives.get()
    actions.edit_objective(
        by=build.the_operator(municipality), objective=objective, version=1, responsible=chief
    )
    words = reader(chief).get(address).content.decode()
    assert objective.title in words
    assert unit.name in words
