"""What every test gets: quick passwords, one database by DATABASE_URL, and a browser that watches itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, DESK = 360, 1280
# A closed network refuses what Chromium asks for of its own accord, many times at a start.
QUIET_CHROMIUM = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
# An answer such as 404 or 409 is shown in the console too; it is what the test asked for.
EXPECTED_IN_CONSOLE = "Failed to load resource"


def pytest_configure(config: pytest.Config) -> None:
    """Settings that only tests may have: a hasher without cost, static files from where they lie."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STATIC_ROOT = ROOT / "var" / "test" / "nothing-collected"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PEJL_SIGNING_KEY = ROOT / "var" / "test" / "signing-key.pem"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and leave out what has nothing to say on this database."""
    left_out = [item for item in items if _says_nothing_here(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    for item in items:
        if "browser_context_args" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


WITHOUT_A_DATABASE = {"design", "exchange", "files", "house", "methods", "reports"}
"""Folders in which a test that asks for no database is about source, files or figures alone."""


def _says_nothing_here(item: pytest.Item) -> bool:
    """A test about the other database; or, on the second one, a test that never meets it."""
    if _database() == "sqlite":
        return item.get_closest_marker("postgresql") is not None
    meets_it = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
    about_itself = item.path.parent.name in WITHOUT_A_DATABASE and not meets_it
    return about_itself or item.get_closest_marker("sqlite") is not None


def _database() -> str:
    return "postgresql" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "sqlite"


def chromium() -> str | None:
    """The Chromium of this machine, or the one that PEJL_CHROMIUM names."""
    named = os.environ.get("PEJL_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(autouse=True)
def _the_installation_s_language() -> None:
    """A page that an earlier test read in English leaves that language behind in the thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # The browser's client runs an event loop in the test's thread, where Django sees
    # one and would refuse the database to a test that is not asynchronous at all.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (PEJL_CHROMIUM names one)")
    return browser_type_launch_args | {"executable_path": path, "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: Any) -> dict[str, Any]:
    """Pages open on the test's own server, with the width of a desk, for a reader of Danish."""
    return browser_context_args | {
        "base_url": live_server.url,
        "locale": "da-DK",
        "viewport": {"width": DESK, "height": 900},
    }


@pytest.fixture
def context(context: BrowserContext, transactional_db: None) -> Iterator[BrowserContext]:
    """A fresh browser profile; a script error or a broken content policy fails the test."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_IN_CONSOLE):
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    context.on("console", note)
    context.on("weberror", lambda problem: complaints.append(str(problem.error)))
    yield context
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def sized_page(page: Page, request: pytest.FixtureRequest) -> Page:
    """The same page on a phone and on a desk: the test runs twice."""
    page.set_viewport_size({"width": request.param, "height": 900})
    return page


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Let a person be signed in on a page, without walking through the sign-in form."""

    def let_in(page: Page, person: Any) -> None:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return let_in


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong on a page by WCAG 2.2 AA, a readable paragraph a fault.

    The browser's debugger puts the script in, so the page keeps its strict content policy meanwhile.
    """
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make prepare)")
    script = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG_22_AA
        )
        return [_readable(violation) for violation in found["violations"]]

    return check


def _readable(violation: dict[str, Any]) -> str:
    places = [
        f"    {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])
