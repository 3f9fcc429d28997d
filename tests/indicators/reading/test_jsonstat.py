"""JSON-stat, as Statistics Denmark serves it (version 1) and as others do (version 2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.history.refusals import Refusal
from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import MOST_ROWS, Number, Role
from pejl.indicators.reading.tables import open_table
from tests.indicators.reading import make

EXPECTED = [
    ("Greve", "Mænd", "2013", Number(Decimal(31))),
    ("Greve", "Mænd", "2014", Number(Decimal("30.5"))),
    ("Greve", "Kvinder", "2013", Number(Decimal(28))),
    ("Greve", "Kvinder", "2014", ""),
]


@pytest.mark.parametrize("version", [1, 2])
def test_both_versions_are_laid_out_with_the_last_dimension_turning_fastest(version: int) -> None:
    table = open_table(make.as_json(make.cube(version)))
    assert table.headings[:3] == ("område", "køn", "tid")
    assert table.roles == (Role.IGNORED, Role.DIMENSION, Role.PERIOD, Role.VALUE)
    assert make.cells(table) == EXPECTED


def test_a_dataset_without_its_wrapper_or_under_another_name_is_read_too() -> None:
    bare = make.cube(1)["dataset"]
    assert make.cells(open_table(make.as_json(bare))) == EXPECTED
    assert make.cells(open_table(b"\xef\xbb\xbf" + make.as_json({"anbragte": bare}))) == EXPECTED


def test_sparse_values_give_only_the_lines_that_are_there() -> None:
    table = open_table(make.as_json(make.cube(2, value={"3": 27, "0": 31})))
    assert [(line.number, line.cells) for line in table.lines()] == [
        (1, EXPECTED[0]), (4, ("Greve", "Kvinder", "2014", Number(Decimal(27)))),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "comments"),
    [
        (["a", "b", "b", "e"], ["a", "b", "b", "e"]),
        ({"1": "b", "3": "e"}, ["", "b", "", "e"]),
        ("p", ["p", "p", "p", "p"]),
    ],
)
def test_the_status_of_a_value_comes_along_as_a_comment(status: Any, comments: list[str]) -> None:
    table = open_table(make.as_json(make.cube(2, status=status)))
    assert table.roles is not None
    assert table.roles[-1] is Role.COMMENT
    assert [line[-1] for line in make.cells(table)] == comments


def test_a_unit_of_measure_follows_its_values() -> None:
    document = make.cube(2)
    document["dimension"]["KØN"]["category"]["unit"] = {
        "M": {"label": "pct."},
        "K": {"symbol": "%"},
    }
    table = open_table(make.as_json(document))
    assert [line[-1].unit for line in make.cells(table)[:3]] == ["pct.", "pct.", "%"]


def test_numbers_are_exact() -> None:
    table = open_table(make.as_json(make.cube(2)).replace(b"30.5", b"0.30000000000000000001"))
    assert make.cells(table)[1][-1] == Number(Decimal("0.30000000000000000001"))


WRONG = [
    {"value": [1, 2, 3]}, {"value": {"4": 1}}, {"value": {"-1": 1}}, {"value": {"x": 1}}, {"value": 7},
    {"value": "1234"}, {"size": [1, 2]}, {"size": [1, 2, 2.0]}, {"size": [1, 2, -2]}, {"size": [1, True, 2]},
    {"size": "122"}, {"size": [1, 2, 3]}, {"id": []}, {"id": ["OMRÅDE", "KØN", "År"]}, {"dimension": []},
    {"dimension": None}, {"role": {"time": 7}}, {"dimension": {"OMRÅDE": 1, "KØN": 2, "Tid": 3}}, {"status": 5},
]  # fmt: skip


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_what_does_not_keep_to_the_format_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(refusals.NotAFigureFile):
        make.cells(open_table(make.as_json(make.cube(2, **changes))))


@pytest.mark.parametrize(
    "index", [{"M": 0, "K": 0}, {"M": 1, "K": 2}, {"M": "0", "K": "1"}, ["M"], "MK"]
)
def test_places_that_do_not_add_up_are_refused(index: Any) -> None:
    document = make.cube(1)
    document["dataset"]["dimension"]["KØN"]["category"]["index"] = index
    with pytest.raises(refusals.NotAFigureFile):
        open_table(make.as_json(document))


@pytest.mark.parametrize(
    "data",
    [
        b"{", b"{}", b'{"a":1}', b'{"value":[NaN]}', b'{"value":[Infinity]}', b'{"value":1e9999999999999999999}',
        b'{"class":"collection","link":{}}', b'{"a":{"value":[]},"b":{"value":[]}}', b'{"a":' * 100_000,
        b'{"value":[1],"id":["a"],"size":[1],"dimension":{"a":{"category":{"index":' + b"[" * 50_000,
    ],
)  # fmt: skip
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(refusals.NotAFigureFile):
        open_table(data)


def test_a_cube_is_reckoned_out_before_it_is_unfolded() -> None:
    for size in ([MOST_ROWS + 1, 1, 1], [10**9, 10**9, 10**9], [0, 10**12, 1]):
        with pytest.raises(refusals.TooManyRows):
            open_table(make.as_json(make.cube(2, size=size, value={})))
    with pytest.raises(refusals.NotAFigureFile):
        open_table(
            make.as_json(make.cube(2)).replace(b"[1, 2, 2]", b"[1, 2, 1" + b"0" * 4_000 + b"]")
        )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)
PLACES = ["dimension", "id", "size", "role", "value", "status"]
INNER = ["label", "category", "index", "unit"]


@given(st.dictionaries(st.sampled_from(PLACES), JSON, max_size=3), st.sampled_from([1, 2]))
def test_fuzzed_documents_do_no_more_than_be_refused(changes: dict[str, Any], version: int) -> None:
    _opened_or_refused(make.cube(version, **changes))


@given(st.sampled_from(INNER), JSON)
def test_fuzzed_dimensions_do_no_more_than_be_refused(place: str, anything: Any) -> None:
    document = make.cube(2)
    kind = document["dimension"]["KØN"]
    (kind if place == "category" else kind["category"])[place] = anything
    _opened_or_refused(document)


def _opened_or_refused(document: Any) -> None:
    try:
        table = open_table(make.as_json(document))
        lines = make.cells(table)
    except Refusal:
        return
    assert all(len(cells) == len(table.headings) for cells in lines)
