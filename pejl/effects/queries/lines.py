"""Which series an indicator has, which of them can be compared, and the figures for an evaluation.

Beside an indicator's own series there may be one for each unit, one for each part of a background dimension (such
as ``kommune``), and those of other municipalities of this installation that publish the same indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pejl.effects.evaluating import Answered, Question, evaluate, refused
from pejl.effects.figures import OWN, Figures, Line, Reading, arrange
from pejl.effects.models import Evaluation
from pejl.indicators.models import Indicator, Value
from pejl.indicators.models.indicators import public_peers
from pejl.methods.refusals import NoAnswer

MUNICIPALITIES = {"kommune", "kommuner", "municipality", "municipalities"}
"""What a dimension of municipalities is called."""
NOT_ONE_PLACE = re.compile(r"(hele landet|danmark|i alt|total|region|landsdel|provins)\b", re.I)
"""Statistics Denmark puts sums of municipalities beside them, which contain the one that is asked about."""

UNIT, PART, MUNICIPALITY = "unit", "part", "municipality"


@dataclass(frozen=True)
class Offer:
    """A series there are values for: its key, and as people know it."""

    key: str
    name: str
    kind: str
    """Empty for the indicator's own; ``unit``, ``part`` or ``municipality``."""
    dimension: str = ""


def unit_key(slug: str) -> str:
    return f"{UNIT}:{slug}"


def part_key(dimension: str, category: str) -> str:
    return f"{PART}:{dimension}:{category}"


def municipality_key(slug: str) -> str:
    return f"{MUNICIPALITY}:{slug}"


def offers(indicator: Indicator) -> list[Offer]:
    """Every series that there is, the indicator's own first. Two SQL queries."""
    whom = indicator.unit or indicator.municipality
    return [Offer(OWN, whom.name, OWN), *_within(indicator), *_others(indicator)]


def _within(indicator: Indicator) -> list[Offer]:
    """Units, and parts of dimensions; a unit's part of a dimension is too fine to be compared."""
    rows = (
        Value.objects.current()
        .filter(indicator=indicator)
        .filter(Q(unit__isnull=True) | Q(dimension=""))
        .exclude(unit__isnull=True, dimension="")
        .order_by("dimension", "category", "unit__name")
        .values_list("unit__slug", "unit__name", "dimension", "category")
        .distinct()
    )
    return [
        Offer(unit_key(slug), name, UNIT)
        if slug
        else Offer(part_key(dimension, category), category, PART, dimension)
        for slug, name, dimension, category in rows
    ]


def _peers(indicator: Indicator) -> QuerySet[Indicator]:
    return public_peers(indicator).order_by("municipality__name", "number")


def _others(indicator: Indicator) -> list[Offer]:
    if indicator.unit_id is not None:
        return []
    rows = dict(_peers(indicator).values_list("municipality__slug", "municipality__name"))
    return [Offer(municipality_key(slug), name, MUNICIPALITY) for slug, name in rows.items()]


def fitting(about: str, offered: Iterable[Offer]) -> list[Offer]:
    """Those that can be compared with what is asked about: of the same sort, and none that contains it.

    Units are compared with units, parts with parts of the same dimension. The whole municipality is compared
    with other municipalities, whether they are parts of a dimension or here in Pejl; never with its own areas.
    """
    known = {one.key: one for one in offered}
    asked = known.get(about)
    if asked is None:
        return []
    own_name = known[OWN].name.casefold()
    if asked.kind == OWN:
        of_places = _dimensions_of_places(known.values(), own_name)
        return [
            one
            for one in known.values()
            if one.kind == MUNICIPALITY
            or (one.dimension in of_places and _is_another(one, own_name))
        ]
    if asked.kind == UNIT:
        return [one for one in known.values() if one.kind == UNIT and one.key != about]
    return [
        one
        for one in known.values()
        if one.kind == PART
        and one.dimension == asked.dimension
        and _is_another(one, asked.name.casefold())
    ]


def _dimensions_of_places(offered: Iterable[Offer], own_name: str) -> set[str]:
    """The dimensions whose parts are municipalities: by their name, or because this one is among them."""
    return {
        one.dimension
        for one in offered
        if one.kind == PART
        and (one.dimension.casefold() in MUNICIPALITIES or one.name.casefold() == own_name)
    }


