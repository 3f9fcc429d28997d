"""A report for Excel: one sheet a kind of thing, each a table that can be sorted, with real numbers and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from pejl.design.colour import readable_on_white
from pejl.reports.catalogue import NEUTRAL
from pejl.reports.followup import wording
from pejl.reports.followup.parts import Aim, Judgement, RoundReport, Undertaking
from pejl.reports.followup.texts import blocks, clean

WIDEST = 60
LONGEST = 32_000
"""Characters; Excel takes 32,767 in a cell."""


def xlsx(report: RoundReport) -> bytes:
    """The report as a workbook. No text is ever taken for a formula."""
    book = Workbook()
    front = book.active
    _front(front, report)
    _sheet(book, _("Objectives"), *_objectives(report))
    _sheet(book, _("Initiatives"), *_initiatives(report))
    _sheet(book, _("Figures"), *_figures(report))
    if not report.is_public:
        _sheet(book, _("Decisions"), *_decisions(report))
    book.properties.title = clean(wording.heading(report))
    book.properties.creator = clean(report.municipality)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _front(sheet: Worksheet, report: RoundReport) -> None:
    """What it is, who signed it, and how many stand how."""
    sheet.title = _("Overview")
    accent = readable_on_white(report.colour or NEUTRAL)[1:]
    lines = [
        report.municipality, report.strategy, wording.period(report), wording.kind_words(report),
        wording.state_of_the_report(report), wording.who_may_read(report), wording.added_later(report),
    ]  # fmt: skip
    if report.is_example:
        lines.append(_("Example"))
    _write(sheet.cell(1, 1), wording.heading(report))
    sheet.cell(1, 1).font = Font(bold=True, size=18, color=accent)
    row = 1
    for line in filter(None, lines):
        row += 1
        _write(sheet.cell(row, 1), line)
    row += 2
    heads = [_("Level"), _("Status"), _("Number")]
    for column, head in enumerate(heads, 1):
        _write(sheet.cell(row, column), head)
        sheet.cell(row, column).font = Font(bold=True, color="FFFFFF")
        sheet.cell(row, column).fill = PatternFill("solid", fgColor=accent)
    for count in report.counts:
        for stand, number in count.stands:
            row += 1
            values = [wording.opened(count.level), wording.signed_word(stand), number]
            for column, value in enumerate(values, 1):
                _write(sheet.cell(row, column), value)
    for letter, width in zip("ABC", (40, 28, 12), strict=True):
        sheet.column_dimensions[letter].width = width


def _sheet(book: Workbook, title: str, heads: list[str], rows: list[list[Any]]) -> None:
    """A sheet with one table, its heads kept in view and on each printed page; left out where it is empty."""
    if not rows:
        return
    sheet = book.create_sheet(title[:31])
    for column, head in enumerate(heads, 1):
        _write(sheet.cell(1, column), head)
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(at, column), value)
    area = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    table = Table(displayName=f"T{len(book.worksheets)}", ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _widen(sheet, heads, rows)


def _widen(sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    for column, head in enumerate(heads):
        longest = max(len(str(row[column] or "")) for row in rows)
        width = min(WIDEST, max(longest, len(head)) + 3)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


def _write(cell: Cell, value: Any) -> None:
    """A number or a day as what it is; everything else as text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        cell.value, cell.number_format = value, "d. mmmm yyyy"
    elif isinstance(value, int | float):
        cell.value = value
    else:
        cell.value = clean(str(value))[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = str(value).startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _plain(text: str) -> str:
    """The words of a text, a line a paragraph."""
    return "\n".join(f"{one.mark} {one.text}".strip() for one in blocks(text))


def _told(judgement: Judgement | None, *, is_public: bool) -> list[Any]:
    """The cells of one report."""
    if judgement is None:
        return ["", ""] if is_public else [""] * 11
    cells: list[Any] = [wording.signed_word(judgement.stand), _plain(judgement.fact)]
    if is_public:
        return cells
    return [
        *cells, _plain(judgement.cause), _plain(judgement.remedy), judgement.next_milestone,
        judgement.forecast_on, _plain(judgement.decision_wanted), judgement.suggested, judgement.owner,
        judgement.confirmed_on, judgement.confirmed_by,
    ]  # fmt: skip


def _told_heads(*, is_public: bool) -> list[str]:
    heads = [_("Status"), _("What is the case")]
    if is_public:
        return heads
    return [
        *heads, _("Why"), _("What we do about it"), _("Next milestone"), _("Expected to be done"),
        _("Decision wanted"), _("What the figures suggested"), _("Owner"), _("Confirmed on"),
        _("Confirmed by"),
    ]  # fmt: skip


def _objectives(report: RoundReport) -> tuple[list[str], list[list[Any]]]:
    public = report.is_public
    area, aim = (wording.opened(report.words[one]) for one in ("focus_area", "objective"))
    inside = [] if public else [_("Effort"), _("Effect"), _("Certainty")]
    heads = [_("No."), area, aim, *_told_heads(is_public=public), *inside, _("Example")]
    rows = [
        [
            aim.label, f"{one.label}. {one.title}", aim.title, *_told(aim.judgement, is_public=public),
            *_bearing(aim), _yes(aim.is_example),
        ]
        for one in report.areas
        for aim in one.aims
    ]  # fmt: skip
    return heads, rows


def _bearing(aim: Aim) -> list[str]:
    if aim.bearing is None:
        return []
    effort = f"{wording.signed_word(aim.bearing.effort)}: {aim.bearing.effort_words}"
    return [effort, wording.signed_word(aim.bearing.effect), aim.bearing.certainty]


def _initiatives(report: RoundReport) -> tuple[list[str], list[list[Any]]]:
    public = report.is_public
    heads = [
        _("No."), _("Initiative"), _("Kind"), _("State"), *([] if public else [_("Unit")]),
        wording.opened(report.words["objectives"]), *_told_heads(is_public=public), _("Example"),
    ]  # fmt: skip
    return heads, [_initiative(one, public) for one in report.initiatives]


def _initiative(one: Undertaking, public: bool) -> list[Any]:
    return [
        one.label, one.title, one.kind, one.state, *([] if public else [one.unit]),
        ", ".join(one.objectives), *_told(one.judgement, is_public=public), _yes(one.is_example),
    ]  # fmt: skip


def _figures(report: RoundReport) -> tuple[list[str], list[list[Any]]]:
    """Every value of every figure, a row each, as numbers."""
    heads = [
        _("Figure"),
        _("Indicator"),
        _("Unit of measure"),
        _("Period"),
        _("Value"),
        _("Status"),
    ]
    rows = [
        [
            figure.number, figure.title, figure.chart.unit, reading.label or reading.on, reading.value,
            wording.signed_word(figure.stand),
        ]
        for figure in report.figures
        for reading in figure.chart.readings
    ]  # fmt: skip
    return heads, rows


def _decisions(report: RoundReport) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("No."), _("On"), _("Decision"), _("Reason"), _("Decided on"), _("Responsible"), _("By"),
        _("State"), _("What became of it"),
    ]  # fmt: skip
    return heads, [
        [
            one.label, one.about, _plain(one.text), one.reason, one.decided_on, one.responsible,
            one.due_on, one.state, one.outcome,
        ]
        for one in report.decisions
    ]  # fmt: skip


def _yes(truth: bool) -> str:
    return str(_("yes") if truth else _("no"))
