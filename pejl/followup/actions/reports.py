"""Say how something stands: saved while one writes, confirmed when one is done; and that a unit is ready."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pejl.followup import refusals, suggesting
from pejl.followup.models import Readiness, Report, Round, Status
from pejl.followup.queries.suggestions import suggestion_for
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

TROUBLED = (Status.NEEDS_ATTENTION, Status.OFF_COURSE)
SAID = (
    "status", "fact", "cause", "remedy", "forecast_on", "next_milestone", "decision_wanted",
    "disagreement",
)  # fmt: skip
"""What an owner writes."""


def _require_open(report: Report) -> None:
    if report.round.is_signed:
        raise refusals.RoundIsSigned()
    if not report.round.is_open:
        raise refusals.RoundIsNotOpen()


@transaction.atomic
def save_report(*, by: Actor, report: Report, version: int, **said: Any) -> Entry | None:
    """Keep what is being written, without confirming it. Nothing is demanded of a text in the making."""
    require(by, "followup.report", report)
    _require_open(report)
    fields = {name: value for name, value in said.items() if name in SAID}
    return history.change(by=by, element=report, version=version, fields=fields)


@transaction.atomic
def confirm_report(
    *, by: Actor, report: Report, version: int, confirmed_at: datetime | None = None, **said: Any
) -> Entry | None:
    """Say that this is how it stands. What is not as it was, or not on course, is explained.

    What the figures suggest is kept beside the judgement; where the two disagree, why is asked for.
    ``confirmed_at`` is for what is read in from files, and is then the moment that the figures are looked at.
    """
    require(by, "followup.report", report)
    _require_open(report)
    fields = {name: value for name, value in said.items() if name in SAID}
    now = {name: getattr(report, name) for name in SAID} | fields
    moment = confirmed_at or timezone.now()
    suggested = suggestion_for(by, report, day=timezone.localdate(moment))
    _require_explained(report, now, suggested.status)
    fields |= {
        "suggested": suggested.status,
        "suggested_why": list(suggested.why),
        "confirmed_at": moment,
        "confirmed_by": by.person,
    }
    entry = history.change(by=by, element=report, version=version, fields=fields)
    _take_back_ready(by, report)
    return entry


def _require_explained(report: Report, now: dict[str, Any], suggested: str) -> None:
    status = now["status"]
    if status not in Status.values:
        raise refusals.StatusIsMissing()
    before = report.previous.status if report.previous else ""
    is_changed = bool(before) and before != status
    if (status in TROUBLED or is_changed) and not now["fact"].strip():
        raise refusals.FactIsMissing()
    if status in TROUBLED and not now["cause"].strip():
        raise refusals.CauseIsMissing()
    if status in TROUBLED and not (now["remedy"].strip() or now["decision_wanted"].strip()):
        raise refusals.RemedyIsMissing()
    if suggesting.disagrees(status, suggested) and not now["disagreement"].strip():
        raise refusals.DisagreementIsUnexplained()
    _require_ahead(status, now["forecast_on"], report.forecast_on)


def _require_ahead(status: str, forecast: date | None, before: date | None) -> None:
    """A new forecast lies ahead; one that was said before may have passed since, and is then looked at."""
    if (
        forecast
        and forecast != before
        and forecast < timezone.localdate()
        and status != Status.DONE
    ):
        raise refusals.ForecastHasPassed()


def _take_back_ready(by: Actor, report: Report) -> None:
    """What was changed after the leader said ready must be looked at again."""
    marked = Readiness.objects.filter(
        round=report.round_id, unit=report.unit_id, is_ready=True
    ).first()
    if marked is not None and not by.leads(report.unit_id):
        history.change(by=by, element=marked, version=marked.version, fields={"is_ready": False})


@transaction.atomic
def mark_ready(*, by: Actor, round: Round, unit: Unit, note: str = "") -> Readiness:
    """The leader says that the unit's reports are as they should be. All of them must be confirmed."""
    require(by, "followup.mark_ready", unit)
    if not round.is_open:
        raise refusals.RoundIsNotOpen()
    take_turn(round.municipality_id)
    owed = Report.objects.filter(round=round, unit=unit)
    if owed.filter(confirmed_at__isnull=True).exists():
        raise refusals.ReportsAreMissing()
    marked = Readiness.objects.filter(round=round, unit=unit).first()
    fields = {"is_ready": True, "note": note, "marked_by": by.person, "marked_at": timezone.now()}
    if marked is None:
        marked = Readiness(municipality=round.municipality, round=round, unit=unit, **fields)
        history.create(by=by, element=marked)
    else:
        history.change(by=by, element=marked, version=marked.version, fields=fields)
    return marked


@transaction.atomic
def take_back_ready(*, by: Actor, readiness: Readiness, version: int) -> Entry | None:
    """The unit is not ready after all."""
    require(by, "followup.mark_ready", readiness)
    return history.change(by=by, element=readiness, version=version, fields={"is_ready": False})
