"""What charts are drawn from: plain values that any room can fill in.

All are frozen and hold tuples, so that the same chart is drawn once and not for every reader. A value that is
missing is None; infinite values and those that are no number are treated as missing. ``every`` says how often
a value comes: a value of a month, quarter or year belongs to the whole of it, and its date may be any day inside.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Every = Literal["day", "week", "month", "quarter", "half", "year"]
Signal = Literal["", "outside", "trend", "two_of_three", "run"]
Outside = Literal["", "95", "99.8"]


@dataclass(frozen=True, kw_only=True)
class Described:
    """What every chart has besides its figures.

    ``title`` says what is shown; ``unit`` is written on the axis ("%", "dage", "kr."); ``decimals`` is
    worked out from the values unless given; ``source`` is a line below; ``is_example`` shows the mark *Example*.
    """

    title: str
    unit: str = ""
    decimals: int | None = None
    source: str = ""
    is_example: bool = False


# Series


@dataclass(frozen=True)
class Reading:
    """One value of a series. ``favourable`` tells which way a signal points: None when neither way is better.

    ``label`` replaces the written period ("2013/14"); ``note`` and ``url`` (where the value came from, row by row)
    stand in the table.
    """

    on: dt.date
    value: float | None
    signal: Signal = ""
    favourable: bool | None = None
    label: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Aim:
    """A value on a date: a baseline, or one step of a target's trajectory."""

    on: dt.date
    value: float


@dataclass(frozen=True)
class Limits:
    """Mean and process limits over one stretch of time; a series that took a step has several stretches."""

    start: dt.date
    end: dt.date
    mean: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Forecast:
    """What is expected on a date, and the interval; several make the fan bend."""

    on: dt.date
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Event:
    """A line across time with its words: an initiative's start, an accepted step change, anything to remember."""

    on: dt.date
    label: str
    kind: Literal["start", "step", "note"] = "note"


@dataclass(frozen=True)
class Comparison:
    """Another series to look at beside the chart's own: a municipality, a group, the country."""

    label: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesChart(Described):
    """Values over time, with what they are held against.

    ``label`` names the chart's own series beside its last value; ``targets`` is the trajectory, drawn as a
    line from the baseline, or in steps where each holds until the next (``stepped``).
    """

    readings: tuple[Reading, ...]
    every: Every = "month"
    label: str = ""
    baseline: Aim | None = None
    targets: tuple[Aim, ...] = ()
    stepped: bool = False
    limits: tuple[Limits, ...] = ()
    forecast: tuple[Forecast, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    events: tuple[Event, ...] = ()


# Categories


@dataclass(frozen=True)
class Bar:
    """One category: its value, the interval around it, how many it rests on. ``own`` draws it strongly.

    ``note`` stands in place of a value that is not shown, such as "for få svar".
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    size: int | None = None
    own: bool = False
    note: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class BarChart(Described):
    """Values by category, in the order given; ``reference`` is a line across all, with its words."""

    bars: tuple[Bar, ...]
    name_label: str = ""
    size_label: str = ""
    reference: float | None = None
    reference_label: str = ""


@dataclass(frozen=True)
class Weight:
    """How much a donor counts in what a unit is compared with, from 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, kw_only=True)
class WeightsChart(Described):
    """Which donors weigh: the heaviest as bars in the order given, the light ones as one."""

    weights: tuple[Weight, ...]
    most: int = 10


# Funnel


@dataclass(frozen=True)
class FunnelUnit:
    """A unit in a funnel plot: its value over its denominator, and outside which limits it lies."""

    name: str
    value: float
    size: float
    outside: Outside = ""
    own: bool = False
    url: str = ""


@dataclass(frozen=True)
class FunnelLimit:
    """Where the limits run at one denominator."""

    size: float
    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, kw_only=True)
class FunnelChart(Described):
    """Units over their denominators, so that small ones are not blamed for chance. No rank is shown or implied.

    ``limits`` are sorted by size; ``size_label`` says what is counted ("Antal borgere").
    """

    units: tuple[FunnelUnit, ...]
    limits: tuple[FunnelLimit, ...]
    mean: float
    size_label: str = ""


# Effects


@dataclass(frozen=True)
class FitPoint:
    """One date in an effect evaluation: what was, what would have been expected, perhaps with its interval."""

    on: dt.date
    treated: float | None
    expected: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class FitChart(Described):
    """The unit where something was done and what it is compared with; the gap after it is what is sought."""

    points: tuple[FitPoint, ...]
    starts_on: dt.date
    treated_label: str
    expected_label: str
    start_label: str
    every: Every = "year"


@dataclass(frozen=True)
class Gaps:
    """How far a unit was from what was expected of it, date by date."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceboChart(Described):
    """The gap where something was done among the gaps of those where nothing was, had it been done there."""

    dates: tuple[dt.date, ...]
    treated: Gaps
    placebos: tuple[Gaps, ...]
    starts_on: dt.date
    start_label: str
    every: Every = "year"


@dataclass(frozen=True)
class Estimate:
    """The estimated effect in one unit."""

    name: str
    value: float


@dataclass(frozen=True, kw_only=True)
class RankChart(Described):
    """The estimate among the placebo estimates, in order of size."""

    treated: Estimate
    placebos: tuple[Estimate, ...]
    value_label: str = ""


# Effect chain


@dataclass(frozen=True)
class Link:
    """One step in an effect chain. ``figures`` are words about its indicator ("38 % → 45 %")."""

    text: str
    figures: str = ""
    url: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage of the chain with its steps; ``assumption`` stands on the arrow that leads here.

    ``evidence`` grades the assumption (see ``signs.EVIDENCE``) where somebody has examined it.
    """

    kind: Literal["activity", "output", "outcome", "effect"]
    links: tuple[Link, ...]
    assumption: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class EffectChain:
    """How something that is done is thought to lead to an effect."""

    title: str
    stages: tuple[Stage, ...]
    is_example: bool = False
