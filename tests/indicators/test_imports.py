"""Figures read in from files, pastes and Statistics Denmark: all or none, and twice is once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile
from pejl.indicators import actions, import_jobs, refusals
from pejl.indicators.models import Import, Value
from pejl.indicators.queries.imports import preview_of, table_of
from pejl.indicators.reading.cells import Role
from pejl.indicators.reading.refusals import MappingIsIncomplete, NotAFigureFile
from tests import build
from tests.indicators.handed_in import chosen, handed_in, read, stored_in, waiting
from tests.indicators.made import an_indicator
from tests.indicators.reading import make

pytestmark = pytest.mark.django_db

QUARTERS = "Kvartal;Andel\r\n2014K1;62,5\r\n2014K2;63\r\n2014K3;..\r\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared as the code has them."""
    with translation.override("en"):
        yield


def standing(indicator):
    """What holds now: first day, unit, part and amount."""
    return [
        (one.starts_on.isoformat(), one.unit and one.unit.name, one.category, one.amount)
        for one in Value.objects.current().filter(indicator=indicator).select_related("unit")
    ]


def sentences(batch):
    return [one["sentence"] for one in batch.faults]


def told(batch):
    return (batch.state, batch.added, batch.corrected, batch.unchanged)


def test_a_file_becomes_values_that_lead_back_to_it():
    indicator = an_indicator(kind="share")

    batch = read(handed_in(indicator, QUARTERS))

    assert told(batch) == ("done", 3, 0, 0)
    assert standing(indicator) == [
        ("2014-01-01", None, "", Decimal("62.5")),
        ("2014-04-01", None, "", Decimal("63")),
        ("2014-07-01", None, "", None),
    ]
    assert [(one.batch, one.line) for one in Value.objects.all()] == [
        (batch, line) for line in (2, 3, 4)
    ]
    assert (batch.rows_read, batch.rows_known) == (3, 3)
    assert batch.finished_at
    line = Entry.objects.of_subject("indicators.indicator", str(indicator.pk)).first()
    assert line.changes["import"] == [None, str(batch.pk)]


def test_danish_windows_writes_letters_in_its_own_way_and_they_come_through():
    municipality = build.a_municipality()
    build.a_unit(municipality, name="Center for Ældre & Børn")
    indicator = an_indicator(municipality, frequency="year")
    text = "År;Enhed;Køn;Værdi\r\n2013;Center for Ældre & Børn;Mænd;1.234,5\r\n"

    batch = read(handed_in(indicator, text.encode("cp1252")))

    assert standing(indicator) == [
        ("2013-01-01", "Center for Ældre & Børn", "Mænd", Decimal("1234.5"))
    ]
    assert batch.content_type == "application/octet-stream"


def test_cells_are_pasted_from_a_spreadsheet():
    indicator = an_indicator(frequency="month")
    by = build.the_operator(indicator.municipality)
    cells = 'Måned\tVærdi\tBemærkning\n2014M01\t12,5\t"to\nlinjer"\n2014M02\t13\t\n'

    batch = read(actions.begin_import(by=by, indicator=indicator, text=cells))

    assert told(batch) == ("done", 2, 0, 0)
    assert batch.origin == "paste"
    first = Value.objects.earliest("starts_on")
    assert (first.amount, first.comment) == (Decimal("12.5"), "to\nlinjer")
    with pytest.raises(refusals.NothingHandedIn):
        actions.begin_import(by=by, indicator=indicator, text=" \n ")


def test_a_workbook_and_json_stat_are_read_like_any_other_table():
    yearly = an_indicator(frequency="year")
    book = make.workbook([["År", "Værdi"], [2013, 31], [2014, 28.5]])
    cube = make.as_json(make.cube(2))

    assert told(read(handed_in(yearly, book, "tal.xlsx"))) == ("done", 2, 0, 0)
    parts = read(handed_in(yearly, cube, "tal.json"))

    assert told(parts) == ("done", 4, 0, 0)
    assert parts.content_type == "text/plain"
    assert ("2013-01-01", None, "Kvinder", Decimal("28")) in standing(yearly)


