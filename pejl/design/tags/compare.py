"""Two texts beside each other: what was changed, and whose text stands against whose."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pejl.design.wording import Passage, changed_words

register = template.Library()


@register.simple_tag
def diff(old: str | None, new: str | None) -> SafeString:
    """What was changed, word by word, with both full texts one press away."""
    old, new = old or "", new or ""
    marked = format_html_join("", "{}", ((_passage(one),) for one in changed_words(old, new)))
    return format_html(
        '<div class="pejl-diff"><div class="pejl-diff-text">{}</div>{}{}</div>',
        marked,
        _whole(_("The old text"), old),
        _whole(_("The new text"), new),
    )


@register.simple_tag
def conflict(mine: str | None, theirs: str | None, label: str = "") -> SafeString:
    """Two versions of the same text, when somebody else saved first: nothing of either is lost."""
    return format_html(
        '<section class="pejl-conflict" aria-label="{}">{}{}</section>',
        _("Two versions: %(label)s") % {"label": label},
        _version(_("Your text, not saved yet"), mine or ""),
        _version(_("The text that was saved meanwhile"), theirs or ""),
    )


def _passage(passage: Passage) -> SafeString:
    if passage.kind == "same":
        return format_html("{}", passage.text)
    tag, word = ("del", _("removed:")) if passage.kind == "removed" else ("ins", _("added:"))
    return format_html(
        '<{0}><span class="sr-only">{1} </span>{2}</{0}>', SafeString(tag), word, passage.text
    )


def _whole(heading: str, text: str) -> SafeString:
    return format_html(
        '<details class="details"><summary class="details-summary">{}</summary>'
        '<div class="details-text pejl-verbatim">{}</div></details>',
        heading,
        text or _("(empty)"),
    )


def _version(heading: str, text: str) -> SafeString:
    return format_html(
        '<div class="pejl-version"><h2 class="h5">{}</h2><div class="pejl-verbatim">{}</div></div>',
        heading,
        text or _("(empty)"),
    )
