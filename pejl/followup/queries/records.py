"""What pages ask about records: which there are, what one says, the public version, two beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from pejl.followup import chain
from pejl.followup.canonical import read
from pejl.followup.chain import Head
from pejl.followup.comparing import Comparison, compare
from pejl.followup.frozen.content import at, content_of_round, matter
from pejl.followup.frozen.public import public_version
from pejl.followup.frozen.recall import dated, parts_of, recall
from pejl.followup.models import Record, Round
from pejl.followup.queries.verifying import Finding, findings_of, verify
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality

Plain = dict[str, Any]


def last_record(municipality_id: UUID) -> Record | None:
    """Where the municipality's chain ends now. One SQL query."""
    return Record.objects.filter(municipality=municipality_id).order_by("-number").first()


def record_that_signed(round: Round) -> Record | None:
    """The record with which a round was signed. One SQL query."""
    return Record.objects.of_rounds().filter(round=round).first()


def record_by_number(actor: Actor, round: Round, number: int) -> Record | None:
    """One record of a round; nothing for those who do not work here. One SQL query."""
    seen = Record.objects.visible_to(actor).select_related("round", "municipality")
    return seen.filter(round=round, number=number).first()


@dataclass(frozen=True)
class RecordPage:
    """One record as it is shown: what it says, what was added to it, and what does not hold of it."""

    record: Record
    content: Plain | None
    """Nothing where the record does not hold: what it says then is not what was signed."""
    additions: list[Plain]
    findings: tuple[Finding, ...]


def record_page(record: Record) -> RecordPage:
    """Three SQL queries."""
    before = Record.objects.filter(
        municipality=record.municipality_id, number=record.number - 1
    ).first()
    found = findings_of(record, before)
    content = None if found else _told(record)
    return RecordPage(record, content, _additions(record), tuple(found))


def _told(record: Record) -> Plain:
    content: Plain = read(record.content)
    return dict(dated(content)) if record.is_addition else recall(content)


def _additions(record: Record) -> list[Plain]:
    """What was added to a round's record, in order; an addition has none of its own."""
    if record.is_addition:
        return []
    later = Record.objects.filter(round=record.round_id, kind=Record.Kind.ADDITION)
    return [dict(dated(read(one.content))) for one in later if not chain.faults(one, None, ())]


def public_page(actor: Actor, round: Round) -> RecordPage | None:
    """What everyone may read of a signed round; nothing where it has no public version. Three SQL queries."""
    if not (round.is_public and round.is_signed):
        return None
    signed = Record.objects.of_rounds().filter(round=round).select_related("round").first()
    if signed is None:
        return None
    page = record_page(signed)
    content = None if page.content is None else public_version(page.content)
    return RecordPage(signed, content, page.additions, page.findings)


@dataclass(frozen=True)
class Listed:
    """A record in the list, and whether it holds."""

    record: Record
    holds: bool


@dataclass(frozen=True)
class RecordList:
    """All records of a municipality, newest first, and everything that is wrong with the chain."""

    records: list[Listed]
    findings: tuple[Finding, ...]


def record_list(actor: Actor, municipality: Municipality) -> RecordList:
    """Verifies the whole chain. Four SQL queries."""
    found = verify(municipality)
    broken = {one.record_id for one in found.findings}
    listed = Record.objects.visible_to(actor).select_related("round", "signed_by").defer("content")
    return RecordList(
        [Listed(one, one.pk not in broken) for one in listed.order_by("-number")], found.findings
    )


@dataclass(frozen=True)
class Preview:
    """What would be frozen if the round were signed now, and the mark by which a change meanwhile shows."""

    content: Plain
    seen: str


def preview(actor: Actor, round: Round) -> Preview:
    """Some twenty SQL queries, however large the round is."""
    last = last_record(round.municipality_id)
    content = content_of_round(
        round, by=actor, number=last.number + 1 if last else 1, moment=timezone.now()
    )
    return Preview(recall(content), matter(content))


def parts(round: Round) -> dict[str, str]:
    """What an addition to the round's record can be about. One SQL query."""
    signed = record_that_signed(round)
    return parts_of(signed.content) if signed else {}


def comparable(actor: Actor, round: Round) -> list[Round]:
    """The other signed rounds, newest first. One SQL query."""
    seen = Round.objects.visible_to(actor).filter(state=Round.State.SIGNED).exclude(pk=round.pk)
    return list(seen.order_by("-ends_on", "-slug"))


def comparison(actor: Actor, one: Round, other: Round) -> Comparison | None:
    """Two signed rounds beside each other, the older first; nothing where one does not hold. One SQL query."""
    seen = Record.objects.visible_to(actor).of_rounds().filter(round__in=[one, other])
    found = {record.round_id: record for record in seen.select_related("round")}
    if len(found) < 2 or any(findings_of(record, None) for record in found.values()):
        return None
    ordered = sorted(found.values(), key=lambda record: (record.round.ends_on, record.round.slug))
    return compare(*(recall(read(record.content)) for record in ordered))


def heads() -> list[Head]:
    """Where every chain of this installation ends. Two SQL queries."""
    last = dict(Record.objects.values_list("municipality").annotate(Max("number")).order_by())
    ends = Record.objects.filter(number__in=set(last.values())).order_by("municipality__slug")
    rows = ends.values_list("municipality", "municipality__slug", "number", "digest")
    return [Head(slug, number, digest) for key, slug, number, digest in rows if last[key] == number]


def anchor() -> str:
    """The text of a signed anchor of all chains as they end now, to be kept outside the database."""
    return chain.anchor(heads(), at(timezone.now()))
