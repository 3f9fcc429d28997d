"""What a municipality calls the levels of its strategy, in the forms that Danish needs.

One says *fokusområde*, another *indsatsområde*, *pejlemærke* or *tema*. The words are data on the
municipality, language by language; where it has chosen none, the words of Greve's strategy of 2014 hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FORMS = ("gender", "singular", "definite", "plural", "plural_definite")
"""``gender`` is the Danish *en* (n-word) or *et* (t-word), which decides *ny* or *nyt*; English has none."""

CONCEPTS: dict[str, Any] = {
    "strategy": _("the strategy itself"),
    "theme": _("the running theme"),
    "focus_area": _("a focus area"),
    "objective": _("an objective"),
    "driver": _("a driver"),
    "centre_strategy": _("a centre strategy"),
    "question": _("a question that a focus area asks"),
    "contribution": _("what a centre does for a focus area"),
    "executive_group": _("the leadership group that adopts the strategy"),
}


def _forms(*words: str) -> dict[str, str]:
    return dict(zip(FORMS, words, strict=True))


DEFAULTS: dict[str, dict[str, dict[str, str]]] = {
    "da": {
        "strategy": _forms("en", "strategi", "strategien", "strategier", "strategierne"),
        "theme": _forms("et", "tema", "temaet", "temaer", "temaerne"),
        "focus_area": _forms("et", "fokusområde", "fokusområdet", "fokusområder", "fokusområderne"),
        "objective": _forms("en", "målsætning", "målsætningen", "målsætninger", "målsætningerne"),
        "driver": _forms("en", "drivkraft", "drivkraften", "drivkræfter", "drivkræfterne"),
        "centre_strategy": _forms(
            "en", "centerstrategi", "centerstrategien", "centerstrategier", "centerstrategierne"
        ),
        "question": _forms("et", "spørgsmål", "spørgsmålet", "spørgsmål", "spørgsmålene"),
        "contribution": _forms("et", "bidrag", "bidraget", "bidrag", "bidragene"),
        "executive_group": _forms(
            "en", "chefgruppe", "chefgruppen", "chefgrupper", "chefgrupperne"
        ),
    },
    "en": {
        "strategy": _forms("", "strategy", "the strategy", "strategies", "the strategies"),
        "theme": _forms("", "theme", "the theme", "themes", "the themes"),
        "focus_area": _forms("", "focus area", "the focus area", "focus areas", "the focus areas"),
        "objective": _forms("", "objective", "the objective", "objectives", "the objectives"),
        "driver": _forms("", "driver", "the driver", "drivers", "the drivers"),
        "centre_strategy": _forms(
            "",
            "centre strategy",
            "the centre strategy",
            "centre strategies",
            "the centre strategies",
        ),
        "question": _forms("", "question", "the question", "questions", "the questions"),
        "contribution": _forms(
            "", "contribution", "the contribution", "contributions", "the contributions"
        ),
        "executive_group": _forms(
            "", "executive group", "the executive group", "executive groups", "the executive groups"
        ),
    },
}


def term(chosen: Mapping[str, Any] | None, concept: str, form: str, language: str = "") -> str:
    """The word for a concept in one form; ``new`` gives “nyt fokusområde”, ``indefinite`` “et fokusområde”.

    ``chosen`` is the municipality's own vocabulary; a form it leaves empty falls back to the default.
    """
    language = (language or get_language() or "da")[:2]
    if language not in DEFAULTS:
        language = "en"
    own = ((chosen or {}).get(language) or {}).get(concept) or {}
    default = DEFAULTS[language][concept]

    def word(name: str) -> str:
        return str(own.get(name) or default[name])

    if form == "new":
        adjective = {"et": "nyt", "en": "ny"}.get(word("gender"), "new")
        return f"{adjective} {word('singular')}"
    if form == "indefinite":
        article = word("gender") or ("an" if word("singular")[:1] in "aeiou" else "a")
        return f"{article} {word('singular')}"
    return word(form)


def chosen_words(words: Mapping[str, Mapping[str, str]], language: str) -> dict[str, Any]:
    """Of the words written for each concept, those that differ from the usual: only they are kept."""
    chosen: dict[str, Any] = {}
    for concept, usual in DEFAULTS[language].items():
        own = {
            name: word
            for name in FORMS
            if (word := str(words.get(concept, {}).get(name, "")).strip()) and word != usual[name]
        }
        if own:
            chosen[concept] = own
    return chosen
