"""Search never lags behind the page: it follows edits, numbers, adoption and removal."""

from __future__ import annotations

import pytest

from pejl.search.queries import find
from pejl.strategy import actions
from tests import build

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({"public"})
STAFF = frozenset({"public", "staff"})


def found(strategy, words, audiences=STAFF):
    return [hit.title for hit in find(strategy.municipality_id, audiences, words).hits]


@pytest.fixture
def strategy():
    return build.a_strategy(title="Udviklingsstrategi", introduction="Rammen for hele året")


@pytest.fixture
def by(strategy):
    return build.an_actor("executive", strategy.municipality)


def test_a_draft_is_found_by_those_who_work_here_alone(strategy):
    build.an_objective(build.a_focus_area(strategy), "Hverdagsrehabilitering")
    assert found(strategy, "hverdagsrehabilitering") == ["Hverdagsrehabilitering"]
    assert found(strategy, "hverdagsrehabilitering", PUBLIC) == []


def test_with_its_adoption_everyone_finds_the_whole_strategy(strategy):
    area = build.a_focus_area(strategy, "Leverandørsamarbejde")
    build.an_objective(area, "Hverdagsrehabilitering")
    build.a_driver(strategy, "Velfærdsteknologi")
    build.adopted(strategy)
    for word in ("leverandørsamarbejde", "hverdagsrehabilitering", "velfærdsteknologi", "rammen"):
        assert found(strategy, word, PUBLIC), word


def test_an_edit_is_found_by_its_new_words_and_not_by_the_old(strategy, by):
    objective = build.an_objective(build.a_focus_area(strategy), "Hverdagsrehabilitering")
    actions.edit_objective(by=by, objective=objective, version=1, title="Selvbetjening")
    assert found(strategy, "selvbetjening") == ["Selvbetjening"]
    assert found(strategy, "hverdagsrehabilitering") == []


def test_what_is_removed_is_found_no_more(strategy, by):
    area = build.a_focus_area(strategy, "Leverandørsamarbejde")
    build.an_objective(area, "Hverdagsrehabilitering")
    actions.remove_part(by=by, part=area, version=1)
    assert (
        found(strategy, "leverandørsamarbejde") == found(strategy, "hverdagsrehabilitering") == []
    )


def test_after_a_move_a_hit_leads_to_the_new_number(strategy, by):
    first, second = build.a_focus_area(strategy, "Inddragelse"), build.a_focus_area(strategy)
    build.an_objective(first, "Hverdagsrehabilitering")
    actions.move_part(by=by, part=second, steps=-1)
    (hit,) = find(strategy.municipality_id, STAFF, "hverdagsrehabilitering").hits
    assert hit.url_args == {"strategy": strategy.slug, "label": "2.1"}


def test_after_a_new_address_every_hit_leads_there(strategy, by):
    build.an_objective(build.a_focus_area(strategy), "Hverdagsrehabilitering")
    actions.edit_strategy(by=by, strategy=strategy, version=1, slug="2030")
    (hit,) = find(strategy.municipality_id, STAFF, "hverdagsrehabilitering").hits
    assert hit.url_args["strategy"] == "2030"


def test_a_centre_s_words_are_everyone_s_once_its_chief_adopts(strategy):
    area, unit = build.a_focus_area(strategy), build.a_unit(strategy.municipality)
    build.an_objective(area)
    chief = build.an_actor("unit_leader", strategy.municipality, unit)
    begun = actions.begin_centre_strategy(by=chief, strategy=strategy, unit=unit)
    actions.write_contribution(
        by=chief, centre_strategy=begun, focus_area=area, version=0, text="Dronefotografering"
    )
    build.adopted(strategy)
    assert found(strategy, "dronefotografering")
    assert found(strategy, "dronefotografering", PUBLIC) == []
    begun.strategy = strategy
    actions.adopt_centre_strategy(by=chief, centre_strategy=begun, version=1)
    assert found(strategy, "dronefotografering", PUBLIC)


def test_another_municipality_finds_nothing_of_it(strategy):
    build.an_objective(build.a_focus_area(strategy), "Hverdagsrehabilitering")
    build.adopted(strategy)
    assert found(strategy, "hverdagsrehabilitering", PUBLIC)
    assert found(build.a_strategy(), "hverdagsrehabilitering") == []
