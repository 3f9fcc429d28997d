"""``{% term "focus_area" "plural" %}``: the municipality's own word, in the form the sentence needs."""

from typing import Any

from django import template

from pejl.organisation.vocabulary import term as _term

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Any, concept: str, form: str = "singular") -> str:
    municipality = context.get("municipality")
    return _term(getattr(municipality, "vocabulary", None), concept, form)


@register.simple_tag(takes_context=True)
def term_cap(context: Any, concept: str, form: str = "singular") -> str:
    """The same, with a capital first letter: for headings and the start of a sentence."""
    word = term(context, concept, form)
    return word[:1].upper() + word[1:]