def test_periods_that_stand_in_the_headings_are_read_across():
    indicator = an_indicator(frequency="year")
    wide = "Køn;2012;2013;2014\nMænd;1;2;3\nKvinder;4;5;6\n"

    assert told(read(handed_in(indicator, wide))) == ("done", 6, 0, 0)
    assert ("2014-01-01", None, "Kvinder", Decimal(6)) in standing(indicator)


def test_several_background_dimensions_are_one_together():
    indicator = an_indicator(frequency="year")
    text = "År;Køn;Alder;Antal\n2013;Mænd;65-79 år;3\n2013;Mænd;;9\n2013;;;20\n"

    read(handed_in(indicator, text))

    found = Value.objects.order_by("amount").values_list("dimension", "category", "amount")
    assert list(found) == [
        ("Køn · Alder", "Mænd · 65-79 år", 3), ("Køn", "Mænd", 9), ("", "", 20),
    ]  # fmt: skip


def test_nothing_is_read_in_before_somebody_said_which_column_is_what():
    indicator = an_indicator()
    batch = handed_in(indicator, QUARTERS)
    by = build.the_operator(indicator.municipality)

    with pytest.raises(MappingIsIncomplete):
        actions.start_import(by=by, batch=batch, version=batch.version)
    assert preview_of(batch).mapping.roles == (Role.PERIOD, Role.VALUE)
    with pytest.raises(MappingIsIncomplete):
        chosen(batch, "period", "ignored")
    chosen(batch)
    with pytest.raises(EditedMeanwhile):
        actions.choose_columns(
            by=by, batch=batch, version=1, mapping=batch.mapping, reason="Fra en gammel side"
        )
    actions.start_import(by=by, batch=batch, version=batch.version)
    assert actions.start_import(by=by, batch=batch, version=batch.version) is None
    with pytest.raises(refusals.ImportIsOver):
        chosen(batch)


def test_only_lines_of_the_parts_that_were_chosen_are_read():
    indicator = an_indicator(frequency="year")
    text = "År;Køn;Antal\n2013;Mænd;1\n2013;Kvinder;2\n2013;I alt;3\n"

    read(handed_in(indicator, text), "period", "ignored", "value", filters={"1": ["I alt"]})

    assert standing(indicator) == [("2013-01-01", None, "", Decimal(3))]


FAULTY = {
    "two values for one date": ("2014K1;1\n2014K1;2\n", "2014K1 already has a value, in line 2."),
    "not a number": ("2014K1;mange\n", "“mange” is not a number."),
    "endless": ("2014K1;inf\n", "“inf” is not a number that can be counted with"),
    "not a number in Python": ("2014K1;NaN\n", "“NaN” is not a number that can be counted with"),
    "a date that is none": ("31-02-2014;1\n", "“31-02-2014” is not a period such as"),
    "a period that lies ahead": ("2199K1;1\n", "The period has not begun yet"),
    "long ago": ("1801K1;1\n", "The date lies more than 150 years back."),
    "too large": ("2014K1;123456789012345\n", "“123456789012345” is not a number that can be"),
    "another unit": ("2014K1;3 dage\n2014K2;3 timer\n", "“3 timer” is not measured in dage."),
}


@pytest.mark.parametrize(("lines", "sentence"), FAULTY.values(), ids=FAULTY)
def test_one_faulty_line_and_nothing_is_read_in(lines, sentence):
    indicator = an_indicator()

    batch = read(handed_in(indicator, f"Kvartal;Værdi\n{lines}2013K1;5\n"), "period", "value")

    assert batch.state == "failed"
    assert batch.fault_count == 1
    assert sentences(batch)[0].startswith(sentence)
    assert batch.faults[0]["line"] in {2, 3}
    assert not Value.objects.exists()


def test_a_period_is_as_long_as_the_indicator_says():
    batch = read(handed_in(an_indicator(), "År;Værdi\n2014;1\n"))
    assert sentences(batch) == ["The period is not as long as the indicator's (every quarter)."]
    irregular = read(handed_in(an_indicator(frequency="irregular"), "År;Værdi\n2014;1\n"))
    assert told(irregular) == ("done", 1, 0, 0)


