"""Small pieces of HTML that several components are made of."""

from collections.abc import Mapping

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from pejl.design.icons import ICONS

SPRITE = "vendor/dkfds/icons.svg"


class UnknownIcon(ValueError):
    """A page asked for an icon that ``pejl.design.icons`` does not list, so it would have been a blank spot."""


def icon(name: str, *, label: str = "", classes: str = "") -> SafeString:
    """An icon of the design system; without a label it is decoration that screen readers skip."""
    if name not in ICONS:
        raise UnknownIcon(f"{name!r} is not in pejl.design.icons.ICONS")
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}#{}"></use></svg>',
        classes,
        voice,
        static(SPRITE),
        name,
    )


def attributes(values: Mapping[str, object]) -> SafeString:
    """Further attributes of an element, written ``hx_get=url`` in a template; empty ones are left out."""
    return format_html_join(
        "",
        ' {}="{}"',
        (
            (name.replace("_", "-"), "true" if value is True else value)
            for name, value in values.items()
            if value not in (None, False, "")
        ),
    )


def hidden_inputs(values: Mapping[str, object]) -> SafeString:
    """What a small form sends along without showing it, such as the version the user saw."""
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}">',
        ((name, "" if value is None else value) for name, value in values.items()),
    )


def anchor(*words: object) -> str:
    """An id made of words, safe in HTML, the same every time so that links and fragments can rely on it."""
    return "-".join(part for part in (slugify(str(word)) for word in words) if part)
