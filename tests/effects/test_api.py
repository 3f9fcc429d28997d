"""Effect and learning for programs: the pages' own rules, told in JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejl.effects import models
from pejl.effects.api import submissions, wire
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_contract import ask_here_and_there, each_the_same_every_time, schema
from tests.effects.made import (
    a_learning,
    a_step,
    an_evaluation,
    an_expectation,
    begin,
    decided,
    reckoned,
)
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

MONTHS = (40, 42, 41, 39, 40, 41, 30, 31, 29, 30, 31, 29)


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def office(project):
    return program_of("strategy_office", project.municipality, **{"Accept-Language": "en"})


@pytest.fixture
def indicator(project):
    return with_values(
        an_indicator(project.municipality, frequency="month", is_public=True), *MONTHS
    )


def done(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def test_a_chain_is_written_moved_and_read(project, office):
    path = f"/initiatives/{project.pk}/chain-steps"
    key = str(uuid4())
    for _twice in range(2):
        first = done(
            office.call("POST", path, {"id": key, "kind": "activity", "text": "Vi ringer"}), 201
        )
    second = done(office.call("POST", path, {"kind": "activity", "text": "Vi skriver"}), 201)
    assert (first["number"], second["number"]) == (1, 2)
    moved = done(office.call("POST", f"/chain-steps/{second['id']}/move", {"steps": -1}))
    assert moved["number"] == 1
    edited = done(office.call("PATCH", f"/chain-steps/{key}", {"kind": "effect"}, version=2))
    assert (edited["kind"], edited["number"]) == ("effect", 1)
    told = office.read(f"/initiatives/{project.pk}/effect-chain")
    assert [one["text"] for one in told["steps"]] == ["Vi skriver", "Vi ringer"]
    assert {one["code"] for one in told["lacks"]} == {"nothing_measured", "no_assumption"}
    assert office.call("DELETE", f"/chain-steps/{key}", version=1).status_code == 412
    done(office.call("DELETE", f"/chain-steps/{key}", version=3), 204)


def test_an_expectation_is_reworded_and_then_locked(project, office, indicator):
    path = f"/initiatives/{project.pk}/expectations"
    new = {"indicator_id": str(indicator.pk), "change": "-5.5", "due_on": "2094-12-31"}
    assert office.call("POST", path, new | {"due_on": "2014-12-31"}).status_code == 409
    first = done(office.call("POST", path, new), 201)
    assert first["change"] == "-5.500000"
    one = f"/expectations/{first['id']}"
    done(office.call("PATCH", one, {"change": "-4"}, version=1))
    amendment = {"change": "-2", "due_on": "2095-06-30", "reason": "Prøven trak ud"}
    assert office.call("POST", f"{one}/amendments", amendment).status_code == 409
    begin(project)
    assert office.call("PATCH", one, {"change": "-1"}, version=2).status_code == 409
    done(office.call("POST", f"{one}/amendments", amendment), 201)
    assert office.call("POST", f"{one}/amendments", amendment).status_code == 409
    (told,) = office.read(path)
    assert [one["change"] for one in told["wordings"]] == ["-4.000000", "-2.000000"]
    assert told["was_prediction"]
    assert told["locked_on"]


def test_what_is_not_here_is_told_at_the_field_of_the_request(project, office):
    new = {"indicator_id": str(an_indicator().pk), "change": "1", "due_on": "2014-12-31"}
    told = done(office.call("POST", f"/initiatives/{project.pk}/expectations", new), 409)
    assert told["errors"][0]["field"] == "indicator_id"


def test_a_question_is_put_reckoned_concluded_and_published(project, office, indicator):
    new = {
        "title": "Virkede det?", "question": "Faldt ventetiden?", "method": "before_after",
        "indicator_id": str(indicator.pk), "begins_on": "2014-07-01",
        "initiative_id": str(project.pk),
    }  # fmt: skip
    made = done(office.call("POST", "/evaluations", new), 201)
    assert (made["label"], made["grade"], made["latest"]) == ("E1", None, None)
    path = f"/evaluations/{made['id']}"
    result = done(office.call("POST", f"{path}/results"), 201)
    assert result["answer"]["estimate"] == pytest.approx(-10.5)
    assert done(office.call("POST", f"{path}/results"), 201)["id"] == result["id"]
    assert "10.5 lower" in result["said"]
    done(office.call("POST", f"{path}/conclusion", {"conclusion": "Ja"}, version=1))
    outside = visitor(project.municipality)
    assert outside.get(path).status_code == 404
    done(office.call("POST", f"{path}/publication", {"is_public": True}, version=2))
    read = outside.read(path)
    assert read["latest"]["figures"]["treated"]["values"] == list(MONTHS)
    assert (read["grade"], read["conclusion"]) == ("none", "Ja")
    assert read["initiative_id"] is None, "the initiative is not public"
    assert outside.read("/evaluations?grade=none")["total"] == 1
    assert outside.read("/evaluations?grade=strong")["total"] == 0
    assert office.read(f"/evaluations?initiative_id={project.pk}")["total"] == 1
    assert outside.read(f"/evaluations?initiative_id={project.pk}")["total"] == 0
    assert outside.read(f"{path}/results")["total"] == 1
    (own,) = office.read(f"{path}/series")
    assert (own["key"], own["fits"]) == ("", [])
    assert outside.get(f"{path}/series").status_code == 404


def test_a_finding_goes_its_way(project, office):
    assert office.call("POST", "/learning", {"finding": "Opkald virker"}).status_code == 409
    new = {"finding": "Opkald virker", "initiative_id": str(project.pk)}
    made = done(office.call("POST", "/learning", new), 201)
    path = f"/learning/{made['id']}"
    unit = build.a_unit(project.municipality)
    done(office.call("PATCH", path, {"unit_id": str(unit.pk)}, version=1))
    who = build.a_person("employee", project.municipality)
    decision = {"change": "Alle ringer", "responsible_id": str(who.pk), "due_on": "2014-10-01"}
    told = done(office.call("POST", f"{path}/decision", decision, version=2))
    assert (told["state"], told["unit_id"], told["is_overdue"]) == ("decided", str(unit.pk), True)
    done(office.call("POST", f"{path}/changed", {"changed_on": "2014-09-30"}, version=3))
    told = done(
        office.call(
            "POST", f"{path}/helped", {"helped": "yes", "helped_note": "Vi målte"}, version=4
        )
    )
    assert (told["state"], told["helped"]) == ("changed", "yes")
    assert office.call("POST", f"{path}/no-change", {"reason": "Nej"}, version=5).status_code == 409
    done(office.call("POST", f"{path}/publication", {"is_public": True}, version=5))
    public = visitor(project.municipality).read(path)
    assert (public["responsible"], public["initiative_id"]) == (None, None)
    assert office.read(path)["responsible"]["name"] == who.name


def test_the_register_is_narrowed(project, office):
    objective = build.an_objective(build.a_focus_area(build.a_strategy(project.municipality)))
    a_learning(project.municipality, finding="Om målet", objective=objective)
    decided(a_learning(project.municipality, finding="For sent"))

    def found(query):
        return [one["finding"] for one in office.read(f"/learning?{query}")["items"]]

    assert found("") == ["For sent", "Om målet"]
    assert found("state=new") == ["Om målet"]
    assert found("overdue=true") == ["For sent"]
    assert found(f"objective_id={objective.pk}") == ["Om målet"]
    assert found("q=sent") == ["For sent"]


@pytest.mark.parametrize("times", [1, 50])
def test_a_list_costs_the_same_for_one_and_for_fifty(project, indicator, times):
    for _each in range(times):
        evaluation = an_evaluation(indicator, project)
        decided(a_learning(evaluation=evaluation, initiative=project))
        an_expectation(project, indicator)
        a_step(project, indicator=indicator)
    reckoned(evaluation)
    office = build.an_actor("strategy_office", project.municipality)
    program = Program(project.municipality, token_for(office, project.municipality))
    most = {
        "/evaluations?limit=200": 5, "/learning?limit=200": 5,
        f"/initiatives/{project.pk}/effect-chain": 8,
        f"/initiatives/{project.pk}/expectations": 8,
    }  # fmt: skip
    for path, limit in most.items():
        with CaptureQueriesContext(connection) as asked:
            program.read(path)
        assert len(asked) <= limit, path


CHOICES = [
    (wire.StepKind, models.ChainStep.Kind),
    (wire.Rests, models.ChainStep.Evidence),
    (wire.Standing, models.ChainStep.Standing),
    (wire.Method, models.Evaluation.Method),
    (wire.Grade, models.EvaluationResult.Grade),
    (wire.State, models.Learning.State),
    (wire.Helped, models.Learning.Helped),
]


@pytest.mark.parametrize(("literal", "choices"), CHOICES, ids=lambda one: str(one)[-30:])
def test_the_words_to_choose_from_are_the_models_own(literal, choices):
    assert list(get_args(literal)) == choices.values


TAKEN = [
    (submissions.NewStep, models.ChainStep),
    (submissions.NewExpectation, models.Expectation),
    (submissions.NewAmendment, models.Expectation),
    (submissions.NewEvaluation, models.Evaluation),
    (submissions.Conclusion, models.Evaluation),
    (submissions.NewLearning, models.Learning),
    (submissions.Decision, models.Learning),
    (submissions.DidItHelp, models.Learning),
]


@pytest.mark.parametrize(("submission", "model"), TAKEN, ids=lambda one: one.__name__)
def test_no_text_is_taken_that_is_longer_than_can_be_kept(submission, model):
    kept = {field.name: getattr(field, "max_length", None) for field in model._meta.fields}
    taken = {
        name: one["maxLength"]
        for name, one in submission.model_json_schema()["properties"].items()
        if kept.get(name) and "maxLength" in one
    }
    assert taken
    assert taken == {name: kept[name] for name in taken}


# At addresses of things that exist


@pytest.fixture
def existing(project, indicator) -> dict[str, Any]:
    evaluation = reckoned(an_evaluation(indicator, project, is_public=True))
    office = build.an_actor("strategy_office", project.municipality)
    return {
        "key": token_for(office, project.municipality),
        "slug": project.municipality.slug,
        "initiative_id": str(project.pk),
        "step_id": str(a_step(project).pk),
        "expectation_id": str(an_expectation(project, indicator, due_on=date(2015, 1, 1)).pk),
        "evaluation_id": str(evaluation.pk),
        "learning_id": str(a_learning(evaluation=evaluation).pk),
    }


@pytest.mark.sqlite
@schema.include(operation_id_regex="^effects_").parametrize()
@each_the_same_every_time
def test_a_program_gets_declared_answers_only(case: Any, existing: dict[str, Any]) -> None:
    ask_here_and_there(case, existing, {"Authorization": f"Bearer {existing['key']}"})
