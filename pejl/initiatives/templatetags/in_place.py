"""Writing where one reads: links that open a form in the page, and the picture of known and not known."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pejl.design.tags.actions import function_link

register = template.Library()

MOST_DOTS = 60
"""Beyond this one counts no longer by eye, and the numbers stand alone."""


@register.simple_tag(takes_context=True)
def write_link(context: Context, label: str, url: str, part: Any, icon: str = "edit") -> SafeString:
    """Opens a form in the place ``part-…``; without JavaScript it leads to the page with the form.

    After something was added, the keyboard stands at the link again, ready for the next.
    """
    place = f"#part-{part}"
    more = {"autofocus": "autofocus"} if context.get("here") == part else {}
    return function_link(
        label, url, icon=icon, hx_get=url, hx_target=place, hx_select=place, hx_swap="outerHTML",
        **more,
    )  # fmt: skip


@register.simple_tag
def dots(known: int, lacking: int) -> SafeString:
    """A dot for each thing known, a ring for each thing lacking. The sentence beside says the same."""
    if known + lacking > MOST_DOTS:
        return SafeString("")
    row = SafeString(
        '<span class="pejl-dot pejl-dot-known"></span>' * known
        + '<span class="pejl-dot"></span>' * lacking
    )
    return format_html('<span class="pejl-dots" aria-hidden="true">{}</span>', row)
