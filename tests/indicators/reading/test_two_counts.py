"""Files that tell how many count and out of how many, and leave the value to be reckoned."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pejl.indicators.models import Value
from pejl.indicators.queries.imports import preview_of
from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import Role
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.preview import preview
from pejl.indicators.reading.tables import open_table
from pejl.indicators.reading.values import read_values
from pejl.indicators.refusals import ShareIsImpossible
from pejl.indicators.taking import take
from tests.indicators.handed_in import handed_in, read, stored_in
from tests.indicators.made import an_indicator

TWO = (Role.PERIOD, Role.NUMERATOR, Role.DENOMINATOR)
HEADINGS = "Periode;Tæller;Nævner\n"


def test_numerator_and_denominator_stand_in_place_of_the_value():
    seen = preview(f"{HEADINGS}2013;5;8\n2014;1.234,5;2.000\n")
    assert seen.mapping.roles == TWO
    assert (seen.problem, len(seen.faults), seen.mark.mark) == ("", 0, ",")
    readings = list(read_values(seen.table, seen.mapping))
    assert [one[2:5] for one in readings] == [
        (None, Decimal(5), Decimal(8)), (None, Decimal("1234.5"), Decimal(2000)),
    ]  # fmt: skip


def test_a_mark_that_can_be_read_in_two_ways_is_asked_for_where_only_two_counts_stand():
    seen = preview(f"{HEADINGS}2013;5;8\n2014;1.234;2.000\n")
    assert seen.mark.is_ambiguous
    assert "can be read in two ways" in seen.problem
    assert preview(seen.table, Mapping(TWO, decimal=",")).problem == ""


def test_a_line_that_lacks_both_is_a_gap_and_one_that_lacks_one_is_told_there():
    seen = preview(f"{HEADINGS}2011;..;..\n2012;;8\n2013;5;-\n2014;5\n2015;5;0\n")
    assert [(one.line, one.column, one.cell, one.sentence) for one in seen.faults] == [
        (3, "Tæller", "", "Write both, or neither."),
        (4, "Nævner", "-", "Write both, or neither."),
        (5, "Nævner", "", "Write both, or neither."),
        (6, "Nævner", "0", "The denominator is not above nought."),
    ]
    (gap,) = read_values(seen.table, seen.mapping)
    assert gap[2:5] == (None, None, None)


@pytest.mark.parametrize("missing", TWO)
def test_each_of_the_three_is_needed(missing):
    roles = tuple(Role.IGNORED if role == missing else role for role in TWO)
    with pytest.raises(refusals.MappingIsIncomplete):
        Mapping(roles).check(("Periode", "Tæller", "Nævner"))


def test_what_is_not_reckoned_from_two_needs_its_value():
    table = open_table(f"{HEADINGS}2013;5;8\n")
    with pytest.raises(refusals.MappingIsIncomplete):
        read_values(table, Mapping(TWO), from_two=False)
    assert preview(table, from_two=False).problem == str(refusals.MappingIsIncomplete())
    read_values(table, Mapping((Role.PERIOD, Role.VALUE, Role.IGNORED)), from_two=False)


# Read in


@pytest.fixture
def _own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}


def standing():
    found = Value.objects.order_by("starts_on")
    return [(one.starts_on.year, one.amount, one.numerator, one.denominator) for one in found]


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
@pytest.mark.parametrize(
    ("details", "amount"), [({"kind": "share"}, "62.5"), ({"kind": "rate", "per": 1000}, "625")]
)
def test_a_share_and_a_rate_are_read_in_from_their_two_counts(details, amount):
    indicator = an_indicator(frequency="year", measured_in="%", **details)
    batch = handed_in(indicator, f"{HEADINGS}2013;5;8\n2014;..;..\n")
    assert preview_of(batch).problem == ""

    assert read(batch).state == "done", batch.faults
    assert standing() == [(2013, Decimal(amount), 5, 8), (2014, None, None, None)]


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_a_share_above_the_whole_is_told_at_its_numerator():
    batch = read(handed_in(an_indicator(kind="share", frequency="year"), f"{HEADINGS}2013;9;8\n"))
    (fault,) = batch.faults
    assert batch.state == "failed"
    assert set(fault.values()) == {2, "Tæller", "9", str(ShareIsImpossible())}


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_a_plain_number_is_not_read_in_from_two_counts():
    batch = handed_in(an_indicator(kind="number", frequency="year"), f"{HEADINGS}2013;5;8\n")
    batch.mapping = Mapping(TWO).as_data()
    with pytest.raises(refusals.MappingIsIncomplete):
        take(batch, ())
