"""Reports of a round: the same texts in every format, from the record once there is one, and only ever text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from pejl.followup.models import Report, Round
from pejl.history.refusals import NotAllowed
from pejl.organisation.actors import Actor
from pejl.reports.followup import kinds
from pejl.reports.followup.content import RecordDoesNotHold, content_of, round_report
from pejl.reports.followup.document import docx
from pejl.reports.followup.paper import pdf, printed
from pejl.reports.followup.parts import RoundReport
from pejl.reports.followup.slides import pptx
from pejl.reports.followup.texts import blocks
from pejl.reports.followup.workbook import xlsx
from pejl.strategy.models import Objective
from tests import build
from tests.followup import frozen_rounds as rounds
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("x") #panic("x") $a$ <b>_c_</b> 👩🏽‍⚕️ 日本語 مرحبا \u202e \x07 // [#read("/etc/passwd")]'
SECRET = "Årsagen står kun i den interne rapport."


def a_round(**details: Any) -> Round:
    """A closed round with figures, an initiative, a meeting and a decision, ready to be signed."""
    strategy = rounds.a_strategy()
    for number, objective in enumerate(strategy.objectives.all()):
        rounds.measured(objective, title=f"Andel tilfredse {number}", is_public=number == 0)
    made = rounds.a_closed_round(strategy, **details)
    rounds.with_initiatives(made, title="Digital hjemmetræning")
    rounds.with_meeting(made)
    made.reports.update(cause=SECRET)
    return made


def a_reader(round: Round, role: str = "employee") -> Actor:
    return build.an_actor(role, round.municipality)


def reported(round: Round, **narrowed: Any) -> RoundReport:
    found = round_report(a_reader(round), round, **narrowed)
    assert found
    return found


def signed(round: Round) -> Round:
    rounds.signed(round)
    round.refresh_from_db()
    return round


def words_of_word(made: bytes) -> str:
    read = Document(BytesIO(made))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def words_of_slides(made: bytes) -> str:
    told = []
    for slide in Presentation(BytesIO(made)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                told.append(shape.text_frame.text)
            if shape.has_table:
                told += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            told.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(told)


def words_of_excel(made: bytes) -> str:
    book = load_workbook(BytesIO(made))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


READ = {
    "docx": (docx, words_of_word),
    "pptx": (pptx, words_of_slides),
    "xlsx": (xlsx, words_of_excel),
}


def test_a_signed_round_says_what_it_said_whatever_happens_since() -> None:
    round = signed(a_round())
    then = reported(round)
    Report.objects.filter(round=round).update(fact="Skrevet om bagefter", status="off_course")
    Objective.objects.filter(strategy=round.strategy).update(title="Et andet mål")

    now = reported(round)

    assert now == then
    assert now.seal
    assert now.seal.by.startswith("Karen Chef")
    assert now.decisions[0].text == "Vi ringer i stedet for at skrive."
    assert [one.number for one in now.figures] == [1, 2]


def test_an_unsigned_round_is_told_as_it_stands_and_says_so() -> None:
    round = a_round()
    Report.objects.filter(round=round, kind="objective").update(fact="Skrevet i dag")
    report = reported(round)
    assert report.seal is None
    assert {aim.judgement.fact for aim in report.aims if aim.judgement} == {"Skrevet i dag"}
    with override("en"):
        assert printed(report)["state"].startswith("Not signed.")


def test_a_record_that_does_not_hold_is_not_printed() -> None:
    round = a_round()
    record = rounds.signed(round)
    round.refresh_from_db()
    rounds.forge(record, "content", record.content.replace("Det går som det skal", "Det går godt"))
    with pytest.raises(RecordDoesNotHold):
        reported(round)


def test_what_is_counted_is_what_the_record_counted() -> None:
    round = a_round()
    Report.objects.filter(round=round, kind="objective").update(
        confirmed_at=timezone.now() - timedelta(days=400)
    )
    reader = a_reader(round)
    told = content_of(reader, round)["counts"]
    counted = reported(round).counts
    for level, kind in zip(counted, ("focus_area", "objective", "initiative"), strict=True):
        same = ("reports", "confirmed", "stale", "unowned", "disagreeing")
        assert {name: getattr(level, name) for name in same} == {
            name: told[kind][name] for name in same
        }
    assert counted[1].stale == 2


def test_a_focus_area_s_report_has_nothing_of_the_others() -> None:
    here = build.a_municipality()
    year = timezone.localdate().year
    strategy = build.a_strategy(
        here, starts_on=date(year - 1, 1, 1), ends_on=date(year + 1, 12, 31)
    )
    for title in ("Brugeren i centrum", "Ikke med"):
        build.an_objective(build.a_focus_area(strategy, title))
    round = rounds.a_closed_round(build.adopted(strategy))
    rounds.with_meeting(round)
    report = reported(round, focus_area="1")
    assert [one.title for one in report.areas] == ["Brugeren i centrum"]
    assert report.part == "1. Brugeren i centrum"
    other = reported(round, focus_area="2")
    assert sorted(len(one.decisions) for one in (report, other)) == [0, 1]
    assert "Ikke med" not in str(report)
    assert round_report(a_reader(round), round, focus_area="9") is None


def test_a_unit_s_report_has_what_it_and_those_below_it_report_on() -> None:
    round = a_round()
    here = round.municipality
    centre = build.a_unit(here, "Center for Sundhed")
    school = build.a_unit(here, "Træningen", parent=centre)
    elsewhere = build.a_unit(here, "Et andet center")
    objective = round.strategy.objectives.get(number=1)
    for unit, title in ((centre, "Vores"), (school, "Deres"), (elsewhere, "Andres")):
        project = a_project(here, objectives=[objective], title=title, unit=unit)
        rounds.a_report(
            round, kind="initiative", initiative=project, objective=objective,
            focus_area=objective.focus_area, unit=unit,
        )  # fmt: skip

    report = reported(round, unit="center-for-sundhed")

    assert report.part == "Center for Sundhed"
    assert {one.title for one in report.initiatives} == {"Vores", "Deres"}
    assert [one.label for one in report.aims] == ["1.1"]
    assert round_report(a_reader(round), round, unit="findes-ikke") is None


def test_the_public_version_has_only_what_the_public_record_holds() -> None:
    round = signed(a_round(is_public=True))
    visitor = build.an_actor("visitor", round.municipality)

    report = round_report(visitor, round, public=True)

    assert report
    told = (
        str(report)
        + str(printed(report))
        + "".join(read(made(report)) for made, read in READ.values())
    )
    for internal in (
        SECRET,
        "Karen Chef",
        "Ole Ejer",
        "Vi drøftede",
        "Vi ringer",
        "Andel tilfredse 1",
    ):
        assert internal not in told
    assert "Andel tilfredse 0" in told
    assert round_report(visitor, round) is None
    assert round_report(visitor, round, focus_area="1") is None


def test_a_round_that_is_not_signed_or_not_public_has_no_public_version() -> None:
    unsigned, internal = a_round(is_public=True), signed(a_round())
    assert round_report(a_reader(unsigned), unsigned, public=True) is None
    assert round_report(a_reader(internal), internal, public=True) is None
    with pytest.raises(NotAllowed):
        round_report(build.an_actor("visitor", internal.municipality), internal)


@pytest.mark.parametrize("ending", READ)
def test_every_format_says_the_same(ending: str) -> None:
    round = a_round()
    Report.objects.filter(round=round, kind="objective").update(
        fact="Færre **afbud**.\n\n- Én\n- To", status="off_course"
    )
    report = reported(round)
    made, read = READ[ending]
    with override("da"):
        told = read(made(report))
    for text in (
        round.title, "Målsætning nr. 1 på æøå", "Færre afbud.", "◆ Ude af kurs", "Digital hjemmetræning",
        "Vi ringer i stedet for at skrive.", "Andel tilfredse 1",
    ):  # fmt: skip
        assert text in told
    assert "**" not in told


@pytest.mark.parametrize("kind", [{}, {"summary": True}, {"focus_area": "1"}])
def test_no_text_stops_a_format_or_becomes_a_formula(kind: dict[str, Any]) -> None:
    round = a_round()
    Report.objects.filter(round=round).update(
        fact=HOSTILE, cause=HOSTILE, remedy=HOSTILE * 20, decision_wanted=HOSTILE,
        next_milestone=HOSTILE[:300],
    )  # fmt: skip
    Round.objects.filter(pk=round.pk).update(title=HOSTILE[:120])
    round.refresh_from_db()
    report = reported(round, **kind)
    assert pdf(report).startswith(b"%PDF-")
    for made, read in READ.values():
        assert read(made(report))
    book = load_workbook(BytesIO(xlsx(report)))
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]


def test_the_pdf_names_its_standards_and_describes_its_charts() -> None:
    report = reported(a_round())
    told = printed(report)["areas"][0]["aims"][0]["figures"][0]
    assert told["alt"]
    assert told["svg"].startswith("<svg")
    made = pdf(report)
    assert b"pdfuaid" in made
    assert b"pdfaid" in made
    assert pdf(reported(a_round(), summary=True)).startswith(b"%PDF-")


def test_a_slide_s_chart_has_numbers_and_an_alternative_text() -> None:
    slides = Presentation(BytesIO(pptx(reported(a_round())))).slides
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    assert list(charts[0].chart.plots[0].series[0].values) == [61.2, 63.5, 60.8, 66, 71.5]
    assert all(one._element.nvGraphicFramePr.cNvPr.get("descr") for one in charts)
    assert all(slide.shapes.title.text for slide in slides)


def test_numbers_and_days_in_excel_are_numbers_and_days() -> None:
    with override("da"):
        book = load_workbook(BytesIO(xlsx(reported(a_round()))))
    assert [row[4].value for row in book["Tal"].iter_rows(min_row=2)][:2] == [61.2, 63.5]
    decided = book["Beslutninger"]
    assert decided["E2"].is_date
    assert all(sheet.tables for sheet in book.worksheets[1:])


def test_a_text_is_set_as_its_writer_meant_it() -> None:
    told = blocks(
        "# Kort\n\nFørst *dette*\nog mere.\n\n1. Én\n2. To\n\n- Punkt\n\n| a | b |\n|---|---|\n| c | d |"
    )
    assert [(one.mark, one.text, one.is_heading) for one in told] == [
        ("", "Kort", True), ("", "Først dette og mere.", False), ("1.", "Én", False), ("2.", "To", False),
        ("•", "Punkt", False), ("", "a · b", False), ("", "c · d", False),
    ]  # fmt: skip


def test_a_signed_report_takes_eight_queries_however_large() -> None:
    small, large = signed(a_round()), a_round()
    rounds.with_initiatives(large, 15)
    signed(large)
    for round in (small, large):
        reader = a_reader(round)
        with CaptureQueriesContext(connection) as asked:
            round_report(reader, round)
        assert len(asked) <= 8


def test_an_unsigned_report_takes_as_many_queries_however_large() -> None:
    taken = []
    for initiatives in (1, 12):
        round = a_round()
        rounds.with_initiatives(round, initiatives)
        reader = a_reader(round)
        round_report(reader, round)
        with CaptureQueriesContext(connection) as asked:
            round_report(reader, round)
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 30


def test_forty_pages_with_24_charts_are_set_within_two_seconds() -> None:
    municipality = build.a_municipality()
    year = timezone.localdate().year
    strategy = build.a_strategy(
        municipality, starts_on=date(year - 1, 1, 1), ends_on=date(year + 1, 12, 31)
    )
    for _area in range(4):
        area = build.a_focus_area(strategy)
        for _aim in range(6):
            build.an_objective(area)
    build.adopted(strategy)
    for number, objective in enumerate(strategy.objectives.all()):
        rounds.measured(objective, *range(40, 64), title=f"Andel {number}")
    round = rounds.a_closed_round(strategy)
    round.reports.update(fact="Det går fremad, men langsomt. " * 60, cause="Vi venter. " * 60)
    signed(round)
    reader = a_reader(round)

    begun = perf_counter()
    report = round_report(reader, round)
    assert report
    made = pdf(report)

    assert perf_counter() - begun < 2
    assert len(report.figures) == 24
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) >= 40


def test_members_choose_among_all_reports_and_others_get_the_public_one() -> None:
    round = signed(a_round(is_public=True))
    where = reverse("reports:round_reports", args=[round.municipality.slug, round.slug])
    visitor, member = Client(), Client()
    member.force_login(build.a_person("employee", round.municipality))
    whole = reverse(
        "reports:round_report", args=[round.municipality.slug, round.slug, "hele", "pdf"]
    )
    public = whole.replace("hele", "offentlig")

    assert whole in member.get(where).content.decode()
    shown = visitor.get(where).content.decode()
    assert public in shown
    assert whole not in shown
    assert visitor.get(whole).status_code == 404
    assert visitor.get(public)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("ending", kinds.FORMATS)
def test_a_file_has_its_type_and_a_name_that_says_what_it_is(ending: str) -> None:
    round = a_round(slug="2014-1")
    browser = Client()
    browser.force_login(build.a_person("employee", round.municipality))
    slug = round.municipality.slug
    answer = browser.get(reverse("reports:round_report", args=[slug, "2014-1", "hele", ending]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == kinds.FORMATS[ending].content_type
    assert f'filename="{slug}-opfoelgning-2014-1-hele.{ending}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("part", ["findes-ikke", "fokusomraade-9", "enhed-ingen", "offentlig"])
def test_a_report_that_there_is_not_is_not_found(part: str) -> None:
    round = a_round(slug="2014-1")
    browser = Client()
    browser.force_login(build.a_person("employee", round.municipality))
    address = reverse("reports:round_report", args=[round.municipality.slug, "2014-1", part, "pdf"])
    assert browser.get(address).status_code == 404
    assert browser.get(address.replace(".pdf", ".exe")).status_code == 404


def test_another_municipality_s_round_is_not_found() -> None:
    round = signed(a_round())
    stranger = Client()
    stranger.force_login(build.a_person("executive", build.a_municipality()))
    where = reverse("reports:round_reports", args=[round.municipality.slug, round.slug])
    assert stranger.get(where).status_code == 404
