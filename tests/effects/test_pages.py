"""Pages of effect and learning: what they say, whom they say it to, and that forms keep what was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from pejl.effects import actions
from pejl.effects.models import ChainStep, Evaluation, Expectation, Learning
from tests import build
from tests.effects.made import (
    a_learning,
    a_step,
    an_evaluation,
    an_expectation,
    begin,
    changed,
    decided,
    reckoned,
    with_lines,
)
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project, in_days
from tests.overview.reader import reader, reader_with

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}
BEFORE, AFTER = (40, 42, 41, 39, 40, 41), (30, 31, 29, 30, 31, 29)
HEADERS = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def office(project):
    """The strategy office's browser, in English."""
    return reader(build.an_actor("strategy_office", project.municipality).person, "en")


def at(thing, name, *args):
    return reverse(f"effects:{name}", args=[thing.municipality.slug, *args])


def page(project):
    return at(project, "initiative", project.number)


def words(answer):
    return answer.content.decode()


def measured(municipality, **details):
    return with_values(
        an_indicator(municipality, frequency="month", measured_in="dage", **details),
        *BEFORE,
        *AFTER,
    )


# An initiative's effect


def test_an_initiative_without_anything_written_says_what_belongs_there(project, office):
    shown = words(office.get(page(project)))
    assert "No effect chain yet" in shown
    assert "Nobody has asked the figures yet" in shown
    assert "Write what we expect" in shown


def test_the_chain_is_drawn_and_says_what_it_lacks(project, office):
    a_step(project, text="Vi ringer op")
    effect = a_step(
        project, "effect", text="Færre falder",
        indicator=an_indicator(project.municipality, level="activity"),
    )  # fmt: skip
    shown = words(office.get(page(project)))
    assert "pejl-stage-activity" in shown
    assert "That tells of effort, not of effect" in shown
    assert "does not say what must be true" in shown
    actions.edit_step(
        by=build.the_operator(project.municipality), step=effect, version=1, assumption="De svarer",
        indicator=an_indicator(project.municipality, level="effect"),
    )  # fmt: skip
    assert "A good chain would not lack this" not in words(office.get(page(project)))


def test_a_step_is_added_once_edited_moved_and_removed(project, office):
    sent = {"id": uuid4(), "kind": "activity", "text": "Vi ringer op", "evidence": "none"}
    for _click in range(2):
        answer = office.post(at(project, "add_step", project.number), sent)
        assert answer["Location"] == f"{page(project)}#kaede"
    step = ChainStep.objects.get()
    edited = sent | {"version": 1, "text": "Vi ringer samme dag", "standing": "supported"}
    office.post(at(project, "edit_step", project.number, step.pk), edited)
    step.refresh_from_db()
    assert (step.text, step.standing) == ("Vi ringer samme dag", "supported")
    other = a_step(project, text="Vi skriver")
    move = at(project, "move_step", project.number, other.pk)
    office.post(move, {"steps": -1, "version": 1})
    office.post(move, {"steps": -1, "version": 1})
    assert [one.text for one in ChainStep.objects.all()] == ["Vi skriver", "Vi ringer samme dag"]
    other.refresh_from_db()
    office.post(at(project, "remove_step", project.number, other.pk), {"version": other.version})
    assert ChainStep.objects.get() == step


@HEADERS
def test_whoever_saves_a_step_on_top_of_another_sees_both(project, office, headers):
    step = a_step(project)
    url = at(project, "edit_step", project.number, step.pk)
    sent = {
        "version": 1, "kind": "activity", "evidence": "none", "standing": "untried",
    }  # fmt: skip
    office.post(url, sent | {"text": "Vi ringer samme dag"})
    answer = office.post(url, sent | {"text": "Vi skriver"}, headers=headers)
    assert "Vi ringer samme dag" in words(answer)
    assert 'name="version" value="2"' in words(answer)
    assert ChainStep.objects.get().text == "Vi ringer samme dag"


