"""Charts hold any figures: every mark is there, in its order and in its box, and words never lie on words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.design import gallery_charts as samples
from pejl.design.charts.data import (
    Aim,
    Bar,
    BarChart,
    Comparison,
    Described,
    Event,
    FitChart,
    FitPoint,
    Forecast,
    FunnelChart,
    FunnelLimit,
    FunnelUnit,
    Reading,
    SeriesChart,
    Weight,
    WeightsChart,
)
from pejl.design.charts.kinds import KINDS, drawing_of, said, svg, table_of
from pejl.design.charts.periods import span, time_axis
from pejl.design.charts.plot import FRAMES, NARROW, WIDE, Frame
from pejl.design.charts.roles import ROLES
from pejl.design.charts.scales import round_axis
from pejl.design.charts.shapes import Line
from pejl.design.lettering import width_of
from tests.design.drawn import is_inside, lines, overlapping, path_of, places, texts, words

SAMPLES = {name: chart for name, chart in samples.sample_charts().items() if name != "chain"}
CHARTS = pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
FRAME = pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Words and numbers as the sources have them."""
    with translation.override("en"):
        yield


def months(*values: float | None, **more: object) -> SeriesChart:
    """A monthly series from January 2024."""
    readings = (
        Reading(dt.date(2024 + place // 12, place % 12 + 1, 1), value)
        for place, value in enumerate(values)
    )
    return SeriesChart(title="Klager", readings=tuple(readings), **more)  # type: ignore[arg-type]


@FRAME
@CHARTS
def test_nothing_runs_out_of_the_drawing_and_no_words_lie_on_others(
    chart: Described, frame: Frame
) -> None:
    drawing = drawing_of(chart, frame)
    assert is_inside(drawing)
    assert overlapping(drawing) == []


@CHARTS
def test_every_role_that_is_drawn_has_a_look(chart: Described) -> None:
    for frame in FRAMES:
        assert {shape.role for shape in drawing_of(chart, frame).shapes} <= set(ROLES)


def test_every_kind_of_chart_has_a_sample() -> None:
    assert {type(chart) for chart in SAMPLES.values()} == set(KINDS)


class TestSeries:
    @FRAME
    def test_each_value_has_its_mark_in_the_order_of_time(self, frame: Frame) -> None:
        points = places(lines(drawing_of(months(4, 7, 5, 9), frame), "own")[0].path)
        assert len(points) == 4
        assert [point.x for point in points] == sorted(point.x for point in points)
        assert points[3].y < points[1].y < points[2].y < points[0].y

    def test_a_missing_value_is_a_gap_and_no_nought(self) -> None:
        drawing = drawing_of(months(4, None, 5, math.nan, math.inf, 9))
        assert path_of(drawing, "own").count("M") == 3
        assert path_of(drawing, "own-dots").count("M") == 3

    def test_uneven_dates_keep_their_distances(self) -> None:
        days = [dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 1, 12)]
        chart = SeriesChart(
            title="Kø",
            readings=tuple(Reading(day, 1 + n) for n, day in enumerate(days)),
            every="day",
        )
        first, second, third = places(path_of(drawing_of(chart), "own"))
        assert (third.x - second.x) == pytest.approx(10 * (second.x - first.x), abs=0.6)

    def test_a_year_s_value_stands_over_its_year_whatever_day_it_is_dated(self) -> None:
        def x_of(month: int) -> float:
            readings = tuple(Reading(dt.date(2020 + n, month, 28), n) for n in range(4))
            chart = SeriesChart(title="År", readings=readings, every="year")
            return places(path_of(drawing_of(chart), "own"))[1].x

        assert x_of(1) == x_of(12)
        drawing = drawing_of(SAMPLES["yearly"])
        year = next(one for one in words(drawing) if one.text == "2018")
        assert year.x == pytest.approx(places(path_of(drawing, "own"))[1].x, abs=0.2)

    @pytest.mark.parametrize(
        ("signal", "corners"), [("outside", 4), ("trend", 3), ("two_of_three", 4), ("run", 6)]
    )
    def test_each_signal_has_a_shape_and_a_word_of_its_own(self, signal, corners: int) -> None:
        chart = months(4, 5, 6, 5)
        marked = replace(chart.readings[2], signal=signal, favourable=False)
        chart = replace(chart, readings=(*chart.readings[:2], marked, chart.readings[3]))
        drawing = drawing_of(chart)
        assert len(places(lines(drawing, "concerning")[0].path)) == corners
        assert "worse" in texts(drawing)

    def test_shapes_of_signals_differ_without_colour(self) -> None:
        shapes = set()
        for signal in ("outside", "trend", "two_of_three", "run"):
            reading = Reading(dt.date(2024, 1, 1), 5, signal, True)  # type: ignore[arg-type]
            shapes.add(
                path_of(drawing_of(SeriesChart(title="x", readings=(reading,))), "favourable")
            )
        assert len(shapes) == 4

    def test_a_signal_without_room_for_its_word_is_in_the_key(self) -> None:
        drawing = drawing_of(SAMPLES["series"], NARROW)
        assert drawing.height > NARROW.height
        for word in ("outside the limits, worse", "run on one side, better"):
            assert word in texts(drawing)

    @FRAME
    def test_every_line_is_named(self, frame: Frame) -> None:
        drawn = texts(drawing_of(SAMPLES["series"], frame)).replace("\u00a0", " ")
        for name in ("Greve 74.1%", "Target 80.0%", "Forecast", "Mean 71.0%", "Upper limit 76.1%"):
            assert name in drawn, name

    def test_limits_of_several_stretches_each_have_their_place(self) -> None:
        drawing = drawing_of(SAMPLES["series"])
        assert path_of(drawing, "limit").count("H") >= 4
        assert path_of(drawing, "mean").count("H") >= 2
        assert path_of(drawing, "band").count("Z") == 2

    def test_a_forecast_is_a_fan_from_the_latest_value_to_its_date(self) -> None:
        chart = months(4, 5, 6, forecast=(Forecast(dt.date(2024, 9, 1), 8, 6, 11),))
        drawing = drawing_of(chart)
        latest = places(path_of(drawing, "own"))[-1]
        fan = places(path_of(drawing, "fan"))
        assert fan[0] == fan[-1] == latest
        assert fan[1].x == fan[2].x > latest.x
        assert fan[1].y < places(path_of(drawing, "forecast"))[-1].y < fan[2].y

    def test_a_target_in_steps_holds_until_the_next_one(self) -> None:
        aims = (Aim(dt.date(2024, 2, 1), 5), Aim(dt.date(2024, 4, 1), 8))
        chart = months(4, 5, 6, 5, 6, targets=aims, stepped=True)
        points = places(path_of(drawing_of(chart), "target"))
        assert points[0].y == points[1].y > points[2].y == points[3].y
        assert points[1].x == points[2].x

    def test_a_lone_target_is_a_level_line_to_its_date(self) -> None:
        chart = months(4, 5, 6, targets=(Aim(dt.date(2024, 12, 1), 9),))
        start, end = places(path_of(drawing_of(chart), "target"))
        assert start.y == end.y
        assert start.x < end.x

    def test_comparisons_differ_in_dash_and_carry_their_names(self) -> None:
        drawing = drawing_of(SAMPLES["yearly"])
        assert ROLES["second"]["stroke-dasharray"] != ROLES["third"]["stroke-dasharray"]
        assert lines(drawing, "second")
        assert lines(drawing, "third")
        assert "Kommuner som Greve" in texts(drawing)
        assert "Hele landet" in texts(drawing)

    def test_what_happened_is_an_upright_line_with_its_words_above(self) -> None:
        drawing = drawing_of(
            months(1, 2, 3, events=(Event(dt.date(2024, 2, 1), "Nyt tilbud", "start"),))
        )
        top, bottom = places(path_of(drawing, "event"))
        assert top.x == bottom.x
        word = next(one for one in words(drawing) if one.text == "Nyt tilbud")
        assert word.y < min(point.y for point in places(path_of(drawing, "grid")))

    @pytest.mark.parametrize("value", [0, 5, -3.5, 1e9, 1e-9, 1e300, -1e300, 5e-324])
    @FRAME
    def test_a_single_value_and_a_constant_one_work(self, value: float, frame: Frame) -> None:
        for chart in (months(value, unit="kr."), months(*[value] * 12, unit="kr.")):
            drawing = drawing_of(chart, frame)
            assert is_inside(drawing)
            assert "nan" not in path_of(drawing, "own")
            assert said(chart)

    @pytest.mark.parametrize("values", [(), (None, None), (math.nan,)])
    def test_where_there_is_no_value_nothing_is_drawn(
        self, values: tuple[float | None, ...]
    ) -> None:
        chart = months(*values)
        assert texts(drawing_of(chart)) == "No values yet"
        assert [line for line in drawing_of(chart).shapes if isinstance(line, Line)] == []
        assert said(chart) == "No values yet."
        assert len(table_of(chart).rows) == len(values)

    def test_four_hundred_values_are_a_line_without_dots(self) -> None:
        readings = tuple(
            Reading(dt.date(2020, 1, 1) + dt.timedelta(days=n), math.sin(n / 9)) for n in range(400)
        )
        chart = SeriesChart(title="Hver dag", readings=readings, every="day")
        drawing = drawing_of(chart)
        assert len(places(path_of(drawing, "own"))) == 400
        assert not lines(drawing, "own-dots")
        assert is_inside(drawing)

    @settings(deadline=None, max_examples=60)
    @given(
        values=st.lists(st.one_of(st.none(), st.floats(width=32)), max_size=30),
        label=st.text(max_size=60),
        unit=st.text(max_size=30),
        target=st.one_of(st.none(), st.floats(allow_nan=False, width=32)),
        event=st.text(max_size=80),
    )
    def test_whatever_comes_it_stays_inside(
        self, values: list[float | None], label: str, unit: str, target: float | None, event: str
    ) -> None:
        chart = months(
            *values,
            label=label,
            unit=unit,
            targets=(Aim(dt.date(2026, 1, 1), target),) if target is not None else (),
            events=(Event(dt.date(2024, 6, 1), event),),
            comparisons=(Comparison(label * 2, months(3, 4, None, 8).readings),),
        )
        for frame in FRAMES:
            assert is_inside(drawing_of(chart, frame))
        assert len(table_of(chart).rows) >= len(values)


class TestTime:
    @given(
        st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        st.integers(1, 40_000),
        st.sampled_from(["day", "week", "month", "quarter", "half", "year"]),
        st.sampled_from([150.0, 240.0, 480.0]),
    )
    @settings(deadline=None)
    def test_names_of_periods_never_lie_on_each_other(self, first, days: int, every, width) -> None:
        low, high = float(first.toordinal()), float(first.toordinal() + days)
        axis = time_axis(low, high, width, every, 13)
        for names in (axis.names, axis.year_names):
            ends = [
                ((name.at - low) * width / (high - low), width_of(name.text, 13) / 2)
                for name in names
            ]
            assert all(a + half <= b - other for (a, half), (b, other) in pairwise(ends))
            assert all(low <= name.at <= high for name in names)

    @pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "half", "year"])
    def test_the_ends_of_the_calendar_break_nothing(self, every) -> None:
        for day in (dt.date.min, dt.date.max):
            start, end = span(day, every)
            assert start < end or day == dt.date.max

    def test_a_quarter_s_values_are_three_months_apart(self) -> None:
        assert span(dt.date(2026, 5, 17), "quarter") == span(dt.date(2026, 6, 30), "quarter")
        assert span(dt.date(2026, 7, 1), "quarter")[0] == span(dt.date(2026, 6, 30), "quarter")[1]


