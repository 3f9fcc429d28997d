"""Running text, dates and numbers as the reader's language writes them."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pejl.design.days import written_day
from pejl.design.lettering import softly
from pejl.design.markdown import plain_text, render_markdown
from pejl.design.rounding import rounded
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()


@register.simple_tag
def markdown(text: str | None) -> SafeString:
    """Text that people wrote, shaped and made harmless."""
    return (
        format_html('<div class="prose">{}</div>', render_markdown(text or ""))
        if text
        else SafeString("")
    )


@register.filter
def as_plain_text(text: str | None) -> str:
    """Only the words of a Markdown text, for summaries."""
    return plain_text(text or "")


@register.filter(name="softly")
def divisible(text: object) -> str:
    """For a heading: long words ("Produktivitetsforbedringer") may be divided where they are joined."""
    return softly(str(text))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the design system; give a label when it says something that no word beside it says."""
    return draw_icon(name, label=label)


@register.simple_tag
def date(when: dt.date | None, time: bool = False) -> SafeString:
    """A day as one writes it ("23. november 2026"), with the time of day when asked for."""
    if not when:
        return format_html('<span class="pejl-none">{}</span>', _("no date"))
    if isinstance(when, dt.datetime) and timezone.is_aware(when):
        when = timezone.localtime(when)
    return format_html(
        '<time datetime="{}">{}</time>',
        when.isoformat(timespec="seconds") if isinstance(when, dt.datetime) else when.isoformat(),
        _written(when, time),
    )


@register.simple_tag
def number(value: int | float | Decimal | None, decimals: int | None = None) -> SafeString:
    """A number as one writes it ("1.234,5"); a missing number says so and is never a nought."""
    if value is None or value == "":
        return format_html('<span class="pejl-none">{}</span>', _("no number"))
    if decimals is not None:
        value = rounded(value, decimals)
    written = formats.number_format(value, decimals, use_l10n=True, force_grouping=True)
    return format_html('<span class="pejl-number">{}</span>', written)


def _written(when: dt.date, time: bool) -> str:
    day = written_day(when)
    if not (time and isinstance(when, dt.datetime)):
        return day
    return _("%(day)s at %(time)s") % {
        "day": day,
        "time": formats.date_format(
            when, "H.i" if (get_language() or "").startswith("da") else "H:i"
        ),
    }
