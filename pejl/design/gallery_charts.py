"""Invented figures to show charts with; every one is marked as an example."""

import datetime as dt
import math

from pejl.design.charts.data import (
    Aim,
    Bar,
    BarChart,
    Comparison,
    EffectChain,
    Estimate,
    Event,
    FitChart,
    FitPoint,
    Forecast,
    FunnelChart,
    FunnelLimit,
    FunnelUnit,
    Gaps,
    Limits,
    Link,
    PlaceboChart,
    RankChart,
    Reading,
    SeriesChart,
    Signal,
    Stage,
    Weight,
    WeightsChart,
)

_SOURCE = "Opdigtede tal"
_ANSWERED = (
    *(61.2, 58.4, 63.0, 60.1, 57.3, 62.6, 59.9, 64.1, 58.8, None, 61.5, 60.7),
    *(59.4, 62.2, 49.1, 60.9, 63.4, 61.8, 66.0, 68.7, 67.1, 70.4, 69.2, 68.0),
    *(71.3, 70.1, 69.5, 72.8, 73.0, 74.4, 71.9, 73.6, 75.2, 74.1),
)
_RUN = range(19, 27)
_OUTSIDE = 14


def _month(number: int, year: int = 2023) -> dt.date:
    return dt.date(year + number // 12, number % 12 + 1, 1)


def answered_in_time() -> SeriesChart:
    """Everything that a series chart can show, at once."""
    readings = tuple(_answered(place, value) for place, value in enumerate(_ANSWERED))
    return SeriesChart(
        title="Andel af idéer, der er besvaret inden for 14 dage",
        unit="%",
        source=_SOURCE,
        is_example=True,
        readings=readings,
        label="Greve",
        baseline=Aim(_month(0), 60),
        targets=(Aim(_month(23), 68), Aim(_month(47), 80)),
        limits=(
            Limits(_month(0), _month(17), 60.3, 51.2, 69.4),
            Limits(_month(18), _month(33), 71.0, 65.9, 76.1),
        ),
        forecast=(Forecast(_month(47), 77.5, 71.8, 83.2),),
        events=(
            Event(dt.date(2024, 6, 15), "Ny modtagelse af idéer", "start"),
            Event(dt.date(2024, 7, 1), "Niveauet skifter", "step"),
        ),
    )


def _answered(place: int, value: float | None) -> Reading:
    signal: Signal = "run" if place in _RUN else ("outside" if place == _OUTSIDE else "")
    return Reading(_month(place), value, signal, place in _RUN if signal else None)


def home_care() -> SeriesChart:
    """A yearly series with comparisons and a target in steps."""
    own = (34.2, 34.9, 35.1, 34.6, 33.8, 33.1, 31.9, 31.2, 30.4)
    group = (33.0, 33.2, 33.5, 33.4, 33.1, 32.9, 32.8, 32.4, 32.1)
    country = (31.8, 31.9, 31.7, 31.9, 31.6, 31.2, 31.3, 30.9, 30.7)
    years = [dt.date(2017 + place, 12, 31) for place in range(9)]
    return SeriesChart(
        title="Visiterede timer til hjemmehjælp om året pr. borger på 67 år og derover",
        unit="timer",
        source=_SOURCE,
        is_example=True,
        readings=tuple(map(Reading, years, own)),
        every="year",
        label="Greve",
        targets=(Aim(dt.date(2022, 12, 31), 33), Aim(dt.date(2024, 12, 31), 31.5)),
        stepped=True,
        comparisons=(
            Comparison("Kommuner som Greve", tuple(map(Reading, years, group))),
            Comparison("Hele landet", tuple(map(Reading, years, country))),
        ),
        events=(Event(dt.date(2021, 3, 1), "Rehabilitering først", "start"),),
    )


def complaints() -> SeriesChart:
    """Single dates with uneven distances, and few of them."""
    days = ((2026, 1, 8), (2026, 1, 27), (2026, 2, 3), (2026, 3, 19), (2026, 3, 26), (2026, 4, 21))
    values = (12, 9, None, 7, 8, 5)
    readings = (Reading(dt.date(*day), value) for day, value in zip(days, values, strict=True))
    return SeriesChart(
        title="Klager over kørslen til daghjem",
        unit="klager",
        source=_SOURCE,
        is_example=True,
        readings=tuple(readings),
        every="day",
        targets=(Aim(dt.date(2026, 4, 30), 4),),
    )


def satisfaction() -> BarChart:
    """Categories with intervals, numbers, and one that is not shown."""
    return BarChart(
        title="Brugere, der er tilfredse med inddragelsen, efter center",
        unit="%",
        source=_SOURCE,
        is_example=True,
        name_label="Center",
        size_label="Svar",
        reference=72,
        reference_label="Hele kommunen",
        bars=(
            Bar("Center for Børn & Familier", 68, 62, 74, 231),
            Bar("Center for Dagtilbud & Skoler", 75, 71, 79, 462),
            Bar("Center for Sundhed & Pleje", 78, 73, 83, 288, own=True),
            Bar("Center for Job & Socialservice", 64, 55, 72, 117),
            Bar("Center for Kultur & Fritid", 81, 68, 89, 53),
            Bar("Center for Byråd & Kommunikation", None, size=4, note="for få svar"),
        ),
    )


def savings() -> BarChart:
    """Values on both sides of nought, in millions."""
    return BarChart(
        title="Ændring i nettoudgiften fra 2024 til 2025 efter fokusområde",
        unit="kr.",
        source=_SOURCE,
        is_example=True,
        bars=(
            Bar("Involvering", 400_000),
            Bar("Leverandørsamarbejde", -2_150_000),
            Bar("Produktivitetsforbedringer", -5_600_000, own=True),
            Bar("Kerneopgaven i forandring", 1_200_000),
        ),
    )


def referrals() -> FunnelChart:
    """Schools of different size, of which two lie outside."""
    mean, sizes = 8.4, (40, 60, 90, 130, 180, 250, 340, 460, 600, 760)

    def limit(size: int) -> FunnelLimit:
        half = 100 * math.sqrt(mean / 100 * (1 - mean / 100) / size)
        low95, low998 = max(0, mean - 1.96 * half), max(0, mean - 3.09 * half)
        return FunnelLimit(size, low95, mean + 1.96 * half, low998, mean + 3.09 * half)

    values = (6.1, 12.3, 9.0, 4.2, 8.8, 7.4, 10.1, 8.0, 15.2, 6.9, 4.9, 9.3)
    units = (66, 81, 122, 148, 203, 236, 281, 322, 390, 455, 538, 701)
    names = (
        *("Egeskolen", "Fyrskolen", "Birkeskolen", "Ahornskolen", "Lindeskolen", "Elmeskolen"),
        *("Askeskolen", "Poppelskolen", "Havreskolen", "Rugskolen", "Hvedeskolen", "Bygskolen"),
    )
    outside = {"Havreskolen": "99.8", "Hvedeskolen": "99.8"}
    return FunnelChart(
        title="Elever, der er henvist til specialtilbud, efter skole",
        unit="%",
        source=_SOURCE,
        is_example=True,
        mean=mean,
        size_label="Antal elever",
        limits=tuple(map(limit, sizes)),
        units=tuple(
            FunnelUnit(name, value, size, outside.get(name, ""), name == "Birkeskolen")  # type: ignore[arg-type]
            for name, value, size in zip(names, values, units, strict=True)
        ),
    )


_YEARS = tuple(dt.date(2006 + place, 12, 31) for place in range(19))
_TREATED = (
    *(21.4, 21.0, 21.9, 22.3, 22.0, 22.8, 23.1, 22.7, 23.4),
    *(22.6, 21.3, 20.2, 19.6, 18.8, 18.1, 17.9, 17.0, 16.6, 16.1),
)
_EXPECTED = (
    *(21.2, 21.3, 21.7, 22.1, 22.3, 22.6, 22.9, 23.0, 23.2),
    *(23.1, 22.8, 22.9, 22.5, 22.4, 22.0, 22.1, 21.7, 21.8, 21.5),
)
_START = dt.date(2015, 1, 1)


def placements() -> FitChart:
    """A municipality and what it is compared with, before and after."""
    points = map(FitPoint, _YEARS, _TREATED, _EXPECTED)
    return FitChart(
        title="Anbragte børn og unge i døgninstitution pr. 1.000 0-17-årige",
        unit="børn",
        source=_SOURCE,
        is_example=True,
        points=tuple(points),
        starts_on=_START,
        start_label="Netværk først",
        treated_label="Greve",
        expected_label="Syntetisk Greve",
    )


def placebo_gaps() -> PlaceboChart:
    """The same gap among those of 24 other municipalities."""
    treated = tuple(round(a - b, 2) for a, b in zip(_TREATED, _EXPECTED, strict=True))
    placebos = tuple(
        Gaps(f"Kommune {number}", tuple(_wave(number, place) for place in range(len(_YEARS))))
        for number in range(1, 25)
    )
    return PlaceboChart(
        title="Forskellen i Greve blandt forskellene i 24 andre kommuner",
        unit="børn",
        source=_SOURCE,
        is_example=True,
        dates=_YEARS,
        treated=Gaps("Greve", treated),
        placebos=placebos,
        starts_on=_START,
        start_label="Netværk først",
    )


def _wave(number: int, place: int) -> float:
    """A gap that wanders a little, and further after the start."""
    reach = 0.5 if place < 9 else 0.5 + 0.16 * (place - 8)
    turn = math.sin(number * 2.4 + place * 0.9) * 0.5 + math.cos(number * 1.7) * 0.9
    return round(reach * turn, 2)


def placebo_ranks() -> RankChart:
    """The estimates in order of size."""
    return RankChart(
        title="Vurderet effekt i Greve blandt 24 placebovurderinger",
        unit="børn",
        source=_SOURCE,
        is_example=True,
        treated=Estimate("Greve", -3.7),
        placebos=tuple(
            Estimate(f"Kommune {number}", round(_wave(number, 16) * 1.2, 1))
            for number in range(1, 25)
        ),
        value_label="Forskel",
    )


def donors() -> WeightsChart:
    """The municipalities that synthetic Greve is made of."""
    shares = (
        *(("Solrød", 0.312), ("Køge", 0.241), ("Roskilde", 0.178), ("Ishøj", 0.121)),
        *(("Egedal", 0.079), ("Faxe", 0.041), ("Lejre", 0.028)),
    )
    return WeightsChart(
        title="Kommunerne, som Syntetisk Greve er vejet sammen af",
        source=_SOURCE,
        is_example=True,
        weights=tuple(Weight(*share) for share in shares),
        most=5,
    )


def chain() -> EffectChain:
    """From activity to effect."""
    return EffectChain(
        title="Sådan skal rehabilitering først føre til bedre hverdage",
        is_example=True,
        stages=(
            Stage(
                "activity",
                (Link("Terapeut med ved første visitation", "8 terapeuter fra 1. marts"),),
            ),
            Stage(
                "output",
                (Link("Borgere med et forløb inden 14 dage", "62 % → mål 90 %"),),
                "borgerne siger ja til et forløb",
                "moderate",
            ),
            Stage(
                "outcome",
                (
                    Link("Borgere, der klarer mere selv efter 3 måneder", "48 % → mål 60 %"),
                    Link("Færre timer til hjemmehjælp", "33,1 → mål 31,5"),
                ),
                "øvelserne bliver brugt i hverdagen",
                "weak",
            ),
            Stage(
                "effect",
                (Link("Ældre oplever, at de mestrer deres hverdag", "ingen måling endnu"),),
                "færre timer opleves som frihed og ikke som et tab",
                "none",
            ),
        ),
    )


def sample_charts() -> dict[str, object]:
    """Every sample by the name that the gallery's templates use."""
    return {
        "series": answered_in_time(),
        "yearly": home_care(),
        "uneven": complaints(),
        "bars": satisfaction(),
        "both_sides": savings(),
        "funnel": referrals(),
        "fit": placements(),
        "placebo": placebo_gaps(),
        "ranks": placebo_ranks(),
        "donors": donors(),
        "chain": chain(),
    }
