"""What one owner says of one thing in one round."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejl.followup.models.rounds import LONGEST_NOTE, RoundPart
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Person, Unit
from pejl.strategy.models import FocusArea, Objective


class Status(models.TextChoices):
    """How something stands, as a person judges it."""

    NOT_STARTED = "not_started", _("Not started")
    ON_COURSE = "on_course", _("On course")
    NEEDS_ATTENTION = "needs_attention", _("Needs attention")
    OFF_COURSE = "off_course", _("Off course")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


SAID = (
    "status", "fact", "cause", "remedy", "forecast_on", "next_milestone", "decision_wanted",
    "disagreement",
)  # fmt: skip
"""What an owner writes."""


class Report(RoundPart):
    """A report on one initiative, objective or focus area in one round.

    Never changed after the round is signed; a correction is an addition to its record.
    """

    class Kind(models.TextChoices):
        """What is reported on."""

        INITIATIVE = "initiative", _("Initiative")
        OBJECTIVE = "objective", _("Objective")
        FOCUS_AREA = "focus_area", _("Focus area")

    kind = models.CharField(max_length=10, choices=Kind)
    initiative = models.ForeignKey(
        Initiative, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    objective = models.ForeignKey(
        Objective, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    focus_area = models.ForeignKey(
        FocusArea, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    """Of an objective, its own; of an initiative, the first that it serves: where the report is read."""
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Who owes it; empty where nobody does, which every roll-up tells."""
    due_on = models.DateField()
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="following"
    )
    """The report on the same thing in the round before."""

    status = models.CharField(_("status"), max_length=16, choices=Status, blank=True)
    """Empty until somebody has judged."""
    fact = models.TextField(_("what is the case"), max_length=LONGEST_NOTE, blank=True)
    cause = models.TextField(_("why"), max_length=LONGEST_NOTE, blank=True)
    remedy = models.TextField(_("what we do about it"), max_length=LONGEST_NOTE, blank=True)
    forecast_on = models.DateField(_("expected to be done on"), null=True, blank=True)
    next_milestone = models.CharField(_("next milestone"), max_length=300, blank=True)
    decision_wanted = models.TextField(_("decision wanted"), max_length=2000, blank=True)
    disagreement = models.TextField(
        _("why the judgement differs from what the figures suggest"), max_length=2000, blank=True
    )

    draft: models.JSONField[dict[str, Any]] = models.JSONField(
        _("draft"), default=dict, blank=True, editable=False
    )
    """What is being written and nobody stands by yet, by field; empty once it is confirmed. It is shown to those
    who write, and is never how a thing stands."""

    suggested = models.CharField(max_length=16, blank=True)
    """What the figures suggested when it was confirmed; a status, “stale” or “no_data”."""
    suggested_why: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    """Codes of what led to the suggestion."""
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Who said so; another than the owner where a deputy, the leader or the strategy office did."""

    concept = "report"
    tracked = (
        "round", "kind", "initiative", "objective", "focus_area", "unit", "owner", "due_on",
        "status", "fact", "cause", "remedy", "forecast_on", "next_milestone", "decision_wanted",
        "disagreement", "draft", "suggested", "suggested_why", "confirmed_at", "confirmed_by", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "initiative"], condition=Q(kind="initiative"),
                name="an_initiative_is_reported_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["round", "objective"], condition=Q(kind="objective"),
                name="an_objective_is_reported_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["round", "focus_area"], condition=Q(kind="focus_area"),
                name="a_focus_area_is_reported_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(kind="initiative", initiative__isnull=False)
                | Q(kind="objective", objective__isnull=False, initiative__isnull=True)
                | Q(
                    kind="focus_area", focus_area__isnull=False, objective__isnull=True,
                    initiative__isnull=True,
                ),
                name="a_report_is_on_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(status=""),
                name="a_confirmed_report_has_a_status",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["round", "owner"], name="report_by_owner")]

    def __str__(self) -> str:
        return str(self.initiative or self.objective or self.focus_area)

    @property
    def written(self) -> dict[str, Any]:
        """What the form shows: the draft where there is one, else what was confirmed, or said last time."""
        said = {name: getattr(self, name) for name in SAID} | self.draft
        if isinstance(said["forecast_on"], str):
            said["forecast_on"] = date.fromisoformat(said["forecast_on"])
        return said

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
