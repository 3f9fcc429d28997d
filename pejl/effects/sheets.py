"""The figures of a result as rows of a sheet, so that others can reckon the answer again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pejl.effects.figures import from_json
from pejl.effects.models import EvaluationResult
from pejl.files.sheet import number
from pejl.indicators.periods import label_of


def rows_of(result: EvaluationResult) -> Iterator[Sequence[object]]:
    """A head, then each period with what was seen, what was expected, and what the others had."""
    figures = from_json(result.figures)
    expected = result.answer.get("expected") or [None] * len(figures.periods)
    yield [
        _("Period"), _("From"), _("To"), figures.treated.name, _("Expected"),
        *(one.name for one in figures.donors),
    ]  # fmt: skip
    for place, period in enumerate(figures.periods):
        numbers = [figures.treated.values[place], expected[place]]
        numbers += [one.values[place] for one in figures.donors]
        yield [
            label_of(period.first, period.last), period.first.isoformat(), period.last.isoformat(),
            *(number(one) for one in numbers),
        ]  # fmt: skip
