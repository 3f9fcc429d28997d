"""The same content is written in one way only, so that anybody reckons the same digest."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.followup.canonical import LARGEST, NotCanonical, canonical, exact, read, shown

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=25,
)


def turned(value: Any) -> Any:
    """The same content with every dictionary filled in the other order."""
    if isinstance(value, dict):
        return {name: turned(value[name]) for name in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


@given(CONTENT)
def test_what_is_written_is_read_back_unchanged(content: Any) -> None:
    assert read(canonical(content)) == content
    assert canonical(read(canonical(content))) == canonical(content)  # True is not taken for 1


@given(CONTENT)
def test_the_order_in_which_something_was_put_together_does_not_matter(content: Any) -> None:
    assert canonical(turned(content)) == canonical(content)


def test_names_stand_in_the_order_of_rfc_8785() -> None:
    """The example of its section 3.2.3: by UTF-16, in which an emoji comes before a Hebrew letter."""
    names = ["€", "\r", "\ufb33", "1", "😀", "\u0080", "ö"]
    written = canonical(dict.fromkeys(names, 0))
    assert list(json.loads(written)) == ["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"]


def test_texts_are_escaped_as_little_as_json_allows() -> None:
    """The example of RFC 8785, section 3.2.2."""
    told = '€$\u000f\nA\'B"\\\\"/'
    assert canonical({"string": told}) == '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical("æøå 🧭 \u007f\u2028") == '"æøå 🧭 \u007f\u2028"'


@pytest.mark.parametrize(
    "content",
    [0.5, Decimal("0.5"), 2**53, -(2**53), {1: "et"}, {"a": {2, 3}}, b"x", "\ud83d", {"\udc00": 1}],
)
def test_what_two_programs_could_write_in_two_ways_is_refused(content: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(content)


@pytest.mark.parametrize(
    "text",
    ['{"b":1,"a":2}', '{"a": 1}', '{"a":1,"a":1}', "1.0", "1e2", '"\\u00e6"', "[1,]", "", "NaN", "[" * 9999],
)  # fmt: skip
def test_a_text_that_is_written_in_another_way_is_not_read(text: str) -> None:
    with pytest.raises(NotCanonical):
        read(text)


@pytest.mark.parametrize(
    ("number", "decimals", "written"),
    [
        (71.5, 1, "71.5"), (71.0, 1, "71.0"), (Decimal("71.460000"), 1, "71.5"), (71.46, 0, "71"),
        (-0.04, 1, "0.0"), (1234567.891, 2, "1234567.89"), (None, 1, None), (float("nan"), 1, None),
    ],
)  # fmt: skip
def test_a_number_is_kept_as_it_was_shown(number: Any, decimals: int, written: str | None) -> None:
    assert shown(number, decimals) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("81.000000"), "81"), (100.0, "100"), (0.125, "0.125"), (1e22, "1" + 22 * "0"),
        (Decimal("0.000001"), "0.000001"), (-0.0, "0"), (None, None), (float("inf"), None),
    ],
)  # fmt: skip
def test_a_number_that_was_counted_is_kept_in_full(number: Any, written: str | None) -> None:
    assert exact(number) == written
