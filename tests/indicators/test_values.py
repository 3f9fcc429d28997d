"""Values: entered once, corrected with a reason, never overwritten, and written many at once or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.indicators import actions, refusals
from pejl.indicators.models import Value
from tests import build
from tests.indicators.made import an_indicator, new_values, with_values

pytestmark = pytest.mark.django_db

QUARTER = {"starts_on": date(2014, 1, 1), "ends_on": date(2014, 3, 31)}


def enter(indicator, amount, by=None, **more):
    by = by or build.the_operator(indicator.municipality)
    return actions.enter_value(
        by=by,
        indicator=indicator,
        amount=None if amount is None else Decimal(amount),
        **QUARTER,
        **more,
    )


def test_the_owner_enters_a_value_and_another_employee_does_not():
    municipality = build.a_municipality()
    owner = build.an_actor("employee", municipality)
    indicator = an_indicator(municipality, owner=owner.person)

    value = enter(indicator, "62.5", by=owner)

    assert value.recorded_by == owner.person
    assert Entry.objects.of_subject("indicators.indicator", str(indicator.pk)).first().changes
    with pytest.raises(NotAllowed):
        enter(indicator, "63", by=build.an_actor("employee", municipality))


def test_two_clicks_enter_one_value_and_another_value_for_the_period_is_refused():
    indicator = an_indicator()
    first = enter(indicator, "62.5")

    assert enter(indicator, "62.5") == first
    with pytest.raises(refusals.ValueIsThere):
        enter(indicator, "63")
    assert Value.objects.count() == 1


def test_a_correction_keeps_what_stood_before_with_its_reason():
    indicator = an_indicator()
    wrong = enter(indicator, "62.5")
    by = build.the_operator(indicator.municipality)

    with pytest.raises(refusals.CorrectionNeedsReason):
        actions.correct_value(by=by, value=wrong, amount=Decimal(61), reason=" ")
    right = actions.correct_value(by=by, value=wrong, amount=Decimal(61), reason="Talt to gange")

    assert list(Value.objects.current()) == [right]
    wrong.refresh_from_db()
    assert wrong.superseded_at
    assert wrong.amount == Decimal("62.5")
    assert right.reason == "Talt to gange"


def test_of_two_who_correct_the_same_value_the_second_is_told():
    indicator = an_indicator()
    seen_by_both = enter(indicator, "62.5")
    by = build.the_operator(indicator.municipality)
    actions.correct_value(by=by, value=seen_by_both, amount=Decimal(61), reason="Først")

    with pytest.raises(refusals.ValueWasCorrected):
        actions.correct_value(by=by, value=seen_by_both, amount=Decimal(60), reason="Sidst")
    assert [one.amount for one in Value.objects.current()] == [Decimal(61)]


def test_a_share_is_reckoned_from_its_numerator_and_denominator():
    indicator = an_indicator(kind="share")

    value = enter(indicator, None, numerator=Decimal(81), denominator=Decimal(263))

    assert value.amount == Decimal("30.798479")
    with pytest.raises(refusals.DenominatorIsNought):
        enter(an_indicator(kind="share"), None, numerator=Decimal(1), denominator=Decimal(0))
    with pytest.raises(refusals.ShareIsImpossible):
        enter(an_indicator(kind="share"), None, numerator=Decimal(3), denominator=Decimal(2))


def test_a_value_beside_its_numerator_and_denominator_is_what_they_give():
    indicator = an_indicator(kind="share")
    half = {"numerator": Decimal(31), "denominator": Decimal(60)}
    for amount in ("60", "51.5", "51.68"):
        with pytest.raises(refusals.ValueIsNotItsShare):
            enter(indicator, Decimal(amount), **half)
    assert not Value.objects.exists()
    value = enter(indicator, Decimal("51.7"), **half)
    assert value.amount == Decimal("51.666667")


@pytest.mark.parametrize(
    "amount", ["Infinity", "-Infinity", "NaN", "1e14", "-1e20", "99999999999999.9999999"]
)
def test_what_is_no_figure_is_refused(amount):
    with pytest.raises(refusals.NotAFigure):
        enter(an_indicator(), amount)


def test_a_period_that_lies_ahead_is_refused():
    indicator = an_indicator()
    ahead = timezone.localdate().replace(year=timezone.localdate().year + 1)
    with pytest.raises(refusals.PeriodLiesAhead):
        actions.enter_value(
            by=build.the_operator(indicator.municipality),
            indicator=indicator, starts_on=ahead, ends_on=ahead, amount=Decimal(1),
        )  # fmt: skip


def test_many_values_are_written_at_once_and_only_what_is_new_is_written_again():
    indicator = with_values(an_indicator(), 1, 2, None, 4)
    by = build.the_operator(indicator.municipality)

    again = actions.enter_values(by=by, indicator=indicator, values=new_values(1, 2, None, 4, 5))

    assert (again.added, again.corrected, again.unchanged) == (1, 0, 4)
    with pytest.raises(refusals.CorrectionNeedsReason):
        actions.enter_values(by=by, indicator=indicator, values=new_values(9))
    corrected = actions.enter_values(
        by=by, indicator=indicator, values=new_values(9, 2), reason="Ny opgørelse"
    )
    assert (corrected.added, corrected.corrected, corrected.unchanged) == (0, 1, 1)
    assert [one.amount for one in Value.objects.current()] == [9, 2, None, 4, 5]


def test_charts_are_told_when_something_is_another():
    indicator = an_indicator()
    before = indicator.data_version
    with_values(indicator, 1, 2)
    assert indicator.data_version == before + 1
    with_values(indicator, 1, 2)
    assert indicator.data_version == before + 1


def test_what_pejl_computes_is_not_entered_by_hand():
    indicator = an_indicator()
    indicator.source = "computed"
    with pytest.raises(refusals.ValuesAreComputed):
        enter(indicator, "1")


def test_an_ended_indicator_takes_no_values():
    indicator = an_indicator()
    by = build.the_operator(indicator.municipality)
    actions.end_indicator(by=by, indicator=indicator, version=1, reason="Erstattet")
    with pytest.raises(refusals.IndicatorHasEnded):
        enter(indicator, "1")
