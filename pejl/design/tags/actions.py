"""What a user can press: buttons, links that look like buttons, and forms of one button."""

from collections.abc import Mapping

from django import template
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.tags.markup import attributes, hidden_inputs
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()

KINDS = ("primary", "secondary", "tertiary", "warning")


@register.simple_tag
def button(
    label: str,
    kind: str = "primary",
    name: str = "",
    value: object = "",
    type: str = "submit",
    **more: object,
) -> SafeString:
    """A button in a form. One primary button a page; its label is a verb."""
    own = {"name": name, "value": value, "type": type}
    return format_html(
        '<button class="button {}"{}>{}</button>', _kind(kind), attributes(own | more), label
    )


@register.simple_tag
def link_button(label: str, url: str, kind: str = "secondary", **more: object) -> SafeString:
    """A link that leads to the place where something is done, such as a page with a form."""
    return format_html(
        '<a class="button {}" href="{}"{}>{}</a>', _kind(kind), url, attributes(more), label
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    label: str,
    url: str,
    kind: str = "secondary",
    confirm: str = "",
    **sent: object,
) -> SafeString:
    """A form of one button that does something at once; further keywords are sent along unseen."""
    return post_form(
        context,
        url,
        format_html('<button class="button {}" type="submit">{}</button>', _kind(kind), label),
        sent,
        confirm=confirm,
    )


@register.simple_tag
def function_link(label: str, url: str, icon: str = "", **more: object) -> SafeString:
    """A quiet link for what can be done beside the text, such as edit, print or download."""
    drawing = draw_icon(icon) if icon else ""
    return format_html(
        '<a class="function-link d-print-none" href="{}"{}>{}{}</a>',
        url,
        attributes(more),
        drawing,
        label,
    )


@register.simple_tag(takes_context=True)
def move_buttons(
    context: Context, up_url: str = "", down_url: str = "", label: str = "", **sent: object
) -> SafeString:
    """Two buttons that move one thing in its list; the first has no up and the last no down."""
    choices = (
        (up_url, "arrow-upward", _("Move %(label)s up")),
        (down_url, "arrow-downward", _("Move %(label)s down")),
    )
    forms = format_html_join(
        "",
        "{}",
        (
            (
                post_form(
                    context,
                    url,
                    format_html(
                        '<button class="button button-secondary button-icon-only" type="submit">{}</button>',
                        draw_icon(drawing, label=words % {"label": label}),
                    ),
                    sent,
                ),
            )
            for url, drawing, words in choices
            if url
        ),
    )
    return format_html('<div class="pejl-move d-print-none">{}</div>', forms)


def post_form(
    context: Context,
    url: str,
    inner: SafeString,
    sent: Mapping[str, object],
    confirm: str = "",
) -> SafeString:
    """The form around a lone button, with the token that shows that it comes from our own page."""
    return format_html(
        '<form class="pejl-inline-form d-print-none" method="post" action="{}"{}>{}{}{}</form>',
        url,
        attributes({"data-confirm": confirm}),
        csrf_input(context),
        hidden_inputs(sent),
        inner,
    )


def csrf_input(context: Context) -> SafeString:
    """The hidden token against forged requests; nothing where a page is rendered without a request."""
    request = context.get("request")
    return hidden_inputs({"csrfmiddlewaretoken": get_token(request)}) if request else SafeString("")


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"a button is one of {', '.join(KINDS)}, not {kind!r}")
    return f"button-{kind}"
