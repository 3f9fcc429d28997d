"""Rounds: the list of them, what opening one would do, how far it has come, and a thing's way through them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from pejl.followup.models import Deputy, Report, Round
from pejl.followup.owed import Subject, subjects_of
from pejl.followup.planning import next_round
from pejl.followup.queries.answering import reports_at_hand
from pejl.followup.suggesting import shown
from pejl.jobs.models import LetterQuerySet
from pejl.jobs.queries import letters_not_sent
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import Objective, Strategy
from pejl.strategy.queries import strategies

State = Round.State


def rounds(actor: Actor) -> QuerySet[Any]:
    """The rounds that a reader may see, the newest first, each with ``owed`` and ``confirmed`` counted."""
    return (
        Round.objects.visible_to(actor)
        .select_related("municipality", "strategy")
        .annotate(
            owed=Count("reports"),
            confirmed=Count("reports", filter=Q(reports__confirmed_at__isnull=False)),
        )
        .order_by("-ends_on", "-initiatives_due_on")
    )


def _whole(actor: Actor) -> QuerySet[Round]:
    return Round.objects.visible_to(actor).select_related("strategy")


def _here(actor: Actor, round: Round | None) -> Round | None:
    """The round with its municipality at hand, which is the one that the reader is in."""
    if round is not None and actor.municipality is not None:
        round.municipality = round.strategy.municipality = actor.municipality
    return round


def round_by_slug(actor: Actor, slug: str) -> Round | None:
    return _here(actor, _whole(actor).filter(slug=slug).first())


def round_by_id(actor: Actor, key: UUID) -> Round | None:
    return _here(actor, _whole(actor).filter(pk=key).first())


def latest_round(actor: Actor) -> Round | None:
    """The round that is followed now: the newest that has been opened."""
    opened = _whole(actor).exclude(state=State.DRAFT)
    return _here(actor, opened.order_by("-ends_on").first())


def round_for_agenda(municipality: Municipality) -> Round | None:
    """The round on whose agenda something new belongs: the newest that has been opened and not signed yet."""
    running = Round.objects.filter(
        municipality=municipality, state__in=[State.OPEN, State.CLOSED]
    ).select_related("municipality", "strategy")
    return running.order_by("-ends_on").first()


@dataclass(frozen=True)
class Expected:
    """What opening a round would do."""

    subjects: int
    by_kind: dict[str, int]
    owners: list[tuple[str, int]]
    """Who would owe how many, those who owe most first."""
    unowned: list[Subject]
    letters: int
    """To so many people, deputies among them."""


def expected(round: Round) -> Expected:
    """Who would owe what if the round were opened now. Eight SQL queries."""
    subjects = subjects_of(round)
    owed = Counter(one.owner_id for one in subjects if one.owner_id)
    names = organisation.names_of(str(one) for one in owed)
    deputies = _standing_in(round, owed).values_list("deputy_id", flat=True)
    working = organisation.members(round.municipality).filter(id__in=deputies)
    return Expected(
        subjects=len(subjects),
        by_kind=dict(Counter(one.kind for one in subjects)),
        owners=[(names.get(str(key), ""), count) for key, count in owed.most_common()],
        unowned=[one for one in subjects if one.owner_id is None],
        letters=len(owed.keys() | set(working.values_list("id", flat=True))),
    )


def _standing_in(round: Round, owners: Any) -> QuerySet[Deputy]:
    today = timezone.localdate()
    return Deputy.objects.filter(
        municipality=round.municipality_id, person_id__in=list(owners), since_on__lte=today
    ).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))


def progress(round: Round) -> QuerySet[Any, Any]:
    """Each owner with how much they owe and how much of it is confirmed; who still owes most comes first."""
    return (
        Report.objects.filter(round=round, owner__isnull=False)
        .values("owner_id", "owner__name")
        .annotate(
            owed=Count("id"),
            confirmed=Count("id", filter=Q(confirmed_at__isnull=False)),
            left=Count("id", filter=Q(confirmed_at__isnull=True)),
        )
        .order_by("-left", "owner__name")
    )


def unowned(round: Round) -> QuerySet[Report]:
    """What nobody owes, or somebody who has left: the strategy office hands it over."""
    working = organisation.members(round.municipality)
    nobody = Q(owner__isnull=True) | (Q(confirmed_at__isnull=True) & ~Q(owner__in=working))
    found = reports_at_hand(Report.objects.filter(nobody, round=round))
    return found.order_by("due_on", "initiative__number", "id")


def letters_in_doubt(round: Round) -> LetterQuerySet:
    """The round's letters that could not be sent, or perhaps were."""
    return letters_not_sent(round.municipality_id).filter(
        about_label=round._meta.label_lower, about_key=str(round.pk)
    )


