"""What search remembers."""

from collections.abc import Collection, Iterable
from typing import Any, Self
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from pejl.search.token_index import FULL_TEXT_TABLE

Sql = tuple[str, tuple[Any, ...]]


class SharesToken(Func):
    """True for the municipality's documents that have at least one of some tokens."""

    output_field = models.BooleanField()

    def __init__(self, municipality_id: UUID, tokens: Collection[str], **extra: Any) -> None:
        self.municipality_id = municipality_id
        self.tokens = list(tokens)
        super().__init__(F("pk"), F("stems"), F("grams"), **extra)

    def _columns(self, compiler: SQLCompiler) -> list[str]:
        return [compiler.compile(column)[0] for column in self.get_source_expressions()]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Sql:
        """The municipality is part of the question, or the index would answer for all of them."""
        pk, *_shadow_texts = self._columns(compiler)
        either = " OR ".join('"{}"'.format(token.replace('"', '""')) for token in self.tokens)
        question = (
            f'municipality_id : "{self.municipality_id.hex}" AND {{stems grams}} : ({either})'
        )
        found = f"SELECT rowid FROM {FULL_TEXT_TABLE} WHERE {FULL_TEXT_TABLE} MATCH %s"  # noqa: S608
        return f"{pk} IN ({found})", (question,)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Sql:
        _pk, stems, grams = self._columns(compiler)
        return f"string_to_array({stems} || {grams}, ' ') && %s::text[]", (self.tokens,)


class DocumentQuerySet(models.QuerySet["Document"]):
    def readable_by(self, municipality_id: UUID, audiences: Iterable[str]) -> Self:
        """What a reader who belongs to these audiences may find in this municipality."""
        return self.filter(municipality_id=municipality_id, audience__in=sorted(audiences))

    def sharing(self, municipality_id: UUID, tokens: Collection[str]) -> Self:
        """Documents that have at least one of the tokens."""
        return self.filter(SharesToken(municipality_id, tokens))

    def nearest_first(self, weights: dict[tuple[str, str], int]) -> Self:
        """In the order of what they share: for each (column, token) present its weight."""
        shared = sum(
            (
                Case(
                    When(GreaterThan(StrIndex(F(column), Value(f" {token} ")), 0), then=weight),
                    default=0,
                    output_field=IntegerField(),
                )
                for (column, token), weight in weights.items()
            ),
            start=Value(0),
        )
        return self.order_by(models.ExpressionWrapper(shared, IntegerField()).desc(), "pk")


class Document(models.Model):
    """One thing that a reader can find: what it is called, what it says, where it stands.

    A copy for finding, never the thing itself: it may be thrown away and made again at any time.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        STAFF = "staff", _("Employees of the municipality")
        LEADERS = "leaders", _("Executive group, strategy office and unit leaders")

    id = models.BigAutoField(primary_key=True)
    municipality_id = models.UUIDField()
    subject_label = models.CharField(max_length=100)
    subject_key = models.CharField(max_length=100)
    audience = models.CharField(max_length=20, choices=Audience)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url_name = models.CharField(max_length=200)
    url_args = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    words = models.TextField(blank=True)
    stems = models.TextField(blank=True)
    grams = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_label", "subject_key"], name="a_subject_is_found_once"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["public", "staff", "leaders"]),
                name="a_document_has_a_known_audience",
            ),
        ]
        indexes = [models.Index(fields=["municipality_id", "audience"], name="document_by_reader")]

    def __str__(self) -> str:
        return self.title
