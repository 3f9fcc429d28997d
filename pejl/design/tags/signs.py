"""Signs of state, badges and marks."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pejl.design.signs import ASSURANCE, EVIDENCE, VARIATION, Sign, sign_of
from pejl.design.tags.markup import icon as draw_icon

register = template.Library()

BADGES = ("", "info", "success", "warning", "error")


@register.simple_tag
def state(value: str, word: str = "") -> SafeString:
    """How something stands: shape, colour and word together; ``word`` replaces the usual word."""
    return _drawn("state", sign_of(value), word)


@register.simple_tag
def variation(value: str, word: str = "") -> SafeString:
    """Whether a series moved by more than chance: common, improving, concerning, neither, too_early."""
    return _drawn("variation", sign_of(value, VARIATION), word)


@register.simple_tag
def assurance(value: str, word: str = "") -> SafeString:
    """Whether a target will be met: met, missed, hit_and_miss, too_early."""
    return _drawn("assurance", sign_of(value, ASSURANCE), word)


@register.simple_tag
def evidence(value: str, word: str = "") -> SafeString:
    """How far an effect is proven: none (no comparison), weak, moderate, strong."""
    return _drawn("evidence", sign_of(value, EVIDENCE), word)


@register.simple_tag
def effort_and_effect(effort: str, effect: str) -> SafeString:
    """What is done and what came of it, as two signs that never become one."""
    return format_html(
        '<dl class="pejl-two-signs"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl>',
        pgettext("sign", "Effort"),
        state(effort),
        pgettext("sign", "Effect"),
        state(effect),
    )


def _drawn(family: str, sign: Sign, word: str) -> SafeString:
    return format_html(
        '<span class="pejl-state pejl-{}-{}"><svg class="pejl-sign" viewBox="0 0 16 16" aria-hidden="true"'
        ' focusable="false"><path fill-rule="evenodd" d="{}"/></svg> {}</span>',
        family,
        sign.value,
        sign.path,
        word or sign.word,
    )


@register.simple_tag
def badge(text: str, kind: str = "") -> SafeString:
    """A word that marks something; the word carries the meaning, the colour only helps."""
    if kind not in BADGES:
        raise ValueError(
            f"a badge is one of {', '.join(filter(None, BADGES))} or nothing, not {kind!r}"
        )
    return format_html('<span class="badge{}">{}</span>', f" badge-{kind}" if kind else "", text)


@register.simple_tag
def example_mark(element: object) -> SafeString:
    """ "Example" beside whatever the source does not contain and the shipped example still shows."""
    marked = (
        element.get("is_example")
        if isinstance(element, Mapping)
        else getattr(element, "is_example", element is True)
    )
    return badge(_("Example"), "info") if marked else SafeString("")


@register.simple_tag
def public_mark(public: bool = True) -> SafeString:
    """Whether what one is about to save can be read by everyone, said before one saves."""
    drawing, words = (
        ("visibility", _("Public: everyone can read this"))
        if public
        else ("lock", _("Internal: only people in the municipality can read this"))
    )
    return format_html('<p class="pejl-public">{}<span>{}</span></p>', draw_icon(drawing), words)
