"""Ideas, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person, Unit
from pejl.strategy.models import Objective


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Filters that name which ideas are meant."""

    def visible_to(self, actor: Actor) -> IdeaQuerySet:
        """Everyone who works here reads all ideas; a guest reads those they handed in themselves."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_member:
            return here
        return here.filter(submitter_id=actor.person_id) if actor.person_id else here.none()

    def unanswered(self) -> IdeaQuerySet:
        """What waits for its first answer, oldest first."""
        return self.filter(outcome="").order_by("created_at")


class Idea(Element):
    """“What if…”: something that could be different. Answered with a reason, never removed."""

    class Outcome(models.TextChoices):
        """What was answered (page 5 of the strategy: at once, matured, or explored first)."""

        DO_NOW = "do_now", _("Do it now")
        MATURE = "mature", _("Mature it")
        PREJEKT = "prejekt", _("Explore it in a prejekt")
        PROJECT = "project", _("Carry it out as a project")
        PARKED = "parked", _("Park it")
        DECLINED = "declined", _("Decline it")

    class Value(models.TextChoices):
        """The five kinds of value of CO-PI's Innovationsbarometer."""

        QUALITY = "quality", _("Quality")
        EFFICIENCY = "efficiency", _("Efficiency")
        INVOLVEMENT = "involvement", _("Involvement of citizens")
        EMPLOYEES = "employees", _("Employees' satisfaction")
        POLITICAL = "political", _("Political goals")

    class Novelty(models.TextChoices):
        """New is what is new here; what others have tried counts."""

        NEW_HERE = "new_here", _("New here")
        BORROWED = "borrowed", _("Borrowed from others")
        ALL_NEW = "all_new", _("New altogether")

    class Origin(models.TextChoices):
        """From whom an idea comes."""

        EMPLOYEE = "employee", _("Employee")
        LEADER = "leader", _("Leader")
        CITIZEN = "citizen", _("Citizen")
        USER = "user", _("User or relative")
        BUSINESS = "business", _("Business")
        OTHER_MUNICIPALITY = "other_municipality", _("Another municipality")
        RECOMMENDATION = "recommendation", _("A recommendation")

    number = models.PositiveIntegerField()
    title = models.CharField(_("What if…"), max_length=200)
    why = models.TextField(_("why"), max_length=4000, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    values: models.JSONField[list[str]] = models.JSONField(
        _("value sought"), default=list, blank=True
    )
    novelty = models.CharField(_("how new"), max_length=10, choices=Novelty, blank=True)
    borrowed_from = models.CharField(_("borrowed from"), max_length=200, blank=True)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.EMPLOYEE)
    submitter = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("centre"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="ideas",
    )  # fmt: skip
    objective = models.ForeignKey(
        Objective, verbose_name=_("objective"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="ideas",
    )  # fmt: skip
    outcome = models.CharField(_("answer"), max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    wakes_when = models.CharField(_("what would wake it"), max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IdeaQuerySet.as_manager()

    concept = "idea"

    tracked = (
        "number", "title", "why", "place", "values", "novelty", "borrowed_from", "origin",
        "submitter", "unit", "objective", "outcome", "review_on", "wakes_when", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="an_idea_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="parked") | Q(review_on__isnull=False),
                name="a_parked_idea_is_looked_at_again",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "outcome", "created_at"], name="idea_by_answer"),
        ]

    def __str__(self) -> str:
        return self.title


class IdeaPart(Element):
    """Something that belongs to an idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.idea_id)


class Triage(IdeaPart):
    """One answer to an idea, or a hand-over to another centre. Never changed: a new answer is a new row."""

    outcome = models.CharField(max_length=10, choices=Idea.Outcome, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    from_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(
        Unit, verbose_name=_("handed over to"), null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    review_on = models.DateField(null=True, blank=True)
    wakes_when = models.CharField(max_length=400, blank=True)

    tracked = (
        "idea", "outcome", "reason", "from_unit", "to_unit", "decided_by", "review_on",
        "wakes_when", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["decided_at"]

    def __str__(self) -> str:
        return self.get_outcome_display() or str(self.to_unit)


class Support(IdeaPart):
    """Somebody who joins an idea: “me too”. Given once, taken back by removing it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    tracked = ("idea", "person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "person"], name="somebody_joins_an_idea_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
