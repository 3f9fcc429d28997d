"""Completes the OpenAPI document: the problems that each operation can answer with, and the common headers."""

from __future__ import annotations

from typing import Any

from pejl.api.problems import MEDIA_TYPE, Problem

REF = {"$ref": "#/components/schemas/Problem"}
SCHEME = "PersonalTokenRequired"

PROBLEMS = {
    400: "The body cannot be read as JSON.",
    401: "A token is needed, or the one sent does not serve here.",
    403: "The token's person may not do this.",
    404: "There is nothing here, or it is not for this reader.",
    409: "In conflict with how things stand; the sentence says what to do.",
    412: "Somebody else saved since: carries both versions.",
    413: "The body is too large.",
    422: "Some values cannot be used; “errors” says which.",
    428: "The request does not name the version that was read (If-Match).",
}

ACCEPT_LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "schema": {"type": "string"},
    "description": "The language of the sentences in problems: da (default) or en.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of the copy at hand: 304 when it is current.",
}
ETAG = {
    "ETag": {
        "schema": {"type": "string"},
        "description": "The version of what is told; send it as If-Match to change it.",
    }
}


def _possible(method: str, operation: dict[str, Any]) -> set[int]:
    """Which problems an operation can answer with."""
    if method == "get":
        return {401, 403, 404, 422}
    possible = {401, 403, 404, 409, 422}
    if "requestBody" in operation:
        possible |= {400, 413}
    if any(one["name"] == "If-Match" for one in operation["parameters"]):
        possible |= {412, 428}
    return possible


def complete(document: dict[str, Any]) -> None:
    """Add to every operation what holds for all."""
    document["components"]["schemas"]["Problem"] = Problem.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    document["components"]["schemas"].update(
        document["components"]["schemas"]["Problem"].pop("$defs", {})
    )
    schemes = document["components"]["securitySchemes"]
    document["components"]["securitySchemes"] = {SCHEME: schemes[SCHEME]}
    for methods in document["paths"].values():
        for method, operation in methods.items():
            _complete_operation(method, operation)


def _as_sent(parameter: dict[str, Any]) -> None:
    """In an address or a header there is no null: a parameter is there or is left out."""
    schema = parameter["schema"]
    kinds = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
    for kind in kinds:
        schema.update(kind)


def _complete_operation(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    named = {parameter["name"] for parameter in operation["parameters"]}
    for parameter in operation["parameters"]:
        _as_sent(parameter)
        if parameter["name"] == "If-Match" and "If-None-Match" not in named:
            parameter["required"] = True  # though it is 428, and not 422, that its lack is told by
    for status in _possible(method, operation):
        responses[status] = {
            "description": PROBLEMS[status],
            "content": {MEDIA_TYPE: {"schema": REF}},
        }
    for status in {200, 201} & set(responses):
        responses[status]["headers"] = ETAG
    operation["parameters"].append(ACCEPT_LANGUAGE)
    if method == "get":
        responses[304] = {"description": "The copy at hand is current.", "headers": ETAG}
        operation["parameters"].append(IF_NONE_MATCH)
    if operation["security"] != [{SCHEME: []}]:
        operation["security"] = [{}, {SCHEME: []}]
    operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
