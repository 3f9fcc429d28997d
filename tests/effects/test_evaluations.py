"""Evaluations: a question is put to the figures, what they answered never changes, and who reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from pejl.effects import actions, refusals
from pejl.effects.models import Evaluation, EvaluationResult
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.indicators.actions import correct_value
from pejl.indicators.models import Indicator, Value
from pejl.organisation import queries as organisation
from pejl.search import queries as search
from tests import build
from tests.effects.made import an_evaluation, reckoned, with_lines
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

BEFORE, AFTER = (40, 42, 41, 39, 40, 41), (30, 31, 29, 30, 31, 29)


def office(thing):
    return build.the_operator(thing.municipality)


def measured(**details):
    """Twelve months, lower from July on."""
    return with_values(an_indicator(frequency="month", **details), *BEFORE, *AFTER)


def test_the_owner_of_the_indicator_asks_and_another_employee_does_not():
    municipality = build.a_municipality()
    owner = build.an_actor("employee", municipality)
    indicator = an_indicator(municipality, owner=owner.person)
    told = {
        "municipality": municipality, "indicator": indicator, "title": "Virkede det?",
        "question": "Faldt ventetiden?", "method": "before_after", "begins_on": date(2014, 7, 1),
    }  # fmt: skip

    evaluation = actions.create_evaluation(by=owner, **told)

    assert (evaluation.label, evaluation.written_by) == ("E1", owner.person)
    with pytest.raises(NotAllowed):
        actions.create_evaluation(by=build.an_actor("employee", municipality), **told)


def test_two_clicks_ask_once_and_numbers_count_within_the_municipality():
    indicator, key = an_indicator(), uuid4()
    first = an_evaluation(indicator, id=key)
    assert an_evaluation(indicator, id=key) == first
    assert an_evaluation(indicator).number == 2
    assert an_evaluation().number == 1


def test_things_of_another_municipality_are_refused():
    project = a_project()
    with pytest.raises(refusals.IndicatorIsElsewhere):
        actions.create_evaluation(
            by=office(project), municipality=project.municipality, initiative=project,
            indicator=an_indicator(), title="Virkede det?", question="Faldt den?",
            method="before_after", begins_on=date(2014, 7, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"question": " "}, refusals.QuestionIsMissing),
        ({"season": 2}, refusals.SeasonIsOdd),
        ({"season": 54}, refusals.SeasonIsOdd),
        ({"about": "part:kommune:Ingen"}, refusals.SeriesIsUnknown),
        ({"compared_with": ["part:kommune:Ingen"]}, refusals.ComparisonIsUnknown),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(told, refusal):
    with pytest.raises(refusal) as found:
        an_evaluation(**told)
    assert found.value.field in told


def test_only_what_fits_can_be_compared_with():
    lines = {"": [1], "Solrød": [2], "Hele landet": [3]}
    indicator = with_lines(an_indicator(), lines)
    an_evaluation(indicator, compared_with=["part:kommune:Solrød"])
    with pytest.raises(refusals.ComparisonIsUnknown):
        an_evaluation(indicator, compared_with=["part:kommune:Hele landet"])


def test_a_result_keeps_question_and_figures_as_they_were():
    evaluation = reckoned(an_evaluation(measured()))
    result = evaluation.results.get()
    assert (result.refused, result.grade, result.grounds) == (
        "", "none", ["something_to_compare_with"],
    )  # fmt: skip
    assert result.answer["estimate"] == pytest.approx(-10.5)
    assert result.answer["low"] < -10.5 < result.answer["high"]
    assert result.setup["question"] == evaluation.question
    assert result.figures["treated"]["values"] == [*BEFORE, *AFTER]
    assert result.figures["periods"][6] == ["2014-07-01", "2014-07-31"]


def test_asking_again_changes_nothing_until_the_figures_do():
    evaluation = reckoned(an_evaluation(measured()))
    reckoned(evaluation)
    assert evaluation.results.count() == 1
    wrong = Value.objects.get(starts_on=date(2014, 12, 1))
    correct_value(by=office(evaluation), value=wrong, amount=Decimal(35), reason="Talt forkert")
    reckoned(evaluation)
    latest, first = evaluation.results.all()
    assert latest.answer["estimate"] == pytest.approx(-9.5)
    assert first.answer["estimate"] == pytest.approx(-10.5)


def test_a_question_put_otherwise_makes_a_new_result_beside_the_old():
    evaluation = reckoned(an_evaluation(measured()))
    actions.edit_evaluation(
        by=office(evaluation), evaluation=evaluation, version=1, begins_on=date(2014, 8, 1)
    )
    assert evaluation.results.get().setup["begins_on"] == "2014-07-01"
    reckoned(evaluation)
    assert [one.setup["begins_on"] for one in evaluation.results.all()] == [
        "2014-08-01", "2014-07-01",
    ]  # fmt: skip


def test_the_indicator_stays_once_its_figures_were_asked():
    evaluation = an_evaluation(measured())
    other = an_indicator(evaluation.municipality)
    actions.edit_evaluation(
        by=office(evaluation), evaluation=evaluation, version=1, indicator=other
    )
    reckoned(evaluation)
    with pytest.raises(refusals.EvaluationHasResults):
        actions.edit_evaluation(
            by=office(evaluation), evaluation=evaluation, version=2,
            indicator=an_indicator(evaluation.municipality),
        )  # fmt: skip


def test_of_two_who_edit_the_second_sees_both():
    evaluation = an_evaluation()
    actions.edit_evaluation(by=office(evaluation), evaluation=evaluation, version=1, title="A")
    with pytest.raises(EditedMeanwhile):
        actions.edit_evaluation(by=office(evaluation), evaluation=evaluation, version=1, title="B")


def test_too_few_points_give_no_number_and_say_how_many_there_are():
    indicator = with_values(an_indicator(frequency="month"), *BEFORE, 30, 31)
    result = reckoned(an_evaluation(indicator)).results.get()
    assert (result.refused, result.grade) == ("too_few_after", "none")
    assert result.answer == {"has": 2, "needs": 3}


def test_an_indicator_without_values_gives_no_number():
    assert reckoned(an_evaluation()).results.get().refused == "no_values"


def test_a_conclusion_rests_on_a_result():
    evaluation = an_evaluation(measured())
    told = {"by": office(evaluation), "evaluation": evaluation, "version": 1}
    with pytest.raises(refusals.NothingIsReckonedYet):
        actions.conclude_evaluation(**told, conclusion="Det virkede")
    reckoned(evaluation)
    with pytest.raises(refusals.ConclusionIsMissing):
        actions.conclude_evaluation(**told, conclusion=" ")
    actions.conclude_evaluation(**told, conclusion="Det virkede")
    assert Evaluation.objects.get().conclusion == "Det virkede"


def test_an_evaluation_is_published_with_its_indicator_and_by_those_who_run_the_strategy():
    evaluation = an_evaluation(measured())
    owner = organisation.actor_for(
        evaluation.municipality, build.a_person("employee", evaluation.municipality)
    )
    told = {"evaluation": evaluation, "version": 1}
    with pytest.raises(NotAllowed):
        actions.publish_evaluation(by=owner, **told)
    with pytest.raises(refusals.IndicatorIsInternal):
        actions.publish_evaluation(by=office(evaluation), **told)
    Indicator.objects.update(is_public=True)
    evaluation.indicator.refresh_from_db()
    actions.publish_evaluation(by=office(evaluation), **told)
    visitor = build.an_actor("visitor", evaluation.municipality)
    assert list(Evaluation.objects.visible_to(visitor)) == [evaluation]


def test_a_published_evaluation_is_not_reckoned_on_figures_that_became_internal():
    evaluation = an_evaluation(measured(is_public=True), is_public=True)
    evaluation.indicator.is_public = False
    with pytest.raises(refusals.IndicatorIsInternal):
        reckoned(evaluation)


def test_an_evaluation_is_found_by_its_words_once_it_may_be_read():
    evaluation = an_evaluation(measured(is_public=True), title="Virker opkald?")
    place = evaluation.municipality_id
    visitor = build.an_actor("visitor", evaluation.municipality)
    employee = build.an_actor("employee", evaluation.municipality)

    def titles(actor):
        return [one.title for one in search.find(place, actor.audiences, "opkald").hits]

    assert (titles(employee), titles(visitor)) == (["Virker opkald?"], [])
    actions.publish_evaluation(by=office(evaluation), evaluation=evaluation, version=1)
    assert titles(visitor) == ["Virker opkald?"]


def test_the_history_keeps_the_question_and_the_grade_and_not_every_figure():
    reckoned(an_evaluation(measured()))
    entry = Entry.objects.filter(subject_label="effects.evaluationresult").get()
    assert entry.snapshot["grade"] == "none"
    assert "figures" not in entry.snapshot
    assert EvaluationResult.objects.get().scope_key == entry.scope_key
