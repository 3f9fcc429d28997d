"""Selection: the executive group takes initiatives into a strategy or leaves them out, each time with a reason."""

from __future__ import annotations

import pytest

from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.initiatives import refusals
from pejl.initiatives.actions.catalogue import select_initiative
from pejl.initiatives.models import Initiative, Selection
from pejl.initiatives.queries.selection import latest_selection, selection_page
from tests import build
from tests.initiatives.catalogue import Place

pytestmark = pytest.mark.django_db


def _choose(place: Place, initiative: Initiative, is_selected: bool, **more):
    values = {
        "by": place.chief, "initiative": initiative, "strategy": place.strategy,
        "version": initiative.version, "is_selected": is_selected, "reason": "Fordi.",
    }  # fmt: skip
    return select_initiative(**values | more)


def test_what_is_selected_belongs_to_the_strategy_and_what_is_left_out_again_does_not() -> None:
    place = Place()
    prejekt = place.initiative()
    first = _choose(place, prejekt, True)
    prejekt.refresh_from_db()
    assert prejekt.strategy == place.strategy
    _choose(place, prejekt, False, after=first.id, reason="Der er ikke timer til det.")
    prejekt.refresh_from_db()
    assert prejekt.strategy is None
    assert [one.is_selected for one in Selection.objects.all()] == [True, False]
    lines = Entry.objects.filter(subject_label="initiatives.selection")
    assert lines.count() == 2


def test_of_two_who_decide_at_once_the_second_is_told() -> None:
    place = Place()
    prejekt = place.initiative()
    seen_by_both = latest_selection(place.strategy, prejekt)
    assert seen_by_both is None
    _choose(place, prejekt, False)
    with pytest.raises(refusals.SelectionIsDecided):
        _choose(place, prejekt, True, after=None)
    assert Selection.objects.count() == 1


def test_a_choice_needs_a_reason_and_the_executive_group() -> None:
    place = Place()
    prejekt = place.initiative()
    with pytest.raises(refusals.ReasonIsMissing):
        _choose(place, prejekt, True, reason="  ")
    with pytest.raises(NotAllowed):
        _choose(place, prejekt, True, by=place.employee)
    with pytest.raises(NotAllowed):
        _choose(place, prejekt, True, by=build.an_actor("strategy_office", place.municipality))


def test_nothing_is_selected_into_a_closed_strategy_or_into_another_municipality() -> None:
    place, elsewhere = Place(), Place()
    prejekt = place.initiative()
    with pytest.raises(refusals.InitiativeIsElsewhere):
        _choose(place, prejekt, True, strategy=elsewhere.strategy)
    place.strategy.__class__.objects.filter(pk=place.strategy.pk).update(status="closed")
    place.strategy.refresh_from_db()
    with pytest.raises(refusals.StrategyIsNotOpen):
        _choose(place, prejekt, True)


def test_the_page_counts_hours_and_kroner_of_what_is_selected_against_all() -> None:
    place = Place()
    chosen = place.initiative("project", hours=100, amount=50000)
    place.initiative("project", hours=40, amount=10000)
    _choose(place, chosen, True)
    page = selection_page(place.chief, place.strategy)
    assert (page.total.selected, page.total.all) == (1, 2)
    assert (page.total.selected_hours, page.total.all_hours) == (100, 140)
    row = next(row for row in page.rows if row.unit == place.unit.name)
    assert (row.cells[0].selected, row.cells[0].all) == (1, 2)
