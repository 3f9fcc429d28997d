"""Closed rounds with all that a record holds, ready to be signed, and the means to forge what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone

from pejl.followup.actions.records import sign_round
from pejl.followup.models import (
    AgendaItem,
    Decision,
    Meeting,
    Readiness,
    Record,
    Report,
    Round,
)
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import Objective, Strategy
from tests import build
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project

_numbers = count(1)


def a_strategy(municipality: Municipality | None = None, objectives: int = 2) -> Strategy:
    """An adopted strategy with one focus area."""
    municipality = municipality or build.a_municipality()
    year = timezone.localdate().year
    strategy = build.a_strategy(
        municipality, starts_on=date(year - 1, 1, 1), ends_on=date(year + 1, 12, 31)
    )
    chief = build.a_person("executive", municipality, name="Karen Chef")
    Person.objects.filter(pk=chief.pk).update(title="Direktør")
    area = build.a_focus_area(strategy, "Brugeren i centrum", responsible=chief)
    for number in range(objectives):
        build.an_objective(area, f"Målsætning nr. {number + 1} på æøå", responsible=chief)
    return build.adopted(strategy)


def measured(objective: Objective, *amounts: float, **details: Any) -> Any:
    """An indicator with values, a target and a tolerance on an objective."""
    details = {"title": "Andel tilfredse", "measured_in": "%", "frequency": "quarter"} | details
    indicator = an_indicator(objective=objective, **details)
    today = timezone.localdate()
    first = date(today.year - 2, 1, 1)
    with_values(indicator, *(amounts or (61.25, 63.5, 60.75, 66, 71.46)), first=first)
    return indicator


def a_closed_round(strategy: Strategy | None = None, **details: Any) -> Round:
    """A round that can be signed: a report on everything, a meeting with a decision, a unit that is ready."""
    strategy = strategy or a_strategy()
    number, today = next(_numbers), timezone.localdate()
    made = Round.objects.create(
        municipality=strategy.municipality, strategy=strategy,
        **{
            "slug": f"2014-{number}", "title": f"Runde {number}", "state": "closed",
            "starts_on": today - timedelta(days=120), "ends_on": today - timedelta(days=30),
            "initiatives_due_on": today - timedelta(days=20),
            "objectives_due_on": today - timedelta(days=15),
            "focus_areas_due_on": today - timedelta(days=10),
            "opened_at": timezone.now() - timedelta(days=25),
            "closed_at": timezone.now() - timedelta(days=5),
        } | details,
    )  # fmt: skip
    for area in strategy.focusareas.all():
        a_report(made, focus_area=area, kind="focus_area", fact="Området er på vej.")
        for objective in area.objectives.all():
            a_report(made, focus_area=area, objective=objective, kind="objective")
    return made


def a_report(round: Round, **details: Any) -> Report:
    """A confirmed report; ``confirmed_at=None`` for one that nobody answered."""
    municipality = round.municipality
    owner = details.pop("owner", None) or build.a_person("employee", municipality, name="Ole Ejer")
    unit = details.pop("unit", None) or build.a_unit(municipality)
    told = {
        "status": "on_course", "fact": "Det går som det skal 🧭", "cause": "", "remedy": "",
        "next_milestone": "Prøven er slut", "suggested": "needs_attention",
        "suggested_why": ["off_path"], "disagreement": "Tallene er fra før sommer.",
        "confirmed_at": timezone.now() - timedelta(days=8), "confirmed_by": owner,
        "due_on": round.objectives_due_on,
    } | details  # fmt: skip
    return Report.objects.create(
        municipality=municipality, round=round, owner=owner, unit=unit, **told
    )


def with_initiatives(round: Round, number: int = 1, **details: Any) -> list[Report]:
    """The round with reports on so many initiatives that serve its first objective."""
    objective = round.strategy.objectives.select_related("focus_area").first()
    assert objective
    made = []
    for _one in range(number):
        project = a_project(round.municipality, objectives=[objective], **details)
        made.append(
            a_report(
                round,
                kind="initiative",
                initiative=project,
                objective=objective,
                focus_area=objective.focus_area,
                fact="Internt om indsatsen.",
                unit=project.unit,
            )
        )
    return made


def with_meeting(round: Round) -> Decision:
    """The round with a meeting, a point, what was said, what was decided, and a unit that is ready."""
    here = round.municipality
    meeting = Meeting.objects.create(
        municipality=here, round=round, held_on=timezone.localdate() - timedelta(days=3),
        place="Rådhuset",
    )  # fmt: skip
    report = round.reports.filter(kind="objective").first()
    point = AgendaItem.objects.create(
        municipality=here, round=round, meeting=meeting, why="off_course", title="Mål ude af kurs",
        report=report, minutes="Vi drøftede det længe.", is_treated=True,
    )  # fmt: skip
    assert report
    Readiness.objects.create(
        municipality=here, round=round, unit=report.unit, marked_by=report.owner
    )
    return Decision.objects.create(
        municipality=here, number=next(_numbers), round=round, point=point,
        objective=report.objective, text="Vi ringer i stedet for at skrive.",
        reason="Det hjælper.", recorded_by=report.owner, responsible=report.owner,
    )  # fmt: skip


def an_executive(municipality: Municipality, name: str = "Karen Chef") -> Actor:
    person = build.a_person("executive", municipality, name=name)
    Person.objects.filter(pk=person.pk).update(title="Kommunaldirektør")
    person.refresh_from_db()
    return organisation.actor_for(municipality, person)


def signed(round: Round, by: Actor | None = None) -> Record:
    """The record with which the round was signed by somebody of the executive group."""
    round.refresh_from_db()
    return sign_round(by=by or an_executive(round.municipality), round=round, version=round.version)


def a_chain(length: int = 3) -> list[Record]:
    """So many signed rounds of one strategy, one after the other."""
    strategy = a_strategy()
    return [signed(a_closed_round(strategy)) for _number in range(length)]


@contextmanager
def unguarded() -> Iterator[None]:
    """The table as one finds it who takes its triggers away. They are put up again afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may wait while triggers change
            cursor.execute("ALTER TABLE followup_record DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE followup_record ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'followup_record'"
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def forge(record: Record, column: str, value: Any) -> None:
    """Change one column of a record by hand, as whoever has the database can."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE followup_record SET "{column}" = %s WHERE id = %s', [value, record.pk]
        )


def strike_out_all() -> None:
    """Before a database with records is emptied: the trigger would refuse it, as it should."""
    strike_out(*Record.objects.all())


def strike_out(*records: Record) -> None:
    """Remove records by hand."""
    with unguarded(), connection.cursor() as cursor:
        for record in records:
            cursor.execute("DELETE FROM followup_record WHERE id = %s", [record.pk])
