"""A file of figures: where its values came from, and how far the reading has come."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.indicators.models.indicators import IndicatorPart
from pejl.organisation.models import Person


class Import(IndicatorPart):
    """Figures read in from a file, a paste or Statistics Denmark, all or none. Kept: a number has its file."""

    class Origin(models.TextChoices):
        """How the figures came."""

        FILE = "file", _("File")
        PASTE = "paste", _("Pasted")
        STATBANK = "statbank", _("Statistics Denmark")

    class State(models.TextChoices):
        """How far it has come. Values are there only when it is done."""

        DRAFT = "draft", _("Not read in yet")
        WAITING = "waiting", _("Waiting")
        READING = "reading", _("Reading")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped by hand")
        FAILED = "failed", _("Not read in")

    OPEN = ("draft", "waiting", "reading")

    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FILE)
    file_name = models.CharField(max_length=200, blank=True)
    stored_as = models.CharField(max_length=200, blank=True)
    """The file's place in the store of ``files``; empty when the content was pasted and short."""
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the file as it was handed in."""
    query: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    """What Statistics Denmark was asked."""
    mapping: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    """Which column is what; ``reading.mapping`` gives it its shape."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    rows_read = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    """How many rows the file has, where that is known: for the progress shown."""
    added = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    faults: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list, blank=True)
    fault_count = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("why values are corrected"), max_length=1000, blank=True)
    handed_in_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    tracked = (
        "indicator", "origin", "file_name", "digest", "state", "added", "corrected", "unchanged",
        "fault_count", "reason", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["-created_at"]

    @property
    def more_faults(self) -> int:
        """Faults that are counted and not told."""
        return max(0, self.fault_count - len(self.faults))

    def __str__(self) -> str:
        return self.file_name or str(self.get_origin_display())
