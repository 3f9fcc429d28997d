"""An indicator with something of everything, for the unit that the addresses name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pejl.organisation.models import Unit
from tests.indicators.full import Full

KEY_OF = {
    "correct_value": "value", "edit_target": "target", "remove_target": "target",
    "withdraw_step": "step", "import": "batch", "stop_import": "batch", "import_file": "batch",
}  # fmt: skip
"""Pages that name something of an indicator, and what."""


@dataclass(frozen=True)
class Figures:
    """An indicator with values, a target, a step and a file, as public as its strategy."""

    full: Full

    def arguments(self, name: str) -> dict[str, Any]:
        """What the page with this name asks for, besides what all pages do."""
        room, _colon, page = name.partition(":")
        if room != "indicators":
            return {}
        return {
            "number": self.full.indicator.number,
            "period": self.full.value.period_key,
            "key": getattr(self.full, KEY_OF.get(page, "target")).pk,
        }

    def keys(self) -> dict[str, Any]:
        """What operations of the API ask for."""
        return {
            "indicator_id": self.full.indicator,
            "value_id": self.full.value,
            "target_id": self.full.target,
            "step_change_id": self.full.step,
            "import_id": self.full.batch,
        }


def figures(unit: Unit, *, is_public: bool) -> Figures:
    return Figures(Full(unit, is_public=is_public))
