"""What is carried out: prejekter, projects and initiatives of operation, as far as they are alike."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Person, Unit
from pejl.strategy.models import LONGEST_TEXT, FocusArea, Objective, Strategy


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Filters that name which initiatives are meant."""

    def visible_to(self, actor: Actor) -> InitiativeQuerySet:
        """Those who work here see all; everyone sees what is public, with its public fields only."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.filter(is_public=True)

    def alive(self) -> InitiativeQuerySet:
        """What somebody is at work on or waits to begin."""
        return self.exclude(state__in=Initiative.ENDED)


class Initiative(Element):
    """A prejekt, a project or something simply done (*indsats*): its place, its people and where it stands.

    Never removed once it has begun: it ends in operation, parked or stopped, with what was learned. What only a
    prejekt or only a project has stands in ``Prejekt`` and ``Project``.
    """

    class Kind(models.TextChoices):
        """What sort of undertaking it is."""

        PREJEKT = "prejekt", _("Prejekt")
        PROJECT = "project", _("Project")
        OPERATION = "operation", _("Done at once")

    class State(models.TextChoices):
        """Where an initiative stands. Stopping well is an end as good as any."""

        PROPOSED = "proposed", _("Proposed")
        RUNNING = "running", _("Running")
        PARKED = "parked", _("Parked")
        STOPPED = "stopped", _("Stopped with learning")
        CRYSTALLISED = "crystallised", _("Crystallised")
        IN_OPERATION = "in_operation", _("In operation")

    ENDED = ("stopped", "crystallised", "in_operation")

    number = models.PositiveIntegerField()
    """Counts within the municipality; said aloud as “P12”."""
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.PROPOSED)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"), max_length=2000, blank=True, help_text=_("Shown in the catalogue.")
    )
    internal_note = models.TextField(_("internal note"), max_length=LONGEST_TEXT, blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Everyone can read it in the public catalogue.")
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("centre"), on_delete=models.PROTECT, related_name="initiatives"
    )
    sponsor = models.ForeignKey(
        Person, verbose_name=_("sponsor in the executive group"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    strategy = models.ForeignKey(
        Strategy, verbose_name=_("selected into"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="initiatives",
    )  # fmt: skip
    focus_areas = models.ManyToManyField(FocusArea, related_name="initiatives", blank=True)
    objectives = models.ManyToManyField(Objective, related_name="initiatives", blank=True)
    idea = models.ForeignKey(
        "initiatives.Idea", null=True, blank=True, on_delete=models.PROTECT, related_name="grown"
    )
    predecessor = models.ForeignKey(
        "self", verbose_name=_("grew from"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="successors",
    )  # fmt: skip
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    wakes_when = models.CharField(_("what would wake it"), max_length=400, blank=True)
    learning = models.TextField(_("what we learned"), max_length=LONGEST_TEXT, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InitiativeQuerySet.as_manager()

    tracked = (
        "number", "kind", "state", "title", "summary", "internal_note", "is_public", "unit",
        "sponsor", "owner", "strategy", "idea", "predecessor", "starts_on", "ends_on",
        "review_on", "wakes_when", "learning", "ended_on", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="an_initiative_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="an_initiative_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(review_on__isnull=False),
                name="what_is_parked_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=~Q(kind="prejekt") | Q(sponsor__isnull=False),
                name="a_prejekt_has_a_sponsor",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state"], name="initiative_by_state"),
            models.Index(fields=["municipality", "unit"], name="initiative_by_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The number people say aloud."""
        return f"P{self.number}"

    @property
    def is_past_its_time(self) -> bool:
        """Past its time box: for a prejekt that asks for a gate, it is no delay."""
        return (
            self.state == self.State.RUNNING
            and self.ends_on is not None
            and self.ends_on < timezone.localdate()
        )


class InitiativePart(Element):
    """Something that belongs to an initiative and shares its visibility and its history."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.initiative_id)


class Participant(InitiativePart):
    """Somebody who takes part: a person here, or somebody from outside by name or as a group."""

    class Role(models.TextChoices):
        """What somebody is to the work; the four roles of a prejekt are Darsø's."""

        LEAD = "lead", _("Leads it")
        MEMBER = "member", _("Takes part")
        GARDENER = "gardener", _("Gardener")
        MIDWIFE = "midwife", _("Midwife")
        JESTER = "jester", _("Jester")
        CONCEPTUALISER = "conceptualiser", _("Conceptualiser")
        INVITED = "invited", _("Invited")
        CITIZEN = "citizen", _("Citizen or user")

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    described_as = models.CharField(
        _("who, when not from here"), max_length=120, blank=True,
        help_text=_("A role or group, such as “two relatives”; no names."),
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.MEMBER)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    since_on = models.DateField(default=timezone.localdate)

    tracked = ("initiative", "person", "described_as", "unit", "role", "hours", "is_example")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(described_as=""),
                name="a_participant_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["initiative", "person", "role"],
                condition=Q(person__isnull=False),
                name="somebody_has_a_role_once",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.described_as
