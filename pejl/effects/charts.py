"""An answer as charts: the fit, the gaps of those where nothing was done, their estimates, and who weighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pejl.design.charts import data
from pejl.effects.figures import Figures, from_json
from pejl.effects.models import EvaluationResult

EVERY: dict[str, Any] = {"half": "half", "irregular": "day"}
"""Frequencies that charts name otherwise."""


@dataclass(frozen=True)
class Charts:
    """What can be drawn of an answer; nothing where the method has none of it."""

    fit: data.FitChart | None = None
    placebos: data.PlaceboChart | None = None
    ranks: data.RankChart | None = None
    weights: data.WeightsChart | None = None


def charts_of(result: EvaluationResult) -> Charts:
    """The charts of a result with a number; none of one without."""
    if result.refused:
        return Charts()
    figures = from_json(result.figures)
    compared = "weights" in result.answer
    return Charts(
        fit=_fit(result, figures),
        placebos=_placebos(result, figures) if compared else None,
        ranks=_ranks(result, figures) if compared else None,
        weights=_weights(result) if compared else None,
    )


def _common(result: EvaluationResult) -> dict[str, Any]:
    return {
        "unit": str(result.setup["measured_in"]),
        "decimals": int(result.setup["decimals"]),
        "is_example": result.is_example,
    }


def _over_time(result: EvaluationResult) -> dict[str, Any]:
    frequency = str(result.setup["frequency"])
    return {
        "starts_on": date.fromisoformat(result.setup["begins_on"]),
        "start_label": _("Start"),
        "every": EVERY.get(frequency, frequency),
    }


def _fit(result: EvaluationResult, figures: Figures) -> data.FitChart:
    points = zip(figures.periods, figures.treated.values, result.answer["expected"], strict=True)
    return data.FitChart(
        title=_("%(indicator)s: as it was, and as it would have been expected")
        % {"indicator": result.setup["indicator"]},
        points=tuple(data.FitPoint(period.last, seen, wanted) for period, seen, wanted in points),
        treated_label=figures.treated.name,
        expected_label=_expected_label(str(result.setup["method"])),
        **_common(result),
        **_over_time(result),
    )


def _expected_label(method: str) -> str:
    return {
        "before_after": _("Mean before"),
        "interrupted": _("The old course"),
        "difference": _("Like the others"),
    }.get(method, _("The mixture of others"))


def _placebos(result: EvaluationResult, figures: Figures) -> data.PlaceboChart:
    values, expected = figures.treated.values, result.answer["expected"]
    gaps = tuple(
        seen - wanted if seen is not None and wanted is not None else None
        for seen, wanted in zip(values, expected, strict=True)
    )
    return data.PlaceboChart(
        title=_("The gap, among those where nothing was done"),
        dates=tuple(period.last for period in figures.periods),
        treated=data.Gaps(figures.treated.name, gaps),
        placebos=tuple(
            data.Gaps(one["name"], tuple(one["gaps"])) for one in result.answer["placebos"]
        ),
        **_common(result),
        **_over_time(result),
    )


def _ranks(result: EvaluationResult, figures: Figures) -> data.RankChart:
    return data.RankChart(
        title=_("The difference, among those where nothing was done"),
        treated=data.Estimate(figures.treated.name, result.answer["estimate"]),
        placebos=tuple(
            data.Estimate(one["name"], one["estimate"]) for one in result.answer["placebos"]
        ),
        value_label=_("Difference"),
        **_common(result),
    )


def _weights(result: EvaluationResult) -> data.WeightsChart | None:
    """Who weighs. Where all weigh the same there is nothing to see."""
    if result.setup["method"] == "difference":
        return None
    return data.WeightsChart(
        title=_("How much each of those compared with counts"),
        weights=tuple(data.Weight(one["name"], one["weight"]) for one in result.answer["weights"]),
        is_example=result.is_example,
    )
