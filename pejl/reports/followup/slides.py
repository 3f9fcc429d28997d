"""A report for PowerPoint, to be shown at a meeting: charts that can be edited, and the full texts as notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Inches, Pt

from pejl.design.charts.data import SeriesChart
from pejl.design.charts.kinds import said, table_of
from pejl.design.colour import readable_on_white
from pejl.reports.catalogue import NEUTRAL
from pejl.reports.followup import wording
from pejl.reports.followup.parts import Aim, Area, Figure, RoundReport, Stand
from pejl.reports.followup.texts import blocks, clean

TITLE, ONLY_TITLE = 0, 5
"""Layouts of the library's own template."""
WIDE, HIGH = Inches(13.333), Inches(7.5)
ROWS = 7
"""So many rows of a table can be read from the other end of a room."""
LONGEST = 220
"""Characters of a text on a slide; the notes have the rest."""


def pptx(report: RoundReport) -> bytes:
    """The report as slides with titles, tables, charts with alternative texts, and notes."""
    show = _Show(report)
    show.front()
    show.counts()
    for area in report.areas:
        show.area(area)
        for aim in area.aims if report.kind != "summary" else ():
            for figure in aim.figures:
                show.figure(aim, figure)
    if not report.is_public:
        show.decisions()
    saved = BytesIO()
    show.show.save(saved)
    return saved.getvalue()


class _Show:
    """The slides while they are made."""

    def __init__(self, report: RoundReport) -> None:
        self.report = report
        self.accent = RGBColor.from_string(readable_on_white(report.colour or NEUTRAL)[1:].upper())
        self.show = Presentation()
        _widened(self.show)
        about = self.show.core_properties
        about.title, about.author = clean(wording.heading(report)), clean(report.municipality)

    def front(self) -> None:
        """What it is, and who signed it."""
        report = self.report
        slide = self.show.slides.add_slide(self.show.slide_layouts[TITLE])
        slide.shapes.title.text = clean(wording.heading(report))
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = self.accent
        lines = [
            f"{report.municipality} · {report.strategy}", wording.period(report),
            wording.state_of_the_report(report), wording.who_may_read(report),
            _("Example") if report.is_example else "", wording.added_later(report),
        ]  # fmt: skip
        below = slide.placeholders[1].text_frame
        below.text = clean("\n".join(filter(None, lines)))
        for paragraph in below.paragraphs:
            paragraph.font.size = Pt(18)

    def counts(self) -> None:
        """How many stand how."""
        rows = [
            [
                wording.opened(one.level),
                "   ".join(f"{wording.signed_word(stand)} {n}" for stand, n in one.stands),
                "" if self.report.is_public else "; ".join(wording.gaps_of(one)) or "–",
            ]
            for one in self.report.counts
        ]
        keep = 2 if self.report.is_public else 3
        heads = [_("Level"), _("How they stand"), _("To be noted")]
        self._tables(_("How it stands"), heads[:keep], [row[:keep] for row in rows], (2, 6, 4))

    def area(self, area: Area) -> None:
        """A focus area: its objectives with their signs, what is said of each in the notes."""
        heads = [
            _("No."), wording.opened(self.report.words["objective"]), _("Status"), _("Effort"),
            _("Effect"),
        ]  # fmt: skip
        keep = 3 if self.report.is_public else 5
        rows = [_signs(aim)[:keep] for aim in area.aims]
        title = f"{area.label}. {area.title}"
        if area.judgement:
            title += f": {wording.signed_word(area.judgement.stand)}"
        notes = [_said_of(aim) for aim in area.aims]
        self._tables(
            title, heads[:keep], rows, (0.8, 6, 2.3, 2, 2), "\n\n".join(filter(None, notes))
        )
        self._initiatives(area)

    def _initiatives(self, area: Area) -> None:
        rows = [
            [
                one.label, one.title, one.judgement.stand if one.judgement else "–",
                one.judgement.next_milestone if one.judgement else "",
            ]
            for one in area.initiatives
        ]  # fmt: skip
        heads = [_("No."), _("Initiative"), _("Status"), _("Next milestone")]
        keep = 3 if self.report.is_public else 4
        title = f"{area.label}. {area.title}: {_('Initiatives')}"
        if rows:
            self._tables(title, heads[:keep], [row[:keep] for row in rows], (0.8, 6, 2.3, 4))

    def figure(self, aim: Aim, figure: Figure) -> None:
        """A chart of its own numbers, which whoever shows it can change the look of."""
        if not figure.number or figure.is_again:
            return
        slide = self._slide(f"{aim.label} {figure.title}")
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.LINE_MARKERS, Inches(0.6), Inches(1.5), Inches(12.1), Inches(4.7),
            _numbers(figure.chart),
        )  # fmt: skip
        _describe(frame, said(figure.chart))
        self._dress(frame.chart)
        line = f"{wording.signed_word(figure.stand)}  {wording.against_path(figure)}"
        if figure.is_example:
            line += f"  ({_('Example')})"
        self._line(slide, line, Inches(6.3))
        _note(slide, f"{wording.caption_of(figure)}\n{figure.sentence}\n{figure.definition}")

    def decisions(self) -> None:
        """What is asked for, then what was decided."""
        wanted = [[one.about, _short(one.text), one.owner] for one in self.report.wanted]
        heads = [_("On"), _("Decision wanted"), _("Owner")]
        if wanted:
            self._tables(_("Decisions wanted"), heads, wanted, (4, 6, 2))
        decided = [
            [one.label, _short(one.text), wording.facts_of(one)] for one in self.report.decisions
        ]
        if decided:
            heads = [_("No."), _("Decision"), _("State")]
            self._tables(_("Decisions"), heads, decided, (1, 6, 5))

    def _slide(self, title: str) -> Any:
        slide = self.show.slides.add_slide(self.show.slide_layouts[ONLY_TITLE])
        slide.shapes.title.text = clean(_cut(title, 90))
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = Pt(28), True, self.accent
        return slide

    def _tables(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float],
        notes: str = "",
    ) -> None:
        """A table over as many slides as it needs; ``widths`` are in parts of the whole."""
        for start in range(0, len(rows), ROWS):
            slide = self._slide(title)
            self._table(slide, heads, rows[start : start + ROWS], widths[: len(heads)])
            if notes:
                _note(slide, notes)

    def _table(
        self,
        slide: Any,
        heads: Sequence[str],
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float],
    ) -> None:
        room = Inches(12.1)
        frame = slide.shapes.add_table(
            len(rows) + 1, len(heads), Inches(0.6), Inches(1.5), room, Inches(0.5)
        )
        _describe(frame, " · ".join(heads))
        table = frame.table
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(room * width / sum(widths))
        for at, row in enumerate([heads, *rows]):
            for cell, value in zip(table.rows[at].cells, row, strict=True):
                _fill(cell, value, is_head=at == 0)
                if at == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = self.accent

    def _dress(self, chart: Any) -> None:
        """The series in the municipality's colour, what it is held against in grey and broken lines."""
        chart.has_legend = len(chart.plots[0].series) > 1
        if chart.has_legend:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
        chart.has_title = False
        chart.font.size = Pt(14)
        for at, series in enumerate(chart.plots[0].series):
            series.smooth = False
            series.format.line.width = Pt(2.5 if at == 0 else 1.5)
            series.format.line.color.rgb = self.accent if at == 0 else RGBColor(0x54, 0x54, 0x54)

    @staticmethod
    def _line(slide: Any, text: str, top: int) -> None:
        box = slide.shapes.add_textbox(Inches(0.6), top, Inches(12.1), Inches(0.6))
        box.text_frame.word_wrap = True
        box.text_frame.text = clean(text)
        box.text_frame.paragraphs[0].font.size = Pt(18)


