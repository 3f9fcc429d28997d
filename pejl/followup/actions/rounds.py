"""Prepare a round, remove it, open it, close it; and name somebody who reports in another's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pejl.followup import letters, refusals
from pejl.followup.models import AgendaItem, Decision, Deputy, Meeting, Report, Round
from pejl.followup.models.rounds import RESERVED_SLUGS
from pejl.followup.owed import Subject, subjects_of
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import Refusal
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn
from pejl.strategy.models import Strategy

State = Round.State
AT_ONCE = 1_000
PREFILLED = (
    "status",
    "fact",
    "cause",
    "remedy",
    "next_milestone",
    "decision_wanted",
    "forecast_on",
)
"""What a new report begins with: what was said last time, until somebody confirms or changes it."""


@dataclass(frozen=True)
class Before:
    """What was said of one thing before a round."""

    latest: Report
    """Of the latest earlier round, whether or not anybody confirmed it."""
    said: Report | None
    """The latest that somebody stood by."""
    is_answered: bool
    """The executive group has been through it since, so that a decision it wanted is wanted no more."""

    @property
    def prefilled(self) -> dict[str, Any]:
        if self.said is None:
            return {}
        said = {name: getattr(self.said, name) for name in PREFILLED}
        return said | {"decision_wanted": ""} if self.is_answered else said


def _wrong_days(fields: dict[str, Any]) -> Iterator[Refusal]:
    if fields["ends_on"] < fields["starts_on"]:
        yield refusals.EndsBeforeItBegins()
    if fields["objectives_due_on"] < fields["initiatives_due_on"]:
        yield refusals.DeadlinesAreOutOfOrder()
    elif fields["focus_areas_due_on"] < fields["objectives_due_on"]:
        yield refusals.DeadlinesAreOutOfOrder(field="focus_areas_due_on")


def _wrong_address(municipality_id: UUID, slug: str, but: Round | None = None) -> Iterator[Refusal]:
    others = Round.objects.filter(municipality=municipality_id, slug=slug)
    if slug in RESERVED_SLUGS:
        yield refusals.RoundAddressIsReserved()
    elif (others.exclude(pk=but.pk) if but else others).exists():
        yield refusals.RoundAddressIsTaken()


def _require_none(faults: Iterable[Refusal]) -> None:
    """All that is wrong is told at once, each at its field."""
    if found := list(faults):
        raise found[0].with_others(found[1:])


@transaction.atomic
def prepare_round(
    *,
    by: Actor,
    strategy: Strategy,
    slug: str,
    title: str,
    id: UUID | None = None,
    **fields: Any,
) -> Round:
    """Prepare a round of a strategy: its days, its letter, what it asks for. Nobody is told yet."""
    require(by, "followup.run", strategy)
    take_turn(strategy.municipality_id)
    if id and (existing := Round.objects.filter(id=id, strategy=strategy).first()):
        return existing
    if strategy.is_draft:
        raise refusals.StrategyIsNotAdopted()
    _require_none([*_wrong_days(fields), *_wrong_address(strategy.municipality_id, slug)])
    made = Round(
        id=id or uuid4(), municipality=strategy.municipality, strategy=strategy, slug=slug,
        title=title, **fields,
    )  # fmt: skip
    history.create(by=by, element=made)
    return made


@transaction.atomic
def edit_round(*, by: Actor, round: Round, version: int, **fields: Any) -> Entry | None:
    """Change a round that has not been opened, its address too: no letter has led there yet."""
    require(by, "followup.run", round)
    if round.state != State.DRAFT:
        raise refusals.RoundIsNotDraft()
    take_turn(round.municipality_id)
    reads = {name: getattr(round, name) for name in round.tracked} | fields
    addresses = _wrong_address(round.municipality_id, reads["slug"], but=round)
    _require_none([*_wrong_days(reads), *addresses])
    return history.change(by=by, element=round, version=version, fields=fields)


@transaction.atomic
def remove_round(*, by: Actor, round: Round, version: int) -> None:
    """Remove a round that has not been opened, with the meetings planned for it: nobody was told of it yet."""
    require(by, "followup.run", round)
    if round.state != State.DRAFT:
        raise refusals.RoundIsNotDraft()
    take_turn(round.municipality_id)
    points = list(AgendaItem.objects.filter(round=round))
    is_said = any(one.minutes or one.is_treated for one in points)
    if is_said or Decision.objects.filter(round=round).exists():
        raise refusals.RoundIsUnderWay()
    for part in (*points, *Meeting.objects.filter(round=round)):
        history.remove(by=by, element=part, version=part.version)
    history.remove(by=by, element=round, version=version)


@transaction.atomic
def open_round(
    *, by: Actor, round: Round, version: int, opened_at: datetime | None = None
) -> Entry | None:
    """Work out who owes what, and write to each of them once. A second click finds it open.

    ``opened_at`` is for what is read in from files: it is past, so nobody is written to.
    """
    require(by, "followup.run", round)
    if round.state == State.OPEN:
        return None
    if round.state != State.DRAFT:
        raise refusals.RoundIsNotDraft()
    take_turn(round.municipality_id)
    others = Round.objects.filter(strategy=round.strategy_id, state=State.OPEN)
    if others.exclude(pk=round.pk).exists():
        raise refusals.AnotherRoundIsOpen()
    subjects = subjects_of(round)
    if not subjects:
        raise refusals.NothingToReport()
    fields = {"state": State.OPEN, "opened_at": opened_at or timezone.now()}
    entry = history.change(by=by, element=round, version=version, fields=fields)
    _owe(round, subjects)
    if opened_at is None:
        letters.invite(round)
    return entry


def _owe(round: Round, subjects: Iterable[Subject]) -> None:
    """A report for each, begun with what was said last time."""
    before = _last_time(round)
    Report.objects.bulk_create(
        (_report(round, one, before.get(one.key)) for one in subjects), batch_size=AT_ONCE
    )


def _last_time(round: Round) -> dict[tuple[str, UUID], Before]:
    """What was said of each thing in the rounds before this one. Two SQL queries."""
    earlier = Round.objects.filter(
        municipality=round.municipality_id,
        state__in=[State.CLOSED, State.SIGNED],
        ends_on__lte=round.ends_on,
    ).exclude(pk=round.pk)
    reports = Report.objects.filter(round__in=earlier).order_by(
        "round__ends_on", "round__opened_at"
    )
    answered = _answered(earlier)
    found: dict[tuple[str, Any], Before] = {}
    for one in reports:
        key = one.kind, one.initiative_id or one.objective_id or one.focus_area_id
        found[key] = _then(found.get(key), one, one.pk in answered)
    return found


def _then(before: Before | None, report: Report, is_answered: bool) -> Before:
    """What has been said of a thing, once a later report is taken in."""
    if report.is_confirmed or before is None:
        return Before(report, report if report.is_confirmed else None, is_answered)
    return Before(report, before.said, before.is_answered or is_answered)


def _answered(rounds: Any) -> set[UUID]:
    """The reports whose point a meeting has been through or decided on; one that was only taken off is not."""
    through = Q(is_treated=True, meeting__isnull=False) | Q(decisions__isnull=False)
    points = AgendaItem.objects.filter(through, report__round__in=rounds)
    return set(points.values_list("report_id", flat=True))


def _report(round: Round, subject: Subject, before: Before | None) -> Report:
    return Report(
        municipality_id=round.municipality_id, round=round, kind=subject.kind,
        initiative=subject.initiative, objective=subject.objective,
        focus_area=subject.focus_area, unit_id=subject.unit_id, owner_id=subject.owner_id,
        due_on=subject.due_on, previous=before.latest if before else None,
        is_example=round.is_example, **(before.prefilled if before else {}),
    )  # fmt: skip


@transaction.atomic
def close_round(
    *, by: Actor, round: Round, version: int, closed_at: datetime | None = None
) -> Entry | None:
    """Take no more reports: from here on the executive group looks at what was said.

    ``closed_at`` is for what is read in from files, which tell of their own days.
    """
    require(by, "followup.run", round)
    if round.state == State.CLOSED:
        return None
    if round.state != State.OPEN:
        raise refusals.RoundIsNotOpen()
    fields = {"state": State.CLOSED, "closed_at": closed_at or timezone.now()}
    return history.change(
        by=by, element=round, version=version, fields=fields, verb=Entry.Verb.CLOSED
    )


@transaction.atomic
def reopen_round(*, by: Actor, round: Round, version: int, reason: str) -> Entry | None:
    """Let reports be changed again, before it is signed; why stands in the history."""
    require(by, "followup.run", round)
    if round.state == State.SIGNED:
        raise refusals.RoundIsSigned()
    if round.state != State.CLOSED:
        return None
    take_turn(round.municipality_id)
    if Round.objects.filter(strategy=round.strategy_id, state=State.OPEN).exists():
        raise refusals.AnotherRoundIsOpen()
    fields = {"state": State.OPEN, "closed_at": None}
    return history.change(by=by, element=round, version=version, fields=fields, reason=reason)


@transaction.atomic
def hand_over(*, by: Actor, report: Report, version: int, owner: Person) -> Entry | None:
    """Let somebody else owe a report, and write to them: for what nobody owns, and for those who left."""
    require(by, "followup.report", report)
    if not report.round.is_open:
        raise refusals.RoundIsNotOpen()
    if not organisation.member(report.municipality, owner.id):
        raise refusals.PersonIsElsewhere(field="owner")
    entry = history.change(by=by, element=report, version=version, fields={"owner": owner})
    if entry is not None:
        letters.write_to(report.round, owner)
    return entry


@transaction.atomic
def remind(*, by: Actor, round: Round) -> int:
    """Write again to everybody who owes something in an open round, at most once a day. Returns to how many.

    A second press on the same day writes to nobody and leaves no line.
    """
    require(by, "followup.run", round)
    if not round.is_open:
        raise refusals.RoundIsNotOpen()
    written = letters.remind(round, timezone.localdate())
    if written:
        history.record(
            by=by, verb=Entry.Verb.CHANGED, subject=round, changes={"reminded": [None, written]}
        )
    return written


@transaction.atomic
def appoint_deputy(
    *,
    by: Actor,
    municipality: Municipality,
    deputy: Person,
    person: Person | None = None,
    since_on: date | None = None,
    until_on: date | None = None,
    id: UUID | None = None,
) -> Deputy:
    """Name somebody who reports in one's own place; the strategy office may do so for others.

    Who stands in already now is written to, where something waits in an open round.
    """
    absent = person or by.person
    permission = (
        "followup.appoint_deputy"
        if absent is not None and by.person_id == absent.id
        else "followup.appoint_any_deputy"
    )
    require(by, permission, municipality)
    if absent is None or not all(
        organisation.member(municipality, one.id) for one in (absent, deputy)
    ):
        raise refusals.PersonIsElsewhere(field="deputy")
    take_turn(municipality.id)
    if id and (existing := Deputy.objects.filter(id=id, municipality=municipality).first()):
        return existing
    first = since_on or timezone.localdate()
    if absent.id == deputy.id:
        raise refusals.StandsInForThemselves()
    _require_later(first, until_on)
    if _stands_in(municipality, absent, deputy, first).exists():
        raise refusals.StandsInAlready()
    named = Deputy(
        id=id or uuid4(), municipality=municipality, person=absent, deputy=deputy, since_on=first,
        until_on=until_on,
    )  # fmt: skip
    history.create(by=by, element=named)
    letters.write_to_deputy(named)
    return named


def _require_later(first: date, until_on: date | None) -> None:
    if until_on is not None and until_on < first:
        raise refusals.StandingInEndsFirst()


def _stands_in(municipality: Municipality, absent: Person, deputy: Person, day: date) -> Any:
    found = Deputy.objects.filter(municipality=municipality, person=absent, deputy=deputy)
    return found.filter(Q(until_on__isnull=True) | Q(until_on__gte=day))


@transaction.atomic
def end_deputy(*, by: Actor, deputy: Deputy, version: int, until_on: date) -> Entry | None:
    """Say until when somebody stands in."""
    own = by.person_id == deputy.person_id
    require(
        by,
        "followup.appoint_deputy" if own else "followup.appoint_any_deputy",
        deputy.municipality,
    )
    _require_later(deputy.since_on, until_on)
    return history.change(by=by, element=deputy, version=version, fields={"until_on": until_on})
