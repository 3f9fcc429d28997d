"""What the room's pages share: addresses, what is found or not, the way back, and the page with one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.followup.queries import meetings, rounds
from pejl.organisation.editing import EditForm, show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail

if TYPE_CHECKING:
    from pejl.followup.models import AgendaItem, Meeting, Round

__all__ = [
    "address", "below_round", "found", "found_meeting", "found_point", "found_round", "sent_version",
     "show", "trail",
]  # fmt: skip


def address(request: PejlRequest, name: str, *args: Any) -> str:
    """The address of one of the room's pages in this municipality."""
    return reverse(f"followup:{name}", args=[request.municipality.slug, *args])


def found_round(request: PejlRequest, slug: str) -> Round:
    """The round, or 404: missing and not for this reader look the same."""
    return found(rounds.round_by_slug(request.actor, slug))


def found_meeting(request: PejlRequest, slug: str, key: UUID) -> Meeting:
    round = found_round(request, slug)
    meeting = found(meetings.meeting_by_id(request.actor, key, round))
    meeting.round = round
    return meeting


def found_point(request: PejlRequest, slug: str, key: UUID, point: UUID) -> AgendaItem:
    """A point of the round; one that waits or was taken off is found at any of its meetings."""
    meeting = found_meeting(request, slug, key)
    one = found(meetings.point_by_id(request.actor, point))
    if one.round_id != meeting.round_id or one.meeting_id not in {None, meeting.pk}:
        raise Http404
    one.round = meeting.round
    one.meeting = meeting if one.meeting_id else None
    return one


def sent_version(request: PejlRequest) -> int:
    """The version that a lone button sent; a page that is too old or was tampered with has nothing to say."""
    form = EditForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["version"])


def below_round(
    request: PejlRequest, round: Round, *steps: tuple[str, str]
) -> list[tuple[str, str]]:
    """The way from the front page over the rounds and this round to here."""
    own = address(request, "round", round.slug) if steps else ""
    rounds_page = (_("Follow-up"), address(request, "rounds"))
    return trail(request, rounds_page, (round.title, own), *steps)


def _came_from(request: PejlRequest, thing: Any) -> str:
    """What the page is called that a form was opened from: the thing it is about."""
    return _("Follow-up") if thing == request.municipality else str(thing)


def show(
    request: PejlRequest,
    form: Any,
    *,
    permission: str,
    thing: Any,
    heading: str,
    back: str,
    template: str = "followup/form.html",
    **more: Any,
) -> HttpResponse:
    """The page with one form. Whoever may not save it is told before writing, not after."""
    require(request.actor, permission, thing)
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "part": "form",
        "save": _("Save"),
        "trail": trail(request, (_came_from(request, thing), back), (heading, "")),
    } | more
    return show_form(request, template, context)
