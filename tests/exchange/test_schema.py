"""The schemas are good schemas, agree with the models, and say of every key what it is for."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pejl.exchange.shape import FILES, SCHEMAS, schema_for
from pejl.organisation import models as organisation
from pejl.organisation.vocabulary import CONCEPTS, FORMS
from pejl.strategy import models as strategy
from tests.exchange.build import GREVE

EXPLANATION = Path(__file__).parents[2] / "examples" / "README.md"


def keys_of(schema: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every key that a schema knows, with what the schema says of it."""
    if isinstance(schema, list):
        return [found for one in schema for found in keys_of(one)]
    if not isinstance(schema, dict):
        return []
    own = list(schema.get("properties", {}).items())
    return own + [found for value in schema.values() for found in keys_of(value)]


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_a_schema_of_the_2020_draft(name: str) -> None:
    schema = schema_for(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"{name}.yaml"
    Draft202012Validator.check_schema(schema)


def test_there_is_no_schema_without_a_file() -> None:
    assert sorted(path.stem for path in SCHEMAS.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_common_yaml_tool_finds_the_example_right_by_the_schema(name: str) -> None:
    content = yaml.safe_load((GREVE / f"{name}.yaml").read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(content, default=str))
    assert list(Draft202012Validator(schema_for(name)).iter_errors(plain)) == []


@pytest.mark.parametrize("name", FILES)
def test_the_explanation_names_every_key_of_every_file(name: str) -> None:
    explained = EXPLANATION.read_text(encoding="utf-8")
    missing = {key for key, _schema in keys_of(schema_for(name)) if f"`{key}`" not in explained}
    assert missing == set()


SHARED = [
    ("municipality", (), organisation.Municipality),
    ("units", ("unit",), organisation.Unit),
    ("people", ("person",), organisation.Person),
    ("strategy", (), strategy.Strategy),
    ("strategy", ("driver",), strategy.Driver),
    ("strategy", ("focus_area",), strategy.FocusArea),
    ("strategy", ("question",), strategy.Question),
    ("strategy", ("objective",), strategy.Objective),
    ("centre-strategies", ("centre_strategy",), strategy.CentreStrategy),
    ("centre-strategies", ("contribution",), strategy.Contribution),
]


def resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    return {**resolved(root["$defs"][schema["$ref"].rpartition("/")[2]], root), **schema}


@pytest.mark.parametrize(("name", "part", "model"), SHARED)
def test_a_text_may_be_as_long_in_a_file_as_in_the_database(
    name: str, part: tuple[str, ...], model: Any
) -> None:
    root = schema_for(name)
    whole = root["$defs"][part[0]] if part else root
    fields = {field.name: field for field in model._meta.get_fields()}
    shared = {key: said for key, said in whole["properties"].items() if key in fields}
    assert {"is_example"} <= set(shared) or name == "people"
    for key, said in shared.items():
        longest = resolved(said, root).get("maxLength")
        if longest and not fields[key].is_relation:
            assert longest == fields[key].max_length, key


def test_the_choices_are_those_of_the_database() -> None:
    unit = schema_for("units")["$defs"]["unit"]["properties"]
    assert unit["kind"]["enum"] == organisation.Unit.Kind.values
    role = schema_for("people")["$defs"]["membership"]["properties"]["role"]
    assert role["enum"] == organisation.Membership.Role.values
    driver = schema_for("strategy")["$defs"]["driver"]["properties"]
    assert driver["kind"]["enum"] == strategy.Driver.Kind.values
    assert driver["stance"]["enum"] == strategy.Driver.Stance.values


def test_the_words_are_those_of_the_vocabulary() -> None:
    defs = schema_for("municipality")["$defs"]
    assert list(defs["words"]["properties"]) == list(CONCEPTS)
    assert tuple(defs["forms"]["properties"]) == FORMS