def test_the_form_of_a_step_knows_for_which_kind_it_was_opened(project, office):
    url = at(project, "add_step", project.number)
    assert 'id="part-nyt-outcome"' in words(office.get(f"{url}?led=outcome"))
    assert 'id="part-nyt-activity"' in words(office.get(f"{url}?led=vrøvl"))


def test_an_expectation_is_reworded_until_the_start_and_changed_with_a_reason_after_it(
    project, office
):
    indicator = an_indicator(project.municipality, measured_in="dage")
    url = at(project, "write_expectation", project.number)
    sent = {"id": uuid4(), "indicator": indicator.pk, "change": "-5.5", "due_on": "2094-12-31"}
    office.post(url, sent)
    expected = Expectation.objects.get()
    assert expected.change == Decimal("-5.5")
    edit = at(project, "edit_expectation", project.number, expected.pk)
    office.post(edit, sent | {"version": 1, "change": "-4"})
    assert Expectation.objects.get().change == -4
    assert "can be reworded until it begins" in words(office.get(page(project)))
    begin(project)
    assert "Why it is another now" in words(office.get(edit))
    late = {"id": uuid4(), "change": "-2", "due_on": "2095-06-30", "reason": "Prøven trak ud"}
    for _click in range(2):
        office.post(edit, late)
    shown = words(office.get(page(project)))
    assert "locked since" in shown
    assert "-4.0 dage" in shown
    assert "-2.0 dage" in shown
    assert "Prøven trak ud" in shown
    heading, _first, earlier = shown.partition("First wording")
    assert "Changed after the start" in heading
    assert "Written before the start" not in heading
    assert "Written before the start" in earlier
    assert Expectation.objects.count() == 2


def test_what_was_written_after_the_start_says_so(project, office):
    begin(project)
    an_expectation(project)
    assert "Written after the start: no prediction" in words(office.get(page(project)))


def test_how_far_the_figure_has_moved_is_told_without_a_cause(project, office):
    indicator = with_values(
        an_indicator(project.municipality, frequency="month", measured_in="dage"), 40, 41, 42, 36,
        first=date(2014, 1, 1),
    )  # fmt: skip
    an_expectation(project, indicator)
    begin(project, starts_on=date(2014, 4, 1))
    assert "moved -6.0 dage" in words(office.get(page(project)))


def test_a_visitor_reads_of_a_public_initiative_only_what_was_published(project):
    type(project).objects.update(is_public=True)
    a_step(project, text="Hemmelig kæde")
    an_expectation(project, measured_how="Hemmelig måling")
    indicator = measured(project.municipality, is_public=True)
    an_evaluation(indicator, project, title="Åben vurdering", is_public=True)
    an_evaluation(indicator, project, title="Lukket vurdering")
    shown = words(reader().get(page(project)))
    assert "Åben vurdering" in shown
    for hidden in ("Hemmelig kæde", "Hemmelig måling", "Lukket vurdering"):
        assert hidden not in shown
    type(project).objects.update(is_public=False)
    assert reader().get(page(project)).status_code == 404


# Evaluations


@pytest.fixture
def evaluation(project):
    return an_evaluation(measured(project.municipality, is_public=True, direction="lower"), project)


def show(evaluation, browser):
    return words(browser.get(at(evaluation, "evaluation", evaluation.number)))


