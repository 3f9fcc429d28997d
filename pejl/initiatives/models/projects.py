"""What only a project has: a goal, deliverables, milestones, what it depends on, risks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pejl.initiatives.models.initiatives import Initiative, InitiativePart
from pejl.initiatives.models.prejekter import LONGEST_NOTE, Unknown


class Project(InitiativePart):
    """What the project is to reach, what is outside it, and what it may cost."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="project")
    goal = models.TextField(_("goal"), max_length=LONGEST_NOTE, blank=True)
    outside = models.TextField(_("what it does not include"), max_length=LONGEST_NOTE, blank=True)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    amount = models.DecimalField(
        _("budget, kr."), max_digits=12, decimal_places=2, null=True, blank=True
    )
    first_benefit = models.TextField(_("first benefit"), max_length=LONGEST_NOTE, blank=True)
    expected_effect = models.TextField(_("expected effect"), max_length=LONGEST_NOTE, blank=True)

    concept = "project"
    tracked = (
        "initiative", "goal", "outside", "hours", "amount", "first_benefit", "expected_effect",
    )  # fmt: skip

    def __str__(self) -> str:
        return str(self.initiative)


class Deliverable(InitiativePart):
    """Something the project hands over."""

    title = models.CharField(_("deliverable"), max_length=200)
    is_delivered = models.BooleanField(_("delivered"), default=False)
    noted_on = models.DateField(default=timezone.localdate)

    tracked = ("initiative", "title", "is_delivered", "is_example")

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.title


class Milestone(InitiativePart):
    """A day by which something is to be reached; the plan is the row of them."""

    class State(models.TextChoices):
        """How a milestone stands."""

        WAITING = "waiting", _("Waiting")
        UNDER_WAY = "under_way", _("Under way")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")

    title = models.CharField(_("milestone"), max_length=200)
    due_on = models.DateField(_("by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    tracked = ("initiative", "title", "due_on", "state", "reached_on", "note", "is_example")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="reached") | Q(reached_on__isnull=False),
                name="a_reached_milestone_says_when",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        return self.state in {"waiting", "under_way"} and self.due_on < timezone.localdate()


class Dependency(InitiativePart):
    """The initiative cannot go on before another has come far enough. Never in a circle."""

    needs = models.ForeignKey(
        Initiative, verbose_name=_("depends on"), on_delete=models.CASCADE, related_name="needed_by"
    )
    note = models.CharField(_("for what"), max_length=300, blank=True)

    tracked = ("initiative", "needs", "note")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "needs"], name="a_dependency_is_told_once"
            ),
            models.CheckConstraint(
                condition=~Q(initiative=F("needs")), name="nothing_depends_on_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} ← {self.needs}"


class Risk(InitiativePart):
    """What may go wrong, and the response; a prejekt's open questions are a project's first risks."""

    class Level(models.TextChoices):
        """Likelihood and consequence, in words."""

        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    text = models.CharField(_("risk"), max_length=400)
    likelihood = models.CharField(
        _("likelihood"), max_length=10, choices=Level, default=Level.MEDIUM
    )
    consequence = models.CharField(
        _("consequence"), max_length=10, choices=Level, default=Level.MEDIUM
    )
    response = models.TextField(_("what we do about it"), max_length=LONGEST_NOTE, blank=True)
    is_closed = models.BooleanField(pgettext_lazy("risk", "closed"), default=False)
    unknown = models.ForeignKey(
        Unknown, null=True, blank=True, on_delete=models.SET_NULL, related_name="risks"
    )
    noted_on = models.DateField(default=timezone.localdate)

    tracked = (
        "initiative", "text", "likelihood", "consequence", "response", "is_closed", "unknown",
        "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.text
