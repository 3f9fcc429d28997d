"""One row of everything in the initiatives room, for tests of what the database itself refuses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from pejl.initiatives import models
from pejl.strategy.models import Objective
from tests import build


def one_of_each(objective: Objective) -> None:
    """Every model with every relation filled, all in the objective's municipality."""
    here: dict[str, Any] = {"municipality": objective.municipality}
    unit = build.a_unit(objective.municipality)
    person = build.a_person("executive", objective.municipality)
    strategy = objective.strategy
    idea = models.Idea.objects.create(
        **here, number=1, title="Hvad nu hvis", unit=unit, objective=objective, submitter=person
    )
    models.Triage.objects.create(
        **here, idea=idea, reason="Fordi", from_unit=unit, to_unit=unit, decided_by=person
    )
    models.Support.objects.create(**here, idea=idea, person=person)
    first = models.Initiative.objects.create(
        **here, number=1, kind="project", title="Et projekt", unit=unit
    )
    second = models.Initiative.objects.create(
        **here, number=2, kind="prejekt", title="Et prejekt", unit=unit, sponsor=person,
        strategy=strategy, idea=idea, predecessor=first,
    )  # fmt: skip
    of: dict[str, Any] = {**here, "initiative": second}
    models.Prejekt.objects.create(**of, question="Hvordan kan vi?")
    models.Project.objects.create(**here, initiative=first)
    models.Participant.objects.create(**of, person=person, unit=unit)
    unknown = models.Unknown.objects.create(**of, question="Hvad ved vi ikke?")
    known = models.Known.objects.create(**of, text="Det ved vi", answers=unknown)
    activity = models.Activity.objects.create(**of, kind="interview", title="En samtale")
    models.Option.objects.create(**of, title="En mulighed")
    models.LogEntry.objects.create(
        **of, text="Vi lærte", known=known, unknown=unknown, activity=activity
    )
    models.Gate.objects.create(
        **of, kind="crystallise", outcome="project", reason="Fordi", led_to=first
    )
    models.Deliverable.objects.create(**of, title="En leverance")
    models.Milestone.objects.create(**of, title="En milepæl", due_on=timezone.localdate())
    models.Dependency.objects.create(**of, needs=first)
    models.Risk.objects.create(**of, text="En risiko", unknown=unknown)
    models.Selection.objects.create(**of, strategy=strategy, is_selected=True, reason="Fordi")
    models.CatalogueEdition.objects.create(**here, strategy=strategy, title="Katalog", content={})
    models.Facilitator.objects.create(**here, person=person, unit=unit)
    models.NewsChoice.objects.create(**here, person=person)
    for about in ({"idea": idea}, {"initiative": second}):
        models.Comment.objects.create(**here, **about, person=person, text="Ja")
        models.Follow.objects.create(**here, **about, person=person)
        models.Attachment.objects.create(
            **here, **about, person=person, name="x.txt", content_type="text/plain", size=1,
            digest="0" * 64, stored_as="x",
        )  # fmt: skip