def test_a_question_is_put_reckoned_and_concluded(project, office):
    indicator = measured(project.municipality)
    form = words(office.get(f"{at(project, 'new_evaluation')}?indsats={project.number}"))
    assert f'value="{project.pk}" selected' in form
    sent = {
        "id": uuid4(), "title": "Virkede det?", "question": "Faldt ventetiden?",
        "indicator": indicator.pk, "initiative": project.pk, "begins_on": "2014-07-01",
        "method": "before_after",
    }  # fmt: skip
    for _click in range(2):
        answer = office.post(at(project, "new_evaluation"), sent)
    made = Evaluation.objects.get()
    assert answer["Location"] == at(project, "evaluation", 1)
    assert "Nothing is reckoned yet" in show(made, office)
    run = at(project, "run", 1)
    assert office.get(run).status_code == 405
    office.post(run)
    again = office.post(run, follow=True)
    assert "Question and figures are as before" in words(again)
    shown = show(made, office)
    assert "the mean was 40.5 dage, since then 30.0 dage: 10.5 dage lower" in shown
    assert "No comparison" in shown
    assert "Nothing stands for what would have happened anyhow" in shown
    assert "Without it the figure would have stayed as it was." in shown
    assert "<svg" in shown
    assert "<table" in shown
    office.post(at(project, "conclude", 1), {"version": 1, "conclusion": "Det virkede"})
    assert "Det virkede" in show(made, office)


def test_too_few_values_are_told_in_plain_words_and_no_number_is_shown(project, office):
    indicator = with_values(an_indicator(project.municipality, frequency="month"), *BEFORE, 30)
    made = reckoned(an_evaluation(indicator, project, threats="Vejret var godt"))
    shown = show(made, office)
    assert "There is no number yet: there are 1 values since the start, and at least 3" in shown
    assert "How strong the evidence is" not in shown
    assert "Vejret var godt" in shown


def comparing(project, **more):
    others = {f"Kommune {n}": [n + 0.5 * i + (i * n % 3) / 9 for i in range(12)] for n in range(12)}
    own = [3.3 + 0.5 * i + (i % 2) / 9 - 2 * (i > 7) for i in range(12)]
    indicator = with_lines(
        an_indicator(project.municipality, frequency="year", direction="lower"),
        {"": own, **others}, first=date(2003, 1, 1),
    )  # fmt: skip
    return an_evaluation(indicator, project, begins_on=date(2011, 1, 1), **more)


def test_a_comparison_says_who_weighs_and_how_many_differ_as_much(project, office):
    made = reckoned(comparing(project, method="synthetic_difference"))
    shown = show(made, office)
    assert "lower on average than the comparison leads to" in shown
    assert "Of the 12 others, looked at in the same way, none differs as much." in shown
    assert "all of it for the better" in shown
    assert "Who it is compared with" in shown
    assert "Those compared with were not touched by it" in shown
    assert "At least three values after the start" in shown


def test_whom_to_compare_with_is_chosen_among_those_that_fit(project, office):
    made = comparing(project, method="difference")
    url = at(made, "edit_evaluation", made.number)
    assert "Kommune 11 (kommune)" in words(office.get(url))
    sent = {
        "version": 1, "title": made.title, "question": made.question, "method": "difference",
        "begins_on": "2011-01-01", "compared_with": ["part:kommune:Kommune 3"],
    }  # fmt: skip
    assert office.post(url, sent).status_code == 302
    assert Evaluation.objects.get().compared_with == ["part:kommune:Kommune 3"]
    wrong = office.post(url, sent | {"version": 2, "compared_with": ["part:kommune:Ingen"]})
    assert wrong.status_code == 200
    assert 'href="#id_compared_with' in words(wrong)


@HEADERS
def test_whoever_saves_a_question_on_top_of_another_sees_both(evaluation, office, headers):
    url = at(evaluation, "edit_evaluation", evaluation.number)
    sent = {
        "version": 1, "question": evaluation.question, "method": "before_after",
        "begins_on": "2014-07-01",
    }  # fmt: skip
    office.post(url, sent | {"title": "Først"})
    answer = office.post(url, sent | {"title": "Siden"}, headers=headers)
    assert "Først" in words(answer)
    assert Evaluation.objects.get().title == "Først"


