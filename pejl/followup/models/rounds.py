"""A round of following up: its days, who stands in for whom, who has said that a unit is ready."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.organisation.actors import Actor
from pejl.organisation.models import Element, Municipality, Person, Unit
from pejl.strategy.models import Strategy

LONGEST_NOTE = 4000
RESERVED_SLUGS = frozenset("mit ny svar beslutninger kalender stedfortraedere".split())
"""First parts of addresses below following up that belong to the room and to no round."""


class RoundQuerySet(models.QuerySet["Round"]):
    """Filters that name which rounds are meant."""

    def visible_to(self, actor: Actor) -> RoundQuerySet:
        """Those who work here see all rounds; everyone sees signed ones, as far as their record is public."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.filter(state=Round.State.SIGNED, is_public=True)


class Round(Element):
    """One time around: everybody reports, the executive group meets, and it is signed. Never opened again then."""

    class State(models.TextChoices):
        """A round goes one way."""

        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open for reports")
        CLOSED = "closed", _("Closed for reports")
        SIGNED = "signed", _("Signed")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="rounds")
    slug = models.SlugField(_("address"), max_length=40, help_text=_("Such as “2014-1”."))
    title = models.CharField(_("title"), max_length=120)
    starts_on = models.DateField(_("reports on the time from"))
    ends_on = models.DateField(_("until"))
    initiatives_due_on = models.DateField(_("initiatives report by"))
    objectives_due_on = models.DateField(_("objectives report by"))
    focus_areas_due_on = models.DateField(_("focus areas report by"))
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=2)
    remind_days: models.JSONField[list[int]] = models.JSONField(default=list, blank=True)
    """So many days before the deadline a reminder goes out; negative after it."""
    escalate_days = models.PositiveSmallIntegerField(
        _("days after the deadline until the unit's leader is told"), default=3
    )
    asks_forecast = models.BooleanField(_("ask for a forecast date"), default=True)
    asks_milestone = models.BooleanField(_("ask for the next milestone"), default=True)
    asks_decision = models.BooleanField(_("ask for decisions wanted"), default=True)
    message = models.TextField(_("message in the letter"), max_length=2000, blank=True)
    stale_after_days = models.PositiveSmallIntegerField(
        _("days until a status is stale"), default=120
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    is_public = models.BooleanField(
        _("public version"), default=False,
        help_text=_("Everyone can read the public version once the round is signed."),
    )  # fmt: skip

    objects = RoundQuerySet.as_manager()

    concept = "round"
    tracked = (
        "strategy", "slug", "title", "starts_on", "ends_on", "initiatives_due_on",
        "objectives_due_on", "focus_areas_due_on", "grace_days", "remind_days", "escalate_days",
        "asks_forecast", "asks_milestone", "asks_decision", "message", "stale_after_days", "state",
        "is_public", "is_example",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="a_round_address_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(state="open"),
                name="one_round_of_a_strategy_is_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_round_does_not_end_before_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(objectives_due_on__gte=F("initiatives_due_on"))
                & Q(focus_areas_due_on__gte=F("objectives_due_on")),
                name="deadlines_go_from_initiative_to_focus_area",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_signed(self) -> bool:
        return self.state == self.State.SIGNED

    @property
    def closing_day(self) -> date:
        """The day on which it took its last report; today while it runs."""
        ended = self.closed_at or self.signed_at
        return timezone.localdate(ended) if ended else timezone.localdate()

    @property
    def figures_day(self) -> date:
        """The day that figures are looked at: while it runs today, afterwards the day it closed.

        Of a strategy that has ended, its last day. What is counted later belongs to the next round.
        """
        return min(self.closing_day, self.strategy.ends_on)


class RoundPart(Element):
    """Something that belongs to a round and shares its visibility and its history."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        return str(self.round_id)


class Readiness(RoundPart):
    """A unit's leader says that the unit's reports are as they should be. Taken back when one of them changes."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_ready = models.BooleanField(default=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    marked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    tracked = ("round", "unit", "is_ready", "note", "marked_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="a_unit_is_ready_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.unit}"


class Deputy(Element):
    """Somebody reports in another's place for a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(
        Person, verbose_name=_("who stands in"), on_delete=models.CASCADE, related_name="+"
    )
    since_on = models.DateField(_("from"), default=timezone.localdate)
    until_on = models.DateField(_("until"), null=True, blank=True)

    tracked = ("person", "deputy", "since_on", "until_on")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("deputy")), name="nobody_stands_in_for_themselves"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="standing_in_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.deputy}"

    @property
    def scope_key(self) -> str:
        return str(self.municipality_id)


class MailLink(models.Model):
    """The way from a letter to the page with all that one person owes. Holds for that person and that round only.

    The address carries a secret of which only the digest is kept. The first browser that *acts* through it keeps
    it; in any other it then leads to the sign-in, so that a letter sent on to somebody else gives nothing away.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=64, blank=True)
    """Digest of the secret that the browser which first acted keeps in a cookie; empty until then."""
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["round", "person"], name="mail_link_by_person")]

    def __str__(self) -> str:
        return f"{self.round} · {self.person}"
