"""What a report of a round is made of, as plain values: everything is already said in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pejl.design.charts.data import SeriesChart


@dataclass(frozen=True)
class Stand:
    """How something stands: which sign, and the word beside it."""

    status: str
    word: str


@dataclass(frozen=True)
class Judgement:
    """What was reported on one thing. In a public report only ``stand`` and ``fact`` are filled in."""

    stand: Stand
    judged_as: str = ""
    """The judgement's own word, where it is too old to be shown as such."""
    fact: str = ""
    cause: str = ""
    remedy: str = ""
    forecast_on: date | None = None
    next_milestone: str = ""
    decision_wanted: str = ""
    suggested: str = ""
    """What the figures suggested, with the reasons; empty where they suggested nothing."""
    disagrees: bool = False
    disagreement: str = ""
    owner: str = ""
    unit: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True)
class Figure:
    """An indicator: its latest value, how that stands, and its chart.

    ``number`` counts through the report; it is 0 where there is no value to draw. Where the indicator already
    stands at an earlier objective, ``is_again`` sends the reader there.
    """

    number: int
    is_again: bool
    label: str
    title: str
    definition: str
    stand: Stand
    latest: str
    path: str
    sentence: str
    chart: SeriesChart
    is_example: bool


@dataclass(frozen=True)
class Bearing:
    """Effort and effect, two signs that never become one, and how sure one can be."""

    effort: Stand
    effort_words: str
    effect: Stand
    certainty: str


@dataclass(frozen=True)
class Aim:
    """An objective. ``judgement`` is missing where the round asked for none, ``bearing`` in a public report."""

    label: str
    title: str
    is_example: bool
    responsible: str
    judgement: Judgement | None
    bearing: Bearing | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Undertaking:
    """An initiative as it was reported on."""

    label: str
    title: str
    kind: str
    state: str
    unit: str
    objectives: tuple[str, ...]
    is_example: bool
    judgement: Judgement | None


@dataclass(frozen=True)
class Area:
    """A focus area with its objectives, its initiatives, and what was decided in it."""

    label: str
    title: str
    is_example: bool
    responsible: str
    judgement: Judgement | None
    aims: tuple[Aim, ...]
    initiatives: tuple[Undertaking, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Decision:
    """What was decided. ``about`` names what it is on, with the number that people say."""

    label: str
    about: str
    text: str
    reason: str
    decided_on: date | None
    responsible: str
    due_on: date | None
    state: str
    outcome: str


@dataclass(frozen=True)
class Wanted:
    """A decision that somebody asks for."""

    about: str
    text: str
    owner: str


@dataclass(frozen=True)
class Minute:
    """A point of an agenda and what was said."""

    number: int
    title: str
    why: str
    about: str
    details: str
    minutes: str
    is_treated: bool


@dataclass(frozen=True)
class Meeting:
    """A meeting of the executive group; without a day, the points that wait for one."""

    held_on: date | None
    place: str
    title: str
    points: tuple[Minute, ...]


@dataclass(frozen=True)
class Count:
    """How many reports there are on one level and how they stand. The four of the middle are internal."""

    level: str
    reports: int
    confirmed: int
    stale: int
    unowned: int
    disagreeing: int
    stands: tuple[tuple[Stand, int], ...]


@dataclass(frozen=True)
class Seal:
    """Who signed the round when, and where its record stands in the chain. ``by`` is empty in a public report."""

    signed_on: date
    by: str
    number: int
    digest: str


@dataclass(frozen=True)
class Addition:
    """What was added to the record after it was signed."""

    about: str
    text: str
    by: str
    added_on: date


@dataclass(frozen=True)
class RoundReport:
    """All that a report says, whatever it is set as."""

    kind: str
    """“whole”, “focus_area”, “unit”, “public” or “summary”."""
    municipality: str
    colour: str
    strategy: str
    title: str
    part: str
    """The focus area or unit that it is narrowed to; empty for the whole."""
    starts_on: date
    ends_on: date
    told_on: date
    """The day of which it tells: that of the signature, else today."""
    is_example: bool
    words: dict[str, str]
    areas: tuple[Area, ...]
    elsewhere: tuple[Undertaking, ...]
    counts: tuple[Count, ...]
    wanted: tuple[Wanted, ...] = ()
    decisions: tuple[Decision, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    seal: Seal | None = None
    """Missing while the round is not signed."""
    additions: tuple[Addition, ...] = ()
    added_later: int = 0
    """How many things were added, where what they say is not told."""
    logo: bytes | None = field(default=None, repr=False)

    @property
    def is_public(self) -> bool:
        return self.kind == "public"

    @property
    def initiatives(self) -> tuple[Undertaking, ...]:
        """All of them, in the order of the focus areas."""
        return tuple(one for area in self.areas for one in area.initiatives) + self.elsewhere

    @property
    def aims(self) -> tuple[Aim, ...]:
        return tuple(aim for area in self.areas for aim in area.aims)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Each indicator once, where it first stands."""
        return tuple(one for aim in self.aims for one in aim.figures if not one.is_again)
