"""Say how something stands: saved while one writes, confirmed when one is done; and that a unit is ready."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pejl.followup import refusals, suggesting
from pejl.followup.models import Readiness, Report, Round, Status
from pejl.followup.models.reports import SAID
from pejl.followup.queries.suggestions import suggestion_for
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import Refusal
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

TROUBLED = (Status.NEEDS_ATTENTION, Status.OFF_COURSE)


def _require_open(report: Report) -> None:
    if report.round.is_signed:
        raise refusals.RoundIsSigned()
    if not report.round.is_open:
        raise refusals.RoundIsNotOpen()


@transaction.atomic
def save_report(*, by: Actor, report: Report, version: int, **said: Any) -> Entry | None:
    """Keep what is being written, without confirming it. Nothing is demanded of a text in the making.

    It is kept beside what stands: until it is confirmed, how the thing stands is what somebody stood by last.
    """
    require(by, "followup.report", report)
    _require_open(report)
    draft = report.draft | {name: _plain(said[name]) for name in SAID if name in said}
    changed = {
        name: value for name, value in draft.items() if value != _plain(getattr(report, name))
    }
    return history.change(by=by, element=report, version=version, fields={"draft": changed})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


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
    now = report.written | {name: value for name, value in said.items() if name in SAID}
    moment = confirmed_at or timezone.now()
    day = min(timezone.localdate(moment), report.round.figures_day)
    suggested = suggestion_for(by, report, day=day)
    _require_explained(report, now, suggested.status)
    fields: dict[str, Any] = now | {
        "draft": {},
        "suggested": suggested.status,
        "suggested_why": list(suggested.why),
        "confirmed_at": moment,
        "confirmed_by": by.person,
    }
    entry = history.change(by=by, element=report, version=version, fields=fields)
    _take_back_ready(by, report)
    return entry


def _require_explained(report: Report, now: dict[str, Any], suggested: str) -> None:
    """All that is missing is told at once, each at its field."""
    missing = list(_missing(report, now, suggested))
    if missing:
        raise missing[0].with_others(missing[1:])
    _require_ahead(now["status"], now["forecast_on"], report.forecast_on)


def _missing(report: Report, now: dict[str, Any], suggested: str) -> Iterator[Refusal]:
    status = now["status"]
    if status not in Status.values:
        yield refusals.StatusIsMissing()
        return
    before = report.previous.status if report.previous else ""
    is_changed = bool(before) and before != status
    is_troubled = status in TROUBLED
    if (is_troubled or is_changed) and not now["fact"].strip():
        yield refusals.FactIsMissing()
    if is_troubled and not now["cause"].strip():
        yield refusals.CauseIsMissing()
    if is_troubled and not (now["remedy"].strip() or now["decision_wanted"].strip()):
        yield refusals.RemedyIsMissing()
    if suggesting.disagrees(status, suggested) and not now["disagreement"].strip():
        yield refusals.DisagreementIsUnexplained()


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
