"""One row of everything in the room of following up, for tests of what the database itself refuses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from pejl.effects.models import Evaluation
from pejl.followup import models
from pejl.initiatives.models import Initiative
from pejl.strategy.models import Objective
from tests import build


def one_of_each_followed(objective: Objective) -> None:
    """Every model with every relation filled, where an evaluation and an initiative are there already."""
    here: dict[str, Any] = {"municipality": objective.municipality}
    today = timezone.localdate()
    person, other = (build.a_person("executive", objective.municipality) for _ in range(2))
    initiative = Initiative.objects.filter(**here).first()
    evaluation = Evaluation.objects.filter(**here).first()
    assert initiative
    assert evaluation
    round = models.Round.objects.create(
        **here, strategy=objective.strategy, slug="runde", title="Runde", starts_on=today,
        ends_on=today, initiatives_due_on=today, objectives_due_on=today, focus_areas_due_on=today,
    )  # fmt: skip
    of: dict[str, Any] = {**here, "round": round}
    about: dict[str, Any] = {
        "initiative": initiative, "objective": objective, "focus_area": objective.focus_area,
    }  # fmt: skip
    before = models.Report.objects.create(
        **of, kind="focus_area", focus_area=objective.focus_area, due_on=today
    )
    report = models.Report.objects.create(
        **of, **about, kind="initiative", unit=initiative.unit, owner=person, due_on=today,
        previous=before, status="on_course", confirmed_at=timezone.now(), confirmed_by=other,
    )  # fmt: skip
    models.Readiness.objects.create(**of, unit=initiative.unit, marked_by=person)
    models.Deputy.objects.create(**here, person=person, deputy=other)
    models.MailLink.objects.create(
        **of, person=person, digest=round.pk.hex, expires_at=timezone.now()
    )
    models.CalendarAddress.objects.create(**here, person=person, digest=round.pk.hex)
    meeting = models.Meeting.objects.create(**of, held_on=today)
    first = models.Decision.objects.create(**here, number=1, text="Først")
    point = models.AgendaItem.objects.create(
        **of, meeting=meeting, title="Punkt", report=report, evaluation=evaluation, decision=first
    )
    models.Decision.objects.create(
        **of, **about, number=2, text="Så", point=point, recorded_by=person, responsible=other,
        replaces=first,
    )  # fmt: skip
    models.Record.objects.create(
        **of, number=1, content="{}", digest="0" * 64, signature="0" * 128, key="0" * 64,
        signed_by=person,
    )  # fmt: skip
