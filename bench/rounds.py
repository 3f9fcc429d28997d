"""Municipalities that follow up: a round behind them and one at hand, over as many initiatives as are asked for.

The municipality, its strategies, indicators and rounds are made by the real actions; initiatives, their owners
and what was reported are written in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils import timezone

from bench import data
from bench.country import make_municipality
from bench.data import Size
from bench.texts import Writer
from pejl.followup.actions import rounds as actions
from pejl.followup.models import Report, Round
from pejl.history.models import Entry
from pejl.indicators import actions as indicators
from pejl.indicators.keeping import note_new_figures
from pejl.indicators.models import Indicator, Value
from pejl.indicators.periods import period_around
from pejl.indicators.told import NewValue
from pejl.initiatives.models import Initiative, Milestone
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.strategy.models import Strategy

FOLLOWING = Size(
    centres=8, units=17, people=24, areas=4, objectives=3, drivers=2,
    ideas=0, prejekter=0, projects=0, lines=1,
)  # fmt: skip
FIGURES_EACH, PERIODS = 2, 24
"""Indicators of each objective, and quarters of each."""
BEFORE, AT_HAND = "runde-1", "runde-2"
"""The addresses of the round that is behind and of the one at hand."""
STATUSES = ("on_course", "needs_attention", "off_course", "on_course", "done", "not_started")
WRITTEN = (
    "status", "suggested", "confirmed_at", "confirmed_by", "next_milestone", "decision_wanted",
)  # fmt: skip
AT_ONCE = 1_000


@dataclass
class Follower:
    """A municipality that follows up, and those who write in it."""

    municipality: Municipality
    strategy: Strategy
    writer: Writer
    by: Actor
    owners: list[Person]

    def round(self, slug: str) -> Round:
        found = Round.objects.select_related("municipality", "strategy")
        return found.get(municipality=self.municipality, slug=slug)


@transaction.atomic
def make_follower(slug: str, *, initiatives: int, owners: int, seed: int) -> Follower:
    """A municipality with so many initiatives and owners, a closed round, and a second one in preparation."""
    make_municipality(slug.capitalize(), slug, FOLLOWING, seed=seed)
    here = Municipality.objects.get(slug=slug)
    strategy = Strategy.objects.get(municipality=here, slug=data.CURRENT)
    office = queries.person_by_email(data.email(data.OFFICE, slug))
    place = Follower(here, strategy, Writer(seed), queries.actor_for(here, office), [])
    place.owners = _owners(place, owners)
    _add_initiatives(place, initiatives)
    _add_indicators(place)
    today = timezone.localdate()
    _prepare(place, BEFORE, today - timedelta(days=100))
    before = place.round(BEFORE)
    actions.open_round(
        by=place.by, round=before, version=before.version,
        opened_at=timezone.now() - timedelta(days=110),
    )  # fmt: skip
    report_all(place, before, leaving_out=0, days_ago=100)
    actions.close_round(by=place.by, round=before, version=before.version)
    _prepare(place, AT_HAND, today)
    return place


def open_and_report(place: Follower) -> None:
    """Open the round at hand, and let most of it be reported."""
    at_hand = place.round(AT_HAND)
    actions.open_round(by=place.by, round=at_hand, version=at_hand.version)
    report_all(place, at_hand, leaving_out=7, days_ago=0)


def _prepare(place: Follower, slug: str, ends_on: date) -> None:
    due = [ends_on + timedelta(days=7 * week) for week in (1, 2, 3)]
    actions.prepare_round(
        by=place.by, strategy=place.strategy, slug=slug, title=f"Opfølgning {slug}",
        starts_on=ends_on - timedelta(days=90), ends_on=ends_on, initiatives_due_on=due[0],
        objectives_due_on=due[1], focus_areas_due_on=due[2], is_example=True,
    )  # fmt: skip


def _owners(place: Follower, number: int) -> list[Person]:
    here, name = place.municipality, place.writer.name
    made = [
        Person(email=data.email(f"ejer-{one}", here.slug), name=name()) for one in range(number)
    ]
    Person.objects.bulk_create(made, AT_ONCE)
    Membership.objects.bulk_create(
        (Membership(municipality=here, person=one, role="employee") for one in made), AT_ONCE
    )
    return made


def _add_initiatives(place: Follower, number: int) -> None:
    """Running projects over units, objectives and owners; a few without owner, or past a milestone."""
    here, writer, today = place.municipality, place.writer, timezone.localdate()
    units = list(Unit.objects.filter(municipality=here).order_by("name"))
    aims = list(place.strategy.objectives.select_related("focus_area").order_by("id"))
    made = [
        Initiative(
            municipality=here, number=at + 1, kind="project", state="running",
            title=writer.title(), summary=writer.sentence(), unit=units[at % len(units)],
            owner=place.owners[at % len(place.owners)] if at % 17 or _each_owns(place, number) else None,
            ends_on=today + timedelta(days=at % 300), is_public=True, is_example=True,
        )
        for at in range(number)
    ]  # fmt: skip
    Initiative.objects.bulk_create(made, AT_ONCE)
    serving, within = Initiative.objectives.through, Initiative.focus_areas.through
    aim_of = [(one, aims[at % len(aims)]) for at, one in enumerate(made)]
    serving.objects.bulk_create(
        (serving(initiative=one, objective=aim) for one, aim in aim_of), AT_ONCE
    )
    within.objects.bulk_create(
        (within(initiative=one, focusarea=aim.focus_area) for one, aim in aim_of), AT_ONCE
    )
    late = today - timedelta(days=10)
    Milestone.objects.bulk_create(
        (Milestone(municipality=here, initiative=one, title="Pilot", due_on=late) for one in made[::5]),
        AT_ONCE,
    )  # fmt: skip


def _each_owns(place: Follower, number: int) -> bool:
    """Where there are as many owners as initiatives, nothing is without one."""
    return len(place.owners) >= number


def _add_indicators(place: Follower) -> None:
    """So many of each objective, each with a target and six years of quarters within the strategy."""
    chance = Random(data.SEED)
    first = date(place.strategy.ends_on.year - PERIODS // 4 + 1, 1, 1)
    for aim in place.strategy.objectives.order_by("focus_area__number", "number"):
        for _one in range(FIGURES_EACH):
            made = indicators.create_indicator(
                by=place.by, municipality=place.municipality, title=place.writer.title(),
                kind="number", frequency="quarter", definition=place.writer.sentence(),
                objectives=[aim], is_example=True,
            )  # fmt: skip
            indicators.enter_values(by=place.by, indicator=made, values=_quarters(first, chance))
            indicators.set_target(
                by=place.by, indicator=made, due_on=place.strategy.ends_on, value=Decimal(80)
            )


def _quarters(first: date, chance: Random) -> list[NewValue]:
    told, period = [], period_around(first, "quarter")
    for number in range(PERIODS):
        amount = Decimal(50 + number + chance.randrange(-6, 7))
        told.append(NewValue(period.first, period.last, amount))
        period = period_around(period.last + timedelta(days=1), "quarter")
    return told


def report_all(place: Follower, round: Round, *, leaving_out: int, days_ago: int) -> None:
    """What the owners said, with a line in the history for each; of ``leaving_out`` reports one is missing."""
    moment = timezone.now() - timedelta(days=days_ago)
    owed = Report.objects.filter(round=round, owner__isnull=False).order_by("kind", "id")
    said = [one for at, one in enumerate(owed) if not leaving_out or at % leaving_out]
    for at, one in enumerate(said):
        one.status = STATUSES[at % len(STATUSES)]
        one.suggested = "on_course"
        one.confirmed_at, one.confirmed_by_id = moment, one.owner_id
        one.next_milestone = place.writer.title()
        one.decision_wanted = place.writer.sentence() if at % 12 == 0 else ""
    words_anew(place, said)
    Report.objects.bulk_update(said, WRITTEN, 200)
    Entry.objects.bulk_create([_said(one) for one in said], AT_ONCE)


def _said(report: Report) -> Entry:
    return Entry(
        municipality_id=report.municipality_id, verb=Entry.Verb.CHANGED,
        subject_label=Report._meta.label_lower, subject_key=str(report.pk),
        subject_title=report.kind, scope_key=report.scope_key, person_id=report.owner_id,
        snapshot={"status": report.status, "fact": report.fact},
    )  # fmt: skip


def words_anew(place: Follower, reports: Iterable[Report]) -> None:
    """Every text of some reports written in other words."""
    said = list(reports)
    for one in said:
        one.fact, one.cause, one.remedy = place.writer.sentence(), *_why(place, one)
    Report.objects.bulk_update(said, ["fact", "cause", "remedy"], 200)


def _why(place: Follower, report: Report) -> tuple[str, str]:
    if report.status not in {"needs_attention", "off_course"}:
        return "", ""
    return place.writer.sentence(), place.writer.sentence()


def figures_anew(place: Follower, chance: Random) -> None:
    """Every value of every indicator another, so that no chart is drawn as it was before."""
    values = list(Value.objects.filter(municipality=place.municipality))
    for one in values:
        one.amount = (one.amount or Decimal(0)) + chance.randrange(-3, 4)
    Value.objects.bulk_update(values, ["amount"], 400)
    for indicator in Indicator.objects.filter(municipality=place.municipality):
        note_new_figures(indicator)
