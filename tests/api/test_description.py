"""The OpenAPI document and docs/api.md say what the API does, all of it and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from django.apps import apps
from django.urls import reverse
from pydantic import BaseModel

from pejl.api.urls import api
from pejl.history.models import Entry
from pejl.organisation.api import schemas as organisation
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.organisation.vocabulary import CONCEPTS, FORMS
from pejl.strategy.api import schemas as strategy
from pejl.strategy.models import CentreStrategy, Driver, FocusArea, Objective, Question, Strategy

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"
WRITING = {"post", "put", "patch", "delete"}
SEEN_BY_THE_API = {
    "organisation", "strategy", "initiatives", "indicators", "effects", "followup", "overview",
}  # fmt: skip


def document() -> dict[str, Any]:
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))


OPERATIONS = [
    pytest.param(method, path, operation, id=operation["operationId"])
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
]


def names_of_parameters(operation):
    return {one["name"] for one in operation["parameters"]}


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_an_operation_is_described_with_everything_that_can_go_wrong(method, path, operation):
    assert operation["summary"]
    assert operation["description"]
    statuses = set(operation["responses"])
    assert {"401", "403", "404", "422"} <= statuses
    if method == "get":
        assert {"200", "304"} <= statuses
        assert "If-None-Match" in names_of_parameters(operation)
    if "requestBody" in operation:
        assert {"400", "409", "413"} <= statuses
    for status, response in operation["responses"].items():
        if status >= "400":
            assert list(response["content"]) == ["application/problem+json"]
        elif status not in {"204", "304"}:
            assert "ETag" in response["headers"]


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_an_operation_has_a_stable_name_that_begins_with_its_room(method, path, operation):
    room = operation["operationId"].split("_")[0]
    assert room in SEEN_BY_THE_API
    assert operation["tags"] == [room]
    assert apps.is_installed(f"pejl.{room}")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_what_writes_needs_a_token_and_what_edits_or_removes_names_a_version(
    method, path, operation
):
    token = {"PersonalTokenRequired": []}
    if method in WRITING or path.endswith("/me"):
        assert operation["security"] == [token]
    else:
        assert operation["security"] == [{}, token]
    # A profile has one editor; a move says itself how far.
    if method in {"put", "patch", "delete"} and not path.endswith("/me"):
        assert "If-Match" in names_of_parameters(operation)
        assert {"412", "428"} <= set(operation["responses"])


def test_docs_tell_of_every_operation_and_of_no_other():
    text = DOCS.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+) (\S+)` \| `(\w+)` \|", text, re.MULTILINE))
    there = {
        (method.upper(), path.removeprefix("/api/v1"), operation["operationId"])
        for method, path, operation in (one.values for one in OPERATIONS)
    }
    assert told == there


def test_the_document_is_openapi_3_1_and_names_nothing_outside_itself(client):
    answer = client.get(reverse("api:openapi-json"))
    told = answer.json()
    assert told["openapi"].startswith("3.1")
    defined = told["components"]["schemas"]
    used = set(re.findall(r'"#/components/schemas/(\w+)"', answer.content.decode()))
    assert used <= set(defined)
    assert "://" not in answer.content.decode()


def _all_below(shape: type[BaseModel]) -> set[type[BaseModel]]:
    return {shape}.union(*(_all_below(one) for one in shape.__subclasses__()))


def test_no_two_shapes_have_one_name_for_the_document_would_describe_but_one_of_them():
    """Shapes are known by their names alone, whatever room they are of."""
    rooms: dict[str, set[str]] = {}
    for shape in _all_below(BaseModel):
        if shape.__module__.startswith("pejl.") and "[" not in shape.__name__:
            rooms.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {"WholeIdeaOut", "NewStrategy"} <= rooms.keys()
    assert {name: places for name, places in rooms.items() if len(places) > 1} == {}


CHOICES = [
    (organisation.UnitKind, Unit.Kind),
    (organisation.Role, Membership.Role),
    (strategy.StrategyStatus, Strategy.Status),
    (strategy.CentreStrategyStatus, CentreStrategy.Status),
    (strategy.DriverKind, Driver.Kind),
    (strategy.Stance, Driver.Stance),
    (strategy.Verb, Entry.Verb),
]


@pytest.mark.parametrize(("literal", "choices"), CHOICES, ids=lambda one: str(one)[-30:])
def test_the_words_to_choose_from_are_the_models_own(literal, choices):
    assert list(get_args(literal)) == choices.values


TAKEN = [
    (organisation.NewMunicipality, Municipality),
    (organisation.MunicipalityEdits, Municipality),
    (organisation.NewUnit, Unit),
    (organisation.UnitEdits, Unit),
    (organisation.NewMembership, Person),
    (organisation.OwnProfile, Person),
    (strategy.NewStrategy, Strategy),
    (strategy.StrategyEdits, Strategy),
    (strategy.NewDriver, Driver),
    (strategy.NewFocusArea, FocusArea),
    (strategy.NewQuestion, Question),
    (strategy.NewObjective, Objective),
    (strategy.NewCentreStrategy, CentreStrategy),
]


@pytest.mark.parametrize(("submission", "model"), TAKEN, ids=lambda one: one.__name__)
def test_no_text_is_taken_that_is_longer_than_can_be_kept(submission, model):
    fields = {field.name: field for field in model._meta.fields}
    properties = submission.model_json_schema()["properties"]
    texts = {
        name: one
        for name, one in properties.items()
        if name in fields and one.get("type") == "string" and one.get("format") != "date"
    }
    longest = {name: one.get("maxLength") for name, one in texts.items() if "enum" not in one}
    assert longest
    assert longest == {name: fields[name].max_length for name in longest}


def test_the_words_of_the_vocabulary_are_those_that_pages_know():
    assert set(organisation.Terms.model_fields) == set(CONCEPTS)
    assert set(organisation.TermForms.model_fields) == set(FORMS)
