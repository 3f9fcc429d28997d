"""Figures in, an answer out: the published numbers come out of values as they stand in Pejl, or no number."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pejl.effects.figures import (
    Figures,
    Line,
    Reading,
    TwoValuesInAPeriod,
    arrange,
    as_json,
    comparable,
    from_json,
)
from pejl.effects.queries.lines import fitting, offers
from pejl.indicators import actions as indicators
from pejl.indicators.periods import period_around, periods_between
from pejl.indicators.told import NewValue
from tests import build
from tests.effects.made import an_evaluation, reckoned, with_lines
from tests.indicators.made import an_indicator, new_values, with_values

pytestmark = pytest.mark.django_db

ORACLES = Path(__file__).parents[3] / "shared/oracles/effect"
needs_oracles = pytest.mark.skipif(
    not ORACLES.exists(), reason="the published data are not beside this checkout"
)


def result_of(indicator, method, begins_on, **more):
    evaluation = an_evaluation(indicator, method=method, begins_on=begins_on, **more)
    return reckoned(evaluation).results.get()


@pytest.fixture
def cigarettes():
    """Packs sold per head in 39 states from 1970 on, California's as the indicator's own series."""
    with (ORACLES / "california_prop99.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    lines: dict[str, list[float]] = {}
    for row in sorted(rows, key=lambda row: row["Year"]):
        lines.setdefault(row["State"], []).append(float(row["PacksPerCapita"]))
    indicator = an_indicator(frequency="year", direction="lower")
    return with_lines(indicator, lines, first=date(1970, 1, 1), own="California")


@needs_oracles
@pytest.mark.parametrize(
    ("method", "estimate", "p", "grade"),
    [
        ("difference", -27.349, 0.103, "weak"),
        ("synthetic", -19.51, 0.077, "moderate"),
        ("synthetic_difference", -15.605, 0.051, "moderate"),
    ],
)
def test_california_comes_out_as_published(cigarettes, method, estimate, p, grade):
    """Arkhangelsky et al. 2021, table 1."""
    found = result_of(cigarettes, method, date(1989, 1, 1))
    answer = found.answer
    assert found.refused == ""
    assert answer["estimate"] == pytest.approx(estimate, abs=5e-3)
    assert answer["p"] == pytest.approx(p, abs=1e-3)
    assert (answer["before"], answer["after"], len(answer["placebos"])) == (19, 12, 38)
    assert found.grade == grade
    if method == "synthetic_difference":
        assert answer["weights"][0] == {
            "key": "part:kommune:Nevada", "name": "Nevada",
            "weight": pytest.approx(0.124, abs=1e-3),
        }  # fmt: skip
    gaps = [
        seen - expected
        for seen, expected in zip(
            found.figures["treated"]["values"][19:], answer["expected"][19:], strict=True
        )
    ]
    assert sum(gaps) / 12 == pytest.approx(answer["estimate"], abs=1e-5)


@needs_oracles
def test_the_smoking_ban_in_sicily_comes_out_as_published():
    """Lopez Bernal et al. 2017: a rate counted in a standard population, with seasons."""
    with (ORACLES / "sicily.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    indicator = an_indicator(frequency="month", kind="rate", per=100_000)
    told = []
    for row in rows:
        month = period_around(date(int(row["year"]), int(row["month"]), 1), "month")
        count, people = Decimal(row["aces"]), Decimal(row["stdpop"])
        rate = (100_000 * count / people).quantize(Decimal("0.000001"))
        told.append(NewValue(month.first, month.last, rate, count, people))
    indicators.enter_values(
        by=build.the_operator(indicator.municipality), indicator=indicator, values=told
    )
    found = result_of(indicator, "interrupted", date(2005, 1, 1), season=12)
    answer = found.answer
    numbers = (answer["estimate"], answer["low"], answer["high"])
    assert answer["measure"] == "ratio"
    assert numbers == pytest.approx((0.885, 0.839, 0.933), abs=5e-4)
    assert answer["dispersion"] == pytest.approx(2.2622, abs=5e-5)
    last = found.figures["treated"]["values"][-1]
    assert answer["expected"][-1] == pytest.approx(last, rel=0.3), "in the indicator's own unit"


LIKE = {f"Kommune {n}": [n + 0.5 * i + (i * n % 3) / 9 for i in range(12)] for n in range(1, 12)}


def test_municipalities_of_this_installation_that_publish_the_same_are_compared_with():
    shared = {
        "frequency": "year", "shared_key": "ventetid", "is_public": True, "measured_in": "dage",
    }  # fmt: skip
    for values in LIKE.values():
        with_values(an_indicator(**shared), *values, first=date(2003, 1, 1))
    hidden = an_indicator(**shared | {"is_public": False})
    with_values(hidden, *range(12), first=date(2003, 1, 1))
    own = [3.3 + 0.5 * i for i in range(8)] + [2.3 + 0.5 * i for i in range(8, 12)]
    mine = with_values(an_indicator(**shared), *own, first=date(2003, 1, 1))

    found = result_of(mine, "difference", date(2011, 1, 1))

    assert found.answer["estimate"] == pytest.approx(-1, abs=0.1)
    names = {one["name"] for one in found.figures["donors"]}
    assert len(names) == 11
    assert hidden.municipality.name not in names


def test_a_unit_is_compared_with_other_units():
    indicator = an_indicator(frequency="year")
    units = {name: build.a_unit(indicator.municipality, name=name) for name in LIKE}
    for name, values in LIKE.items():
        fell = [value - 2 * (place > 7) for place, value in enumerate(values)]
        told = new_values(
            *(fell if name == "Kommune 5" else values), first=date(2003, 1, 1), frequency="year",
            unit_id=units[name].id,
        )  # fmt: skip
        indicators.enter_values(
            by=build.the_operator(indicator.municipality), indicator=indicator, values=told
        )
    about = f"unit:{units['Kommune 5'].slug}"
    found = result_of(indicator, "difference", date(2011, 1, 1), about=about)
    assert found.answer["estimate"] == pytest.approx(-2, abs=0.1)
    assert found.figures["treated"]["name"] == "Kommune 5"
    assert (len(found.figures["donors"]), found.grade) == (10, "moderate")


def test_a_municipality_is_never_compared_with_its_own_areas():
    indicator = with_lines(
        an_indicator(), {"": [1], "Karlslunde": [2], "Tune": [3]}, dimension="område"
    )
    offered = offers(indicator)
    assert fitting("", offered) == []
    assert [one.name for one in fitting("part:område:Tune", offered)] == ["Karlslunde"]
    assert fitting("part:område:Mosede", offered) == []


def test_areas_among_which_the_municipality_stands_are_municipalities():
    municipality = build.a_municipality(name="Greve")
    lines = {"": [1], "Greve": [1], "Solrød": [2], "Region Sjælland": [3], "Hele landet": [4]}
    indicator = with_lines(an_indicator(municipality), lines, dimension="OMRÅDE")
    offered = offers(indicator)
    assert [one.name for one in fitting("", offered)] == ["Solrød"]
    assert [one.name for one in fitting("part:OMRÅDE:Greve", offered)] == ["Solrød"]


def test_too_few_others_give_no_number():
    lines = {"": list(range(12)), **dict(list(LIKE.items())[:5])}
    indicator = with_lines(an_indicator(frequency="year"), lines, first=date(2003, 1, 1), own="")
    found = result_of(indicator, "synthetic_difference", date(2011, 1, 1))
    assert (found.refused, found.answer) == ("too_few_others", {"has": 5, "needs": 9})


def test_a_comparison_that_did_not_follow_before_gives_no_number():
    own = [50, 3, 60, 1, 55, 2, 58, 0, 10, 11, 12, 13]
    indicator = with_lines(
        an_indicator(frequency="year"), {"": own, **LIKE}, first=date(2003, 1, 1), own=""
    )
    found = result_of(indicator, "synthetic", date(2011, 1, 1))
    assert (found.refused, found.grade) == ("poor_fit", "none")
    assert found.answer["relative_error"] > found.answer["limit"]
    assert "estimate" not in found.answer


def test_a_gap_gives_no_comparison_and_one_alone_may_lack_a_tenth():
    own = [3.0 + 0.1 * (place % 4) for place in range(24)]
    own[4] = None
    lines = {"": own, **{name: values * 2 for name, values in LIKE.items()}}
    indicator = with_lines(an_indicator(frequency="month"), lines, own="")
    compared = result_of(indicator, "difference", date(2015, 1, 1))
    assert (compared.refused, compared.answer["missing"]) == ("gaps", 1)
    alone = result_of(indicator, "interrupted", date(2015, 1, 1))
    assert (alone.refused, alone.answer["before"]) == ("", 11)
    assert alone.answer["expected"][4] is None


def test_whoever_lacks_a_value_is_left_out_by_name():
    lines = {"": [3.0 + 0.5 * i for i in range(12)], **LIKE}
    lines["Kommune 4"] = [*LIKE["Kommune 4"][:3], None, *LIKE["Kommune 4"][4:]]
    indicator = with_lines(an_indicator(frequency="year"), lines, first=date(2003, 1, 1), own="")
    found = result_of(indicator, "difference", date(2011, 1, 1))
    assert found.figures["left_out"] == ["Kommune 4"]
    assert len(found.figures["donors"]) == 10


YEARS = tuple(periods_between(date(2010, 1, 1), date(2013, 1, 1), "year"))


def test_a_year_that_few_have_reported_yet_is_not_asked_about():
    others = (Line("a", "A", (1.0, 2.0, 3.0, None)), Line("b", "B", (1.0, 2.0, None, None)))
    found = comparable(Figures(YEARS, Line("", "Os", (1.0, 2.0, 3.0, 4.0)), others))
    assert found.periods == YEARS[:3]
    assert [one.name for one in found.donors] == ["A"]
    assert found.left_out == ("B",)


def test_two_values_within_a_period_are_no_figures():
    year = {"first": date(2014, 1, 1), "last": date(2014, 12, 31)}
    month = {"first": date(2014, 3, 1), "last": date(2014, 3, 31)}
    with pytest.raises(TwoValuesInAPeriod):
        arrange(
            [Reading("", **year, amount=1.0), Reading("", **month, amount=2.0)],
            {"": "Os"},
            "",
            "year",
        )


def test_figures_are_kept_and_read_again_alike():
    donor = Line("a", "A", (1.0, None, 3.0, 4.0), (1.0, None, 3.0, 4.0), (9.0, None, 9.0, 9.0))
    figures = Figures(YEARS, Line("", "Os", (1.5, 2.0, 3.0, 4.0)), (donor,), ("B",))
    again = from_json(as_json(figures))
    assert again.periods == figures.periods
    assert again.treated.values == figures.treated.values
    assert again.donors == figures.donors
    assert again.left_out == ("B",)


def test_what_comes_now_and_then_is_asked_in_its_own_time():
    indicator = an_indicator(frequency="irregular")
    days = [date(2014, month, 1 + month % 3) for month in range(1, 13)]
    told = [NewValue(day, day, Decimal(40 if day.month < 7 else 30)) for day in days]
    indicators.enter_values(
        by=build.the_operator(indicator.municipality), indicator=indicator, values=told
    )
    found = result_of(indicator, "interrupted", date(2014, 7, 1))
    assert found.answer["estimate"] == pytest.approx(-10)
