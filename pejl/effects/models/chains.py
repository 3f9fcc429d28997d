"""How an initiative is meant to work, and what was expected of it before it began."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.indicators.models import Indicator
from pejl.indicators.models.indicators import DECIMALS, DIGITS
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Element, Person

LONGEST_NOTE = 4000


class InitiativeMatter(Element):
    """Something told of one initiative, and kept in its history."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.initiative_id)


class ChainStep(InitiativeMatter):
    """One step of an effect chain, and the assumption that leads from the step before to this one."""

    class Kind(models.TextChoices):
        """From what is done to whom it helps; the order is the chain's."""

        ACTIVITY = "activity", _("What we do")
        OUTPUT = "output", _("What it delivers")
        OUTCOME = "outcome", _("What it leads to")
        EFFECT = "effect", _("The effect for those it is for")

    class Evidence(models.TextChoices):
        """What the assumption rests on."""

        NONE = "none", _("Nothing yet")
        EXPERIENCE = "experience", _("Experience")
        STUDY = "study", _("A study")
        STRONG = "strong", _("Several good studies")

    class Standing(models.TextChoices):
        """What the work has shown of the assumption since."""

        UNTRIED = "untried", _("Not tried yet")
        SUPPORTED = "supported", _("Supported")
        WEAKENED = "weakened", _("Weakened")
        REJECTED = "rejected", _("Rejected")

    kind = models.CharField(_("step"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(default=1)
    """The order among steps of the same kind."""
    text = models.CharField(_("what happens"), max_length=400)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="chain_steps",
    )  # fmt: skip
    assumption = models.TextField(
        _("what must be true for the step before to lead here"), max_length=LONGEST_NOTE, blank=True
    )
    evidence = models.CharField(
        _("what the assumption rests on"), max_length=10, choices=Evidence, default=Evidence.NONE
    )
    standing = models.CharField(
        _("how the assumption stands"), max_length=10, choices=Standing, default=Standing.UNTRIED
    )

    concept = "effect_chain"
    tracked = (
        "initiative", "kind", "number", "text", "indicator", "assumption", "evidence", "standing",
        "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["number", "id"]

    def __str__(self) -> str:
        return self.text


class Expectation(InitiativeMatter):
    """What is expected of an initiative: how much, by when, measured how.

    Can be reworded until the initiative begins; from then on it is locked, and a change is a new row that names
    the one it replaces, with its reason.
    """

    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("measured by"),
        on_delete=models.PROTECT,
        related_name="expectations",
    )
    change = models.DecimalField(
        _("expected change"), max_digits=DIGITS, decimal_places=DECIMALS,
        help_text=_("In the indicator's unit, such as −5 for five fewer."),
    )  # fmt: skip
    due_on = models.DateField(_("by"))
    measured_how = models.TextField(
        _("how we will measure it"), max_length=LONGEST_NOTE, blank=True,
        help_text=_("Compared with what, over which period, and who does it."),
    )  # fmt: skip
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField(default=timezone.localdate)
    was_begun = models.BooleanField(default=False, editable=False)
    """The initiative had begun when this was written: it is no prediction, and says so."""
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.TextField(_("why it was changed"), max_length=2000, blank=True)

    concept = "expectation"
    tracked = (
        "initiative", "indicator", "change", "due_on", "measured_how", "written_by", "written_on",
        "was_begun", "replaces", "reason", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["written_on", "id"]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.due_on}"
