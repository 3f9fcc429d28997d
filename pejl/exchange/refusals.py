"""What keeps a folder from being read in, told with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from pejl.exchange.faults import Fault, written
from pejl.exchange.shape import Entry
from pejl.history.refusals import Refusal


class FolderDoesNotFit(Refusal):
    """The folder is in order by itself, but not with what is in Pejl already."""

    sentence = _("The folder does not fit what is in Pejl already. Nothing was read in.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


@contextmanager
def told_at(entry: Entry) -> Iterator[None]:
    """What an action refuses while an entry is read in becomes a fault at that entry's line."""
    try:
        yield
    except FolderDoesNotFit:
        raise
    except Refusal as refusal:
        key = refusal.field if refusal.field in entry.lines else None
        path = written((*entry.path, key) if key else entry.path)
        line = entry.lines[key] if key else entry.line
        raise FolderDoesNotFit([Fault(entry.file, line, path, "", str(refusal))]) from refusal
