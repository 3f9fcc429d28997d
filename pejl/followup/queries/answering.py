"""What one person owes in a round, with what the figures say beside each; and the link that leads there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from pejl.effects.bearings import Bearing
from pejl.effects.queries.bearings import bearings
from pejl.followup.letters import digest_of
from pejl.followup.models import Deputy, MailLink, Report, Round
from pejl.followup.queries.suggestions import suggestions
from pejl.followup.suggesting import Suggestion, disagrees, reason
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality


@dataclass(frozen=True)
class Owed:
    """A report that somebody owes, with what the figures suggest."""

    report: Report
    suggestion: Suggestion
    bearing: Bearing | None
    """Of an objective: its figures."""

    @property
    def reasons(self) -> list[str]:
        return [reason(code) for code in self.suggestion.why]

    @property
    def disagrees(self) -> bool:
        """What stands there now is better or worse than the figures suggest."""
        return disagrees(self.report.written["status"], self.suggestion.status)

    @property
    def is_for_another(self) -> bool:
        """Owed by somebody else, for whom one stands in."""
        return bool(getattr(self.report, "stands_in", False))


def reports_at_hand(found: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with all that a page says of each."""
    return found.select_related(
        "round__municipality", "round__strategy", "initiative__unit", "objective__focus_area",
        "objective__strategy", "focus_area", "unit", "owner", "previous", "confirmed_by",
    )  # fmt: skip


def owed_by(actor: Actor, round: Round) -> list[Owed]:
    """What a person owes in a round, their own and what they stand in for. At most twelve SQL queries."""
    today = timezone.localdate()
    stands_in = (
        Deputy.objects.filter(
            municipality=round.municipality_id, deputy_id=actor.person_id, since_on__lte=today
        )
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        .values("person_id")
    )
    mine = Q(owner_id=actor.person_id) | Q(owner_id__in=stands_in)
    reports = list(
        reports_at_hand(Report.objects.filter(mine, round=round)).order_by("due_on", "kind", "id")
    )
    reports.sort(key=_by_day_and_number)
    for one in reports:
        one.stands_in = one.owner_id != actor.person_id  # type: ignore[attr-defined]
    return with_figures(actor, round, reports)


def _by_day_and_number(report: Report) -> tuple[date, str, tuple[int, int]]:
    """What is due first comes first; then by the numbers that people say."""
    if report.initiative is not None:
        return report.due_on, report.kind, (0, report.initiative.number)
    if report.objective is not None:
        aim = report.objective
        return report.due_on, report.kind, (aim.focus_area.number, aim.number)
    number = report.focus_area.number if report.focus_area else 0
    return report.due_on, report.kind, (number, 0)


def with_figures(actor: Actor, round: Round, reports: list[Report]) -> list[Owed]:
    """Reports with what the figures suggest for each."""
    aims = [one.objective for one in reports if one.kind == "objective" and one.objective]
    beside = []
    if any(one.kind == "focus_area" for one in reports):
        beside = list(Report.objects.filter(round=round, kind="objective"))
    suggested = suggestions(actor, reports, beside)
    taken = bearings(actor, aims) if aims else {}
    return [
        Owed(one, suggested[one.pk], taken.get(one.objective_id) if one.objective_id else None)
        for one in reports
    ]


def link_by_secret(municipality: Municipality, secret: str) -> MailLink | None:
    """The link that an address carries the secret of."""
    return (
        MailLink.objects.filter(municipality=municipality, digest=digest_of(secret))
        .select_related("round__municipality", "round__strategy", "person")
        .first()
    )


def round_of_report(actor: Actor, key: str) -> Round | None:
    """The round of a report that somebody has before them, also when it has closed meanwhile."""
    try:
        of_report = Report.objects.filter(pk=UUID(key)).values("round_id")
    except ValueError:
        return None
    found = Round.objects.visible_to(actor).filter(pk__in=of_report)
    return found.select_related("strategy").first()


def report_by_id(round: Round, key: UUID) -> Report | None:
    return reports_at_hand(Report.objects.filter(round=round, pk=key)).first()


def open_rounds(actor: Actor) -> QuerySet[Round]:
    """The rounds that take reports now."""
    return Round.objects.visible_to(actor).filter(state=Round.State.OPEN).select_related("strategy")
