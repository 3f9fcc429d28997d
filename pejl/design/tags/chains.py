"""The effect chain: from what is done to what comes of it, with what is assumed on each arrow."""

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from pejl.design.charts.data import EffectChain, Link, Stage
from pejl.design.tags.panels import unique_id
from pejl.design.tags.signs import evidence, example_mark

register = template.Library()

_ARROW = SafeString(
    '<svg class="pejl-arrow" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="M1 12h21M15 5l7 7-7 7"/></svg>'
)


@register.simple_tag(takes_context=True)
def effect_chain(context: Context, chain: EffectChain) -> SafeString:
    """A list in order: side by side where there is room, one below the other on a phone."""
    name = unique_id(context, "chain", chain.title)
    return format_html(
        '<figure class="pejl-effects"><figcaption id="{0}">{1} {2}</figcaption>'
        '<ol class="pejl-chain" aria-labelledby="{0}">{3}</ol></figure>',
        name,
        chain.title,
        example_mark(chain),
        format_html_join(
            "", "{}", ((_stage(stage, n == 0),) for n, stage in enumerate(chain.stages))
        ),
    )


def _stage(stage: Stage, is_first: bool) -> SafeString:
    kinds = {
        "activity": pgettext("effect chain", "Activity"),
        "output": pgettext("effect chain", "Output"),
        "outcome": pgettext("effect chain", "Outcome"),
        "effect": pgettext("effect chain", "Effect"),
    }
    return format_html(
        '<li class="pejl-stage pejl-stage-{}">{}<div class="pejl-stage-box"><p class="pejl-stage-kind">{}</p>'
        "{}</div></li>",
        stage.kind,
        "" if is_first else _assumption(stage),
        kinds[stage.kind],
        format_html_join("", "{}", ((_link(link),) for link in stage.links)),
    )


def _assumption(stage: Stage) -> SafeString:
    """The arrow that leads here, with what must hold for it and how well that is known."""
    words = (
        format_html(
            "<p><strong>{}</strong> {}</p>", pgettext("effect chain", "If"), stage.assumption
        )
        if stage.assumption
        else ""
    )
    grade = format_html("<p>{}</p>", evidence(stage.evidence)) if stage.evidence else ""
    return format_html('<div class="pejl-assumption">{}{}{}</div>', _ARROW, words, grade)


def _link(link: Link) -> SafeString:
    text = format_html('<a href="{}">{}</a>', link.url, link.text) if link.url else link.text
    figures = (
        format_html('<br><span class="pejl-figures">{}</span>', link.figures)
        if link.figures
        else ""
    )
    return format_html("<p>{}{}</p>", text, figures)
