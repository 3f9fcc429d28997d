"""Calm migrations: only what changes the database makes one.

Labels, help texts, choices and validators are for people and forms. Elsewhere they make a quarter to almost
half of all migrations, each of them a file to read, run and squash that does nothing.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.models import Field

WORDS_OF_FIELDS = frozenset(
    {"choices", "error_messages", "help_text", "validators", "verbose_name"}
)
WORDS_OF_MODELS = ("verbose_name", "verbose_name_plural")


class CalmAutodetector(MigrationAutodetector):
    """Django's own, blind to changes that are only words."""

    def deep_deconstruct(self, obj: Any) -> Any:
        deconstructed = super().deep_deconstruct(obj)
        if not isinstance(obj, Field):
            return deconstructed
        path, positional, named = deconstructed
        return path, positional, {key: named[key] for key in named.keys() - WORDS_OF_FIELDS}

    def generate_altered_options(self) -> None:
        for state in (self.from_state, self.to_state):
            for model in state.models.values():
                model.options = {
                    key: value for key, value in model.options.items() if key not in WORDS_OF_MODELS
                }
        super().generate_altered_options()
