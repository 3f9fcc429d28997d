"""The way back from a page: the breadcrumb, built one step at a time."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation.vocabulary import term


class Trail(list[tuple[str, str]]):
    """Label and address of each step; the last, the page itself, has no address."""

    municipality: Any = None

    def step(self, label: str, name: str, *args: Any) -> Trail:
        self.append((label, reverse(name, args=[self.municipality.slug, *args])))
        return self

    def strategies(self) -> Trail:
        words = term(self.municipality.vocabulary, "strategy", "plural").capitalize()
        return self.step(words, "overview:strategies")

    def strategy(self, strategy: Any) -> Trail:
        return self.step(strategy.title, "overview:strategy", strategy.slug)

    def focus_area(self, strategy: Any, area: Any) -> Trail:
        return self.step(
            f"{area.number}. {area.label}", "overview:focus_area", strategy.slug, area.number
        )

    def centres(self) -> Trail:
        return self.step(_("Centres"), "overview:centres")

    def here(self, label: str) -> Trail:
        self.append((label, ""))
        return self


def trail_to(municipality: Any) -> Trail:
    """A breadcrumb that begins at a municipality's front page."""
    trail = Trail()
    trail.municipality = municipality
    return trail.step(municipality.name, "overview:municipality")
