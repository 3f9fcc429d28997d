"""What following up is made of. One file a noun."""

from pejl.followup.models.calendars import CalendarAddress
from pejl.followup.models.meetings import AgendaItem, Decision, Meeting
from pejl.followup.models.records import Record
from pejl.followup.models.reports import Report, Status
from pejl.followup.models.rounds import Deputy, MailLink, Readiness, Round

__all__ = [
    "AgendaItem",
    "CalendarAddress",
    "Decision",
    "Deputy",
    "MailLink",
    "Meeting",
    "Readiness",
    "Record",
    "Report",
    "Round",
    "Status",
]
