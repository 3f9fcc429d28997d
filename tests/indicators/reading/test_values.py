"""From a table to values and faults, told which column is what."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.history.refusals import Refusal
from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import Line, Role, Table
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.tables import open_table
from pejl.indicators.reading.values import Reading, Values, read_values
from tests.indicators.reading import make

PERIOD, VALUE, UNIT, DIMENSION = Role.PERIOD, Role.VALUE, Role.UNIT, Role.DIMENSION
UNITS = {
    "Center for Dagtilbud": "dagtilbud",
    "dagtilbud": "dagtilbud",
    "Center for Ældre": "aeldre",
}


def read(text: str, *roles: Role, units: Any = None, **more: Any) -> tuple[list[Reading], Values]:
    """Readings of a pasted table, and what was told of it."""
    choices = {key: more.pop(key) for key in ("decimal", "filters", "measured_in") if key in more}
    values = read_values(open_table(text), Mapping(roles, **choices), units=units, **more)
    return list(values), values


def faults(values: Values) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.cell) for fault in values.faults]


def test_each_line_becomes_a_value_with_all_that_belongs_to_it() -> None:
    text = (
        "Enhed;Kvartal;Køn;Tæller;Nævner;Andel;Note\n"
        "center for  dagtilbud;2014K1;Kvinder;5;40;12,5 %;foreløbig\n"
        "Center for Ældre;2014K1;;..;..;..;\n"
    )
    readings, values = read(
        text,
        UNIT,
        PERIOD,
        DIMENSION,
        Role.NUMERATOR,
        Role.DENOMINATOR,
        VALUE,
        Role.COMMENT,
        units=UNITS,
    )
    first, second = readings
    assert (first.line, first.period.label, first.value) == (2, "2014K1", Decimal("12.5"))
    assert (first.numerator, first.denominator, first.unit) == (
        Decimal(5),
        Decimal(40),
        "dagtilbud",
    )
    assert (first.dimensions, first.comment) == ({"Køn": "Kvinder"}, "foreløbig")
    assert (second.value, second.numerator, second.unit, second.dimensions) == (
        None,
        None,
        "aeldre",
        {},
    )
    assert (values.lines, len(values.faults), len(values.warnings)) == (2, 0, 0)


def test_a_period_a_column_becomes_a_value_a_cell() -> None:
    text = (
        "Enhed\t2013\t2014\t2015\nCenter for Dagtilbud\t1,5\tabc\t..\nCenter for Ældre\t4\t5\t6\n"
    )
    wide = Role.PERIODS_VALUE
    readings, values = read(text, UNIT, wide, wide, wide, units=UNITS)
    assert [(one.unit, one.period.label, one.value) for one in readings] == [
        ("dagtilbud", "2013", Decimal("1.5")), ("dagtilbud", "2015", None),
        ("aeldre", "2013", Decimal(4)), ("aeldre", "2014", Decimal(5)), ("aeldre", "2015", Decimal(6)),
    ]  # fmt: skip
    assert faults(values) == [(2, "2014", "abc")]


def test_a_cell_that_is_no_number_is_told_by_line_column_and_content() -> None:
    readings, values = read(
        "År;Antal\n2013;syv\n2014;uendelig\n2015;1e400\n2016;7\n", PERIOD, VALUE
    )
    assert [one.value for one in readings] == [Decimal(7)]
    assert faults(values) == [(2, "Antal", "syv"), (3, "Antal", "uendelig"), (4, "Antal", "1e400")]
    assert "“syv”" in str(values.faults.told[0])
    assert values.faults.told[0].as_data()["line"] == 2


def test_a_cell_that_is_no_period_is_told() -> None:
    readings, values = read("År;Antal\n2014;7\nI alt;7\n", PERIOD, VALUE)
    assert len(readings) == 1
    assert faults(values) == [(3, "År", "I alt")]


def test_two_values_for_one_date_are_one_too_many() -> None:
    text = "År;Køn;Antal\n2014;Mænd;1\n2014;Kvinder;2\n2014;Mænd;3\n31-12-2014;Mænd;4\n"
    readings, values = read(text, PERIOD, DIMENSION, VALUE)
    assert [one.value for one in readings] == [Decimal(1), Decimal(2)]
    assert faults(values)[0] == (4, "År", "2014")
    assert "2" in values.faults.told[0].sentence


def test_two_columns_for_one_period_are_one_too_many() -> None:
    readings, values = read(
        "Enhed\t2014K1\t2014Q1\nx\t1\t2\n", Role.COMMENT, *[Role.PERIODS_VALUE] * 2
    )
    assert [one.value for one in readings] == [Decimal(1)]
    assert faults(values) == [(2, "2014Q1", "2")]


def test_periods_of_another_length_do_not_belong_in_the_series() -> None:
    readings, values = read("Tid;Antal\n2014K1;1\n2015;2\n2015K1;3\n", PERIOD, VALUE)
    assert [one.period.label for one in readings] == ["2014K1", "2015K1"]
    assert faults(values) == [(3, "Tid", "2015")]


def test_a_period_outside_the_strategy_is_read_and_warned_of() -> None:
    text = "År;Antal\n2009;1\n2014;2\n2041;3\n"
    readings, values = read(text, PERIOD, VALUE, within=(date(2014, 1, 1), date(2017, 12, 31)))
    assert len(readings) == 3
    assert len(values.faults) == 0
    assert [(one.line, one.cell) for one in values.warnings] == [(2, "2009"), (4, "2041")]


def test_a_unit_that_nobody_knows_is_told_and_so_is_one_that_two_are_called() -> None:
    text = "Enhed;År;Antal\nCenter for Dagtilbud;2014;1\nCenter for Hav;2014;2\n;2014;3\nTeam A;2014;4\n"
    units = UNITS | {"Team A": 1, "team a": 2}
    readings, values = read(text, UNIT, PERIOD, VALUE, units=units)
    assert [one.unit for one in readings] == ["dagtilbud"]
    assert faults(values) == [
        (3, "Enhed", "Center for Hav"),
        (4, "Enhed", ""),
        (5, "Enhed", "Team A"),
    ]
    assert len({fault.sentence for fault in values.faults}) == 3


def test_a_name_may_stand_for_the_whole_municipality() -> None:
    readings, _ = read(
        "Enhed;År;Antal\nGreve Kommune;2014;1\n", UNIT, PERIOD, VALUE, units={"Greve Kommune": None}
    )
    assert [one.unit for one in readings] == [None]


def test_a_value_in_another_unit_of_measure_is_told() -> None:
    text = "År;Værdi\n2013;3 dage\n2014;4\n2015;2 uger\n2016;5 Dage\n"
    readings, values = read(text, PERIOD, VALUE)
    assert [one.value for one in readings] == [Decimal(3), Decimal(4), Decimal(5)]
    assert faults(values) == [(4, "Værdi", "2 uger")]
    _, values = read(
        "År;Værdi\n2013;3 %\n2014;4 pct.\n2015;5 kr.\n", PERIOD, VALUE, measured_in="procent"
    )
    assert faults(values) == [(4, "Værdi", "5 kr.")]


def test_a_denominator_of_nought_is_told() -> None:
    roles = PERIOD, Role.NUMERATOR, Role.DENOMINATOR, VALUE
    readings, values = read("År;Tæller;Nævner;Andel\n2013;1;0;5\n2014;1;-2;5\n2015;0;9;0\n", *roles)
    assert [one.period.label for one in readings] == ["2015"]
    assert faults(values) == [(2, "Nævner", "0"), (3, "Nævner", "-2")]


def test_a_line_with_more_cells_than_headings_is_told_and_a_short_one_has_no_value() -> None:
    readings, values = read("År;Antal\n2013;1;2\n2014;1;\n2015\n", PERIOD, VALUE)
    assert [(one.period.label, one.value) for one in readings] == [
        ("2014", Decimal(1)),
        ("2015", None),
    ]
    assert [fault.line for fault in values.faults] == [2]


def test_filters_keep_the_lines_that_are_wanted() -> None:
    text = "Område;Køn;År;Antal\nGreve;I alt;2014;1\nSolrød;I alt;2014;2\nGreve;Mænd;2014;nej\n"
    filters = ((0, ("greve", "Ishøj")), (1, ("I alt",)))
    readings, values = read(text, Role.IGNORED, Role.IGNORED, PERIOD, VALUE, filters=filters)
    assert [one.value for one in readings] == [Decimal(1)]
    assert (values.lines, values.left_out, len(values.faults)) == (3, 2, 0)


def test_all_numbers_of_a_table_decide_its_decimal_mark_together() -> None:
    readings, _ = read("År;Antal;Andel\n2013;12.345;1,5\n", PERIOD, Role.NUMERATOR, VALUE)
    assert (readings[0].numerator, readings[0].value) == (Decimal(12345), Decimal("1.5"))


def test_an_ambiguous_table_is_refused_until_the_mark_is_chosen() -> None:
    with pytest.raises(refusals.NumberIsAmbiguous, match=r"12\.345"):
        read("År;Antal\n2013;1\n2014;12.345\n", PERIOD, VALUE)
    readings, _ = read("År;Antal\n2013;1\n2014;12.345\n", PERIOD, VALUE, decimal=",")
    assert readings[1].value == Decimal(12345)


def test_only_so_many_faults_are_told_and_the_rest_are_counted() -> None:
    text = "År;Antal\n" + "2014;syv\n" * 12
    _, values = read(text, PERIOD, VALUE, most_faults=5)
    assert (len(values.faults.told), values.faults.more, len(values.faults)) == (5, 7, 12)


@pytest.mark.parametrize(
    ("roles", "refusal"),
    [
        ([PERIOD, Role.IGNORED, Role.IGNORED], refusals.MappingIsIncomplete),
        ([Role.IGNORED, VALUE, Role.IGNORED], refusals.MappingIsIncomplete),
        ([PERIOD, VALUE, VALUE], refusals.RoleIsTakenTwice),
        ([PERIOD, VALUE], refusals.MappingDoesNotFit),
        ([Role.COMMENT, Role.PERIODS_VALUE, VALUE], refusals.PeriodsStandInTheHeadings),
        ([Role.PERIODS_VALUE, Role.IGNORED, Role.IGNORED], refusals.MappingDoesNotFit),
    ],
)
def test_a_mapping_that_leaves_something_open_is_refused(
    roles: list[Role], refusal: type[Refusal]
) -> None:
    table = open_table("Enhed;2014;Antal\nx;1;2\n")
    with pytest.raises(refusal):
        read_values(table, Mapping(tuple(roles)))


def test_a_mapping_is_kept_as_json_and_comes_back() -> None:
    mapping = Mapping((PERIOD, VALUE), ",", ((0, ("2014", "2015")),), "%")
    assert Mapping.from_data(mapping.as_data()) == mapping
    for wrong in (
        {},
        {"roles": ["nej"]},
        {"roles": [], "decimal": ";"},
        {"roles": [], "filters": {"x": 1}},
    ):
        with pytest.raises(refusals.MappingDoesNotFit):
            Mapping.from_data(wrong)
    with pytest.raises(refusals.MappingDoesNotFit):
        read_values(
            open_table("År;Antal\n2014;1\n"), Mapping((PERIOD, VALUE), filters=((7, ("x",)),))
        )


def test_values_of_json_stat_and_of_a_workbook_are_the_same_values() -> None:
    rows = [
        ["køn", "tid", "antal"],
        ["Mænd", 2013, 31],
        ["Mænd", 2014, 30.5],
        ["Kvinder", 2013, 28],
        ["Kvinder", 2014],
    ]
    book = read_values(open_table(make.workbook(rows)), Mapping((DIMENSION, PERIOD, VALUE)))
    cube = open_table(make.as_json(make.cube(1)))
    assert cube.roles is not None
    stat = read_values(cube, Mapping(cube.roles))
    assert [one[1:] for one in book] == [one[1:] for one in stat]


@given(st.text("År;Antal\n\t,.-012%\"'", max_size=80), st.permutations([PERIOD, VALUE]))
def test_any_text_becomes_values_faults_or_a_refusal(text: str, roles: list[Role]) -> None:
    try:
        readings, values = read(text, *roles)
    except Refusal:
        return
    assert len(readings) + len(values.faults) == values.lines


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_gone_through_with_little_memory() -> None:
    def lines() -> Iterator[str]:
        yield "Enhed;Uge;Antal"
        for unit in range(1_000):
            for week in range(1, 101):
                yield f"Hold {unit};{2014 + week // 51}U{week % 51 + 1:02};{unit},{week}"

    data = "\n".join(lines()).encode()
    units = {f"Hold {unit}": unit for unit in range(1_000)}
    tracemalloc.start()
    values = read_values(open_table(data), Mapping((UNIT, PERIOD, VALUE)), units=units)
    total = sum(one.value or 0 for one in values)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert values.lines == 100_000
    assert len(values.faults) == 0
    assert total > 0
    assert most < 40_000_000, "what is kept is which dates were seen, and nothing else"


def test_lines_are_never_all_in_memory() -> None:
    table = Table(
        "csv", ("År", "Antal"), lambda: (Line(n, ("2014", "x" * 1_000)) for n in range(2, 20_002))
    )
    tracemalloc.start()
    values = read_values(table, Mapping((PERIOD, VALUE)))
    assert list(values) == []
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(values.faults) == 20_000
    assert most < 2_000_000