class TestRoundValues:
    @settings(deadline=None)
    @given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=8), st.integers(1, 8))
    def test_the_axis_encloses_the_values_with_few_steps(
        self, values: list[float], most: int
    ) -> None:
        axis = round_axis(values, most)
        room = (axis.high - axis.low) * 1e-6
        assert axis.low <= min(values) + room
        assert axis.high >= max(values) - room
        assert 2 <= len(axis.ticks) <= most + 3

    def test_it_begins_at_nought_where_that_costs_little(self) -> None:
        assert round_axis([12, 80], 5).low == 0
        assert round_axis([60, 80], 5).low == 60
        assert round_axis([60, 80], 5, from_zero=True).low == 0

    def test_what_is_counted_has_no_halves(self) -> None:
        assert all(tick % 1 == 0 for tick in round_axis([0, 2], 6, whole=True).ticks)
        assert all(tick % 1 == 0 for tick in round_axis([0, 12], 5, whole=True).ticks)


class TestBars:
    @FRAME
    def test_bars_are_as_long_as_their_values_and_in_the_order_given(self, frame: Frame) -> None:
        bars = (Bar("B", 20), Bar("A", 40), Bar("C", 10))
        drawing = drawing_of(BarChart(title="x", bars=bars), frame)
        paths = path_of(drawing, "other-area").split("Z")[:-1]
        sizes = [max(p.x for p in places(path)) - min(p.x for p in places(path)) for path in paths]
        assert sizes[0] * 2 == pytest.approx(sizes[1], rel=0.01)
        assert sizes[2] * 2 == pytest.approx(sizes[0], rel=0.02)
        names = [one.text for one in words(drawing) if one.text in "ABC"]
        assert names == ["B", "A", "C"]

    def test_the_interval_lies_round_the_value(self) -> None:
        drawing = drawing_of(BarChart(title="x", bars=(Bar("A", 50, 40, 70),)))
        end = max(point.x for point in places(path_of(drawing, "other-area")))
        whisker = places(path_of(drawing, "interval"))
        assert min(point.x for point in whisker) < end < max(point.x for point in whisker)

    def test_a_value_that_is_not_shown_says_why(self) -> None:
        bars = (Bar("A", None, note="for få svar"), Bar("B", 3))
        drawing = drawing_of(BarChart(title="x", bars=bars))
        assert "for få svar" in texts(drawing)
        assert path_of(drawing, "other-area").count("Z") == 1

    @FRAME
    def test_values_below_nought_go_the_other_way(self, frame: Frame) -> None:
        drawing = drawing_of(SAMPLES["both_sides"], frame)
        zero = places(path_of(drawing, "axis"))[0].x
        own = places(path_of(drawing, "own-area"))
        assert max(point.x for point in own) == pytest.approx(zero, abs=0.2)

    @settings(deadline=None, max_examples=50)
    @given(
        st.lists(
            st.builds(
                Bar,
                name=st.text(max_size=90),
                value=st.one_of(st.none(), st.floats(width=32)),
                size=st.one_of(st.none(), st.integers(0, 10**9)),
                note=st.text(max_size=90),
            ),
            max_size=9,
        ),
        st.text(max_size=40),
    )
    def test_whatever_comes_it_stays_inside(self, bars: list[Bar], unit: str) -> None:
        chart = BarChart(title="x", bars=tuple(bars), unit=unit)
        for frame in FRAMES:
            assert is_inside(drawing_of(chart, frame))
        assert said(chart)

    def test_light_donors_share_a_bar_and_keep_their_rows(self) -> None:
        shares = tuple(Weight(f"K{n}", (10 - n) / 45) for n in range(1, 10))
        chart = WeightsChart(title="Vægte", weights=shares, most=4)
        assert "5 others" in texts(drawing_of(chart))
        assert len(table_of(chart).rows) == 9


