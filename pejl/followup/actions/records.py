"""Signing a round, which freezes it, and adding to a record afterwards. Nothing here changes what is there."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejl.followup import chain
from pejl.followup.canonical import NotCanonical, read
from pejl.followup.frozen.content import (
    LANGUAGE,
    content_of_addition,
    content_of_round,
    matter,
)
from pejl.followup.frozen.recall import parts_of
from pejl.followup.models import Record, Round
from pejl.followup.queries.records import last_record, record_that_signed
from pejl.followup.refusals import RoundIsNotClosed, RoundIsSigned
from pejl.history import actions as history
from pejl.history.refusals import ChangedMeanwhile, Refusal
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn


class RoundIsNotSigned(Refusal):
    sentence = gettext_lazy("The round is not signed yet, so there is no record to add to.")


class AdditionIsEmpty(Refusal):
    sentence = gettext_lazy("Write what is to be known, and why the record does not say it.")
    field = "text"


class PartIsUnknown(Refusal):
    sentence = gettext_lazy("The record has no such part. Choose one from the list.")
    field = "about"


@transaction.atomic
def sign_round(*, by: Actor, round: Round, version: int, seen: str = "") -> Record:
    """Freeze a closed round in a signed record at the end of the municipality's chain.

    ``seen`` is what ``matter`` gave for the content that the signer had on the page: where the figures or minutes
    have changed since, nothing is signed. That somebody signed in afresh is asked at the door that knows the
    session (``pejl.followup.afresh``); a program with a token has none, so there is no such door for programs.
    """
    require(by, "followup.sign", round)
    take_turn(round.municipality_id)
    _must_be_closed(round)
    moment = _now()
    number = _next_number(round)
    content = content_of_round(round, by=by, number=number, moment=moment)
    if seen and seen != matter(content):
        raise ChangedMeanwhile()
    history.change(
        by=by, element=round, version=version,
        fields={"state": Round.State.SIGNED, "signed_at": moment}, reason=_place(number),
    )  # fmt: skip
    return _put_at_the_end(by, round, Record.Kind.ROUND, content, moment)


@transaction.atomic
def add_to_record(*, by: Actor, round: Round, text: str, about: str | None = None) -> Record:
    """Add to the record of a signed round what is to be known of it. What was signed stays as it is.

    ``about`` is the number that people say of the part it concerns (“2.3”, “P12”, “B7”), or nothing for the whole.
    The same person saying the same twice in a row, as two clicks do, makes one addition.
    """
    require(by, "followup.add_to_record", round)
    take_turn(round.municipality_id)
    signed = record_that_signed(round)
    if signed is None:
        raise RoundIsNotSigned()
    if not text.strip():
        raise AdditionIsEmpty()
    moment = _now()
    content = content_of_addition(
        round, by=by, number=_next_number(round), moment=moment, corrects=signed.number,
        about=_part(signed, about), text=text.strip(),
    )  # fmt: skip
    if twin := _said_just_now(round, content):
        return twin
    history.record(
        by=by, verb=history.Verb.CHANGED, subject=round, reason=_place(content["number"])
    )
    return _put_at_the_end(by, round, Record.Kind.ADDITION, content, moment)


def _must_be_closed(round: Round) -> None:
    """As it stands now that it is our turn: somebody may have signed while we waited."""
    state = Round.objects.values_list("state", flat=True).get(pk=round.pk)
    if state == Round.State.SIGNED:
        raise RoundIsSigned()
    if state != Round.State.CLOSED:
        raise RoundIsNotClosed()


def _now() -> datetime:
    """Without parts of a second: the content and the column say the same."""
    return timezone.now().replace(microsecond=0)


def _next_number(round: Round) -> int:
    last = last_record(round.municipality_id)
    return last.number + 1 if last else 1


def _place(number: int) -> str:
    with translation.override(LANGUAGE):
        return _("Record no. %(number)d") % {"number": number}


def _part(signed: Record, about: str | None) -> dict[str, Any] | None:
    if not about:
        return None
    title = parts_of(signed.content).get(about)
    if title is None:
        raise PartIsUnknown()
    return {"label": about, "title": title}


def _said_just_now(round: Round, content: dict[str, Any]) -> Record | None:
    """The addition at the end of the chain, where it says the same by the same person."""
    last = last_record(round.municipality_id)
    if last is None or last.round_id != round.pk or not last.is_addition:
        return None
    try:
        said = read(last.content)
    except NotCanonical:
        return None
    same = all(said[name] == content[name] for name in ("text", "about"))
    return last if same and said["signed"]["by"] == content["signed"]["by"] else None


def _put_at_the_end(
    by: Actor, round: Round, kind: str, content: dict[str, Any], moment: datetime
) -> Record:
    before = last_record(round.municipality_id)
    sealed = chain.seal(content, before.digest if before else chain.FIRST)
    record = Record(
        municipality_id=round.municipality_id, round=round, number=content["number"], kind=kind,
        signed_by=by.person, signed_at=moment, **asdict(sealed),
    )  # fmt: skip
    record.save(force_insert=True)
    return record
