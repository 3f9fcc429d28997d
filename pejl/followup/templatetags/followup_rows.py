"""Rows of a round, drawn in one go: a page may hold a hundred of them and must stay quick."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.signs import sign_of
from pejl.design.tags.signs import badge, example_mark, state
from pejl.followup.queries.standing import Counts, Row
from pejl.indicators.wording import written_day

register = template.Library()


@register.simple_tag(takes_context=True)
def standing_rows(context: Context, rows: Iterable[Row]) -> SafeString:
    """A list of things: how each is judged, what the figures suggest, who owns it, when it was confirmed."""
    here = (context["municipality"].slug, context["round"].slug)
    signs: dict[str, SafeString] = {}
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((_row(one, signs.setdefault(one.stands, state(one.stands)), here),) for one in rows),
    )
    return format_html('<ul class="pejl-standing">{}</ul>', items)


def _row(row: Row, sign: SafeString, here: tuple[str, str]) -> SafeString:
    return format_html(
        '{}<span class="pejl-standing-name"><a href="{}"><strong>{}</strong> {}</a>{} {}'
        '<br><span class="pejl-quiet">{}</span></span>',
        sign,
        reverse("followup:report", args=[*here, row.report_id]),
        row.label,
        row.title,
        _marks(row),
        example_mark(row.is_example),
        " · ".join(_told(row)),
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
    return format_html_join("", " {}", ((one,) for one in marks))


def _told(row: Row) -> list[str]:
    """Who, where, when, and what the figures suggest."""
    told = [one for one in (row.owner, row.unit) if one]
    if row.confirmed_at:
        told.append(_("confirmed %(day)s") % {"day": written_day(row.confirmed_at.date())})
    else:
        told.append(_("not reported in this round"))
    if row.suggestion.status:
        suggested = sign_of(row.suggestion.status).word
        told.append(_("the figures suggest: %(status)s") % {"status": suggested})
    return told


@register.simple_tag
def stands_in_numbers(counts: Counts) -> str:
    """How many stand in which way: “12 on course, 3 stale”; nothing where there is nothing."""
    return ", ".join(
        f"{number} {str(sign_of(status).word).lower()}"
        for status, number in counts.by_state.items()
    )
