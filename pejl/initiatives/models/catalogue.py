"""What the executive group chose, and the catalogue as it was on a day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models.initiatives import InitiativePart
from pejl.organisation.models import Element, Person
from pejl.strategy.models import Strategy


class Selection(InitiativePart):
    """The executive group took an initiative into a strategy, or did not. A new choice is a new row."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+")
    is_selected = models.BooleanField(_("selected"))
    reason = models.TextField(_("reason"), max_length=2000)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(default=timezone.localdate)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked = (
        "initiative", "strategy", "is_selected", "reason", "decided_by", "decided_on", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.initiative} · {self.strategy}"


class CatalogueEdition(Element):
    """The Udviklingskatalog as it read on a day, frozen. Never changed: a new edition is a new row."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="editions")
    title = models.CharField(_("title"), max_length=200)
    issued_on = models.DateField(_("day"), default=timezone.localdate)
    is_public = models.BooleanField(_("public"), default=False)
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked = ("strategy", "title", "issued_on", "is_public")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def scope_key(self) -> str:
        return str(self.strategy_id)