def test_a_share_lies_between_0_and_100_and_is_what_its_parts_give():
    indicator = an_indicator(kind="share", frequency="year")
    text = (
        "År;Andel;Tæller;Nævner\n2010;101;;\n2011;-1;;\n2012;62,5;5;8\n2013;62,5;5;9\n"
        "2014;;9;8\n2015;;1;0\n"
    )

    batch = read(handed_in(indicator, text))

    assert [(one["line"], one["column"]) for one in batch.faults] == [
        (2, "Andel"), (3, "Andel"), (5, "Andel"), (6, "Andel"), (7, "Nævner"),
    ]  # fmt: skip
    assert sentences(batch)[0] == str(refusals.ShareIsImpossible())
    assert sentences(batch)[2] == str(refusals.ValueIsNotItsShare())
    assert not Value.objects.exists()


def test_a_share_is_reckoned_from_its_parts_and_may_be_written_rounded():
    indicator = an_indicator(kind="share", frequency="year")

    batch = read(handed_in(indicator, "År;Andel;Tæller;Nævner\n2012;31 %;81;263\n2013;;56;70\n"))

    assert batch.state == "done", batch.faults
    assert [one[3] for one in standing(indicator)] == [Decimal("30.798479"), Decimal(80)]


def test_values_measured_in_another_unit_than_the_indicator_are_not_taken():
    indicator = an_indicator(frequency="year", measured_in="dage")
    batch = handed_in(indicator, "År;Værdi\n2013;3 timer\n")

    assert [one.sentence for one in preview_of(batch).faults] == [
        "“3 timer” is not measured in dage."
    ]
    assert read(batch).state == "failed"


def test_a_number_that_can_be_read_in_two_ways_is_not_guessed():
    indicator = an_indicator(frequency="year")
    text = "År;Værdi\n2013;12.345\n2014;13.345\n"
    batch = handed_in(indicator, text)

    assert "can be read in two ways" in preview_of(batch).problem
    read(batch)
    assert (batch.state, batch.fault_count) == ("failed", 1)
    assert "can be read in two ways" in sentences(batch)[0]

    read(batch, decimal=",")
    assert [one[3] for one in standing(indicator)] == [12345, 13345]


def test_a_correction_needs_a_reason_and_the_file_need_not_be_handed_in_again():
    indicator = an_indicator()
    read(handed_in(indicator, QUARTERS))
    batch = read(handed_in(indicator, QUARTERS.replace("62,5", "61")))
    assert (batch.state, sentences(batch)) == (
        "failed", [str(refusals.CorrectionNeedsReason())],
    )  # fmt: skip

    read(batch, reason="Ny opgørelse")

    assert told(batch) == ("done", 0, 1, 2)
    assert (batch.faults, batch.fault_count) == ([], 0)
    corrected = Value.objects.current().get(starts_on=date(2014, 1, 1))
    assert (corrected.amount, corrected.reason, corrected.batch) == (61, "Ny opgørelse", batch)
    assert Value.objects.get(superseded_at__isnull=False).amount == Decimal("62.5")


def test_the_same_file_twice_changes_nothing():
    indicator = an_indicator()
    read(handed_in(indicator, QUARTERS))
    indicator.refresh_from_db()
    before, lines = indicator.data_version, Entry.objects.of_subject(
        "indicators.indicator", str(indicator.pk)
    ).count()  # fmt: skip

    batch = read(handed_in(indicator, QUARTERS))

    assert told(batch) == ("done", 0, 0, 3)
    assert Value.objects.count() == 3
    indicator.refresh_from_db()
    assert indicator.data_version == before
    assert Entry.objects.of_subject("indicators.indicator", str(indicator.pk)).count() == lines


