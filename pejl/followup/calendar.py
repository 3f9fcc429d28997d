"""A person's days as a calendar that their own program subscribes to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from pejl.followup.queries.mine import Event
from pejl.initiatives.news import site
from pejl.organisation.models import Municipality

FETCHED_EVERY = timedelta(hours=12)


def calendar_of(
    municipality: Municipality, name: str, events: Iterable[Event], moment: datetime
) -> bytes:
    """Whole days with a title and an address, and nothing more: a calendar is often kept by others."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pejl//Pejl//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", FETCHED_EVERY, parameters={"VALUE": "DURATION"})
    for one in events:
        calendar.add_component(_entry(municipality, one, moment))
    return bytes(calendar.to_ical())


def _entry(municipality: Municipality, event: Event, moment: datetime) -> Entry:
    """The key never changes, so that a program that fetches again moves the event and makes no second one."""
    path = reverse(event.url_name, args=[municipality.slug, *event.url_args])
    entry = Entry()
    entry.add("uid", f"{event.key}@{municipality.slug}.pejl")
    entry.add("dtstamp", moment)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("url", f"{site()}{path}")
    entry.add("transp", "TRANSPARENT")
    return entry
