"""The frozen record of a round, chained to the one before and signed."""

from __future__ import annotations

from textwrap import wrap

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.followup.models.rounds import Round
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person


class RecordQuerySet(models.QuerySet["Record"]):
    """Filters that name which records are meant."""

    def visible_to(self, actor: Actor) -> RecordQuerySet:
        """Whole records are for those who work here; everyone else reads the public version of a round's."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_member else here.none()

    def of_rounds(self) -> RecordQuerySet:
        """With which rounds were signed; not what was added later."""
        return self.filter(kind=Record.Kind.ROUND)


class Record(models.Model):
    """What a round said when it was signed, or a later addition to it. Never changed and never removed.

    ``content`` is canonical JSON, kept to the letter. ``digest`` is its SHA-256 together with the digest of the
    record before it in the municipality, and ``signature`` the installation's Ed25519 signature of that digest.
    The other columns say what the content says as well, so that records can be found; ``verify`` compares them.
    The database itself refuses to change or remove a row (migration 0002).
    """

    class Kind(models.TextChoices):
        """A signed round, or what was added afterwards."""

        ROUND = "round", _("Signed round")
        ADDITION = "addition", _("Addition")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    """The place in the municipality's chain, from 1."""
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ROUND)
    content = models.TextField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)
    """The public key that the signature is checked with, as hexadecimal digits."""
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="a_record_has_its_place_in_the_chain"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(kind="round"), name="a_round_is_signed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"

    @property
    def is_addition(self) -> bool:
        return self.kind == self.Kind.ADDITION

    @property
    def digest_words(self) -> str:
        """The digest in groups of eight digits, as one reads it aloud or compares it on paper."""
        return " ".join(wrap(self.digest, 8))
