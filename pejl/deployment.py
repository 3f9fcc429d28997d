"""Whether this installation is configured well enough to run: a demo on loopback, or a deployment in full.

The demo's people, key and database are public knowledge. So nothing is filled in for a deployment: what is not
said makes it refuse to start, and every refusal names the setting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

DEMO_SECRET_KEY = "demo-only-this-key-is-public-and-signs-nothing-of-value"  # noqa: S105
DEMO_PASSWORD = "pejl-demo-2014"  # noqa: S105
SHORTEST_SECRET_KEY = 50
MARKS_OF_A_PROXY = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST")

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def is_demo(env: Mapping[str, str]) -> bool:
    """An installation is a demo until somebody gives it a secret key or host names."""
    return not (env.get("PEJL_SECRET_KEY") or env.get("PEJL_HOSTS"))


def missing_settings(env: Mapping[str, str]) -> list[str]:
    """What keeps a deployment from starting, one sentence a setting; empty for the demo."""
    if is_demo(env):
        return []
    checks = (_secret_key, _hosts, _database, _debug)
    return [fault for check in checks if (fault := check(env))]


def advised_settings(env: Mapping[str, str]) -> list[str]:
    """What a deployment runs without, but will be missed by its users."""
    if is_demo(env):
        return []
    advice = {
        "PEJL_SMTP_HOST": "no mail is sent, so nobody can choose a new password.",
        "PEJL_CONTACT": "the foot of each page does not say where to write.",
    }
    return [f"{name} is not set: {what}" for name, what in advice.items() if not env.get(name)]


def signing_key_advice(path: Path) -> str:
    """What is wrong with the file of the key that signs records; empty where nothing is."""
    if not path.is_file():
        return f"there is no signing key at {path}, so no round can be signed: pejl signing-key"
    if path.stat().st_mode & 0o077:
        return f"others than its owner can read or change the signing key {path}: chmod 600"
    return ""


def _secret_key(env: Mapping[str, str]) -> str:
    key = env.get("PEJL_SECRET_KEY", "")
    if not key:
        return "PEJL_SECRET_KEY is missing. `pejl secret-key` prints a new one."
    if key == DEMO_SECRET_KEY:
        return "PEJL_SECRET_KEY is the demo's, which everybody knows. `pejl secret-key` prints one."
    if len(key) < SHORTEST_SECRET_KEY:
        return f"PEJL_SECRET_KEY has fewer than {SHORTEST_SECRET_KEY} characters."
    return ""


def _hosts(env: Mapping[str, str]) -> str:
    hosts = [host.strip() for host in env.get("PEJL_HOSTS", "").split(",") if host.strip()]
    if not hosts:
        return "PEJL_HOSTS is missing: the names users write, such as pejl.example.dk."
    if "*" in hosts:
        return "PEJL_HOSTS must list names: * would answer to any."
    return ""


def _database(env: Mapping[str, str]) -> str:
    if not env.get("DATABASE_URL"):
        return (
            "DATABASE_URL is missing, such as postgres://pejl@/pejl; "
            "the default database may hold demo people."
        )
    return ""


def _debug(env: Mapping[str, str]) -> str:
    if env.get("PEJL_DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}:
        return "PEJL_DEBUG is on, which shows the inside of the system to visitors. Remove it."
    return ""


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine alone."""
    import ipaddress  # here, because `pejl --version` answers without it

    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost"
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def only_on_loopback(application: Application) -> Application:
    """The application, closed to other machines whatever server runs it and however that is bound.

    A demo behind a proxy is no demo any more, so the marks of a proxy close it as well.
    """

    def guarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        proxied = any(mark in environ for mark in MARKS_OF_A_PROXY)
        if is_loopback(environ.get("REMOTE_ADDR", "")) and not proxied:
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This is a demo with public passwords: it answers its own machine only.\n"]

    return guarded
