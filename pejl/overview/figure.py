"""The theme figure from live data: the theme in the middle, the focus areas around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.figure import MOST_SECTORS
from pejl.design.signs import sign_of
from pejl.effects.bearings import Bearing, of_many
from pejl.strategy.models import FocusArea, Strategy


@dataclass(frozen=True)
class Sector:
    """One focus area in the figure."""

    number: int
    title: str
    url: str
    state: str
    state_word: str
    note: str


@dataclass(frozen=True)
class ThemeFigure:
    """What ``{% theme_figure %}`` draws."""

    theme: str
    title: str
    description: str
    url: str
    sectors: list[Sector] = field(default_factory=list)


def _sector(
    slug: str, strategy: Strategy, area: FocusArea, bearings: Mapping[UUID, Bearing]
) -> Sector:
    count = len(area.aims)
    state = of_many(bearings[one.pk].effect for one in area.aims if one.pk in bearings)
    return Sector(
        number=area.number,
        title=area.label,
        url=reverse("overview:focus_area", args=[slug, strategy.slug, area.number]),
        state=state,
        state_word=_("No bearing taken yet") if state == "no_data" else str(sign_of(state).word),
        note=ngettext("%(count)d objective", "%(count)d objectives", count) % {"count": count},
    )


def theme_figure(
    slug: str, strategy: Strategy, areas: list[FocusArea], bearings: Mapping[UUID, Bearing]
) -> ThemeFigure | None:
    """The figure of a strategy, each focus area with the effect of its objectives. No data is no judgement.

    Nothing where there are more focus areas than a figure can be read with: the page lists them anyway.
    """
    if len(areas) > MOST_SECTORS:
        return None
    return ThemeFigure(
        theme=strategy.theme or strategy.title,
        title=_("%(title)s: the theme and its focus areas") % {"title": strategy.title},
        description=_(
            "The theme stands in the middle and is tied to each of the focus areas around it."
        ),
        url=reverse("overview:strategy", args=[slug, strategy.slug]) + "#tema",
        sectors=[_sector(slug, strategy, area, bearings) for area in areas],
    )
