"""Projects and what belongs to them, made by the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pejl.initiatives.actions.ideas import submit_idea
from pejl.initiatives.actions.projects import add_line, start_initiative
from pejl.initiatives.actions.undertakings import propose_initiative
from pejl.initiatives.models import Idea, Initiative, Milestone
from pejl.organisation.models import Municipality
from tests import build


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def a_project(
    municipality: Municipality | None = None, kind: str = "project", **details: Any
) -> Initiative:
    """A proposed project with an owner, at a centre of its own."""
    municipality = municipality or build.a_municipality()
    unit = details.pop("unit", None) or build.a_unit(municipality)
    details = {"title": "Tryg hjemme", "owner": build.a_person("employee", municipality)} | details
    return propose_initiative(
        by=build.the_operator(municipality),
        municipality=municipality,
        kind=kind,
        unit=unit,
        **details,
    )


def running(project: Initiative | None = None) -> Initiative:
    project = project or a_project()
    start_initiative(
        by=build.the_operator(project.municipality), initiative=project, version=project.version
    )
    return project


def a_milestone(project: Initiative, days: int = 10, title: str = "Prøven er slut") -> Milestone:
    line = add_line(
        by=build.the_operator(project.municipality), initiative=project, kind="milestone",
        title=title, due_on=in_days(days),
    )  # fmt: skip
    assert isinstance(line, Milestone)
    return line


def an_idea(municipality: Municipality | None = None, **details: Any) -> Idea:
    municipality = municipality or build.a_municipality()
    details = {"title": "Hvad nu hvis vi ringede først?"} | details
    by = details.pop("by", None) or build.an_actor("employee", municipality)
    return submit_idea(by=by, municipality=municipality, **details)
