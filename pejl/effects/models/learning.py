"""What an analysis taught, what is changed because of it, and whether it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.effects.models.evaluations import Evaluation
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person, Unit
from pejl.strategy.models import Objective

LONGEST_NOTE = 4000


class LearningQuerySet(models.QuerySet["Learning"]):
    """Filters that name which learning is meant."""

    def visible_to(self, actor: Actor) -> LearningQuerySet:
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.filter(is_public=True)


class Learning(Element):
    """A finding, what we change because of it, who does it by when; later: was it changed, did it help.

    Never removed: a finding that led to nothing says why.
    """

    class State(models.TextChoices):
        """How far a finding has come towards a change."""

        NEW = "new", _("Found, no change decided yet")
        DECIDED = "decided", _("Change decided")
        CHANGED = "changed", _("Changed")
        NO_CHANGE = "no_change", _("Leads to no change")

    class Helped(models.TextChoices):
        """Whether the change did what it should."""

        UNKNOWN = "unknown", _("Not known yet")
        YES = "yes", _("It helped")
        PARTLY = "partly", _("It helped in part")
        NO = "no", _("It did not help")

    number = models.PositiveIntegerField()
    """Counts within the municipality; said aloud as “L5”."""
    finding = models.CharField(_("what we found"), max_length=300)
    details = models.TextField(_("more about it"), max_length=LONGEST_NOTE, blank=True)
    evaluation = models.ForeignKey(
        Evaluation, verbose_name=_("from which evaluation"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="learnings",
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("from which indicator"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="learnings",
    )  # fmt: skip
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("from which initiative"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="learnings",
    )  # fmt: skip
    other_source = models.CharField(_("from elsewhere"), max_length=300, blank=True)
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="learnings"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("where it is changed"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="learnings",
    )  # fmt: skip
    change = models.TextField(_("what we change"), max_length=LONGEST_NOTE, blank=True)
    responsible = models.ForeignKey(
        Person, verbose_name=_("who does it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    state_reason = models.TextField(_("why"), max_length=2000, blank=True)
    decided_on = models.DateField(null=True, blank=True, editable=False)
    """The day on which a change was first decided."""
    changed_on = models.DateField(_("changed on"), null=True, blank=True)
    helped = models.CharField(
        _("did it help"), max_length=10, choices=Helped, default=Helped.UNKNOWN
    )
    helped_note = models.TextField(_("how we know"), max_length=2000, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    found_on = models.DateField(_("found on"), default=timezone.localdate)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LearningQuerySet.as_manager()

    concept = "learning"
    tracked = (
        "number", "finding", "details", "evaluation", "indicator", "initiative", "other_source",
        "objective", "unit", "change", "responsible", "due_on", "state", "state_reason",
        "decided_on", "changed_on", "helped", "helped_note", "is_public", "found_on", "written_by",
        "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="a_learning_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "changed"]) | ~Q(change=""),
                name="a_decided_change_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="changed") | Q(changed_on__isnull=False),
                name="what_is_changed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="no_change") | ~Q(state_reason=""),
                name="what_leads_to_no_change_says_why",
            ),
            models.CheckConstraint(
                condition=Q(evaluation__isnull=False)
                | Q(indicator__isnull=False)
                | Q(initiative__isnull=False)
                | ~Q(other_source=""),
                name="learning_comes_from_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.finding

    @property
    def label(self) -> str:
        return f"L{self.number}"

    @property
    def is_overdue(self) -> bool:
        return (
            self.state == self.State.DECIDED
            and self.due_on is not None
            and self.due_on < timezone.localdate()
        )
