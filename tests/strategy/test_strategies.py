"""Begin, edit, adopt and close a strategy."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.strategy import actions, refusals
from pejl.strategy.models import Strategy
from tests import build

pytestmark = pytest.mark.django_db

YEAR = {"starts_on": date(2014, 1, 1), "ends_on": date(2014, 12, 31)}
RUNNING = ("executive", "strategy_office")
OTHERS = ("visitor", "employee", "initiative_lead", "unit_leader", "guest", "installation_admin")


def begin(municipality, by, **more):
    given = {"slug": "2014", "title": "Udviklingsstrategi 2014", **YEAR} | more
    return actions.create_strategy(by=by, municipality=municipality, **given)


@pytest.mark.parametrize("role", RUNNING)
def test_the_executive_group_and_the_strategy_office_begin_strategies(role):
    municipality = build.a_municipality()
    strategy = begin(municipality, build.an_actor(role, municipality))
    assert (strategy.status, strategy.version) == ("draft", 1)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_begins_one(role):
    municipality = build.a_municipality()
    with pytest.raises(NotAllowed):
        begin(municipality, build.an_actor(role, municipality))
    assert not Strategy.objects.filter(municipality=municipality).exists()


def test_nobody_begins_a_strategy_in_another_municipality():
    municipality, other = build.a_municipality(), build.a_municipality()
    with pytest.raises(NotAllowed):
        begin(other, build.an_actor("strategy_office", municipality))


def test_a_double_submit_makes_one_strategy():
    municipality = build.a_municipality()
    by, key = build.an_actor("executive", municipality), uuid4()
    first, second = begin(municipality, by, id=key), begin(municipality, by, id=key)
    assert first.pk == second.pk
    assert Strategy.objects.filter(municipality=municipality).count() == 1
    assert Entry.objects.of_subject("strategy.strategy", str(key)).count() == 1


def test_an_id_that_another_municipality_uses_is_refused_in_words():
    municipality, other = build.a_municipality(), build.a_municipality()
    theirs = build.a_strategy(other)
    with pytest.raises(refusals.IdIsUsedElsewhere):
        begin(municipality, build.an_actor("executive", municipality), id=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.municipality_id == other.pk


@pytest.mark.parametrize("slug", ["2014", "ny"])
def test_an_address_is_used_once_and_never_for_a_page_of_our_own(slug):
    municipality = build.a_municipality()
    by = build.an_actor("executive", municipality)
    begin(municipality, by)
    with pytest.raises(refusals.AddressIsTaken) as refused:
        begin(municipality, by, slug=slug)
    assert refused.value.field == "slug"


def test_two_municipalities_can_use_the_same_address():
    for _ in range(2):
        municipality = build.a_municipality()
        assert begin(municipality, build.an_actor("executive", municipality)).slug == "2014"


def test_a_strategy_cannot_end_before_it_begins():
    municipality = build.a_municipality()
    by = build.an_actor("executive", municipality)
    with pytest.raises(refusals.PeriodIsReversed):
        begin(municipality, by, ends_on=date(2013, 12, 31))
    strategy = begin(municipality, by)
    with pytest.raises(refusals.PeriodIsReversed):
        actions.edit_strategy(by=by, strategy=strategy, version=1, ends_on=date(2013, 1, 1))


@pytest.mark.parametrize("role", RUNNING)
def test_they_edit_it_with_a_line_for_each_edit(role):
    strategy = build.a_strategy(theme="")
    by = build.an_actor(role, strategy.municipality)
    entry = actions.edit_strategy(by=by, strategy=strategy, version=1, theme="Innovation i praksis")
    assert entry
    assert entry.changes == {"theme": ["", "Innovation i praksis"]}


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_edits_adopts_or_closes_it(role):
    strategy = build.a_strategy()
    by = build.an_actor(role, strategy.municipality)
    with pytest.raises(NotAllowed):
        actions.edit_strategy(by=by, strategy=strategy, version=1, title="Ny")
    with pytest.raises(NotAllowed):
        actions.adopt_strategy(by=by, strategy=strategy, version=1, adopted_on=date(2014, 1, 15))
    build.adopted(strategy)
    with pytest.raises(NotAllowed):
        actions.close_strategy(by=by, strategy=strategy, version=strategy.version)


def test_a_token_that_only_reads_changes_nothing():
    strategy = build.a_strategy()
    person = build.a_person("executive", strategy.municipality)
    by = build.queries.actor_for(strategy.municipality, person, may_write=False)
    with pytest.raises(NotAllowed):
        actions.edit_strategy(by=by, strategy=strategy, version=1, title="Ny")


def test_the_address_of_an_adopted_strategy_stays():
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    actions.edit_strategy(by=by, strategy=strategy, version=1, slug="2015")
    build.adopted(strategy)
    with pytest.raises(refusals.StrategyIsAdopted):
        actions.edit_strategy(by=by, strategy=strategy, version=strategy.version, slug="2016")


# Adoption


def adopt(strategy, by=None, on=date(2014, 1, 15), version=None):
    return actions.adopt_strategy(
        by=by or build.an_actor("executive", strategy.municipality),
        strategy=strategy,
        version=strategy.version if version is None else version,
        adopted_on=on,
    )


def a_complete_strategy():
    strategy = build.a_strategy()
    build.an_objective(build.a_focus_area(strategy))
    return strategy


def test_the_executive_group_adopts():
    strategy = a_complete_strategy()
    by = build.an_actor("executive", strategy.municipality)
    entry = adopt(strategy, by)
    strategy.refresh_from_db()
    assert entry
    assert entry.verb == "adopted"
    assert (strategy.status, strategy.adopted_by, strategy.adopted_on) == (
        "adopted", by.person, date(2014, 1, 15),
    )  # fmt: skip


def test_the_strategy_office_writes_but_does_not_adopt():
    strategy = a_complete_strategy()
    with pytest.raises(NotAllowed):
        adopt(strategy, build.an_actor("strategy_office", strategy.municipality))


def test_what_is_missing_before_adoption_is_said_in_full():
    strategy = build.a_strategy(theme="")
    with pytest.raises(refusals.StrategyIsIncomplete) as refused:
        adopt(strategy)
    empty = str(refused.value)
    assert len(empty) > 40
    build.a_focus_area(strategy, "Bredere involvering")
    with pytest.raises(refusals.StrategyIsIncomplete) as refused:
        adopt(strategy)
    assert "Bredere involvering" in str(refused.value)
    assert str(refused.value) != empty


def test_a_strategy_is_not_adopted_on_a_day_that_has_not_come():
    strategy = a_complete_strategy()
    with pytest.raises(refusals.AdoptionLiesAhead):
        adopt(strategy, on=timezone.localdate() + timedelta(days=1))
    assert adopt(strategy, on=timezone.localdate())


def test_a_strategy_is_adopted_once():
    strategy = a_complete_strategy()
    adopt(strategy)
    with pytest.raises(refusals.StrategyIsNotDraft):
        adopt(strategy)
    stale = Strategy.objects.get(pk=strategy.pk)
    stale.status = "draft"  # as somebody read it a moment before the other adopted
    with pytest.raises(refusals.StrategyIsNotDraft):
        adopt(stale)


def test_a_strategy_is_adopted_as_it_was_seen():
    strategy = a_complete_strategy()
    stale = Strategy.objects.get(pk=strategy.pk)
    by = build.an_actor("strategy_office", strategy.municipality)
    actions.edit_strategy(by=by, strategy=strategy, version=1, introduction="Skrevet imens")
    with pytest.raises(EditedMeanwhile):
        adopt(stale)
    assert Strategy.objects.get(pk=strategy.pk).is_draft


# Closing


@pytest.mark.parametrize("role", RUNNING)
def test_they_close_an_adopted_strategy(role):
    strategy = build.adopted()
    by = build.an_actor(role, strategy.municipality)
    entry = actions.close_strategy(by=by, strategy=strategy, version=strategy.version)
    assert entry
    assert (entry.verb, strategy.status, strategy.closed_on) == (
        "closed", "closed", timezone.localdate(),
    )  # fmt: skip


def test_a_draft_is_not_closed_and_a_closed_strategy_not_again():
    strategy = build.a_strategy()
    by = build.an_actor("executive", strategy.municipality)
    with pytest.raises(refusals.StrategyIsNotAdopted):
        actions.close_strategy(by=by, strategy=strategy, version=1)
    build.closed(strategy)
    with pytest.raises(refusals.StrategyIsClosed):
        actions.close_strategy(by=by, strategy=strategy, version=strategy.version)


def test_a_closed_strategy_is_read_and_not_written():
    strategy = build.a_strategy()
    area = build.a_focus_area(strategy)
    objective, unit = build.an_objective(area), build.a_unit(strategy.municipality)
    build.closed(strategy)
    area.strategy = objective.strategy = strategy
    by = build.an_actor("executive", strategy.municipality)
    office = build.an_actor("strategy_office", strategy.municipality)
    for refused in (
        lambda: actions.edit_strategy(by=by, strategy=strategy, version=3, title="Ny"),
        lambda: actions.edit_objective(by=by, objective=objective, version=1, title="Ny"),
        lambda: actions.add_focus_area(by=by, strategy=strategy, title="Ny"),
        lambda: actions.move_part(by=by, part=objective, steps=1),
        lambda: actions.remove_part(by=by, part=objective, version=1),
        lambda: actions.begin_centre_strategy(by=office, strategy=strategy, unit=unit),
    ):
        with pytest.raises(refusals.StrategyIsClosed):
            refused()
