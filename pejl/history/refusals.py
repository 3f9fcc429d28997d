"""Refusals: named facts that keep an action from being done, each with the sentence its user will read.

The base stands in the lowest row so that every room can name its own. Page, API and import show the same
sentence, each in its way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An action was not done. ``sentence`` tells the user what is the case and what can be done."""

    status = 409
    sentence: Any = _("This cannot be done now. Nothing was changed.")
    field: str | None = None
    """The form field at which the sentence belongs, where there is one."""

    def __init__(self, sentence: Any = None, *, field: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        self.field = field or self.field
        self.others: list[Refusal] = []
        super().__init__(self.sentence)

    def with_others(self, others: Iterable[Refusal]) -> Refusal:
        """This refusal, telling of what else stands in the way, so that nobody hears of one thing at a time."""
        self.others = list(others)
        return self

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """The person may see this but may not do it."""

    status = 403
    sentence = _("You do not have permission to do this. Nothing was changed.")


class EditedMeanwhile(Refusal):
    """Somebody else saved the same thing first; both versions are carried along so that none is lost."""

    sentence = _(
        "Somebody else saved this while you were writing. Your text is kept below beside theirs: "
        "choose what should stand, and save again."
    )

    def __init__(self, *, current: Any, mine: dict[str, Any]) -> None:
        super().__init__()
        self.current = current
        self.mine = mine


class ChangedMeanwhile(Refusal):
    """Somebody else changed the thing that was to be removed or adopted as it was seen."""

    sentence = _(
        "Somebody else changed this after you opened the page. Nothing was done: open the page anew, "
        "and see whether you still want to."
    )


class RemovedMeanwhile(Refusal):
    """Somebody else removed the thing while it was being edited."""

    sentence = _(
        "Somebody else removed this while you were writing. Your text is still in the form, "
        "so that you can copy it."
    )
