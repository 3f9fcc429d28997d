"""A rendered page as a test reads it: its elements, their ids, and what refers to them."""

from __future__ import annotations

from html.parser import HTMLParser

from django.template import Context, Template
from django.utils import translation


def render(source: str, *, language: str = "en", **context: object) -> str:
    """A line of template with the room's tags."""
    with translation.override(language):
        return Template("{% load design %}" + source).render(Context(context))


class Page(HTMLParser):
    """Every start tag with its attributes, and the text, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        """All ids in order, so that doubles show."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def references(self) -> set[str]:
        """Every id that something on the page points to."""
        pointing = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        return {
            one
            for _, attributes in self.elements
            for name in pointing
            for one in attributes.get(name, "").split()
        }