class TestFunnel:
    def test_own_and_outside_units_are_named_and_others_are_not(self) -> None:
        drawn = texts(drawing_of(SAMPLES["funnel"]))
        assert "Birkeskolen" in drawn
        assert "Havreskolen" in drawn
        assert "Lindeskolen" not in drawn

    def test_what_has_no_room_is_named_in_the_key(self) -> None:
        units = tuple(FunnelUnit(f"Enhed {n}", 50 + n / 100, 100 + n, "99.8") for n in range(12))
        chart = FunnelChart(title="x", units=units, limits=(), mean=40)
        for frame in FRAMES:
            assert all(f"Enhed {n} " in texts(drawing_of(chart, frame)) + " " for n in range(12))

    def test_shapes_tell_which_limits_a_unit_lies_outside(self) -> None:
        paths = set()
        for outside in ("", "95", "99.8"):
            unit = FunnelUnit("A", 5, 100, outside, own=True)  # type: ignore[arg-type]
            chart = FunnelChart(title="x", units=(unit,), limits=(), mean=4)
            paths.add(path_of(drawing_of(chart), "favourable"))
        assert len(paths) == 3

    def test_limits_narrow_as_units_grow(self) -> None:
        limits = tuple(
            FunnelLimit(n, 8 - 40 / n, 8 + 40 / n, 8 - 60 / n, 8 + 60 / n) for n in (20, 40, 80)
        )
        chart = FunnelChart(title="x", units=(FunnelUnit("A", 8, 30),), limits=limits, mean=8)
        upper = places(lines(drawing_of(chart), "limit-outer")[1].path)
        assert [point.y for point in upper] == sorted(point.y for point in upper)

    def test_no_rank_is_said(self) -> None:
        text = (
            svg(SAMPLES["funnel"])
            + said(SAMPLES["funnel"])
            + str(table_of(SAMPLES["funnel"]).heads)
        )
        assert "rank" not in text.lower()

    def test_units_without_any_number_are_left_out(self) -> None:
        unit = FunnelUnit("A", math.nan, 10)
        assert texts(drawing_of(FunnelChart(title="x", units=(unit,), limits=(), mean=1))) == (
            "No values yet"
        )


