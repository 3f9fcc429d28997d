import random
import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.search.danish import danish_compare, danish_key, prepare_connection, unicode_like

# In the order of ICU's da-DK; test_database_text.py holds PostgreSQL to the same list.
IN_DANISH_ORDER = """
-1 1 1.2 10 2 2.3 A a Aben aben aB AB-C ab-c abe
Cafe cafe Café café cafeer Center center Center Nord center-nord Centerchef
D d Đ Ð ð De e é Muller Müller Mytte Mynte mynte re-sort resort
strasse straße Vest vest West Y y Ü ü yb Zebra
Æ æ Ä ä Æble æblegrød Ældre ældre Ændring Ø ø Ö ö Øbo Ørsted
Å AA Aa å aa Aabenraa Åbenrå Aalborg Ålborg åndehul Årsplan Aarhus Århus aarhus århus
"""


def _names() -> list[str]:
    names = IN_DANISH_ORDER.split()
    return sorted({*names, "Center Nord", "center nord", "re sort", "", " ", "Ab c", "AB C"})


def test_æ_ø_å_come_last_and_aa_is_å() -> None:
    names = ["Aarhus", "Zebra", "Ørsted", "Andeby", "Ældre", "Århus", "Åben", "Æble"]
    assert sorted(names, key=danish_key) == [
        "Andeby", "Zebra", "Æble", "Ældre", "Ørsted", "Åben", "Århus", "Aarhus",
    ]  # fmt: skip


def test_capitals_come_first_where_nothing_else_decides() -> None:
    assert sorted(["ab", "aB", "Ab", "AB", "aa", "aA", "Aa"], key=danish_key) == [
        "aA", "AB", "Ab", "aB", "ab", "Aa", "aa",
    ]  # fmt: skip


def test_foreign_letters_stand_beside_their_danish_kin() -> None:
    assert sorted("zåöøäæüyéefđd", key=danish_key) == list("dđeéfyüzæäøöå")


@given(st.text(), st.text(), st.text())
def test_the_order_is_total(one: str, other: str, third: str) -> None:
    assert danish_compare(one, other) == -danish_compare(other, one)
    assert (danish_compare(one, other) == 0) == (one == other)
    if danish_compare(one, other) <= 0 and danish_compare(other, third) <= 0:
        assert danish_compare(one, third) <= 0


@pytest.mark.parametrize(
    ("pattern", "value", "answer"),
    [
        ("%ældre%", "ÆLDREPLEJEN", True),
        ("ÅLBORG", "ålborg", True),
        ("%ø%", "Ærø", True),
        ("%aa%", "Århus", False),
        ("æ_le", "Æble", True),
        ("æ_le", "Æbble", False),
        ("100 \\%", "100 %", True),
        ("100 \\%", "100 kr", False),
        ("a\\_b", "a_b", True),
        ("a\\_b", "axb", False),
        ("%a%b", "xaxbxb", True),
        ("%ab%ab", "xab", False),
        ("a%a", "a", False),
        ("%", "", True),
        ("", "", True),
        ("", "a", False),
        ("%linje%", "en\nLinje\nto", True),
        ("%\\", "a", False),
        (".*", "ab", False),
        (None, "a", None),
        ("a", None, None),
        ("%4%", 2014, True),
    ],
)
def test_like_answers_as_sql_does(pattern: object, value: object, answer: bool | None) -> None:
    assert unicode_like(pattern, value, "\\") is answer


def test_without_an_escape_sign_a_backslash_is_a_backslash() -> None:
    assert unicode_like("a\\%", "a\\b") is True


@given(st.text(alphabet="ab%_"), st.text(alphabet="ab"))
def test_like_agrees_with_sqlite_on_plain_letters(pattern: str, value: str) -> None:
    with sqlite3.connect(":memory:") as untaught:
        (expected,) = untaught.execute("SELECT ? LIKE ?", (value, pattern)).fetchone()
    assert unicode_like(pattern, value) == bool(expected)


def test_a_hostile_pattern_costs_no_more_than_a_long_one() -> None:
    started = time.perf_counter()
    unicode_like("%a" * 50 + "b", "a" * 5_000)
    assert time.perf_counter() - started < 0.5


def test_an_sqlite_connection_learns_danish() -> None:
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)
    names = _names()
    random.Random(14).shuffle(names)
    rows = ",".join("(?)" for _ in names)
    found = connection.execute(
        f"WITH n(name) AS (VALUES {rows}) SELECT name FROM n ORDER BY name COLLATE danish", names
    )
    assert [name for (name,) in found] == sorted(names, key=danish_key)
    assert connection.execute("SELECT 'ÆBLE' LIKE 'æb%', NULL LIKE 'a'").fetchone() == (1, None)