def _is_another(one: Offer, name: str) -> bool:
    return one.name.casefold() != name and not NOT_ONE_PLACE.match(one.name)


def chosen(evaluation: Evaluation, offered: list[Offer]) -> list[Offer]:
    """Whom the evaluation compares with: those named that are still there, or all that fit."""
    fit = fitting(evaluation.about, offered)
    named = set(evaluation.compared_with)
    return [one for one in fit if one.key in named] if named else fit


def answer_to(evaluation: Evaluation) -> Answered:
    """Read the figures that hold now and put the question to them. Five SQL queries at most."""
    indicator = evaluation.indicator
    offered = offers(indicator)
    compares = evaluation.method in Evaluation.COMPARING
    others = chosen(evaluation, offered) if compares else []
    asked = [one for one in offered if one.key == evaluation.about]
    names = {one.key: one.name for one in (*asked, *others)}
    try:
        readings = _readings(indicator, [*asked, *others])
        figures = arrange(readings, names, evaluation.about, indicator.frequency)
    except NoAnswer as fault:
        name = names.get(evaluation.about, "")
        return refused(fault, Figures((), Line(evaluation.about, name, ())))
    return evaluate(question_of(evaluation), figures)


def question_of(evaluation: Evaluation) -> Question:
    indicator = evaluation.indicator
    return Question(
        method=evaluation.method,
        begins_on=evaluation.begins_on,
        kind=indicator.kind,
        per=indicator.per,
        season=evaluation.season,
        slope=evaluation.slope,
    )


def setup_of(evaluation: Evaluation) -> dict[str, Any]:
    """The question as it is put now, to stand beside the answer whatever the evaluation says later."""
    indicator = evaluation.indicator
    return {
        "question": evaluation.question, "method": evaluation.method,
        "begins_on": evaluation.begins_on.isoformat(), "about": evaluation.about,
        "compared_with": list(evaluation.compared_with), "season": evaluation.season,
        "slope": evaluation.slope, "indicator": indicator.title, "kind": indicator.kind,
        "measured_in": indicator.measured_in, "decimals": indicator.decimals, "per": indicator.per,
        "direction": indicator.direction, "frequency": indicator.frequency,
    }  # fmt: skip


def _readings(indicator: Indicator, wanted: list[Offer]) -> list[Reading]:
    """The values that hold now of the series asked for, here and in the other municipalities."""
    keys = {one.key for one in wanted}
    own = [one for one in _own_readings(indicator, wanted) if one.key in keys]
    return own + _peer_readings(indicator, [one for one in wanted if one.kind == MUNICIPALITY])


_NUMBERS = ("starts_on", "ends_on", "amount", "numerator", "denominator")


def _own_readings(indicator: Indicator, wanted: list[Offer]) -> Iterator[Reading]:
    dimensions = {one.dimension for one in wanted if one.kind == PART} | {""}
    asked = Q(unit__isnull=True, dimension__in=dimensions)
    if any(one.kind == UNIT for one in wanted):
        asked |= Q(unit__isnull=False, dimension="")
    rows = (
        Value.objects.current()
        .filter(asked, indicator=indicator)
        .values_list("unit__slug", "dimension", "category", *_NUMBERS)
    )
    for slug, dimension, category, *numbers in rows.iterator():
        key = unit_key(slug) if slug else part_key(dimension, category) if dimension else OWN
        yield _reading(key, *numbers)


def _peer_readings(indicator: Indicator, wanted: list[Offer]) -> list[Reading]:
    """Only the public whole series; where a municipality has two, that with the lowest number."""
    keys = {one.key for one in wanted}
    first: dict[str, UUID] = {}
    for slug, pk in _peers(indicator).values_list("municipality__slug", "id") if keys else ():
        if municipality_key(slug) in keys:
            first.setdefault(slug, pk)
    if not first:
        return []
    rows = (
        Value.objects.current()
        .for_the_whole()
        .filter(indicator__in=first.values())
        .values_list("indicator__municipality__slug", *_NUMBERS)
    )
    return [_reading(municipality_key(slug), *numbers) for slug, *numbers in rows.iterator()]


def _reading(key: str, first: Any, last: Any, *numbers: Any) -> Reading:
    return Reading(key, first, last, *(None if one is None else float(one) for one in numbers))
