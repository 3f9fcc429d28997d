"""What the people of one municipality explore and carry out: ideas, prejekter, projects, and what is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bench import data
from pejl.history.models import Entry
from pejl.initiatives import actions, findable
from pejl.initiatives.actions.catalogue import select_initiative
from pejl.initiatives.actions.projects import (
    add_line,
    finish_initiative,
    park_initiative,
    start_initiative,
)
from pejl.initiatives.models import Gate, Idea, Initiative
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person, Unit
from pejl.strategy.models import Objective, Strategy

if TYPE_CHECKING:
    from bench.country import Place

ANSWERS = (
    "", "", "", "parked", "declined", "mature", "prejekt", "prejekt", "project", "do_now",
)  # fmt: skip
"""What becomes of ten ideas that come in one after the other."""
WAYS = ("", "start", "start", "midway", "midway", "project", "stop", "park", "do_now", "start")
"""How far ten prejekter have come."""


class Workshop:
    """A municipality at work, and those who decide in it."""

    def __init__(self, place: Place, strategy: Strategy) -> None:
        self.place, self.strategy, self.writer = place, strategy, place.writer
        self.municipality = place.municipality
        self.executive = place.chiefs[0]
        self.decider: Actor = queries.actor_for(self.municipality, self.executive)
        self.aims = list(
            Objective.objects.filter(strategy=strategy).select_related("focus_area", "strategy")
        )
        self.units = place.units[1:]
        self.today = timezone.localdate()
        self._voices: dict[int, Actor] = {}

    def voice(self, number: int) -> Actor:
        """One of the people, in turn."""
        at = number % min(len(self.place.people), 20)
        if at not in self._voices:
            self._voices[at] = queries.actor_for(self.municipality, self.place.people[at])
        return self._voices[at]

    def unit(self, number: int) -> Unit:
        return self.units[number % len(self.units)]

    def person(self, number: int) -> Person:
        return self.place.people[number % len(self.place.people)]

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def carried(self, number: int) -> dict[str, Any]:
        """Who carries an initiative, when, and what it serves."""
        aims = [self.aims[number % len(self.aims)], self.aims[number * 7 % len(self.aims)]]
        return {
            "unit": self.unit(number),
            "sponsor": self.executive,
            "owner": self.person(number),
            "starts_on": self.day(-60 - number % 40),
            "ends_on": self.day(number % 90 - 10),
            "objectives": aims if number % 3 else aims[:1],
            "is_example": True,
            "is_public": number % 7 != 0,  # nothing that decides what an initiative serves
        }


def fill(place: Place, strategy: Strategy) -> None:
    """Ideas and what grows from them, more prejekter and projects beside, and the choice among them."""
    shop = Workshop(place, strategy)
    for number in range(place.size.ideas):
        _have_idea(shop, number)
    _add_many_ideas(shop, place.size.more_ideas)
    _fill_up(shop, "prejekt", place.size.prejekter)
    for number, prejekt in enumerate(_all(shop, "prejekt")):
        _explore(shop, prejekt, number)
    _fill_up(shop, "project", place.size.projects)
    projects = list(_all(shop, "project"))
    for number, project in enumerate(projects):
        _carry_out(shop, project, number)
    for number, (project, other) in enumerate(zip(projects[1::5], projects[::5], strict=False)):
        _depend(shop, project, other, number)
    _choose(shop)


def _all(shop: Workshop, kind: str) -> Iterable[Initiative]:
    found = Initiative.objects.filter(municipality=shop.municipality, kind=kind)
    return list(found.select_related("unit", "sponsor", "owner", "municipality").order_by("number"))


def _have_idea(shop: Workshop, number: int) -> None:
    writer = shop.writer
    values = [Idea.Value.values[number % 5], Idea.Value.values[(number + 2) % 5]]
    idea = actions.submit_idea(
        by=shop.voice(number), municipality=shop.municipality, title=writer.idea(),
        why=writer.reasons(), place=shop.unit(number).name, values=values, novelty="new_here",
        unit=shop.unit(number), objective=shop.aims[number % len(shop.aims)], is_example=True,
    )  # fmt: skip
    for other in range(number % 3):
        actions.join_idea(by=shop.voice(number + 1 + other), idea=idea)
    if number % 2:
        actions.comment(by=shop.voice(number + 5), idea=idea, text=writer.paragraphs(1))
    if outcome := ANSWERS[(number + 9) % len(ANSWERS)]:
        _answer(shop, idea, outcome, number)


def _answer(shop: Workshop, idea: Idea, outcome: str, number: int) -> None:
    begins: dict[str, Any] = {}
    if outcome in {"prejekt", "project", "do_now"}:
        begins = shop.carried(number)
        begins |= {"question": shop.writer.question()} if outcome == "prejekt" else {}
    actions.answer_idea(
        by=shop.decider, idea=idea, version=idea.version, outcome=outcome,
        reason=shop.writer.paragraphs(1), begins=begins, wakes_when="Når budgettet er vedtaget",
        review_on=shop.day(30 + number) if outcome == "parked" else None,
    )  # fmt: skip


def _add_many_ideas(shop: Workshop, count: int) -> None:
    """Thousands more, in bulk, with all that handing in an idea leaves."""
    last = shop.place.size.ideas
    ideas = [
        Idea(
            municipality=shop.municipality, number=last + number, title=shop.writer.idea(),
            why=shop.writer.reasons(), unit=shop.unit(number), submitter=shop.person(number),
            is_example=True,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    Idea.objects.bulk_create(ideas, batch_size=500)
    Entry.objects.bulk_create([_handed_in(idea) for idea in ideas], batch_size=500)
    for idea in ideas:
        findable.index(idea)


def _handed_in(idea: Idea) -> Entry:
    return Entry(
        municipality_id=idea.municipality_id, verb=Entry.Verb.CREATED,
        subject_label=Idea._meta.label_lower, subject_key=str(idea.pk), subject_title=idea.title,
        scope_key=str(idea.scope_key), person_id=idea.submitter_id,
        snapshot={"number": idea.number, "title": idea.title, "why": idea.why},
    )  # fmt: skip


def _fill_up(shop: Workshop, kind: str, count: int) -> None:
    """More of a kind, proposed without an idea before them."""
    already = Initiative.objects.filter(municipality=shop.municipality, kind=kind).count()
    for number in range(already, count):
        own: dict[str, Any] = {"question": shop.writer.question()}
        if kind == "project":
            own = {"goal": shop.writer.sentence(), "first_benefit": shop.writer.sentence()}
        actions.propose_initiative(
            by=shop.decider, municipality=shop.municipality, kind=kind,
            title=shop.writer.title(), summary=shop.writer.paragraphs(2),
            **shop.carried(number), **own,
        )  # fmt: skip


def _explore(shop: Workshop, prejekt: Initiative, number: int) -> None:
    writer = shop.writer
    about: dict[str, Any] = {"by": shop.decider, "initiative": prejekt}
    for line in range(shop.place.size.lines):
        known = actions.note_known(**about, text=writer.sentence(), source="Samtaler på centret")
        unknown = actions.note_unknown(
            **about, question=writer.question(), matters_because=writer.sentence(),
            is_critical=line == 0,
        )  # fmt: skip
        activity = actions.note_activity(
            **about, title=writer.title(), kind="interview", on=shop.day(-line), taking_part=6,
            hours=4, learned=writer.sentence(),
        )  # fmt: skip
        actions.note_option(**about, title=writer.title(), pro=writer.sentence())
        actions.log_learning(**about, text=writer.sentence(), known=known, activity=activity)
        actions.name_participant(**about, person=shop.person(number + line), role="member")
        if line % 2:
            actions.settle_unknown(
                by=shop.decider, unknown=unknown, version=unknown.version, state="answered",
                answer=writer.sentence(),
            )  # fmt: skip
    actions.comment(by=shop.voice(number), initiative=prejekt, text=writer.sentence())
    way = WAYS[(number + 3) % len(WAYS)]
    if way:
        _decide(shop, prejekt, "start", "start", number)
    if way == "midway":
        for _time in range(shop.place.size.lines):
            _decide(shop, prejekt, "midway", "go_on", number)
    elif way not in {"", "start"}:
        _decide(shop, prejekt, "crystallise", way, number)


def _decide(shop: Workshop, prejekt: Initiative, gate: str, outcome: str, number: int) -> None:
    is_parked, grows = outcome == Gate.Outcome.PARK, outcome in {"project", "do_now"}
    actions.decide_gate(
        by=shop.decider, initiative=prejekt, version=prejekt.version, kind=gate, outcome=outcome,
        reason=shop.writer.sentence(), learning=shop.writer.sentence(),
        scores={"need": {"score": 2, "words": "Flere steder"}},
        ends_on=shop.day(number + 1), owner=shop.person(number) if grows else None,
        first_benefit=shop.writer.sentence() if grows else "",
        review_on=shop.day(60) if is_parked else None,
        wakes_when="Når loven er vedtaget" if is_parked else "",
    )  # fmt: skip


def _carry_out(shop: Workshop, project: Initiative, number: int) -> None:
    writer = shop.writer
    about: dict[str, Any] = {"by": shop.decider, "initiative": project}
    for line in range(shop.place.size.lines):
        is_reached = line == 0 and number % 2 == 0
        add_line(
            **about, kind="milestone", title=writer.title(), due_on=shop.day(30 * line - 20),
            state="reached" if is_reached else "waiting",
            reached_on=shop.day(-25) if is_reached else None,
        )  # fmt: skip
        add_line(**about, kind="deliverable", title=writer.title(), is_delivered=is_reached)
        add_line(**about, kind="risk", text=writer.sentence(), response=writer.sentence())
    if number % 3 == 0:
        actions.comment(by=shop.voice(number), initiative=project, text=writer.sentence())
    if number % 5:
        start_initiative(by=shop.decider, initiative=project, version=project.version)
    if number % 10 == 1:
        finish_initiative(
            by=shop.decider, initiative=project, version=project.version,
            learning=writer.sentence(),
        )  # fmt: skip
    elif number % 10 == 2:
        park_initiative(
            by=shop.decider, initiative=project, version=project.version,
            reason=writer.sentence(), review_on=shop.day(90),
        )  # fmt: skip


def _depend(shop: Workshop, project: Initiative, other: Initiative, number: int) -> None:
    if project.state not in Initiative.ENDED:
        add_line(
            by=shop.decider, initiative=project, kind="dependency", needs=other,
            note=shop.writer.title(),
        )  # fmt: skip


def _choose(shop: Workshop) -> None:
    """So many are taken into the strategy as a printed catalogue is measured with; a few are left out."""
    found = Initiative.objects.filter(municipality=shop.municipality).order_by("number")
    chosen = found.select_related("municipality", "unit")[: data.PRINTED + 10]
    for number, initiative in enumerate(chosen):
        select_initiative(
            by=shop.decider, initiative=initiative, strategy=shop.strategy,
            version=initiative.version, is_selected=number < data.PRINTED,
            reason=shop.writer.sentence(),
        )  # fmt: skip
