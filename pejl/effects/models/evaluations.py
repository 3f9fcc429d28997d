"""Questions put to the figures afterwards, and what they answered each time."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person

LONGEST_NOTE = 8000


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Filters that name which evaluations are meant."""

    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """Those who work here see all; everyone sees what was published."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.filter(is_public=True)


class Evaluation(Element):
    """An effect evaluation: did it work, by which comparison, and how sure are we. Its results never change."""

    class Method(models.TextChoices):
        """How the effect is told from what would have happened anyway."""

        BEFORE_AFTER = "before_after", _("Before and after")
        INTERRUPTED = "interrupted", _("Interrupted time series")
        DIFFERENCE = "difference", _("Difference-in-differences")
        SYNTHETIC = "synthetic", _("Synthetic control")
        SYNTHETIC_DIFFERENCE = "synthetic_difference", _("Synthetic difference-in-differences")

    COMPARING = ("difference", "synthetic", "synthetic_difference")

    number = models.PositiveIntegerField()
    """Counts within the municipality; said aloud as “E3”."""
    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(_("question"), max_length=LONGEST_NOTE)
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="evaluations",
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="evaluations"
    )
    method = models.CharField(_("method"), max_length=22, choices=Method)
    begins_on = models.DateField(_("the change began on"))
    about = models.CharField(_("for whom"), max_length=200, blank=True)
    """Key of the series in which something changed (``queries.lines``); empty for the indicator's own."""
    compared_with: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    """Keys of the series compared with; none for all that fit ``about``."""
    season = models.PositiveSmallIntegerField(_("periods in a season"), default=0)
    """Of an interrupted series: 12 for months that resemble last year's; 0 where there is no season."""
    slope = models.BooleanField(_("the course may turn too"), default=False)
    """Of an interrupted series: whether it may rise or fall faster afterwards, besides stepping once."""
    threats = models.TextField(_("what could make it wrong"), max_length=LONGEST_NOTE, blank=True)
    conclusion = models.TextField(_("what we conclude"), max_length=LONGEST_NOTE, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EvaluationQuerySet.as_manager()

    concept = "evaluation"
    tracked = (
        "number", "title", "question", "initiative", "indicator", "method", "begins_on", "about",
        "compared_with", "season", "slope", "threats", "conclusion", "is_public", "written_by", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="an_evaluation_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        return f"E{self.number}"


class EvaluationResult(Element):
    """What the figures answered on a day, with the figures themselves. Never changed: asking again adds a row."""

    class Grade(models.TextChoices):
        """How strong the evidence is, by the rules in ``methods.evidence``."""

        NONE = "none", _("No comparison")
        WEAK = "weak", _("Weak")
        MODERATE = "moderate", _("Moderate")
        STRONG = "strong", _("Strong")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="results")
    ran_at = models.DateTimeField(default=timezone.now)
    ran_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    setup: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    """The question as it was put: method, day, who was compared with."""
    figures: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    """The values that went in, so that the answer can be reckoned again by others."""
    answer: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    """Estimate, interval, placebos, weights, fitted series; without an estimate where there is none."""
    refused = models.CharField(max_length=60, blank=True)
    """Why there is no number, as a code; empty where there is one."""
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.NONE)
    grounds: models.JSONField[list[str]] = models.JSONField(default=list)
    """Codes of what led to the grade."""

    # The answer itself is never changed, so the history need not keep it a second time.
    tracked = ("evaluation", "ran_by", "setup", "refused", "grade", "grounds")

    class Meta:
        ordering = ["-ran_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(refused="") | models.Q(grade="none"),
                name="what_has_no_number_has_no_grade",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.ran_at:%Y-%m-%d}"

    @property
    def scope_key(self) -> str:
        return str(self.evaluation_id)
