"""A chart's numbers as a table and its picture in sentences: the same figures, written as Danes write them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from django.utils import translation

from pejl.design import gallery_charts as samples
from pejl.design.charts.data import Bar, BarChart, FitChart, FitPoint, Reading, SeriesChart
from pejl.design.charts.kinds import drawing_of, said, table_of
from pejl.design.charts.tables import Cell
from pejl.design.charts.writing import known, numbers_for, period_name, written
from tests.design.drawn import texts

DAY = dt.date(2026, 5, 7)
SERIES = samples.answered_in_time()


@pytest.mark.parametrize(
    ("every", "danish", "english"),
    [
        ("day", "7. maj 2026", "7 May 2026"),
        ("month", "maj 2026", "May 2026"),
        ("year", "2026", "2026"),
    ],
)
def test_periods_are_written_as_the_language_does(every, danish: str, english: str) -> None:
    for language, expected in (("da", danish), ("en", english)):
        with translation.override(language):
            assert period_name(DAY, every) == expected


def test_weeks_and_quarters_are_counted_as_in_denmark() -> None:
    with translation.override("en"):
        assert period_name(dt.date(2027, 1, 3), "week") == "week 53, 2026"
        assert period_name(DAY, "quarter") == "Q2 2026"
        assert period_name(dt.date(2026, 7, 1), "half") == "half 2 of 2026"


def test_numbers_are_written_as_the_language_does() -> None:
    with translation.override("da"):
        assert written(1234.5, 1) == "1.234,5"
        assert written(-0.04, 1) == "0,0"
        assert numbers_for([45.2], "%", None).short(45.2) == "45,2\u00a0%"
    with translation.override("en"):
        assert written(1234.5, 1) == "1,234.5"
        assert numbers_for([45.2], "%", None).short(45.2) == "45.2%"


@pytest.mark.parametrize(
    ("values", "decimals"),
    [([1, 2, 3], 0), ([1.5, 2], 1), ([0.25], 2), ([1 / 3], 3), ([1234.567], 0), ([], 0)],
)
def test_as_few_decimals_as_say_the_values(values: list[float], decimals: int) -> None:
    assert numbers_for(values, "", None).decimals == decimals
    assert numbers_for(values, "", 4).decimals == 4


def test_millions_are_shortened_in_the_drawing_and_whole_in_the_table() -> None:
    chart = samples.savings()
    with translation.override("en"):
        assert "-5.6\u00a0m\u00a0kr." in texts(drawing_of(chart))
        assert table_of(chart).rows[2].cells == ("-5,600,000",)


@pytest.mark.parametrize("value", [3e-9, 4.2e18])
def test_very_small_and_very_large_numbers_are_written_with_a_power(value: float) -> None:
    reading = Reading(DAY, value)
    cell = table_of(SeriesChart(title="x", readings=(reading,))).rows[0].cells[0]
    assert "× 10" in str(cell)
    assert len(str(cell)) < 14


def test_a_series_table_has_the_values_that_are_drawn() -> None:
    with translation.override("en"):
        table = table_of(SERIES)
    assert len(table.rows) == len(SERIES.readings)
    for row, reading in zip(table.rows, SERIES.readings, strict=True):
        shown = row.cells[0]
        assert shown == (f"{reading.value:.1f}" if known(reading.value) else "missing")


def test_the_table_also_holds_what_the_series_is_held_against() -> None:
    with translation.override("en"):
        facts = {row.name: row.cells[0] for row in table_of(SERIES).facts}
    assert facts["Baseline, January 2023"] == "60.0"
    assert facts["Target, December 2026"] == "80.0"
    assert facts["Process limits, January 2023 – June 2024"] == "51.2–69.4"
    assert facts["Forecast, December 2026"] == "77.5 (71.8–83.2)"
    assert facts["Ny modtagelse af idéer"] == "15 June 2024"


def test_signals_and_notes_get_a_column_only_when_there_are_any() -> None:
    plain = table_of(samples.home_care())
    assert len(plain.heads) == 4
    assert plain.numeric == 3
    with translation.override("en"):
        signalled = table_of(SERIES)
    assert signalled.heads[-1] == "Signal"
    assert signalled.rows[14].cells[-1] == "outside the limits, worse"
    noted = replace(SERIES, readings=(replace(SERIES.readings[0], note="Ny optælling"),))
    assert table_of(noted).rows[0].cells[-1] == "Ny optælling"


def test_a_value_leads_to_the_rows_it_was_counted_from() -> None:
    reading = Reading(DAY, 4, url="/greve/rækker/")
    cell = table_of(SeriesChart(title="x", readings=(reading,))).rows[0].cells[0]
    assert isinstance(cell, Cell)
    assert cell.url == "/greve/rækker/"


def test_comparisons_stand_beside_the_same_period() -> None:
    chart = samples.home_care()
    earlier = Reading(dt.date(2016, 1, 1), 31.0)
    other = replace(chart.comparisons[1], readings=(earlier, *chart.comparisons[1].readings[:3]))
    with translation.override("en"):
        rows = table_of(replace(chart, comparisons=(other,))).rows
    assert (rows[0].name, rows[0].cells) == ("2016", ("missing", "31.0"))
    assert rows[3].cells == ("35.1", "31.7")
    assert rows[-1].cells == ("30.4", "missing")


def test_a_period_may_be_called_something_else() -> None:
    reading = Reading(dt.date(2013, 8, 1), 4, label="2013/14")
    assert table_of(SeriesChart(title="x", readings=(reading,))).rows[0].name == "2013/14"


def test_a_series_says_how_long_how_far_and_what_it_is_held_against() -> None:
    with translation.override("en"):
        text = said(SERIES)
    for sentence in (
        "33 values from January 2023 to October 2025.",
        "Lowest 49.1%, highest 75.2%, latest 74.1%.",
        "Target 80.0%, December 2026.",
        "Forecast 77.5% (71.8–83.2), December 2026.",
        "9 values stand out.",
        "1 value is missing.",
    ):
        assert sentence in text


def test_bars_tell_their_ends_interval_and_number() -> None:
    chart = samples.satisfaction()
    with translation.override("en"):
        table = table_of(chart)
        text = said(chart)
    assert table.heads == ("Center", "Value (%)", "95 per cent interval", "Svar")
    assert table.rows[0].cells == ("68", "62–74", "231")
    assert table.rows[-1].cells == ("for få svar", "", "4")
    assert table.facts[0].name == "Hele kommunen"
    assert "From 64% (Center for Job & Socialservice) to 81% (Center for Kultur & Fritid)." in text


def test_a_long_unit_is_said_once_above_and_not_at_every_bar() -> None:
    unit = "pr. 1.000 borgere på 67 år"
    chart = BarChart(title="x", unit=unit, bars=(Bar("A", 3), Bar("B", 5)))
    assert texts(drawing_of(chart)).count(unit) == 1


def test_a_funnel_says_who_lies_outside() -> None:
    with translation.override("en"):
        table = table_of(samples.referrals())
        text = said(samples.referrals())
    assert "Outside the limits: Havreskolen (15.2%), Hvedeskolen (4.9%)." in text
    assert {row.name: row.cells[2] for row in table.rows}["Havreskolen"] == (
        "outside the 99.8 per cent limits"
    )
    assert table.facts[0].cells == ("8.4",)


def test_a_fit_says_the_mean_gap_before_and_after() -> None:
    points = (
        FitPoint(dt.date(2013, 1, 1), 10, 9),
        FitPoint(dt.date(2014, 1, 1), 8, 10),
        FitPoint(dt.date(2015, 1, 1), 6, None),
        FitPoint(dt.date(2016, 1, 1), 5, 9, 8, 10),
    )
    chart = FitChart(
        title="x", points=points, starts_on=dt.date(2014, 1, 1), treated_label="Greve",
        expected_label="Andre", start_label="Start", unit="børn",
    )  # fmt: skip
    with translation.override("en"):
        table = table_of(chart)
        text = said(chart).replace("\u00a0", " ")
    assert "before the start: 1 børn" in text
    assert "after it: -3 børn" in text
    assert table.rows[1].cells == ("8", "10", "-2", "")
    assert table.rows[2].cells == ("6", "missing", "missing", "")
    assert table.rows[3].cells == ("5", "9", "-4", "8–10")


def test_placebos_say_how_many_are_as_large() -> None:
    chart = samples.placebo_ranks()
    with translation.override("en"):
        text = said(chart)
        table = table_of(chart)
    assert "Of 24 others, 0 are at least as large." in text
    assert len(table.rows) == 25
    values = [float(str(row.cells[0])) for row in table.rows]
    assert values == sorted(values)


def test_the_placebo_table_gives_the_spread_at_each_date() -> None:
    chart = samples.placebo_gaps()
    with translation.override("en"):
        row = table_of(chart).rows[-1]
    others = [gaps.values[-1] for gaps in chart.placebos]
    assert float(str(row.cells[1])) == pytest.approx(min(filter(known, others)), abs=0.06)
    assert float(str(row.cells[3])) == pytest.approx(max(filter(known, others)), abs=0.06)


def test_a_value_that_is_no_number_is_missing_everywhere() -> None:
    for value in (math.nan, math.inf, -math.inf, None):
        chart = SeriesChart(title="x", readings=(Reading(DAY, 3), Reading(DAY, value)))
        with translation.override("en"):
            assert table_of(chart).rows[1].cells == ("missing",)
            assert "1 value is missing." in said(chart)
