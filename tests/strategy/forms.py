"""Every page of the room with a form, and what is written in it when all is well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from pejl.strategy.models import Strategy
from tests import build
from tests.overview.reader import reader


@dataclass(frozen=True)
class Page:
    """A page with a form: where it stands below the strategy, and what fits in its fields."""

    name: str
    place: tuple[Any, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    """Fields in which people write freely."""

    def address(self, strategy: Strategy) -> str:
        here = [strategy.municipality.slug]
        whole = [] if self.name == "new" else [strategy.slug]
        return reverse(f"strategy:{self.name}", args=[*here, *whole, *self.place])


PERIOD = {"starts_on": "2014-01-01", "ends_on": "2014-12-31"}
DRIVER = {"title": "Ny", "kind": "economy", "stance": "adapt"}
NEW_PAGES = (
    Page("new", (), {"title": "Ny", "slug": "ny-strategi"} | PERIOD, ("title", "theme")),
    Page("add_focus_area", (), {"title": "Ny"}, ("title", "short_title", "text")),
    Page("add_objective", (1,), {"title": "Ny"}, ("title", "text", "rationale")),
    Page("add_question", (1,), {"text": "Ny"}, ("text",)),
    Page("add_driver", (), DRIVER, ("title", "text", "response")),
)
EDIT_PAGES = (
    Page("edit", (), {"title": "Ny"} | PERIOD, ("title", "theme", "theme_text", "introduction")),
    Page("edit_focus_area", (1,), {"title": "Ny"}, ("title", "short_title", "text")),
    Page("edit_objective", ("1.1",), {"title": "Ny"}, ("title", "text", "rationale")),
    Page("edit_question", (1, 1), {"text": "Ny"}, ("text",)),
    Page("edit_driver", (1,), DRIVER, ("title", "text", "response")),
    Page("edit_centre_strategy", ("centret",), {"introduction": "Ny"}, ("introduction",)),
    Page("write_contribution", ("centret", 1), {"text": "Ny"}, ("text",)),
)
PAGES = NEW_PAGES + EDIT_PAGES


def names(pages: tuple[Page, ...]) -> list[str]:
    return [page.name for page in pages]


def a_whole_draft() -> Strategy:
    """A draft in which every page of the room has something to edit, first version of all."""
    strategy = build.a_strategy()
    centre = build.a_unit(strategy.municipality, "Centret", slug="centret")
    area = build.a_focus_area(strategy)
    build.an_objective(area)
    build.a_question(area)
    build.a_driver(strategy)
    build.a_contribution(build.a_centre_strategy(strategy, centre), area)
    return strategy


def the_office(strategy: Strategy) -> Client:
    """The strategy office at work: it may use every form of the room but adoption."""
    return reader(build.a_person("strategy_office", strategy.municipality))


def filled(page: Page, version: int = 1, **more: str) -> dict[str, str]:
    """What is sent when all is well."""
    hidden = {"id": str(uuid4())} if page in NEW_PAGES else {"version": str(version)}
    return hidden | page.values | more
