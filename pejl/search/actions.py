"""What the other rooms tell search.

Called from inside their own actions, in the same transaction, after the rule has been asked and the
thing itself is written. Hence no `by`, no rule and no history line here: a note for finding is no
act of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pejl.search.analyser import TITLE_MARK, grams_of, plain, readable, stems_of, words
from pejl.search.models import Document

LONGEST_TITLE = 300
LONGEST_TEXT = 50_000
"""Of a longer text the beginning is found: it is enough for anything that people write in Pejl."""

_SUBJECT = ("subject_label", "subject_key")
_REST = tuple(
    column.attname
    for column in Document._meta.concrete_fields
    if column.attname not in ("id", *_SUBJECT)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing to be found. `url_name` and `url_args` are what `reverse` needs to lead there."""

    municipality_id: UUID
    subject: str
    """What kind of thing: "strategy.objective"."""
    key: UUID | str
    audience: str
    """One of `Document.Audience`: "public", "staff", "leaders"."""
    title: str
    text: str = ""
    """Markdown or plain text; kept as plain text."""
    url_name: str
    url_args: Mapping[str, Any] = field(default_factory=dict)


def index(
    *,
    municipality_id: UUID,
    subject: str,
    key: UUID | str,
    audience: str,
    title: str,
    text: str,
    url_name: str,
    url_args: Mapping[str, Any],
) -> None:
    """Make a thing findable, or findable as it is now. One SQL statement."""
    entry = Entry(
        municipality_id=municipality_id,
        subject=subject,
        key=key,
        audience=audience,
        title=title,
        text=text,
        url_name=url_name,
        url_args=url_args,
    )
    index_many([entry])


def index_many(entries: Iterable[Entry]) -> None:
    """Make many things findable at once, as an import does. The last word on a thing counts."""
    latest = {(entry.subject, str(entry.key)): entry for entry in entries}
    Document.objects.bulk_create(
        [_document(entry) for entry in latest.values()],
        update_conflicts=True,
        unique_fields=_SUBJECT,
        update_fields=_REST,
    )


def forget(*, subject: str, key: UUID | str) -> None:
    """Nobody finds the thing any more. Forgetting what was never indexed is no fault."""
    Document.objects.filter(subject_label=subject, subject_key=str(key)).delete()


def _document(entry: Entry) -> Document:
    title = readable(entry.title)[:LONGEST_TITLE]
    text = plain(entry.text[:LONGEST_TEXT])
    title_words = words(title)
    all_words = words(f"{title} {text}")
    marked = [TITLE_MARK + stem for stem in stems_of(title_words)]
    return Document(
        municipality_id=entry.municipality_id,
        subject_label=entry.subject,
        subject_key=str(entry.key),
        audience=entry.audience,
        title=title,
        text=text,
        url_name=entry.url_name,
        url_args=dict(entry.url_args),
        words=_shadow(all_words),
        stems=_shadow(stems_of(all_words) + marked),
        grams=_shadow(grams_of(all_words)),
    )


def _shadow(tokens: list[str]) -> str:
    """Tokens as stored: a space on either side of each, so that none is found inside another."""
    return f" {' '.join(tokens)} "
