"""Boxes that hold content: alerts, cards, accordions, details, structured lists, empty states."""

from itertools import count

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.tags.markup import anchor
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()

ALERTS = ("info", "success", "warning", "error")


@register.simple_block_tag
def alert(content: SafeString, kind: str = "info", heading: str = "", level: int = 2) -> SafeString:
    """A message on the page: its kind is said by icon and hidden word, not by colour alone."""
    if kind not in ALERTS:
        raise ValueError(f"an alert is one of {', '.join(ALERTS)}, not {kind!r}")
    words = {
        "info": _("Information"),
        "success": _("Success"),
        "warning": _("Warning"),
        "error": _("Error"),
    }
    role = SafeString(' role="alert"') if kind in ("warning", "error") else ""
    return format_html(
        '<div class="alert alert-{}"{}>{}<div class="alert-body">{}<div class="alert-text">{}</div></div></div>',
        kind,
        role,
        draw_icon(kind, label=words[kind], classes="alert-icon"),
        _heading(heading, level, "alert-heading"),
        content,
    )


@register.simple_block_tag
def card(
    content: SafeString, url: str = "", title: str = "", label: str = "", level: int = 3
) -> SafeString:
    """One thing among several, with a title that leads to it; ``label`` is the small line above it."""
    name = format_html('<a href="{}">{}</a>', url, title) if url else title
    return format_html(
        '<div class="card pejl-card"><div class="card-content">{}{}{}</div></div>',
        format_html('<span class="card-subheading">{}</span>', label) if label else "",
        _heading(name, level, "card-heading"),
        content,
    )


@register.simple_block_tag(takes_context=True)
def accordion(
    context: Context,
    content: SafeString,
    title: str = "",
    open: bool = False,
    level: int = 3,
) -> SafeString:
    """A section that opens and shuts; it stands open where there is no JavaScript, and on paper."""
    panel = unique_id(context, "section", title)
    return format_html(
        '<ul class="accordion"><li><h{0}><button class="accordion-button" type="button" aria-expanded="{1}"'
        ' aria-controls="{2}"><span class="accordion-title">{3}</span></button></h{0}>'
        '<div id="{2}" aria-hidden="{4}" class="accordion-content">{5}</div></li></ul>',
        level,
        "true" if open else "false",
        panel,
        title,
        "false" if open else "true",
        content,
    )


@register.simple_block_tag
def details(content: SafeString, summary: str = "", open: bool = False) -> SafeString:
    """Something that most readers can skip, one press away."""
    return format_html(
        '<details class="details"{}><summary class="details-summary">{}</summary>'
        '<div class="details-text">{}</div></details>',
        SafeString(" open") if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def empty_state(
    content: SafeString, heading: str = "", url: str = "", label: str = "", level: int = 2
) -> SafeString:
    """What belongs here and why, where there is nothing yet, with the first step for those who may take it."""
    step = (
        format_html('<a class="button button-secondary d-print-none" href="{}">{}</a>', url, label)
        if url
        else ""
    )
    return format_html(
        '<div class="pejl-empty">{}<div>{}</div>{}</div>',
        _heading(heading, level, "h4"),
        content,
        step,
    )


@register.simple_block_tag
def structured_list(content: SafeString) -> SafeString:
    """Facts about one thing, a label and a value in each row."""
    return format_html(
        '<table class="table structured-list table-md-responsive-headers"><tbody>{}</tbody></table>',
        content,
    )


@register.simple_block_tag
def row(content: SafeString, label: str = "") -> SafeString:
    """One fact in a structured list."""
    return format_html('<tr><th scope="row">{}</th><td>{}</td></tr>', label, content)


def unique_id(context: Context, *words: object) -> str:
    """An id that occurs once on the page: the same words get a number the second time."""
    # The request lives as long as the page; a fragment rendered without one has only its context.
    request = context.get("request")
    page = vars(request) if request else context.dicts[0]
    taken: dict[str, count[int]] = page.setdefault("_design_ids", {})
    name = anchor(*words)
    number = next(taken.setdefault(name, count(1)))
    return name if number == 1 else f"{name}-{number}"


def _heading(text: object, level: int, classes: str) -> SafeString:
    return (
        format_html('<h{0} class="{1}">{2}</h{0}>', level, classes, text)
        if text
        else SafeString("")
    )
