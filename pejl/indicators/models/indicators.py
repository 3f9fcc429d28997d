"""The indicator itself: what is counted, in which direction it is to move, and what is aimed at."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person, Unit
from pejl.strategy.models import Objective

LONGEST_NOTE = 4000
DIGITS, DECIMALS = 20, 6
"""A value has at most 14 digits before the mark and 6 after it, and is kept as it was entered."""


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Filters that name which indicators are meant."""

    def visible_to(self, actor: Actor) -> IndicatorQuerySet:
        """Those who work here see all; everyone sees what is public."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.filter(is_public=True)

    def in_use(self) -> IndicatorQuerySet:
        return self.filter(ended_on__isnull=True)


class Indicator(Element):
    """A named series of values that tells how an objective or an initiative fares.

    Never removed once it has values: it is ended, with a date. Its values never change; see ``Value``.
    """

    class Kind(models.TextChoices):
        """What sort of number it is, which decides how units are compared and intervals reckoned."""

        NUMBER = "number", _("Plain number")
        SHARE = "share", _("Share in percent, of a numerator and a denominator")
        RATE = "rate", _("Rate: a count per so many")
        MEAN = "mean", _("Average")
        AMOUNT = "amount", _("Amount in kroner")

    class Direction(models.TextChoices):
        """Which way is better."""

        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")
        NEUTRAL = "neutral", _("Neither is better")

    class Frequency(models.TextChoices):
        """How often a value is due."""

        YEAR = "year", _("Every year")
        HALF = "half", _("Every half year")
        QUARTER = "quarter", _("Every quarter")
        MONTH = "month", _("Every month")
        WEEK = "week", _("Every week")
        IRREGULAR = "irregular", _("Now and then")

    class Source(models.TextChoices):
        """Where values come from. One source at a time; what came from another before stays."""

        ENTERED = "entered", _("Entered by hand")
        IMPORTED = "imported", _("Imported from a file or from Statistics Denmark")
        COMPUTED = "computed", _("Computed by Pejl")

    class Level(models.TextChoices):
        """What it is a figure for, as in an effect chain: counting what was done says nothing of effect."""

        ACTIVITY = "activity", _("What is done")
        OUTPUT = "output", _("What is delivered")
        OUTCOME = "outcome", _("What it leads to")
        EFFECT = "effect", _("The effect for those it is for")

    number = models.PositiveIntegerField()
    """Counts within the municipality; said aloud as “I12”."""
    title = models.CharField(_("title"), max_length=200)
    definition = models.TextField(
        _("what exactly is counted"), max_length=LONGEST_NOTE, blank=True,
        help_text=_("What is in, what is not, and where it is read from."),
    )  # fmt: skip
    kind = models.CharField(_("sort of number"), max_length=10, choices=Kind, default=Kind.NUMBER)
    level = models.CharField(
        _("what it is a figure for"), max_length=10, choices=Level, default=Level.OUTCOME
    )
    measured_in = models.CharField(
        _("unit of measure"), max_length=40, blank=True,
        help_text=_("Such as “%”, “days” or “visits per 1,000 inhabitants”."),
    )  # fmt: skip
    per = models.PositiveIntegerField(
        _("per how many"), default=1, help_text=_("For a rate: 1,000 for “per 1,000 inhabitants”.")
    )
    decimals = models.PositiveSmallIntegerField(
        _("decimals shown"), default=1, validators=[MaxValueValidator(4)]
    )
    direction = models.CharField(
        _("which way is better"), max_length=10, choices=Direction, default=Direction.HIGHER
    )
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency, default=Frequency.QUARTER
    )
    source = models.CharField(
        _("where values come from"), max_length=10, choices=Source, default=Source.ENTERED
    )
    measure = models.CharField(_("measure"), max_length=60, blank=True)
    """The key of the measure that computes it; empty for the other sources."""
    unit = models.ForeignKey(
        Unit, verbose_name=_("for which unit"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="indicators", help_text=_("Empty: for the whole municipality."),
    )  # fmt: skip
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Answers for the values, and is asked when they are late."),
    )  # fmt: skip
    baseline = models.DecimalField(
        _("baseline"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    tolerance = models.DecimalField(
        _("tolerance"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True,
        help_text=_("So far from the target path still counts as on it."),
    )  # fmt: skip
    shared_key = models.SlugField(
        _("shared definition"), max_length=60, blank=True,
        help_text=_("Municipalities that use the same key, unit of measure and “per” can be compared."),
    )  # fmt: skip
    compared_with: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    """Addresses of the municipalities chosen for comparison: names, and no links into other municipalities."""
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Everyone can read the indicator and its values.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    computed_at = models.DateTimeField(null=True, editable=False)
    computed_version = models.PositiveBigIntegerField(default=0, editable=False)
    recounted_version = models.PositiveBigIntegerField(default=0, editable=False)
    """The municipality's data version when Pejl last counted, and when it last counted all periods."""
    data_version = models.PositiveIntegerField(default=0, editable=False)
    """Rises with every change of values, targets, accepted steps or of what they are judged by."""
    objectives = models.ManyToManyField(Objective, related_name="indicators", blank=True)
    initiatives = models.ManyToManyField(Initiative, related_name="indicators", blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IndicatorQuerySet.as_manager()

    concept = "indicator"
    tracked = (
        "number", "title", "definition", "kind", "level", "measured_in", "per", "decimals",
        "direction", "frequency", "source", "measure", "unit", "owner", "baseline", "baseline_on",
        "tolerance", "shared_key", "compared_with", "is_public", "ended_on", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="an_indicator_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(source="computed", measure__gt="")
                | ~Q(source="computed") & Q(measure=""),
                name="a_computed_indicator_names_its_measure",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_has_its_day",
            ),
            models.CheckConstraint(condition=Q(per__gte=1), name="a_rate_is_per_something"),
        ]
        indexes = [
            models.Index(fields=["shared_key", "is_public"], name="indicator_by_shared_key"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The number people say aloud."""
        return f"I{self.number}"

    @property
    def is_computed(self) -> bool:
        return self.source == self.Source.COMPUTED


class IndicatorPart(Element):
    """Something that belongs to an indicator and shares its visibility and its history."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.indicator_id)


class Target(IndicatorPart):
    """What is aimed at by a day; the targets of an indicator together are its path (*målsti*)."""

    due_on = models.DateField(_("by"))
    value = models.DecimalField(_("target"), max_digits=DIGITS, decimal_places=DECIMALS)
    note = models.CharField(_("note"), max_length=400, blank=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(default=timezone.localdate)

    tracked = ("indicator", "due_on", "value", "note", "set_by", "set_on", "is_example")

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "due_on"], name="an_indicator_has_one_target_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.due_on}"


class StepChange(IndicatorPart):
    """A named person accepts that the process is another from a day on; limits are reckoned anew from there."""

    starts_on = models.DateField(_("from"))
    reason = models.TextField(_("what changed"), max_length=2000)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField(default=timezone.localdate)

    tracked = ("indicator", "starts_on", "reason", "accepted_by", "accepted_on", "is_example")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on"], name="a_step_change_begins_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.starts_on}"


class KeptStanding(models.Model):
    """What an indicator's figures say against its path, written together with the figures.

    Derived, and so without a history: whoever asks how twelve objectives stand need not have their series
    reckoned. It holds while ``data_version`` is the indicator's and ``method`` is that of ``analysis``.
    """

    indicator = models.OneToOneField(
        Indicator, primary_key=True, on_delete=models.CASCADE, related_name="kept_standing"
    )
    data_version = models.PositiveIntegerField()
    method = models.PositiveSmallIntegerField()
    latest_until = models.DateField(null=True)
    """The last day of the period of the latest value; before it, other figures held."""
    fresh_until = models.DateField(null=True)
    """The last day on which one may lean on the latest value; empty where it does not grow old."""
    state = models.CharField(max_length=20)
    reasons: models.JSONField[list[str]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.state}"


def public_peers(indicator: Any) -> IndicatorQuerySet:
    """Indicators of other municipalities that mean the same and are public: the one look across."""
    same = {
        "shared_key": indicator.shared_key,
        "kind": indicator.kind,
        "measured_in": indicator.measured_in,
        "per": indicator.per,
        "frequency": indicator.frequency,
    }
    others = Indicator.objects.filter(is_public=True, unit__isnull=True, **same)
    if not indicator.shared_key:
        return others.none()
    return others.exclude(municipality_id=indicator.municipality_id)
