"""A report for Word: real headings, real tables, and each figure as its numbers, to be written on in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Written
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pejl.design.charts.kinds import said, table_of
from pejl.design.charts.tables import Cell
from pejl.design.colour import readable_on_white
from pejl.reports.catalogue import NEUTRAL
from pejl.reports.followup import wording
from pejl.reports.followup.parts import (
    Aim,
    Area,
    Decision,
    Figure,
    Judgement,
    RoundReport,
    Stand,
    Undertaking,
)
from pejl.reports.followup.texts import blocks, clean

LATEST = 8
"""So many of a figure's latest values stand in its table."""


def docx(report: RoundReport) -> bytes:
    """The report as a document with headings that the program can list and a screen reader can walk."""
    written = _begun(report)
    _standing(written, report)
    for area in report.areas if report.kind != "summary" else ():
        _area(written, area, report)
    if report.elsewhere and report.kind != "summary":
        written.add_heading(_("Other initiatives"), 1)
        _initiatives(written, report.elsewhere)
    if not report.is_public:
        _decided(written, report)
    _record(written, report)
    saved = BytesIO()
    written.save(saved)
    return saved.getvalue()


def _begun(report: RoundReport) -> Written:
    """A document with the municipality's colour and language, its title and what it is."""
    written = Document()
    accent = RGBColor.from_string(readable_on_white(report.colour or NEUTRAL)[1:].upper())
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        written.styles[name].font.color.rgb = accent
        written.styles[name].font.name = "Calibri"
    written.styles["Normal"].font.size = Pt(10.5)
    language = "da-DK" if (get_language() or "da").startswith("da") else "en-GB"
    _say_language(written, language)
    about = written.core_properties
    about.title, about.author = clean(wording.heading(report)), clean(report.municipality)
    about.language = language
    section = written.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _foot(written, report)
    _paragraph(written, report.municipality)
    written.add_heading(clean(wording.heading(report)), 0)
    lines = [report.strategy, wording.period(report), wording.kind_words(report)]
    lines += [wording.state_of_the_report(report), wording.who_may_read(report)]
    lines += [_("Example")] if report.is_example else []
    for line in filter(None, [*lines, wording.added_later(report)]):
        _paragraph(written, line)
    return written


def _say_language(written: Written, language: str) -> None:
    """What a screen reader and the spelling check go by."""
    defaults = written.styles.element.find(qn("w:docDefaults"))
    found = defaults.iter(qn("w:lang")) if defaults is not None else ()
    for one in found:
        one.set(qn("w:val"), language)


def _foot(written: Written, report: RoundReport) -> None:
    """Municipality, round, day, and the number of the page."""
    foot = written.sections[0].footer.paragraphs[0]
    foot.add_run(
        clean(
            f"{report.municipality} · {wording.heading(report)} · {wording.day(report.told_on)} · "
        )
    )
    foot.add_run(f"{_('Page')} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _paragraph(written: Any, text: str, style: str | None = None, *, strong: bool = False) -> None:
    run = written.add_paragraph(style=style).add_run(clean(text))
    run.bold = strong or None


def _blocks(written: Any, text: str) -> None:
    """A text as its writer set it; its own numbers stay, because a list goes on where another ended."""
    for one in blocks(text):
        if one.mark == "•":
            _paragraph(written, one.text, "List Bullet")
        else:
            _paragraph(written, f"{one.mark} {one.text}".strip(), strong=one.is_heading)


def _stand(paragraph: Any, stand: Stand) -> None:
    """Shape and word, in the sign's colour."""
    run = paragraph.add_run(wording.signed_word(stand))
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(wording.COLOURS[stand.status][1:].upper())


def _table(written: Any, heads: Sequence[str], rows: Iterable[Sequence[Any]], told: str) -> None:
    """A table whose heads are heads, on each page that it goes over; ``told`` says what it shows."""
    table = written.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), clean(told))
    table._tbl.tblPr.append(described)
    first = table.rows[0]
    marked = OxmlElement("w:tblHeader")
    first._tr.get_or_add_trPr().append(marked)
    for cell, head in zip(first.cells, heads, strict=True):
        cell.paragraphs[0].add_run(clean(head)).bold = True
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            if isinstance(value, Stand):
                _stand(cell.paragraphs[0], value)
            else:
                cell.paragraphs[0].add_run(clean(str(value)))
    written.add_paragraph()


def _standing(written: Written, report: RoundReport) -> None:
    """How many stand how, then each objective with its signs."""
    written.add_heading(_("How it stands"), 1)
    counts = [
        [
            wording.opened(count.level),
            " · ".join(f"{wording.signed_word(stand)} {number}" for stand, number in count.stands),
            "" if report.is_public else "; ".join(wording.gaps_of(count)) or "–",
        ]
        for count in report.counts
    ]
    heads = [_("Level"), _("How they stand"), _("To be noted")]
    keep = 2 if report.is_public else 3
    _table(written, heads[:keep], [row[:keep] for row in counts], _("How they stand"))
    aim_word = wording.opened(report.words["objective"])
    heads = [_("No."), aim_word, _("Status"), _("Effort"), _("Effect")]
    keep = 3 if report.is_public else 5
    rows = [_signs(aim)[:keep] for aim in report.aims]
    if rows:
        _table(written, heads[:keep], rows, wording.opened(report.words["objectives"]))