def report_by_id(actor: Actor, round: Round, key: UUID) -> Report | None:
    """A report of a round, for those who work here."""
    found = reports_at_hand(Report.objects.filter(pk=key, round=round))
    return found.first() if actor.is_member else None


def report_of(actor: Actor, key: UUID) -> Report | None:
    """A report by its id alone, for those who work here."""
    found = reports_at_hand(Report.objects.filter(pk=key, municipality=actor.municipality))
    return found.first() if actor.is_member else None


def reports_of(
    actor: Actor, round: Round, *, kind: str, status: str, unit_id: UUID | None,
    confirmed: bool | None, mine: bool,
) -> QuerySet[Report]:  # fmt: skip
    """The reports of a round that answer to a filter, for those who work here."""
    if not actor.is_member:
        return Report.objects.none()
    found = reports_at_hand(Report.objects.filter(round=round)).order_by("due_on", "kind", "id")
    asked = {"kind": kind, "status": status, "unit_id": unit_id}
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if confirmed is not None:
        found = found.filter(confirmed_at__isnull=not confirmed)
    if mine:
        today = timezone.localdate()
        away = Deputy.objects.filter(
            municipality=round.municipality_id, deputy=actor.person_id, since_on__lte=today
        ).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        found = found.filter(Q(owner=actor.person_id) | Q(owner__in=away.values("person_id")))
    return found


def deputies(actor: Actor, person: Person | None = None) -> QuerySet[Deputy]:
    """Who stands in for whom today or later: of one person, or of everybody."""
    if not actor.is_member:
        return Deputy.objects.none()
    found = Deputy.objects.filter(municipality=actor.municipality).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
    )
    if person is not None:
        found = found.filter(Q(person=person) | Q(deputy=person))
    return found.select_related("municipality", "person", "deputy").order_by(
        "person__name", "since_on"
    )


def deputy_by_id(actor: Actor, key: UUID) -> Deputy | None:
    return deputies(actor).filter(pk=key).first()


OF_A_REPORT = ("status", "confirmed_at", "fact")
OF_A_ROUND = ("slug", "title", "state", "closed_at", "signed_at", "stale_after_days")
"""What is asked of reports and rounds to show how something stood: each objective's page asks."""


@dataclass(frozen=True)
class Passed:
    """How something stood in one round."""

    round: Round
    stands: str
    fact: str
    """Empty for those who do not work here."""


def through_the_rounds(actor: Actor, objective: Objective) -> list[Passed]:
    """How an objective stood in each round that the reader may see, the oldest first. One SQL query."""
    reports = (
        Report.objects.filter(
            kind=Report.Kind.OBJECTIVE,
            objective=objective,
            round__in=Round.objects.visible_to(actor).exclude(state=State.DRAFT),
        )
        .select_related("round", "previous")
        .only(*OF_A_REPORT, *(f"round__{name}" for name in OF_A_ROUND), "previous__confirmed_at")
        .order_by("round__ends_on", "round__initiatives_due_on")
    )
    return [
        Passed(one.round, stands_in(one), one.fact if actor.is_member else "") for one in reports
    ]


def stands_in(report: Report) -> str:
    """How a report is shown, as its round was: what grows old afterwards does not repaint it."""
    round = report.round
    day = round.closing_day
    before = report.previous.confirmed_at if round.is_open and report.previous else None
    return shown(report.status, report.confirmed_at or before, round.stale_after_days, day)


def days_for_the_next(strategy: Strategy) -> dict[str, Any]:
    """What the form for a new round of a strategy begins with. Two SQL queries."""
    today = timezone.localdate()
    here = Round.objects.filter(municipality=strategy.municipality_id)
    return next_round(
        today,
        starts_on=strategy.starts_on,
        before=here.filter(strategy=strategy).aggregate(last=Max("ends_on"))["last"],
        in_year=here.filter(slug__startswith=f"{today.year}-").count(),
    )


def followed_strategies(actor: Actor) -> QuerySet[Strategy]:
    """The strategies that a round can be of: adopted and not closed, the newest first."""
    return strategies(actor).filter(status=Strategy.Status.ADOPTED)
