"""The printed catalogue and the spreadsheet: quick, whole, readable by machines, and never more than text."""

from __future__ import annotations

import csv
from io import StringIO
from time import perf_counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from pejl.files.sheet import as_csv, inert, number
from pejl.initiatives.queries.editions import catalogue_content
from pejl.reports.catalogue import catalogue_csv, catalogue_pdf
from tests.initiatives.catalogue import Place

HOSTILE = '#panic("x") $a$ *b* _c_ `d` <e> @f \\ " // [#read("/etc/passwd")] = g'


def _entry(number: int, **more: Any) -> dict[str, Any]:
    return {
        "number": number, "kind": "prejekt", "state": "running", "title": f"Prejekt {number}",
        "line": "Hvordan kan vi give borgere tryghed om aftenen?", "summary": "Ældre. " * 40,
        "unit": "Sundhed & Pleje", "unit_slug": "sundhed", "areas": [["2014", 1, "Involvering"]],
        "starts_on": "2014-02-01", "ends_on": "2014-06-30", "learned": "Tidspunktet betyder mest. " * 9,
        "learned_on": "2014-03-01", "sponsor": "Centerchef",
    } | more  # fmt: skip


def _content(entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "municipality": "Ærø Kommune", "colour": "#12436d", "title": "Udviklingskatalog 2014",
        "day": "2014-06-01", "is_public": False, "counts": {"prejekt": len(entries)},
        "areas": [
            {"heading": "1. Involvering", "centres": [{"unit": "Sundhed & Pleje", "entries": entries}]}
        ],
    } | more  # fmt: skip


def test_120_entries_are_set_within_a_second() -> None:
    content = _content([_entry(number) for number in range(1, 121)])
    catalogue_pdf(_content([_entry(1)]))
    begun = perf_counter()
    pdf = catalogue_pdf(content)
    assert perf_counter() - begun < 1
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pdf_says_its_language_title_and_standards(language: str) -> None:
    with override(language):
        pdf = catalogue_pdf(_content([_entry(1)]))
    assert f"/Lang ({language})".encode() in pdf or f"<rdf:li>{language}".encode() in pdf
    assert b"pdfuaid" in pdf
    assert b"pdfaid" in pdf


@pytest.mark.parametrize(
    "text", [HOSTILE, "👩🏽‍⚕️ 日本語 \u202e \x00", "", "a" * 5000, "<b>x</b>\n\n# y", "مرحبا"]
)
def test_no_text_stops_the_printer_or_becomes_markup(text: str) -> None:
    hostile = _entry(
        1, title=text[:200], line=text, summary=text, unit=text, learned=text, wakes_when=text,
        areas=[["2014", 1, text]], objectives=[text],
    )  # fmt: skip
    content = _content([hostile], title=text[:80], municipality=text[:80])
    content["areas"][0]["heading"] = text
    content["areas"][0]["centres"][0]["unit"] = text
    assert catalogue_pdf(content).startswith(b"%PDF-")


def test_an_empty_catalogue_can_be_printed() -> None:
    assert catalogue_pdf(_content([], areas=[])).startswith(b"%PDF-")


@pytest.mark.parametrize("cell", ["=1+1", "+45", "-5", "@sum", "\tx", "\rx"])
def test_no_cell_calculates(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_a_number_below_nought_stays_a_number_and_words_that_look_like_one_stay_words() -> None:
    written = as_csv([[number(-2.75), number(None), "-2,75"]])
    assert written.decode("utf-8-sig") == "-2,75;;'-2,75\r\n"


def test_the_spreadsheet_opens_in_a_danish_excel() -> None:
    written = as_csv([["Titel", "Ét; to"], ['"=x', "linje\nto"]])
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Titel", "Ét; to"], ['"=x', "linje\nto"]]


@pytest.mark.django_db
def test_visitors_get_public_reports_and_those_who_work_here_the_whole() -> None:
    place = Place()
    place.initiative(title="Åben", is_public=True)
    place.initiative(title="Lukket")
    public = catalogue_csv(catalogue_content(place.visitor, place.municipality)).decode()
    assert "Åben" in public
    assert "Lukket" not in public
    assert place.chief.person.name not in public
    whole = catalogue_csv(catalogue_content(place.employee, place.municipality)).decode()
    assert "Lukket" in whole
    assert place.chief.person.name in whole


@pytest.mark.django_db
def test_reports_are_fetched_from_their_addresses() -> None:
    place = Place()
    place.initiative(is_public=True)
    for name, kind in (("catalogue_pdf", "application/pdf"), ("catalogue_csv", "text/csv")):
        answer = Client().get(reverse(f"reports:{name}", args=[place.municipality.slug]))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)
        assert "attachment" in answer["Content-Disposition"]
