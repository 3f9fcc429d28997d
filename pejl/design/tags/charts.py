"""Charts on a page: a drawing for phones, one for desks, what a screen reader says, and the numbers as a table.

A page with charts also asks for their style sheet, in its block ``head``: ``design/charts.css``.
"""

from functools import lru_cache

from django import template
from django.template.context import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from pejl.design.charts import spark
from pejl.design.charts.data import Described, SeriesChart
from pejl.design.charts.kinds import drawing_of, said, table_of
from pejl.design.charts.plot import NARROW, WIDE
from pejl.design.charts.rendering import inline_svg
from pejl.design.charts.series import latest, numbers_of
from pejl.design.charts.tables import Cell, Row, Table
from pejl.design.tags.panels import unique_id
from pejl.design.tags.signs import example_mark

register = template.Library()

MOST_KEPT = 512
"""Charts kept as drawn, so that one that has not changed is not drawn again."""


@register.simple_tag(takes_context=True, name="chart")
@register.simple_tag(takes_context=True, name="series_chart")
@register.simple_tag(takes_context=True, name="bar_chart")
@register.simple_tag(takes_context=True, name="weights_chart")
@register.simple_tag(takes_context=True, name="funnel_chart")
@register.simple_tag(takes_context=True, name="fit_chart")
@register.simple_tag(takes_context=True, name="placebo_chart")
@register.simple_tag(takes_context=True, name="rank_chart")
def chart(context: Context, chart: Described, small: bool = False) -> SafeString:
    """A chart of any kind. ``small`` leaves out the drawing for desks, where charts stand two in a row."""
    name = unique_id(context, "chart", chart.title)
    return _figure(chart, name, small, get_language() or "")


@register.simple_tag
def sparkline(chart: SeriesChart) -> SafeString:
    """A series small enough for a list, with its latest value."""
    return _sparkline(chart, get_language() or "")


@lru_cache(maxsize=MOST_KEPT)
def _figure(chart: Described, name: str, small: bool, language: str) -> SafeString:
    spoken = f'<desc id="{name}-said">{escape(said(chart))}</desc>'
    labels = f"{name} {name}-said"
    frames = [inline_svg(drawing_of(chart, NARROW), "narrow", labels, spoken)]
    if not small:
        frames.append(inline_svg(drawing_of(chart, WIDE), "wide", labels))
    source = pgettext("chart", "Source: %(source)s") % {"source": chart.source}
    return format_html(
        '<figure class="pejl-chart{}"><figcaption id="{}">{} {}</figcaption>{}{}{}</figure>',
        " c-small" if small else "",
        name,
        chart.title,
        example_mark(chart),
        SafeString("".join(frames)),
        format_html('<p class="c-source">{}</p>', source) if chart.source else "",
        _numbers(table_of(chart), name),
    )


@lru_cache(maxsize=MOST_KEPT)
def _sparkline(chart: SeriesChart, language: str) -> SafeString:
    last = latest(chart.readings)
    if last is None or last.value is None:
        return format_html('<span class="pejl-none">{}</span>', pgettext("chart", "No values yet"))
    drawing = spark.draw(chart)
    shapes = inline_svg(drawing, "spark", "").replace('aria-labelledby=""', 'aria-hidden="true"')
    return format_html(
        '<span class="pejl-spark">{}<span class="sr-only">{}</span> <span class="pejl-number">{}</span></span>',
        SafeString(shapes),
        said(chart),
        numbers_of(chart).spoken(last.value),
    )


def _numbers(table: Table, name: str) -> SafeString:
    """The table, one press away on a screen and open on paper."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    body = "".join(_row(row) for row in table.rows)
    width = len(table.heads) - 1
    below = "".join(_fact(row, width) for row in table.facts)
    return format_html(
        '<details class="details"><summary class="details-summary">{0}<span class="sr-only">: {1}</span></summary>'
        '<div class="details-text"><div class="table--responsive-scroll" tabindex="0" role="region"'
        ' aria-labelledby="{2}"><table class="table table--compact c-num-{3}"><caption class="sr-only">{1}'
        "</caption><thead><tr>{4}</tr></thead><tbody>{5}</tbody>{6}</table></div></div></details>",
        pgettext("chart", "Show the numbers"),
        table.caption,
        name,
        min(table.numeric, 6),
        SafeString(heads),
        SafeString(body),
        SafeString(f'<tbody class="c-facts">{below}</tbody>' if below else ""),
    )


def _row(row: Row) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.name)}</th>{cells}</tr>'


def _fact(row: Row, width: int) -> str:
    """One fact across the width of the table."""
    across = f' colspan="{width}"' if width > 1 else ""
    return f'<tr><th scope="row">{escape(row.name)}</th><td{across}>{_cell(row.cells[0])}</td></tr>'


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, Cell):
        return f'<a href="{escape(cell.url)}">{escape(cell.text)}</a>'
    return escape(cell)