def _signs(aim: Aim) -> list[Any]:
    bearing = aim.bearing
    return [
        aim.label,
        aim.title,
        aim.judgement.stand if aim.judgement else "–",
        bearing.effort if bearing else "–",
        bearing.effect if bearing else "–",
    ]


def _area(written: Written, area: Area, report: RoundReport) -> None:
    title = f"{wording.opened(report.words['focus_area'])} {area.label}: {area.title}"
    written.add_heading(clean(title), 1)
    _judgement(written, area.judgement, report)
    for aim in area.aims:
        written.add_heading(clean(f"{aim.label} {aim.title}"), 2)
        _judgement(written, aim.judgement, report)
        if aim.bearing:
            facts = [
                [_("Effort"), f"{wording.signed_word(aim.bearing.effort)}: {aim.bearing.effort_words}"],
                [_("Effect"), wording.signed_word(aim.bearing.effect)],
                [_("Certainty"), aim.bearing.certainty],
            ]  # fmt: skip
            _table(written, [_("Bearing"), aim.label], facts, _("Bearing"))
        for figure in aim.figures:
            _figure(written, figure)
    if area.initiatives:
        written.add_heading(_("Initiatives"), 2)
        _initiatives(written, area.initiatives)


def _judgement(written: Written, one: Judgement | None, report: RoundReport) -> None:
    if one is None:
        _paragraph(written, _("The round asked for no report on this."))
        return
    _stand(written.add_paragraph(), one.stand)
    if notes := wording.notes_of(one):
        _paragraph(written, " · ".join(notes))
    for label, text in wording.texts_of(one):
        _paragraph(written, label, strong=True)
        _blocks(written, text)
    if not report.is_public:
        _paragraph(written, wording.told_by(one))


def _figure(written: Written, figure: Figure) -> None:
    """The latest numbers of a figure, and what they say."""
    if not figure.number:
        _paragraph(written, f"{figure.title}: {wording.against_path(figure)}", strong=True)
        return
    _paragraph(written, wording.caption_of(figure), strong=True)
    if figure.is_again:
        _paragraph(written, _("See figure %(number)d.") % {"number": figure.number})
        return
    table = table_of(figure.chart)
    rows = [
        [row.name, *(one.text if isinstance(one, Cell) else one for one in row.cells)]
        for row in table.rows[-LATEST:]
    ]
    _table(written, table.heads, rows, said(figure.chart))
    line = written.add_paragraph()
    _stand(line, figure.stand)
    line.add_run(clean(f" {wording.against_path(figure)}. {figure.sentence}"))


def _initiatives(written: Written, initiatives: Iterable[Undertaking]) -> None:
    heads = [_("No."), _("Initiative"), _("Status"), _("What is the case"), _("Next milestone")]
    rows = [
        [
            one.label, f"{one.title} ({one.kind}, {one.state})",
            one.judgement.stand if one.judgement else "–",
            " ".join(block.text for block in blocks(one.judgement.fact)) if one.judgement else "",
            one.judgement.next_milestone if one.judgement else "",
        ]
        for one in initiatives
    ]  # fmt: skip
    _table(written, heads, rows, _("Initiatives"))


def _decided(written: Written, report: RoundReport) -> None:
    """What is wanted, what was decided, and what was said."""
    written.add_heading(_("Decisions wanted"), 1)
    for wanted in report.wanted:
        _paragraph(written, f"{wanted.about} · {wanted.owner}".strip(" ·"), strong=True)
        _blocks(written, wanted.text)
    if not report.wanted:
        _paragraph(written, _("No decision is wanted."))
    written.add_heading(_("Decisions"), 1)
    for decision in report.decisions:
        _decision(written, decision)
    if not report.decisions:
        _paragraph(written, _("Nothing was decided."))
    if report.kind == "summary" or not report.meetings:
        return
    written.add_heading(_("Minutes"), 1)
    for meeting in report.meetings:
        held = wording.day(meeting.held_on) or _("Waits for a meeting")
        written.add_heading(
            clean(" · ".join(filter(None, [held, meeting.title, meeting.place]))), 2
        )
        for point in meeting.points:
            written.add_heading(clean(f"{point.number}. {point.title}"), 3)
            _paragraph(written, " · ".join(filter(None, [point.why, point.about])))
            _blocks(written, point.details)
            _blocks(written, point.minutes)


def _decision(written: Written, one: Decision) -> None:
    _paragraph(written, f"{one.label} {one.about}".strip(), strong=True)
    _blocks(written, one.text)
    if one.reason:
        _paragraph(written, f"{_('Reason')}: {one.reason}")
    _paragraph(written, wording.facts_of(one))
    if one.outcome:
        _paragraph(written, f"{_('What became of it')}: {one.outcome}")


def _record(written: Written, report: RoundReport) -> None:
    """How it is sealed, and what was added later."""
    if report.seal is None:
        return
    written.add_heading(_("The record"), 1)
    _paragraph(written, wording.state_of_the_report(report))
    _paragraph(written, wording.place_in_chain(report.seal))
    _paragraph(written, f"SHA-256: {report.seal.digest}")
    for one in report.additions:
        heading = f"{_('Added to the record later')}: {one.about or _('The record as a whole')}"
        written.add_heading(clean(heading), 2)
        _blocks(written, one.text)
        _paragraph(written, f"{one.by}, {wording.day(one.added_on)}")
