"""What of a strategy can be found by searching, by whom, and where it stands.

Called by the actions in the same transaction as the change, so that search never lags behind the page.
"""

from __future__ import annotations

from typing import Any

from pejl.search import actions as search
from pejl.strategy import queries
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)


def _audience(thing: Any) -> str:
    """A draft is for those who work here; so is what an unadopted centre strategy says."""
    strategy = getattr(thing, "strategy", thing)
    whole = getattr(thing, "centre_strategy", thing)
    is_draft = strategy.is_draft or getattr(whole, "status", "") == "draft"
    return "staff" if is_draft else "public"


def _entry(thing: Any) -> search.Entry | None:
    """The texts and the address of a thing, or nothing when it is found through another."""
    match thing:
        case Strategy():
            return _at(
                thing,
                thing.title,
                (thing.theme, thing.introduction, thing.theme_text),
                "overview:strategy",
            )
        case FocusArea():
            return _at(
                thing,
                thing.title,
                (thing.short_title, thing.text),
                "overview:focus_area",
                number=thing.number,
            )
        case Objective():
            return _at(
                thing,
                thing.title,
                (thing.text, thing.rationale),
                "overview:objective",
                label=thing.label,
            )
        case Driver():
            return _at(thing, thing.title, (thing.text, thing.response), "overview:drivers")
        case CentreStrategy():
            return _in_centre(thing, thing.unit, str(thing.unit), thing.introduction)
        case Contribution():
            unit = thing.centre_strategy.unit
            return _in_centre(thing, unit, f"{unit} · {thing.focus_area.label}", thing.text)
    return None


def _in_centre(thing: Any, unit: Any, title: str, text: str) -> search.Entry:
    return _at(thing, title, (text,), "overview:centre_strategy", unit=unit.slug)


def _at(
    thing: Any, title: str, texts: tuple[str, ...], url_name: str, **place: Any
) -> search.Entry:
    strategy = getattr(thing, "strategy", thing)
    return search.Entry(
        municipality_id=thing.municipality_id,
        subject=thing._meta.label_lower,
        key=thing.pk,
        audience=_audience(thing),
        title=title,
        text="\n\n".join(one for one in texts if one),
        url_name=url_name,
        url_args={"strategy": strategy.slug, **place},
    )


def _index(things: list[Any]) -> None:
    search.index_many([entry for thing in things if (entry := _entry(thing))])


def index(thing: Any) -> None:
    """Make a strategy or a part of it findable as it reads now; a question is found in its focus area."""
    if not isinstance(thing, Question):
        _index([thing])


def index_all(strategy: Strategy) -> None:
    """Index a strategy and all its parts anew: after adoption, and when numbers or addresses moved."""
    _index([strategy, *queries.every_part(strategy)])


def index_centre_strategy(centre_strategy: CentreStrategy) -> None:
    """Index a centre strategy with its contributions: when its chief has adopted it."""
    contributions = list(centre_strategy.contributions.select_related("focus_area"))
    for contribution in contributions:
        contribution.centre_strategy = centre_strategy
        contribution.strategy = centre_strategy.strategy
    _index([centre_strategy, *contributions])


def forget(thing: Any) -> None:
    """Take a removed part out of the search."""
    search.forget(subject=thing._meta.label_lower, key=thing.pk)