class TestEffects:
    def test_the_gap_is_a_field_that_begins_at_the_start(self) -> None:
        drawing = drawing_of(SAMPLES["fit"])
        start = places(path_of(drawing, "event"))[0].x
        own = places(path_of(drawing, "own"))
        gap = places(path_of(drawing, "gap"))
        before = [point.x for point in own if point.x < start]
        assert min(point.x for point in gap) == before[-1]

    def test_a_missing_date_breaks_the_field(self) -> None:
        points = tuple(
            FitPoint(dt.date(2010 + n, 1, 1), None if n == 6 else 10.0 - n, 10.0) for n in range(10)
        )
        chart = FitChart(
            title="x", points=points, starts_on=dt.date(2013, 1, 1), treated_label="Greve",
            expected_label="Andre", start_label="Start",
        )  # fmt: skip
        assert path_of(drawing_of(chart), "gap").count("Z") == 2

    def test_placebos_are_thin_lines_and_the_sought_one_lies_over_them(self) -> None:
        drawing = drawing_of(SAMPLES["placebo"])
        roles = [shape.role for shape in drawing.shapes]
        assert roles.index("placebo") < roles.index("own")
        assert path_of(drawing, "placebo").count("M") == 24
        assert float(ROLES["placebo"]["stroke-width"]) < float(ROLES["own"]["stroke-width"]) / 2

    @FRAME
    def test_estimates_stand_in_order_of_size_and_the_sought_one_is_named(
        self, frame: Frame
    ) -> None:
        drawing = drawing_of(SAMPLES["ranks"], frame)
        dots = [places(part)[0] for part in path_of(drawing, "placebo-dots").split("h.1") if part]
        assert [dot.y for dot in dots] == sorted((dot.y for dot in dots), reverse=True)
        assert len(dots) == 24
        assert "Greve" in texts(drawing)


def test_letters_on_a_phone_are_large_enough_to_read() -> None:
    at_360_pixels = (360 - 32) / NARROW.width
    assert float(ROLES["tick"]["font-size"]) * at_360_pixels >= 11
    assert {ROLES[role]["font-size"] for role in ROLES if "font-size" in ROLES[role]} == {"13"}
    where_the_wide_one_begins = 600
    assert float(ROLES["tick"]["font-size"]) * where_the_wide_one_begins / WIDE.width >= 11
