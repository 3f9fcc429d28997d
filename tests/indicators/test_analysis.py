"""What a series says: its light, its sentence, and when it says nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pejl.indicators.analysis import Facts, Point, analyse, is_stale, path_on, standing
from pejl.indicators.periods import next_period, period_around
from pejl.indicators.wording import Figure, sentence

STEADY = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 60)


def points(*amounts: float | None, first: date = date(2012, 1, 1), frequency: str = "quarter"):
    made, period = [], period_around(first, frequency)
    for amount in amounts:
        made.append(Point(period.first, period.last, amount))
        period = next_period(period, frequency)
    return tuple(made)


def facts(*amounts, frequency="quarter", direction="higher", **more) -> Facts:
    return Facts(points(*amounts, frequency=frequency), direction, frequency, **more)


def judged(of: Facts, today: date | None = None):
    found = analyse(of)
    return found, standing(
        found, of, today or (of.points[-1].last if of.points else date(2014, 1, 1))
    )


def test_no_value_is_no_judgement():
    found, stands = judged(facts())
    assert stands.state == "no_data"
    assert sentence(found, stands, Figure(0, "%")) == "Der er ingen værdier endnu."


def test_an_old_value_is_stale_whatever_it_says():
    of = facts(*STEADY, 90, targets=((date(2015, 3, 31), 70.0),))
    latest = of.points[-1].last
    assert judged(of, latest + timedelta(days=136))[1].state != "stale"
    assert judged(of, latest + timedelta(days=138))[1].state == "stale"


@pytest.mark.parametrize(
    ("frequency", "days"),
    [("year", 548), ("half", 274), ("quarter", 137), ("month", 46), ("week", 10)],
)
def test_a_value_is_stale_after_one_and_a_half_of_its_periods(frequency, days):
    latest = date(2014, 6, 30)
    assert not is_stale(latest, frequency, latest + timedelta(days=days))
    assert is_stale(latest, frequency, latest + timedelta(days=days + 1))


def test_what_comes_now_and_then_is_never_stale():
    assert not is_stale(date(1999, 1, 1), "irregular", date(2014, 1, 1))


def test_the_path_runs_straight_from_the_baseline_over_the_targets_and_holds_after_the_last():
    of = facts(
        60, baseline=(date(2014, 1, 1), 60.0),
        targets=((date(2014, 12, 31), 72.0), (date(2015, 12, 31), 80.0)),
    )  # fmt: skip
    assert path_on(of, date(2013, 12, 31)) is None
    assert path_on(of, date(2014, 7, 2)) == pytest.approx(66.0)
    assert path_on(of, date(2015, 7, 2)) == pytest.approx(76.01, abs=0.05)
    assert path_on(of, date(2017, 1, 1)) == 80.0


def test_on_the_path_is_on_course_and_within_tolerance_too():
    aimed = {"baseline": (date(2012, 3, 31), 60.0), "targets": ((date(2015, 12, 31), 63.0),)}
    assert judged(facts(*STEADY, **aimed, tolerance=3.0))[1].state == "on_course"
    assert judged(facts(*STEADY, **aimed))[1].state != "on_course"


def test_off_the_path_by_a_little_needs_attention_and_the_wrong_way_twice_is_off_course():
    aimed = {"baseline": (date(2012, 3, 31), 60.0), "targets": ((date(2014, 12, 31), 62.5),)}
    assert judged(facts(*STEADY[:-1], 61.5, **aimed))[1].state == "needs_attention"
    _found, stands = judged(facts(*STEADY[:-3], 62, 61, 60, **aimed))
    assert stands.state == "off_course"
    assert "wrong_way_twice" in stands.reasons


def test_what_gets_better_by_more_than_chance_is_never_off_course():
    of = facts(
        *STEADY, 70, 71, baseline=(date(2012, 3, 31), 61.0), targets=((date(2015, 6, 30), 90.0),)
    )
    found, stands = judged(of)
    assert found.variation == "improving"
    assert stands.state == "needs_attention"


def test_a_target_held_for_two_values_is_done():
    of = facts(*STEADY, 70, 71, targets=((date(2015, 3, 31), 70.0),))
    assert judged(of)[1].state == "done"


def test_neither_way_is_better_gives_no_judgement():
    of = facts(*STEADY, direction="neutral", targets=((date(2014, 12, 31), 70.0),))
    assert judged(of)[1].state == "no_target"


def test_a_missing_quarter_has_its_place_and_is_no_nought():
    of = facts(*STEADY[:5], None, *STEADY[5:])
    without = Facts(tuple(p for p in of.points if p.amount is not None), "higher", "quarter")
    assert len(analyse(without).points) == len(of.points)
    assert analyse(without).points[5].amount is None


def test_an_accepted_step_gives_the_time_after_it_limits_of_its_own():
    of = facts(*STEADY, 80, 81, 80, 82, 81, 80)
    stepped = facts(*STEADY, 80, 81, 80, 82, 81, 80, steps=(date(2015, 1, 1),))
    assert len(analyse(of).stretches) == 1
    found = analyse(stepped)
    assert len(found.stretches) == 2
    assert found.variation == "common_cause"
    assert found.stretches[1].mean == pytest.approx(80.67, abs=0.01)


def test_the_sentence_says_what_moved_whether_that_is_noise_and_whether_the_target_is_in_reach():
    of = facts(*STEADY, targets=((date(2015, 6, 30), 61.0),), baseline=(date(2012, 1, 1), 60.0))
    found, stands = judged(of)
    said = sentence(found, stands, Figure(0, "%"))
    assert said.startswith("Faldet fra 62 % (3. kvartal 2014) til 60 % (4. kvartal 2014).")
    assert "30. juni 2015" in said


def test_one_value_is_told_as_the_first():
    found, stands = judged(facts(62))
    assert "62 %" in sentence(found, stands, Figure(0, "%"))
    assert found.variation == ""
    assert found.ahead is None