def test_a_question_put_otherwise_says_that_the_answer_is_to_the_old_one(evaluation, office):
    reckoned(evaluation)
    actions.edit_evaluation(
        by=build.the_operator(evaluation.municipality), evaluation=evaluation, version=1,
        begins_on=date(2014, 8, 1),
    )  # fmt: skip
    assert "The question is another now" in show(evaluation, office)
    reckoned(evaluation)
    shown = show(evaluation, office)
    assert "The question is another now" not in shown
    assert "1 earlier answer below" in shown


def test_the_figures_leave_as_a_sheet_that_does_not_calculate(project, office):
    indicator = with_lines(
        an_indicator(project.municipality, frequency="year"),
        {"": [3.5, 4], **{f"=Kommune {n}": [1.25, 2] for n in range(9)}}, first=date(2010, 1, 1),
    )  # fmt: skip
    made = reckoned(an_evaluation(indicator, method="difference", begins_on=date(2011, 1, 1)))
    answer = office.get(at(made, "figures", made.number))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"].startswith('attachment; filename="e1-')
    assert "'=Kommune 0" in lines[0]
    assert lines[1].startswith("2010;2010-01-01;2010-12-31;3,5;;1,25;")
    result = made.results.get()
    same = office.get(f"{at(made, 'figures', made.number)}?resultat={result.pk}")
    assert same.content == answer.content
    for wrong in ("vrøvl", uuid4()):
        url = f"{at(made, 'figures', made.number)}?resultat={wrong}"
        assert office.get(url).status_code == 404


def test_an_evaluation_is_published_by_a_button_and_read_without_names(evaluation, office):
    reckoned(evaluation)
    writer = build.a_person("strategy_office", evaluation.municipality, name="Karen Hansen")
    evaluation.results.update(ran_by=writer)
    assert reader().get(at(evaluation, "evaluation", 1)).status_code == 404
    office.post(at(evaluation, "publish_evaluation", 1), {"version": 1, "is_public": "on"})
    visitor = show(evaluation, reader())
    assert evaluation.question in visitor
    assert "Karen Hansen" not in visitor
    assert evaluation.initiative.title not in visitor, "the initiative is not public"
    assert "Karen Hansen" in show(evaluation, office)
    office.post(at(evaluation, "publish_evaluation", 1), {"version": 2})
    assert reader().get(at(evaluation, "evaluation", 1)).status_code == 404


def test_an_evaluation_of_an_internal_indicator_is_not_published(project, office):
    made = an_evaluation(measured(project.municipality))
    answer = office.post(at(made, "publish_evaluation", 1), {"version": 1, "is_public": "on"})
    assert answer.status_code == 409
    assert not Evaluation.objects.get().is_public


def test_the_list_is_narrowed_by_method_strength_initiative_and_words(evaluation, office):
    reckoned(evaluation)
    other = an_evaluation(
        an_indicator(evaluation.municipality), title="Uden tal", method="interrupted"
    )
    reckoned(other)
    an_evaluation(evaluation.indicator, title="Ikke regnet")

    def titles(**query):
        shown = words(office.get(at(evaluation, "evaluations"), query))
        known = (evaluation.title, "Uden tal", "Ikke regnet")
        return [one for one in known if one in shown]

    assert titles() == [evaluation.title, "Uden tal", "Ikke regnet"]
    assert titles(metode="interrupted") == ["Uden tal"]
    assert titles(bevis="none") == [evaluation.title]
    assert titles(bevis="no_number") == ["Uden tal"]
    assert titles(bevis="not_asked") == ["Ikke regnet"]
    assert titles(indsats=evaluation.initiative.number) == [evaluation.title]
    assert titles(indsats="vrøvl", ord="uden") == ["Uden tal"]


# Learning


