"""From a question that was put to its first answer: no step that the method does not need, no word too many."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from pejl.effects.models import Evaluation
from tests import build
from tests.effects.made import an_evaluation, reckoned
from tests.indicators.made import an_indicator, with_values
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db

BOTH_SIDES = (40, 42, 41, 39, 40, 41, 30, 31, 29, 30, 31, 29)
WHOM = "hvem der skal sammenlignes med"
ALONE = pytest.mark.parametrize("method", ["before_after", "interrupted"])
COMPARING = pytest.mark.parametrize("method", Evaluation.COMPARING)


@pytest.fixture
def indicator():
    return with_values(an_indicator(frequency="month"), *BOTH_SIDES)


@pytest.fixture
def office(indicator):
    return reader(build.an_actor("strategy_office", indicator.municipality).person)


def at(indicator, name, *args):
    return reverse(f"effects:{name}", args=[indicator.municipality.slug, *args])


def put(office, indicator, method):
    sent = {
        "id": uuid4(), "title": "Virkede det?", "question": "Faldt ventetiden?", "method": method,
        "indicator": indicator.pk, "begins_on": "2014-07-01",
    }  # fmt: skip
    return office.post(at(indicator, "new_evaluation"), sent)


def words(answer):
    return answer.content.decode()


@ALONE
def test_what_needs_nobody_to_compare_with_goes_straight_to_the_answer(office, indicator, method):
    answer = put(office, indicator, method)
    assert answer["Location"] == at(indicator, "evaluation", 1)
    shown = words(office.get(answer["Location"]))
    assert WHOM not in shown
    assert at(indicator, "run", 1) in shown


@COMPARING
def test_what_compares_asks_whom_to_compare_with(office, indicator, method):
    answer = put(office, indicator, method)
    assert answer["Location"] == at(indicator, "edit_evaluation", 1)
    assert WHOM in words(office.get(answer["Location"]))
    assert WHOM in words(office.get(at(indicator, "evaluation", 1)))


def test_earlier_answers_are_spoken_of_once_there_are_any(office, indicator):
    an_evaluation(indicator)
    edit, run = at(indicator, "edit_evaluation", 1), at(indicator, "run", 1)
    assert "Tidligere svar" not in words(office.get(edit))
    assert "Tidligere svar" not in words(office.post(run, follow=True))
    assert "Tidligere svar" in words(office.get(edit))
    with_values(indicator, 28, first=date(2015, 1, 1))
    assert "Tidligere svar bliver stående nedenfor" in words(office.post(run, follow=True))


def test_the_same_answer_once_more_is_said_to_be_the_same(office, indicator):
    reckoned(an_evaluation(indicator))
    said = words(office.post(at(indicator, "run", 1), follow=True))
    assert "Tidligere svar bliver stående" not in said
