"""Rows of a round, drawn in one go: a page may hold a hundred of them and must stay quick."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.days import written_day
from pejl.design.signs import sign_of
from pejl.design.tags.signs import badge, example_mark, state
from pejl.followup.queries.overview import Area, UnitPart
from pejl.followup.queries.standing import Counts, Row

register = template.Library()
ADDRESSES, NOBODY = "addresses of reports", UUID(int=0)
"""Stands in the address that is made once, where each row puts its own key."""


@register.simple_tag(takes_context=True)
def standing_rows(context: Context, rows: Iterable[Row]) -> SafeString:
    """A list of things: how each is judged, what the figures suggest, who owns it, when it was confirmed."""
    draw = partial(_row, _addresses(context), {})
    items = format_html_join("", "<li>{}</li>", ((draw(one),) for one in rows))
    return format_html('<ul class="pejl-standing">{}</ul>', items)


def _addresses(context: Context) -> str:
    """The address of a report, with nobody's key in place of its own: made once for a page."""
    if ADDRESSES not in context.render_context:
        place = [context["municipality"].slug, context["round"].slug, NOBODY]
        context.render_context[ADDRESSES] = reverse("followup:report", args=place)
    made: str = context.render_context[ADDRESSES]
    return made


@register.simple_tag(takes_context=True)
def standing_of(context: Context, row: Row) -> SafeString:
    """How one thing stands below a heading that names it already."""
    return format_html(
        '<p class="pejl-standing-of">{} <a href="{}">{}</a>{} <span class="pejl-quiet">{}</span></p>',
        state(row.stands),
        _addresses(context).replace(str(NOBODY), str(row.report_id)),
        _("All about %(label)s") % {"label": row.label},
        _marks(row),
        _told(row),
    )


def _row(address: str, signs: dict[str, SafeString], row: Row) -> SafeString:
    if row.stands not in signs:
        signs[row.stands] = state(row.stands)
    return format_html(
        '{}<span class="pejl-standing-name"><a href="{}"><strong>{}</strong> {}</a>{} {}'
        '<br><span class="pejl-quiet">{}</span></span>',
        signs[row.stands],
        address.replace(str(NOBODY), str(row.report_id)),
        row.label,
        row.title,
        _marks(row),
        example_mark(row.is_example),
        _told(row),
    )


def _marks(row: Row) -> SafeString:
    """What asks for a look, in words."""
    marks = []
    if row.disagrees:
        marks.append(badge(_("Judgement and figures disagree"), "warning"))
    if row.wants_decision:
        marks.append(badge(_("A decision is wanted"), "info"))
    if row.is_unowned:
        marks.append(badge(_("Nobody owns it"), "error"))
    return format_html_join("", " {}", ((one,) for one in marks)) if marks else SafeString("")


def _told(row: Row) -> str:
    """Who, where, when, and what the figures suggest."""
    told = [one for one in (row.owner, row.unit) if one]
    if row.confirmed_at:
        told.append(_("confirmed %(day)s") % {"day": written_day(row.confirmed_at.date())})
    else:
        told.append(_("not reported in this round"))
    if row.suggestion.status:
        suggested = sign_of(row.suggestion.status).word
        told.append(_("the figures suggest: %(status)s") % {"status": suggested})
    return " · ".join(told)


@register.simple_tag
def stands_in_numbers(counts: Counts) -> str:
    """How many stand in which way: “12 on course, 3 stale”; nothing where there is nothing."""
    return ", ".join(
        f"{number} {str(sign_of(status).word).lower()}"
        for status, number in counts.by_state.items()
    )


@register.simple_tag
def areas_in_numbers(areas: Iterable[Area]) -> SafeString:
    """The lines of a roll-up by focus area: how each stands, and how much of it cannot be leaned on."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}<br>{}</th>{}</tr>',
        (
            (one.row.title, state(one.row.stands), _numbers(one.counts))
            if one.row
            else (_("In general"), "", _numbers(one.counts))
            for one in areas
        ),
    )


@register.simple_tag
def units_in_numbers(units: Iterable[UnitPart]) -> SafeString:
    """The lines of a roll-up by unit, each leading to what the unit carries out."""
    return format_html_join(
        "",
        '<tr><th scope="row"><a href="?enhed={}">{}</a></th>{}</tr>',
        ((one.slug, one.name, _numbers(one.counts)) for one in units),
    )


def _numbers(counts: Counts) -> SafeString:
    return format_html(
        "<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>",
        stands_in_numbers(counts),
        counts.missing,
        counts.stale,
        counts.unowned,
        counts.disagreeing,
        counts.wanting,
    )