def test_a_finding_becomes_a_change_that_helped(evaluation, office):
    form = words(office.get(f"{at(evaluation, 'new_learning')}?vurdering=1"))
    assert f'value="{evaluation.pk}" selected' in form
    sent = {"id": uuid4(), "finding": "Opkald virker bedst", "evaluation": evaluation.pk}
    for _click in range(2):
        answer = office.post(at(evaluation, "new_learning"), sent)
    learning = Learning.objects.get()
    assert answer["Location"] == at(learning, "learning", 1)
    who = build.a_person("employee", learning.municipality)
    office.post(
        at(learning, "decide", 1),
        {"version": 1, "change": "Alle ringer", "responsible": who.pk, "due_on": "2014-10-01"},
    )
    assert "past its day" in words(office.get(answer["Location"]))
    office.post(at(learning, "changed", 1), {"version": 2, "changed_on": "2014-11-01"})
    office.post(
        at(learning, "helped", 1),
        {"version": 3, "helped": "yes", "helped_note": "Ventetiden er halveret"},
    )
    shown = words(office.get(answer["Location"]))
    assert "It helped" in shown
    assert "Ventetiden er halveret" in shown
    assert who.name in shown


def test_a_finding_that_leads_to_no_change_says_why(office, project):
    learning = a_learning(project.municipality)
    url = at(learning, "no_change", 1)
    refused = office.post(url, {"version": 1, "reason": ""})
    assert "Write why it leads to no change." in words(refused)
    office.post(url, {"version": 1, "reason": "Loven tillader det ikke"})
    assert "Loven tillader det ikke" in words(office.get(at(learning, "learning", 1)))


@HEADERS
def test_whoever_words_a_finding_on_top_of_another_sees_both(project, office, headers):
    learning = a_learning(project.municipality)
    url = at(learning, "edit_learning", 1)
    office.post(url, {"version": 1, "finding": "Først"})
    answer = office.post(url, {"version": 1, "finding": "Siden"}, headers=headers)
    assert "Først" in words(answer)
    assert Learning.objects.get().finding == "Først"


def test_a_visitor_reads_published_learning_without_who_does_it(project, office):
    who = build.a_person("employee", project.municipality, name="Karen Hansen")
    learning = decided(a_learning(project.municipality), responsible=who)
    assert reader().get(at(learning, "learning", 1)).status_code == 404
    office.post(at(learning, "publish_learning", 1), {"version": 2, "is_public": "on"})
    for address in (at(learning, "learning", 1), at(learning, "learnings")):
        shown = words(reader().get(address))
        assert learning.finding in shown
        assert "Karen Hansen" not in shown


def test_the_register_is_narrowed_and_counted(project, office):
    place = project.municipality
    unit = build.a_unit(place)
    who = build.a_person("employee", place)
    a_learning(place, finding="Nyt fund")
    decided(a_learning(place, finding="For sent"), responsible=who)
    decided(a_learning(place, finding="I tide", unit=unit), due_on=in_days(10), unit=unit)
    changed(a_learning(place, finding="Gjort"))

    def found(**query):
        shown = words(office.get(at(project, "learnings"), query))
        return [one for one in ("Nyt fund", "For sent", "I tide", "Gjort") if one in shown]

    assert found() == ["Nyt fund", "For sent", "I tide", "Gjort"]
    assert found(tilstand="decided") == ["For sent", "I tide"]
    assert found(over="on") == ["For sent"]
    assert found(center=unit.slug) == ["I tide"]
    assert found(ansvarlig=who.pk) == ["For sent"]
    assert found(ansvarlig="vrøvl") == []
    assert found(hjalp="unknown") == ["Gjort"]
    assert found(ord="tide") == ["I tide"]
    assert found(maal="2014/1.1") == []
    assert "1 past its day" in words(office.get(at(project, "learnings")))


def test_an_employee_may_not_decide_and_is_told_before_writing(project):
    learning = a_learning(project.municipality)
    employee = reader_with("employee", project.municipality)
    assert employee.get(at(learning, "decide", 1)).status_code == 403
    assert employee.get(at(project, "new_learning")).status_code == 200
    assert employee.get(at(project, "add_step", project.number)).status_code == 403
