"""Every kind of chart by its data: how it is drawn, said, and set as a table. A new kind is a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pejl.design.charts import bars, effects, funnel, placebos, series, series_words
from pejl.design.charts.data import (
    BarChart,
    Described,
    FitChart,
    FunnelChart,
    PlaceboChart,
    RankChart,
    SeriesChart,
    WeightsChart,
)
from pejl.design.charts.plot import WIDE, Frame
from pejl.design.charts.rendering import standalone_svg
from pejl.design.charts.shapes import Drawing
from pejl.design.charts.tables import Table


@dataclass(frozen=True)
class Kind:
    """What one kind of chart can do."""

    draw: Callable[[Any, Frame], Drawing]
    said: Callable[[Any], str]
    table: Callable[[Any], Table]


KINDS: dict[type[Described], Kind] = {
    SeriesChart: Kind(series.draw, series_words.said, series_words.table),
    BarChart: Kind(bars.draw, bars.said, bars.table),
    WeightsChart: Kind(bars.draw_weights, bars.weights_said, bars.weights_table),
    FunnelChart: Kind(funnel.draw, funnel.said, funnel.table),
    FitChart: Kind(effects.draw, effects.said, effects.table),
    PlaceboChart: Kind(placebos.draw, placebos.said, placebos.table),
    RankChart: Kind(placebos.draw_ranks, placebos.rank_said, placebos.rank_table),
}


def drawing_of(chart: Described, frame: Frame = WIDE) -> Drawing:
    """The chart as shapes."""
    return KINDS[type(chart)].draw(chart, frame)


def said(chart: Described) -> str:
    """The chart in a few sentences: what a screen reader says, and the alternative text in a report."""
    return KINDS[type(chart)].said(chart)


def table_of(chart: Described) -> Table:
    """The numbers of the chart, written in the active language."""
    return KINDS[type(chart)].table(chart)


def svg(chart: Described, frame: Frame = WIDE) -> str:
    """The chart as SVG that needs no style sheet, for a typeset report."""
    return standalone_svg(drawing_of(chart, frame), chart.title, said(chart))
