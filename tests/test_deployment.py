"""An installation is a demo on loopback or a deployment in full; nothing in between starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from pejl import deployment

IN_FULL = {
    "PEJL_SECRET_KEY": "x" * 60,
    "PEJL_HOSTS": "pejl.example.dk",
    "DATABASE_URL": "postgres://pejl@db/pejl",
}


def test_without_configuration_it_is_the_demo() -> None:
    assert deployment.is_demo({})
    assert deployment.missing_settings({}) == []


def test_a_deployment_in_full_lacks_nothing() -> None:
    assert not deployment.is_demo(IN_FULL)
    assert deployment.missing_settings(IN_FULL) == []


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"PEJL_SECRET_KEY": ""}, "PEJL_SECRET_KEY is missing"),
        ({"PEJL_SECRET_KEY": deployment.DEMO_SECRET_KEY}, "PEJL_SECRET_KEY is the demo's"),
        ({"PEJL_SECRET_KEY": "short"}, "PEJL_SECRET_KEY has fewer than 50"),
        ({"PEJL_HOSTS": ""}, "PEJL_HOSTS is missing"),
        ({"PEJL_HOSTS": "pejl.example.dk, *"}, "PEJL_HOSTS must list names"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
        ({"PEJL_DEBUG": "1"}, "PEJL_DEBUG is on"),
        ({"PEJL_DEBUG": " True "}, "PEJL_DEBUG is on"),
    ],
)
def test_each_missing_setting_is_named(changed: Mapping[str, str], named: str) -> None:
    (sentence,) = deployment.missing_settings(IN_FULL | changed)
    assert sentence.startswith(named)


def test_all_that_is_missing_is_said_at_once() -> None:
    assert len(deployment.missing_settings({"PEJL_HOSTS": "pejl.example.dk"})) == 2


def test_a_server_does_not_start_half_configured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pejl", "serve", "--port", "0"],
        env={"PATH": os.environ["PATH"], "PEJL_HOSTS": "pejl.example.dk"},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert "PEJL_SECRET_KEY is missing" in done.stderr
    assert "DATABASE_URL is missing" in done.stderr


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, "200 OK"),
        ({"REMOTE_ADDR": "::1"}, "200 OK"),
        ({"REMOTE_ADDR": "192.0.2.7"}, "403 Forbidden"),
        ({"REMOTE_ADDR": ""}, "403 Forbidden"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, "403 Forbidden"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"}, "403 Forbidden"),
    ],
)
def test_the_demo_answers_its_own_machine_only(environ: dict[str, str], status: str) -> None:
    said: list[str] = []

    def application(_environ, start_response):
        start_response("200 OK", [])
        return [b""]

    list(
        deployment.only_on_loopback(application)(
            environ, lambda first, _headers: said.append(first)
        )
    )
    assert said == [status]


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "::12", "192.0.2.7", "pejl.example.dk", "127.evil.example", ""]
)
def test_other_addresses_are_not_loopback(host: str) -> None:
    assert not deployment.is_loopback(host)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "::ffff:127.0.0.1"]
)
def test_loopback_is_known_by_its_names(host: str) -> None:
    assert deployment.is_loopback(host)
