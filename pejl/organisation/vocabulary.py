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

DEFAULTS: dict[str, dict[str, dict[str, str]]] = {
    "da": {
        "strategy": dict(zip(FORMS, ("en", "strategi", "strategien", "strategier", "strategierne"), strict=True)),
        "theme": dict(zip(FORMS, ("et", "tema", "temaet", "temaer", "temaerne"), strict=True)),
        "focus_area": dict(zip(FORMS, ("et", "fokusområde", "fokusområdet", "fokusområder", "fokusområderne"), strict=True)),
        "objective": dict(zip(FORMS, ("en", "målsætning", "målsætningen", "målsætninger", "målsætningerne"), strict=True)),
        "driver": dict(zip(FORMS, ("en", "drivkraft", "drivkraften", "drivkræfter", "drivkræfterne"), strict=True)),
        "centre_strategy": dict(zip(FORMS, ("en", "centerstrategi", "centerstrategien", "centerstrategier", "centerstrategierne"), strict=True)),
        "question": dict(zip(FORMS, ("et", "spørgsmål", "spørgsmålet", "spørgsmål", "spørgsmålene"), strict=True)),
        "contribution": dict(zip(FORMS, ("et", "bidrag", "bidraget", "bidrag", "bidragene"), strict=True)),
        "executive_group": dict(zip(FORMS, ("en", "chefgruppe", "chefgruppen", "chefgrupper", "chefgrupperne"), strict=True)),
    },
    "en": {
        "strategy": dict(zip(FORMS, ("", "strategy", "the strategy", "strategies", "the strategies"), strict=True)),
        "theme": dict(zip(FORMS, ("", "theme", "the theme", "themes", "the themes"), strict=True)),
        "focus_area": dict(zip(FORMS, ("", "focus area", "the focus area", "focus areas", "the focus areas"), strict=True)),
        "objective": dict(zip(FORMS, ("", "objective", "the objective", "objectives", "the objectives"), strict=True)),
        "driver": dict(zip(FORMS, ("", "driver", "the driver", "drivers", "the drivers"), strict=True)),
        "centre_strategy": dict(zip(FORMS, ("", "centre strategy", "the centre strategy", "centre strategies", "the centre strategies"), strict=True)),
        "question": dict(zip(FORMS, ("", "question", "the question", "questions", "the questions"), strict=True)),
        "contribution": dict(zip(FORMS, ("", "contribution", "the contribution", "contributions", "the contributions"), strict=True)),
        "executive_group": dict(zip(FORMS, ("", "executive group", "the executive group", "executive groups", "the executive groups"), strict=True)),
    },
}  # fmt: skip


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
