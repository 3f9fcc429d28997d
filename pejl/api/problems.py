"""What stood in the way, as problem+json (RFC 9457), in the reader's language.

``type`` is stable and meant for programs, ``detail`` is the sentence that a page would show.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError
from django.db.models import Model
from django.http import Http404, HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from pejl.history.refusals import (
    ChangedMeanwhile,
    EditedMeanwhile,
    Refusal,
    RemovedMeanwhile,
)

MEDIA_TYPE = "application/problem+json"


class Fault(Schema):
    """What is wrong with one field."""

    field: str = Field(description="The field, its way in written with dots.")
    message: str


class Problem(Schema):
    """What stood in the way."""

    type: str = Field(description="Names the kind of problem, for programs.")
    title: str
    status: int
    detail: str = Field(description="What is the case and what can be done, for people.")
    errors: list[Fault] | None = Field(None, description="Where in the request it lies.")
    current: dict[str, Any] | None = Field(
        None, description="Where somebody else saved first: how the thing reads now."
    )
    yours: dict[str, Any] | None = Field(None, description="And what was sent.")


TITLES = {
    400: _("The request cannot be read"),
    401: _("A token is needed"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This cannot be done here"),
    409: _("In conflict with how things stand"),
    412: _("Changed since it was read"),
    413: _("Too large"),
    422: _("Some values cannot be used"),
    428: _("The version is missing"),
}

NOT_FOUND = _("There is nothing at this address, or it is not for everyone to read.")

SENTENCES = {
    "missing": _("This must be filled in."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("This must be a text."),
    "string_unicode": _("This must be a text in UTF-8."),
    "string_too_long": _("At most %(max_length)s characters."),
    "string_too_short": _("This must be filled in."),
    "string_pattern_mismatch": _("The text is empty or has characters that cannot be used here."),
    "int_type": _("This must be a whole number."),
    "int_parsing": _("This must be a whole number."),
    "int_parsing_size": _("The number is too large."),
    "int_from_float": _("This must be a whole number."),
    "greater_than_equal": _("At least %(ge)s."),
    "less_than_equal": _("At most %(le)s."),
    "bool_type": _("This must be true or false."),
    "bool_parsing": _("This must be true or false."),
    "literal_error": _("One of: %(expected)s."),
    "uuid_parsing": _("This must be an id (UUID)."),
    "date_from_datetime_parsing": _("This must be a day, such as 2014-06-30."),
    "cvr": _("This is no CVR number."),
    "email": _("This must be an e-mail address."),
    "dict_type": _("This must be an object."),
    "model_type": _("This must be an object."),
    "model_attributes_type": _("This must be an object."),
}
"""By pydantic's name of the fault; what is not here gets a general sentence."""

GENERAL = _("This value cannot be used here.")


def problem(status: int, name: str, detail: Any, **more: Any) -> JsonResponse:
    """An answer that says what stood in the way."""
    body = {
        "type": f"urn:pejl:problem:{name}",
        "title": str(TITLES[status]),
        "status": status,
        "detail": str(detail),
        **more,
    }
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = MEDIA_TYPE
    return response


def not_found(request: HttpRequest, fault: Any = None) -> JsonResponse:
    return problem(404, "not-found", NOT_FOUND)


def no_such_method(allowed: str) -> JsonResponse:
    """The address is right but this cannot be done there."""
    response = problem(405, "method-not-allowed", _("Possible here: %s.") % allowed)
    response.headers["Allow"] = allowed
    return response


def _in_kebab(fault: Exception) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(fault).__name__).lower()


def _refused(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    more = {}
    if refusal.field:
        more["errors"] = [{"field": refusal.field, "message": str(refusal.sentence)}]
    return problem(refusal.status, _in_kebab(refusal), refusal.sentence, **more)


def _as_told(element: Any) -> dict[str, Any]:
    """How a thing reads now, by the names that the API uses."""
    names = [element._meta.get_field(name).attname for name in element.tracked]
    return {name: getattr(element, name) for name in ("version", *names)}


def _edited_meanwhile(request: HttpRequest, refusal: EditedMeanwhile) -> JsonResponse:
    """Both versions, so that a program can show them side by side and send again."""
    fields = type(refusal.current)._meta
    mine = {
        fields.get_field(name).attname: value.pk if isinstance(value, Model) else value
        for name, value in refusal.mine.items()
    }
    detail = _("Somebody else saved this since you read it. Nothing was changed.")
    return problem(412, "edited-meanwhile", detail, current=_as_told(refusal.current), yours=mine)


def _changed_meanwhile(request: HttpRequest, refusal: ChangedMeanwhile) -> JsonResponse:
    detail = _("Somebody else changed this since you read it. Read it again. Nothing was changed.")
    return problem(412, "changed-meanwhile", detail)


def _removed_meanwhile(request: HttpRequest, refusal: RemovedMeanwhile) -> JsonResponse:
    detail = _("What you read is not there any more. Nothing was changed.")
    return problem(412, "removed-meanwhile", detail)


def _no_token(request: HttpRequest, fault: Exception) -> JsonResponse:
    if request.headers.get("Authorization"):
        detail = _("The token is unknown, has expired, was revoked or is for another municipality.")
        challenge = 'Bearer realm="Pejl", error="invalid_token"'
    else:
        detail = _("Send a personal token: Authorization: Bearer pejl_…")
        challenge = 'Bearer realm="Pejl"'
    response = problem(401, "token-needed", detail)
    response.headers["WWW-Authenticate"] = challenge
    return response


def _unreadable(request: HttpRequest, fault: Exception) -> JsonResponse:
    return problem(400, "not-json", _("The body cannot be read as JSON in UTF-8."))


def _too_large(request: HttpRequest, fault: Exception) -> JsonResponse:
    return problem(413, "too-large", _("The body is larger than is taken here."))


def _sentence(error: dict[str, Any]) -> str:
    sentence = SENTENCES.get(error["type"])
    if sentence is None:
        return str(GENERAL)
    return str(sentence) % error.get("ctx", {})


def _where(error: dict[str, Any]) -> str:
    """The way to the field, without the name that our own function has for the body."""
    source, *way = (str(step) for step in error["loc"])
    return ".".join(way[1:] if source == "body" and len(way) > 1 else way)[:200]


def _unusable(request: HttpRequest, fault: ValidationError) -> JsonResponse:
    errors = [{"field": _where(one), "message": _sentence(one)} for one in fault.errors[:50]]
    return problem(422, "unusable-values", _("Nothing was changed. See “errors”."), errors=errors)


def _there_already(request: HttpRequest, fault: Exception) -> JsonResponse:
    """The database's own word, for what two requests do at the same instant."""
    detail = _("Something with this id or address is there already. Nothing was changed.")
    return problem(409, "there-already", detail)


def _not_storable(request: HttpRequest, fault: Exception) -> JsonResponse:
    return problem(422, "unusable-values", _("A value cannot be stored. Nothing was changed."))


def tell_problems(api: NinjaAPI) -> None:
    """Let every fault that a request can cause be told as a problem."""
    handlers: dict[type[Exception], Any] = {
        AuthenticationError: _no_token,
        ChangedMeanwhile: _changed_meanwhile,
        DataError: _not_storable,
        EditedMeanwhile: _edited_meanwhile,
        Http404: not_found,
        HttpError: _unreadable,
        IntegrityError: _there_already,
        Refusal: _refused,
        RemovedMeanwhile: _removed_meanwhile,
        RequestDataTooBig: _too_large,
        UnreadablePostError: _unreadable,
        ValidationError: _unusable,
    }
    for fault, handler in handlers.items():
        api.add_exception_handler(fault, handler)
