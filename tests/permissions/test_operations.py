"""Every operation of the API × every role × own and other municipality, against the one table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pejl.api.urls import api
from tests.permissions.table import EVERYONE, MEMBERS, OPERATIONS
from tests.permissions.world import ROLES, STRANGER

pytestmark = pytest.mark.django_db

READING = {"get"}
REFUSED = {401, 403, 404}

ASKED_FIRST = {"initiatives_list_selections", "initiatives_read_candidates"}
"""Guests are told that it is not for them before anything is looked up, whatever the strategy."""


def described() -> dict[str, Any]:
    description: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return description


def operations() -> Iterator[tuple[str, str, str, Any]]:
    """Each operation: its name, method, path and the shape of what is sent with it."""
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {})
            shape = next(iter(body.values()), {}).get("schema")
            yield operation["operationId"], method, path, shape


SHAPES = described()["components"]["schemas"]
ALL = {name: (method, path, shape) for name, method, path, shape in operations()}
HANDING_IN = {
    "initiatives_attach_to_idea", "initiatives_attach_to_initiative", "indicators_hand_in_figures",
}  # fmt: skip
"""What is sent with these is a file."""
QUESTIONS = {
    "overview_search_municipality": "?q=strategi",
    "initiatives_list_similar_ideas": "?q=strategi",
    "indicators_read_behind": "?starts_on=2014-01-01&ends_on=2014-03-31",
}
"""What must be asked for."""
KNOWN = sorted(ALL.keys() & OPERATIONS.keys())


def test_every_operation_has_its_line_in_the_table():
    missing = ALL.keys() - OPERATIONS.keys()
    assert not missing, (
        f"Say in tests/permissions/table.py who may call: {', '.join(sorted(missing))}"
    )
    gone = OPERATIONS.keys() - ALL.keys()
    assert not gone, (
        f"These operations are gone; take them out of the table: {', '.join(sorted(gone))}"
    )


PLAIN = {"integer": 1, "boolean": False, "array": []}
FITTING = {
    "email": "ny@example.dk", "first_email": "ny@example.dk", "slug": "ny-adresse", "change": "1",
    "value": "1",
}  # fmt: skip
BY_FORMAT = {"date": "2014-01-01", "uuid": str(uuid4())}


def sample(shape: Any, name: str, keys: dict[str, str]) -> Any:
    """Something that fits a shape, so that what is refused is refused for who asks."""
    if "$ref" in shape:
        shape = SHAPES[shape["$ref"].rsplit("/", 1)[-1]]
    shape = shape.get("anyOf", [shape])[0]
    if name in keys:
        return keys[name]
    if "enum" in shape:
        return shape["enum"][0]
    if shape.get("type") == "object":
        wanted = shape.get("required", []) or list(shape.get("properties", {}))[:1]
        return {one: sample(shape["properties"][one], one, keys) for one in wanted}
    if shape.get("minItems"):
        return [sample(shape["items"], "", keys)]
    if name in FITTING:
        return FITTING[name]
    return PLAIN.get(shape.get("type"), BY_FORMAT.get(shape.get("format", ""), "ny"))


def call(ask: Any, world: Any, role: str, name: str, keys: dict[str, str]) -> int:
    method, path, _shape = ALL[name]
    address = path.format_map(keys) + QUESTIONS.get(name, "")
    headers = {"If-Match": '"1"'}
    if world.keys[role]:
        headers["Authorization"] = f"Bearer {world.keys[role]}"
    body, content_type = sent(name, keys)
    answer = ask(
        world.program,
        method.upper(),
        address,
        data=body,
        content_type=content_type,
        headers=headers,
    )
    return int(answer.status_code)


def sent(name: str, keys: dict[str, str]) -> tuple[bytes, str]:
    """A body that fits the operation, and its type."""
    _method, _path, shape = ALL[name]
    if name in HANDING_IN:
        note = SimpleUploadedFile("note.txt", b"Til alle")
        return encode_multipart(BOUNDARY, {"file": note}), MULTIPART_CONTENT
    named = {key: value for key, value in keys.items() if key == "unit_id"}
    return json.dumps(sample(shape, "", named)).encode() if shape else b"", "application/json"


def expected(name: str, role: str, hidden: bool) -> tuple[set[int], set[int]]:
    """Right answers, and wrong ones where any other is right."""
    method, _path, _shape = ALL[name]
    writing = method not in READING
    if writing and role in {"visitor", STRANGER}:
        return {401}, set()
    if hidden and role not in MEMBERS:
        return {403 if name in ASKED_FIRST and role == "guest" else 404}, set()
    if role in OPERATIONS[name]:
        return (set(), REFUSED) if writing else ({200}, set())
    if not writing:
        return {401, 403, 404}, set()
    # What is written in a public initiative is not found by outsiders; the initiative itself is.
    outside = {404} if "initiative_id" in ALL[name][1] and role not in MEMBERS else set()
    return {403, 409} | outside, set()


STRATEGY_OF = (
    "strategy_id",
    "driver_id",
    "area_id",
    "question_id",
    "objective_id",
    "centre_strategy_id",
    "initiative_id",
    "edition_id",
    "indicator_id",
    "value_id",
    "target_id",
    "step_change_id",
    "import_id",
)
INSIDE = (
    "idea_id", "comment_id", "line_id", "file_id", "step_id", "expectation_id", "import_id",
    "round_id", "report_id", "meeting_id", "point_id", "decision_id", "deputy_id",
)  # fmt: skip
"""What is not even found by those who do not work there, whatever the strategy."""


@pytest.mark.parametrize("name", KNOWN)
def test_each_role_gets_the_answer_that_the_table_says(world, ask, name):
    wrong = []
    _method, path, _shape = ALL[name]
    of_strategy = any(f"{{{key}}}" in path for key in STRATEGY_OF)
    inside = any(f"{{{key}}}" in path for key in INSIDE)
    places = (world.here, world.elsewhere) if "{slug}" in path else (world.here,)
    for place, status in product(places, ("draft", "adopted") if of_strategy else ("adopted",)):
        keys = place.keys(place.strategies[status], name)
        for role in ROLES:
            is_here = role if place is world.here or role == "visitor" else STRANGER
            if is_here == STRANGER and status == "draft" and role != "executive":
                continue  # strangers are alike, and a draft is hidden from all of them
            right, not_right = expected(
                name, is_here, inside or (status == "draft" and of_strategy)
            )
            answer = call(ask, world, role, name, keys)
            if answer >= 500 or (right and answer not in right) or answer in not_right:
                wrong.append(f"{status} as {role} ({is_here}): {answer}, not {right or 'answered'}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


OF_SOMETHING = [name for name in KNOWN if "_id}" in ALL[name][1]]


@pytest.mark.parametrize("name", OF_SOMETHING)
def test_another_municipality_s_ids_are_not_found_among_ours(world, ask, name):
    keys = world.elsewhere.keys(world.elsewhere.adopted, name) | {
        "slug": world.here.municipality.slug
    }
    for role in sorted({"visitor", "employee", "executive", *OPERATIONS[name]} & set(ROLES)):
        answer = call(ask, world, role, name, keys)
        allowed = {404, 401} if role == "visitor" or role not in OPERATIONS[name] else {404}
        refused = {403} if role not in OPERATIONS[name] else set()
        assert answer in allowed | refused, f"as {role}: {answer}"


def test_everyone_includes_who_has_no_role():
    assert {"visitor", STRANGER} <= EVERYONE
