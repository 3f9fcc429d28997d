"""Municipalities, units, people and their roles."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

RESERVED_SLUGS = frozenset(
    "api design konto om was static sprog profil admin kommuner ny media sundhed robots "
    "municipalities".split()
)
"""First parts of addresses, also below ``/api/v1/``, that belong to the installation and to no municipality."""


class Element(models.Model):
    """A thing that belongs to one municipality, is edited by people, and is kept in the history.

    ``version`` counts edits, so that a second editor never overwrites a first unseen. Never saved over:
    changes go through ``history.actions``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.CASCADE, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Shown with the mark “Example”: it is not the municipality's own."),
    )

    tracked: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def scope_key(self) -> str:
        """The whole that this belongs to in the history."""
        return str(self.pk)


class Municipality(models.Model):
    """A municipality that uses this installation. Never removed: what it decided stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("address"),
        max_length=40,
        unique=True,
        help_text=_("The first part of the address, such as “greve”. It cannot be changed later."),
    )
    dst_code = models.CharField(
        _("municipality code"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^\d{3}$", _("The code has three digits."))],
        help_text=_("Three digits from Statistics Denmark; Greve has 253."),
    )
    cvr = models.CharField(
        _("CVR number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("A CVR number has eight digits."))],
    )
    accent_colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Write the colour as #1A2B3C."))],
        help_text=_("One strong colour, as #1A2B3C. White text must be readable on it."),
    )
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    vocabulary: models.JSONField[dict[str, dict[str, dict[str, str]]]] = models.JSONField(
        default=dict, blank=True
    )
    is_example = models.BooleanField(_("example"), default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked = (
        "name", "slug", "dst_code", "cvr", "accent_colour", "logo_digest", "contact_email",
        "vocabulary", "is_example",
    )  # fmt: skip

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_id(self) -> uuid.UUID:
        return self.id

    @property
    def scope_key(self) -> str:
        return str(self.pk)

    @property
    def has_logo(self) -> bool:
        return bool(self.logo_digest)


class Logo(models.Model):
    """A municipality's mark, re-encoded as PNG. Apart from the municipality, which every request reads."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="logo"
    )
    png = models.BinaryField()

    def __str__(self) -> str:
        return str(self.municipality_id)


class Unit(Element):
    """A part of the organisation: the direction, a centre, an institution or a team.

    Never removed once anything hangs on it: it is closed, with a date.
    """

    class Kind(models.TextChoices):
        """Where in the organisation a unit stands."""

        DIRECTION = "direction", _("Direction")
        CENTRE = "centre", _("Centre")
        INSTITUTION = "institution", _("Institution")
        TEAM = "team", _("Team")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CENTRE)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    tracked = ("name", "slug", "kind", "parent", "closed_on", "is_example")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="a_unit_address_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="a_unit_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_key(self) -> str:
        return str(self.municipality_id)


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their address, whatever its case."""

    def with_address(self, email: str) -> models.QuerySet[Person]:
        """The one with this address; asked as the unique index is built, so that not all people are read."""
        return self.alias(small=Lower("email")).filter(small=email.strip().lower())

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.with_address(username or "").get()


class Person(AbstractBaseUser):
    """Someone who can sign in: name, work address, title. One person may have roles in several municipalities.

    Never removed while something they did stands in the history; they leave, and their name can be blanked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, default="da")
    is_active = models.BooleanField(default=True)
    is_installation_admin = models.BooleanField(_("installation administrator"), default=False)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    signed_out_at = models.DateTimeField(null=True, editable=False)
    """When the person last signed out everywhere: no session from before is good any more."""

    objects = PersonManager()

    tracked = ("is_active", "is_installation_admin", "is_demo")
    """Never name or address: what stands in the history cannot be blanked when somebody leaves."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_email_belongs_to_one_person"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_id(self) -> None:
        """A person belongs to no one municipality; roles do."""
        return None

    @property
    def scope_key(self) -> str:
        return str(self.pk)

    @property
    def is_staff(self) -> bool:
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own, which ends all sessions at a new password; here also at *sign out everywhere*."""
        return salted_hmac(
            "pejl.organisation.session",
            f"{self.password} {self.signed_out_at}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: ask ``organisation.rules.may`` with an actor."""
        return False


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters over who holds which role."""

    def current(self) -> MembershipQuerySet:
        today = timezone.localdate()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), since_on__lte=today)


class Membership(Element):
    """A role that a person holds in a municipality, for a unit or for all of it, in a period."""

    class Role(models.TextChoices):
        """What a person is to the strategy; several roles may be held at once."""

        EMPLOYEE = "employee", _("Employee")
        INITIATIVE_LEAD = "initiative_lead", _("Initiative lead")
        UNIT_LEADER = "unit_leader", _("Unit leader")
        EXECUTIVE = "executive", _("Executive group")
        STRATEGY_OFFICE = "strategy_office", _("Strategy office")
        GUEST = "guest", _("Guest from another municipality")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.EMPLOYEE)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="memberships",
    )  # fmt: skip
    since_on = models.DateField(_("since"), default=timezone.localdate)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    tracked = ("person", "role", "unit", "since_on", "until_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=Q(until_on__isnull=True, unit__isnull=False),
                name="a_role_in_a_unit_is_held_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["municipality", "person", "role"],
                condition=Q(until_on__isnull=True, unit__isnull=True),
                name="a_role_everywhere_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(role="unit_leader"),
                name="a_unit_leader_leads_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("since_on")),
                name="a_role_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"

    @property
    def scope_key(self) -> str:
        return str(self.municipality_id)


class PersonalToken(models.Model):
    """A key with which a person's own programs use the API in one municipality.

    Only its hash is kept: the key itself is shown once. Revoked, never changed.
    """

    class Scope(models.TextChoices):
        """How much a token may do; never more than its person may."""

        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.READ)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    created_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    tracked = ("person", "name", "scope", "expires_on", "revoked_at")

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def scope_key(self) -> str:
        return str(self.person_id)
