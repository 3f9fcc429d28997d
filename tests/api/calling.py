"""A program that calls the API, as the tests write it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pejl.organisation import actions as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from tests import build


class Program:
    """Calls one municipality's part of the API, with or without a token."""

    def __init__(self, municipality: Municipality, key: str = "", **headers: str) -> None:
        self.root = "/api/v1"
        self.here = f"{self.root}/{municipality.slug}"
        self.headers = headers | ({"Authorization": f"Bearer {key}"} if key else {})
        self.client = Client()

    def call(
        self, method: str, path: str, body: Any = None, version: Any = None, **headers: str
    ) -> HttpResponse:
        """``path`` below the municipality, or whole when it begins with /api."""
        address = path if path.startswith("/api") else f"{self.here}{path}"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body)
        return self.client.generic(
            method,
            address,
            data,
            content_type="application/json",
            headers=self.headers | headers,
        )

    def hand_in(self, path: str, *files: tuple[str, bytes]) -> HttpResponse:
        """Send files as a body in several parts, each by its name and content."""
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        body = encode_multipart(BOUNDARY, {"file": sent})
        address, headers = f"{self.here}{path}", self.headers
        return self.client.generic("POST", address, body, MULTIPART_CONTENT, headers=headers)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def read(self, path: str) -> Any:
        """What a GET tells; it must go well."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        return answer.json()


def visitor(municipality: Municipality, **headers: str) -> Program:
    return Program(municipality, **headers)


def token_for(actor: Actor, municipality: Municipality, scope: str = "write") -> str:
    """A key of the actor's. Also for a guest, who got theirs while still working here."""
    actor = replace(actor, roles=actor.roles | {"employee"})
    _token, key = organisation.create_token(
        by=actor, municipality=municipality, name="Program", scope=scope, expires_on=None
    )
    return key


def program_of(
    role: str, municipality: Municipality, scope: str = "write", **headers: str
) -> Program:
    """A program of somebody new with this role."""
    actor = build.an_actor(role, municipality)
    return Program(municipality, token_for(actor, municipality, scope), **headers)
