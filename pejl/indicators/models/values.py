"""Values: what was counted for a period, never changed afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.indicators.models.imports import Import
from pejl.indicators.models.indicators import DECIMALS, DIGITS, Indicator
from pejl.indicators.periods import label_of
from pejl.organisation.models import Municipality, Person, Unit


class ValueQuerySet(models.QuerySet["Value"]):
    """Filters that name which values are meant."""

    def current(self) -> ValueQuerySet:
        """What holds now; what was corrected stays beside it."""
        return self.filter(superseded_at__isnull=True)

    def for_the_whole(self) -> ValueQuerySet:
        """The indicator's own series: not for one unit below it, not for one part of a background dimension."""
        return self.filter(unit__isnull=True, dimension="")


class Value(models.Model):
    """One value of an indicator for one period, unit and part of a background dimension.

    Never changed and never removed: a correction is a new row, and the old one is told when it stopped counting.
    ``amount`` is empty where the source says that nothing is known, so that a gap differs from nought.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    starts_on = models.DateField()
    ends_on = models.DateField()
    """First and last day of the period; the same day for a count on a day."""
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty: for all that the indicator is about."""
    dimension = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=100, blank=True)
    """A background dimension and the part of it, such as “køn” and “kvinder”; both empty for the total."""
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    numerator = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    denominator = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    evidence_url = models.URLField(_("evidence"), max_length=500, blank=True)
    reason = models.CharField(_("why it was corrected"), max_length=1000, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty for what Pejl computed."""
    batch = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="values")
    """The file it came from."""
    line = models.PositiveIntegerField(null=True)
    """The line of the file."""
    superseded_at = models.DateTimeField(null=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_period_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(dimension="", category="") | Q(dimension__gt="", category__gt=""),
                name="a_part_names_its_dimension",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "dimension", "category", "starts_on", "ends_on"],
                condition=Q(superseded_at__isnull=True, unit__isnull=False),
                name="a_unit_has_one_value_a_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "dimension", "category", "starts_on", "ends_on"],
                condition=Q(superseded_at__isnull=True, unit__isnull=True),
                name="an_indicator_has_one_value_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ends_on}: {self.amount}"

    @property
    def period_label(self) -> str:
        return label_of(self.starts_on, self.ends_on)

    @property
    def period_key(self) -> str:
        """The period as it stands in an address."""
        return f"{self.starts_on}_{self.ends_on}"