def _widened(show: Any) -> None:
    """The library's template has the old shape of a screen; its places are drawn out to today's.

    A place of a layout that has no box of its own takes the master's, which is drawn out already: setting its
    sides would draw it out twice, and write a box without a height.
    """
    factor = WIDE / show.slide_width
    show.slide_width, show.slide_height = WIDE, HIGH
    show.element.sldSz.attrib.pop("type", None)  # said that it is 4:3
    for layout in [show.slide_master, *show.slide_layouts]:
        for place in layout.placeholders:
            if place.element.spPr.xfrm is not None:
                place.left, place.width = int(place.left * factor), int(place.width * factor)


def _signs(aim: Aim) -> list[Any]:
    bearing = aim.bearing
    return [
        aim.label,
        aim.title,
        aim.judgement.stand if aim.judgement else "–",
        bearing.effort if bearing else "–",
        bearing.effect if bearing else "–",
    ]


def _said_of(aim: Aim) -> str:
    """Everything that was written about an objective, for whoever speaks."""
    if aim.judgement is None:
        return ""
    lines = [f"{aim.label} {aim.title}: {wording.signed_word(aim.judgement.stand)}"]
    lines += [f"{label}: {_words(text)}" for label, text in wording.texts_of(aim.judgement)]
    return "\n".join(lines)


def _numbers(chart: SeriesChart) -> CategoryChartData:
    """The values with their periods as the chart's own table writes them, and the target where there is one."""
    numbers = CategoryChartData()
    numbers.categories = [clean(row.name) for row in table_of(chart).rows[: len(chart.readings)]]
    unit = f" ({chart.unit})" if chart.unit else ""
    values = [one.value for one in chart.readings]
    numbers.add_series(clean(f"{chart.label or chart.title}{unit}"), values)
    if chart.targets:
        numbers.add_series(_("Target"), [chart.targets[-1].value] * len(values))
    return numbers


def _describe(frame: Any, text: str) -> None:
    """The alternative text, which the library has no name for."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(text))


def _fill(cell: Any, value: Any, *, is_head: bool) -> None:
    is_stand = isinstance(value, Stand)
    cell.text = clean(wording.signed_word(value) if is_stand else _cut(str(value), LONGEST))
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(15), is_head or is_stand
        if is_stand:
            colour = wording.COLOURS[value.status][1:].upper()
            paragraph.font.color.rgb = RGBColor.from_string(colour)


def _note(slide: Any, text: str) -> None:
    slide.notes_slide.notes_text_frame.text = clean(text.strip())


def _words(text: str) -> str:
    return " ".join(_listed(text))


def _listed(text: str) -> Iterable[str]:
    return (f"{one.mark} {one.text}".strip() for one in blocks(text))


def _short(text: str) -> str:
    return _cut(_words(text), LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
