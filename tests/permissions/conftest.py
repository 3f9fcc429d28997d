"""One world for all of these tests; what a request changes in it is undone at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, override_settings

from tests.permissions.world import World


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    stored = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("files")},
    }
    storages = override_settings(STORAGES=settings.STORAGES | {"default": stored})
    with storages, django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def unrendered() -> Iterator[None]:
    """Pages without their words: who may is decided before a template is rendered, and that is slow."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Template, "render", lambda self, context=None, request=None: "")
        logging.disable(logging.ERROR)  # thousands of refusals, each asked for
        yield
        logging.disable(logging.NOTSET)


@pytest.fixture
def ask(unrendered: None) -> Callable[..., HttpResponse]:
    """Send a request, and undo whatever it did to the world or to the browser."""

    def send(client: Client, method: str, address: str, **more: Any) -> HttpResponse:
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            answer = client.generic(method, address, **more)
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer

    return send
