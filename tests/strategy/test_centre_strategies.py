"""A centre answers the strategy: begins, contributes per focus area, and its chief adopts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.organisation.refusals import UnitIsElsewhere
from pejl.strategy import actions, refusals
from pejl.strategy.models import CentreStrategy, Contribution
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return build.a_strategy()


@pytest.fixture
def centre(strategy):
    return build.a_unit(strategy.municipality)


@pytest.fixture
def chief(strategy, centre):
    return build.an_actor("unit_leader", strategy.municipality, centre)


def begin(by, strategy, centre):
    return actions.begin_centre_strategy(by=by, strategy=strategy, unit=centre)


def write(by, begun, area, version=0, text="Vi prøver"):
    return actions.write_contribution(
        by=by, centre_strategy=begun, focus_area=area, version=version, text=text
    )


def test_a_centre_s_own_chief_writes_it(strategy, centre, chief):
    begun = begin(chief, strategy, centre)
    assert begun.status == "draft"
    written = write(chief, begun, build.a_focus_area(strategy))
    assert (written.text, written.version) == ("Vi prøver", 1)
    assert actions.edit_centre_strategy(
        by=chief, centre_strategy=begun, version=1, introduction="Her"
    )


def test_so_does_the_strategy_office_and_whoever_leads_the_unit_above(strategy):
    municipality = strategy.municipality
    above = build.a_unit(municipality)
    below = build.a_unit(municipality, parent=above)
    for by in (
        build.an_actor("strategy_office", municipality),
        build.an_actor("unit_leader", municipality, above),
    ):
        assert begin(by, strategy, below).unit == below


@pytest.mark.parametrize(
    "role", ["visitor", "employee", "initiative_lead", "unit_leader", "executive", "guest"]
)
def test_nobody_else_does(strategy, centre, chief, role):
    begun = begin(chief, strategy, centre)
    area = build.a_focus_area(strategy)
    by = build.an_actor(role, strategy.municipality)  # a unit leader of another unit
    for refused in (
        lambda: begin(by, strategy, centre),
        lambda: write(by, begun, area),
        lambda: actions.edit_centre_strategy(
            by=by, centre_strategy=begun, version=1, introduction="Hacket"
        ),
        lambda: actions.adopt_centre_strategy(by=by, centre_strategy=begun, version=1),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_beginning_twice_gives_the_one_that_is_there(strategy, centre, chief):
    assert begin(chief, strategy, centre).pk == begin(chief, strategy, centre).pk
    assert CentreStrategy.objects.count() == 1
    assert Entry.objects.filter(subject_label="strategy.centrestrategy").count() == 1


def test_another_municipality_s_unit_writes_nothing_here(strategy):
    elsewhere = build.a_unit(build.a_municipality())
    with pytest.raises(UnitIsElsewhere):
        begin(build.an_actor("strategy_office", strategy.municipality), strategy, elsewhere)


def test_a_contribution_belongs_to_a_focus_area_of_the_same_strategy(strategy, centre, chief):
    other = build.a_focus_area(build.a_strategy(strategy.municipality))
    with pytest.raises(refusals.PartIsElsewhere):
        write(chief, begin(chief, strategy, centre), other)


def test_a_double_submit_makes_one_contribution(strategy, centre, chief):
    begun, area = begin(chief, strategy, centre), build.a_focus_area(strategy)
    assert write(chief, begun, area).pk == write(chief, begun, area).pk
    assert Contribution.objects.count() == 1
    assert Entry.objects.filter(subject_label="strategy.contribution").count() == 1


def test_two_who_both_saw_nothing_do_not_overwrite_each_other(strategy, centre, chief):
    begun, area = begin(chief, strategy, centre), build.a_focus_area(strategy)
    write(chief, begun, area, text="Først")
    with pytest.raises(EditedMeanwhile) as refused:
        write(chief, begun, area, text="Sidst")
    assert (refused.value.current.text, refused.value.mine["text"]) == ("Først", "Sidst")
    assert Contribution.objects.get().text == "Først"


def test_the_same_holds_for_the_introduction(strategy, centre, chief):
    begun = begin(chief, strategy, centre)
    edit = actions.edit_centre_strategy
    edit(by=chief, centre_strategy=begun, version=0, introduction="Først")
    with pytest.raises(EditedMeanwhile):
        edit(by=chief, centre_strategy=begun, version=0, introduction="Sidst")
    assert edit(by=chief, centre_strategy=begun, version=0, introduction="Først") is None
    assert CentreStrategy.objects.get().introduction == "Først"


def test_a_stale_contribution_is_refused(strategy, centre, chief):
    begun, area = begin(chief, strategy, centre), build.a_focus_area(strategy)
    write(chief, begun, area, text="Et")
    write(chief, begun, area, version=1, text="To")
    with pytest.raises(EditedMeanwhile):
        write(chief, begun, area, version=1, text="Tre")
    assert Contribution.objects.get().text == "To"


def test_the_centre_s_chief_adopts_once_something_is_written(strategy, centre, chief):
    begun = begin(chief, strategy, centre)
    with pytest.raises(refusals.CentreStrategyIsEmpty):
        actions.adopt_centre_strategy(by=chief, centre_strategy=begun, version=1)
    write(chief, begun, build.a_focus_area(strategy))
    with pytest.raises(refusals.AdoptionLiesAhead):
        actions.adopt_centre_strategy(
            by=chief, centre_strategy=begun, version=1,
            adopted_on=timezone.localdate() + timedelta(days=1),
        )  # fmt: skip
    entry = actions.adopt_centre_strategy(by=chief, centre_strategy=begun, version=1)
    assert entry
    assert (begun.status, begun.adopted_by, begun.adopted_on) == (
        "adopted", chief.person, timezone.localdate(),
    )  # fmt: skip
    with pytest.raises(refusals.CentreStrategyIsAdopted):
        actions.adopt_centre_strategy(by=chief, centre_strategy=begun, version=2)


def test_the_strategy_office_helps_to_write_but_does_not_adopt(strategy, centre, chief):
    begun = begin(chief, strategy, centre)
    write(chief, begun, build.a_focus_area(strategy))
    office = build.an_actor("strategy_office", strategy.municipality)
    with pytest.raises(NotAllowed):
        actions.adopt_centre_strategy(by=office, centre_strategy=begun, version=1)
