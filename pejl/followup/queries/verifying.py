"""Whether the chains hold: every record by itself, each to the one before, all of them to an anchor."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejl.followup import chain
from pejl.followup.chain import Anchor
from pejl.followup.frozen.content import at
from pejl.followup.models import Record, Round
from pejl.organisation.models import Municipality

SAID: dict[str, str | Promise] = {
    "content": gettext_lazy("the content was changed"),
    "previous": gettext_lazy("the reference to the record before it was changed"),
    "digest": gettext_lazy("the digest was changed"),
    "signature": gettext_lazy(
        "the signature does not fit: it was changed, or all of the record was"
    ),
    "key": gettext_lazy("the key that it was signed with was changed"),
    "other_before": gettext_lazy("the record before it is another than the one it was closed to"),
    "unreadable": gettext_lazy("the content cannot be read"),
    "number": gettext_lazy("it was signed under another number"),
    "kind": gettext_lazy("it was signed as another kind of record"),
    "round": gettext_lazy("it was signed for another round"),
    "municipality": gettext_lazy("it was signed for another municipality"),
    "signed_by": gettext_lazy("another is said to have signed it than did"),
    "signed_at": gettext_lazy("it was signed at another time than is said"),
    "not_trusted": gettext_lazy("it is signed with a key that is not among those trusted"),
    "not_signed": gettext_lazy("the round is not marked as signed any more"),
    "no_record": gettext_lazy("it is marked as signed, and its record is gone"),
    "missing": gettext_lazy("it is missing"),
    "gone": gettext_lazy("the anchor knows it, and it is gone"),
    "not_as_anchored": gettext_lazy("it is another than the one that the anchor knows"),
}


@dataclass(frozen=True)
class Finding:
    """Something that does not hold, and of what."""

    municipality: str
    where: str
    what: str
    """A code; ``sentence`` says it in words."""
    record_id: int | None = None

    @property
    def sentence(self) -> str:
        return f"{self.where}: {SAID[self.what]}"


@dataclass(frozen=True)
class Verified:
    """What was found, in how many records, and how many were signed with which key."""

    findings: tuple[Finding, ...]
    records: int
    keys: dict[str, int]

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass
class _Chain:
    """One municipality's chain while it is walked."""

    slug: str
    before: Record | None = None
    digests: dict[int, str] = field(default_factory=dict)
    rounds: set[Any] = field(default_factory=set)


def verify(
    municipality: Municipality | None = None,
    *,
    anchor: Anchor | None = None,
    trusted: Collection[str] = (),
) -> Verified:
    """Walk each chain from its first record. Three SQL queries, however many records there are.

    ``trusted`` are the public keys that may have signed; without them every key is taken that stands in a record.
    """
    records = Record.objects.all()
    if municipality is not None:
        records = records.filter(municipality=municipality)
    keys = Counter(records.order_by().values_list("key", flat=True))
    chains: dict[str, _Chain] = {}
    found: list[Finding] = []
    ordered = records.select_related("round", "municipality")
    for one in ordered.order_by("municipality__slug", "number", "id").iterator(chunk_size=20):
        slug = one.municipality.slug
        walked = chains.setdefault(slug, _Chain(slug))
        found += _walked(walked, one, keys, trusted)
    found += _rounds_without_record(municipality, chains)
    if anchor is not None:
        found += _against(anchor, chains, municipality)
    return Verified(tuple(found), sum(keys.values()), dict(keys))


def findings_of(
    record: Record, before: Record | None, known_keys: Collection[str] = ()
) -> list[Finding]:
    """What does not hold of one record by itself, and to the one before where that is given."""
    codes = chain.faults(record, before, known_keys)
    return [_finding(record, code) for code in [*codes, *_columns(record)]]


def _walked(
    walked: _Chain, record: Record, keys: Collection[str], trusted: Collection[str]
) -> Iterator[Finding]:
    before = walked.before
    expected = before.number + 1 if before else 1
    if record.number > expected:
        yield Finding(walked.slug, _gap(expected, record.number - 1), "missing")
    follows = before if record.number == expected else None
    yield from findings_of(record, follows, keys)
    if trusted and record.key not in trusted:
        yield _finding(record, "not_trusted")
    walked.before = record
    walked.digests[record.number] = record.digest
    if not record.is_addition:
        walked.rounds.add(record.round_id)


def _gap(first: int, last: int) -> str:
    """Where something is missing: one number, or from one to another however many that are."""
    if first == last:
        return _("No. %(number)d") % {"number": first}
    return _("No. %(first)d to %(last)d") % {"first": first, "last": last}


def _finding(record: Record, code: str) -> Finding:
    words = {"round": record.round.slug, "number": record.number}
    where = _("Round %(round)s, no. %(number)d") % words
    return Finding(record.municipality.slug, where, code, record.pk)


def _columns(record: Record) -> Iterator[str]:
    """Where the columns say something else than the content that was signed."""
    try:
        content = json.loads(record.content)
        signed = {
            "number": content["number"],
            "kind": content["kind"],
            "round": content["round"]["id"],
            "municipality": content["municipality"]["id"],
            "signed_by": content["signed"]["by"]["id"],
            "signed_at": content["signed"]["at"],
        }
    except (KeyError, TypeError, ValueError):
        yield "unreadable"
        return
    said = {
        "number": record.number,
        "kind": record.kind,
        "round": str(record.round_id),
        "municipality": str(record.municipality_id),
        "signed_by": str(record.signed_by_id) if record.signed_by_id else None,
        "signed_at": at(record.signed_at),
    }
    yield from (name for name, value in said.items() if signed[name] != value)
    if not record.is_addition and not record.round.is_signed:
        yield "not_signed"


def _rounds_without_record(
    municipality: Municipality | None, chains: dict[str, _Chain]
) -> Iterator[Finding]:
    known = {key for one in chains.values() for key in one.rounds}
    signed = Round.objects.filter(state=Round.State.SIGNED)
    if municipality is not None:
        signed = signed.filter(municipality=municipality)
    rows = signed.order_by("municipality__slug", "slug").values_list(
        "pk", "municipality__slug", "slug"
    )
    for key, slug, name in rows:
        if key not in known:
            yield Finding(slug, _("Round %(round)s") % {"round": name}, "no_record")


def _against(
    anchor: Anchor, chains: dict[str, _Chain], municipality: Municipality | None
) -> Iterator[Finding]:
    """A chain may have grown since; what the anchor knows must be there, and be the same."""
    digests: dict[str, dict[int, str]] = defaultdict(dict)
    digests |= {slug: one.digests for slug, one in chains.items()}
    for head in anchor.heads:
        if municipality is not None and head.municipality != municipality.slug:
            continue
        there = digests[head.municipality].get(head.number)
        if there != head.digest:
            where = _("No. %(number)d") % {"number": head.number}
            code = "gone" if there is None else "not_as_anchored"
            yield Finding(head.municipality, where, code)
