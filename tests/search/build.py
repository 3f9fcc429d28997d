"""Things to be found, as the rooms above would have them found."""

from itertools import count
from uuid import UUID, uuid5

from pejl.search.actions import Entry, index_many
from pejl.search.queries import SearchResult, find

GREVE = UUID("00000000-0000-4000-8000-000000000253")
SOLROED = UUID("00000000-0000-4000-8000-000000000269")
EVERYONE = frozenset({"public"})
ALL = frozenset({"public", "staff", "leaders"})

_numbers = count(1)


def an_entry(title: str, text: str = "", **but: object) -> Entry:
    number = next(_numbers)
    usual: dict[str, object] = {
        "municipality_id": GREVE,
        "subject": "strategy.objective",
        "key": uuid5(GREVE, str(number)),
        "audience": "public",
        "url_name": "overview:objective",
        "url_args": {"municipality": "greve", "number": str(number)},
    }
    return Entry(title=title, text=text, **(usual | but))  # type: ignore[arg-type]


def indexed(*titles: str) -> None:
    index_many([an_entry(title) for title in titles])


def titles(words: str, audiences: frozenset[str] = EVERYONE) -> list[str]:
    return [hit.title for hit in search(words, audiences).hits]


def search(words: str, audiences: frozenset[str] = EVERYONE) -> SearchResult:
    return find(GREVE, audiences, words)