def test_units_are_named_as_people_and_addresses_name_them_and_never_guessed():
    municipality = build.a_municipality()
    centre = build.a_unit(municipality, name="Center Nord", slug="center-nord")
    for parent in (centre, build.a_unit(municipality)):
        build.a_unit(municipality, name="Team 1", kind="team", parent=parent)
    indicator = an_indicator(municipality, frequency="year")

    batch = read(
        handed_in(indicator, "År;Enhed;Antal\n2012;center nord;1\n2013;center-nord;2\n"),
        "period", "unit", "value",
    )  # fmt: skip
    assert [one[1] for one in standing(indicator)] == ["Center Nord", "Center Nord"]
    batch = read(
        handed_in(indicator, "År;Enhed;Antal\n2013;Team 1;3\n2013;Center Syd;4\n2013;;5\n"),
        "period", "unit", "value",
    )  # fmt: skip
    assert sentences(batch) == [
        "Several units are called “Team 1”.", "No unit is called “Center Syd”.", "No unit is named.",
    ]  # fmt: skip


def test_two_sets_of_dimensions_that_come_to_one_name_are_two_values_for_one():
    indicator = an_indicator(frequency="year")
    text = "År;A;B;Antal\n2013;x · y;z;1\n2013;x;y · z;2\n"

    batch = read(handed_in(indicator, text), "period", "dimension", "dimension", "value")

    assert sentences(batch) == ["2013 already has a value, in line 2."]


def test_names_of_parts_that_are_too_long_are_told_and_not_cut():
    indicator = an_indicator(frequency="year")
    text = f"År;Del;Antal\n2013;{'æ' * 100};1\n2014;{'æ' * 101};1\n"

    batch = read(handed_in(indicator, text), "period", "dimension", "value")

    assert [(one["line"], one["sentence"]) for one in batch.faults] == [
        (3, str(refusals.NameOfPartIsTooLong()))
    ]


def test_a_fault_in_the_last_of_a_hundred_thousand_lines_leaves_nothing():
    indicator = an_indicator(frequency="month")
    months = [f"{year}M{month:02}" for year in range(1925, 2025) for month in range(1, 13)]
    lines = [f"{month};Gruppe {group};{group}" for group in range(84) for month in months]
    lines[99_998 - 1] = "2014M13;Gruppe 9;1"
    text = "Måned;Gruppe;Antal\n" + "\n".join(lines[:99_999])

    batch = read(handed_in(indicator, text), "period", "dimension", "value")

    assert (batch.state, batch.fault_count, batch.faults[0]["line"]) == ("failed", 1, 99_999)
    assert batch.rows_read == 99_999
    assert not Value.objects.exists()


def test_many_faults_are_counted_and_the_first_told_by_line():
    indicator = an_indicator(kind="share", frequency="year")
    lines = [f"{1900 + number};{'x' if number % 2 else 101}" for number in range(120)]

    batch = read(handed_in(indicator, "År;Andel\n" + "\n".join(lines)), "period", "value")

    assert (batch.fault_count, len(batch.faults), batch.more_faults) == (120, 50, 70)
    assert [one["line"] for one in batch.faults] == list(range(2, 52))


def test_what_is_no_table_is_not_kept():
    indicator = an_indicator()
    for content in ("bare tekst", "<html></html>", "\x00\x01;\x02"):
        with pytest.raises(NotAFigureFile):
            handed_in(indicator, content)
    assert not Import.objects.exists()


def test_a_file_that_is_gone_is_told_of():
    indicator = an_indicator()
    batch = waiting(handed_in(indicator, QUARTERS))
    Import.objects.filter(pk=batch.pk).update(stored_as="")

    import_jobs.read_import.call(str(batch.pk))

    batch.refresh_from_db()
    assert (batch.state, sentences(batch)) == ("failed", [str(refusals.FileIsGone())])


def test_the_same_click_twice_hands_one_file_in():
    indicator = an_indicator()
    by = build.the_operator(indicator.municipality)
    key = UUID("5c1d2b7e-7b0e-4c7c-9a53-0d2f6a0f3a11")
    first = actions.begin_import(by=by, indicator=indicator, text=QUARTERS, id=key)
    assert actions.begin_import(by=by, indicator=indicator, text="x;y\n1;2", id=key) == first
    assert table_of(first).headings == ("Kvartal", "Andel")


def test_an_ended_or_computed_indicator_takes_no_files():
    indicator = an_indicator()
    indicator.source = "computed"
    with pytest.raises(refusals.ValuesAreComputed):
        handed_in(indicator, QUARTERS)
