"""From values to places, and the round values that stand on an axis. Pure functions."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1, 2, 2.5, 5, 10)
_SMALLEST = 1e-290
_LARGEST = 1e307


@dataclass(frozen=True)
class Scale:
    """A straight scale: values from ``low`` to ``high`` stand between the places ``start`` and ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Round:
    """Round values that enclose what is shown, and how many decimals tell them apart."""

    ticks: tuple[float, ...]
    step: float

    @property
    def low(self) -> float:
        """Where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Where it ends."""
        return self.ticks[-1]

    def decimals(self, factor: float = 1) -> int:
        """How many decimals the ticks need when they are written in units of ``factor``."""
        step = abs(self.step / factor)
        for decimals in range(12):
            if abs(round(step, decimals) - step) <= step * 1e-6:
                return decimals
        return 12


def round_axis(
    values: Iterable[float], most: int, *, from_zero: bool = False, whole: bool = False
) -> Round:
    """An axis of at most ``most`` steps round the values; it begins at 0 where that costs little height.

    Values that are all the same get room above and below, so that a constant series is a line in the middle.
    What is counted in ``whole`` numbers has no steps between them.
    """
    there = [min(max(value, -_LARGEST), _LARGEST) for value in values] or [0.0, 1.0]
    low, high = min(there), max(there)
    above = low >= 0
    if from_zero or 0 <= low <= high * 0.4:
        low = min(low, 0)
    if from_zero or low * 0.4 <= high <= 0:
        high = max(high, 0)
    if high - low <= max(abs(high), abs(low)) * 1e-9 or high - low < _SMALLEST:
        room = max(abs(high), abs(low)) * 0.1 or 1.0
        low, high = max(low - room, 0) if above else low - room, high + room
    step = _step((high - low) / max(1, most))
    if whole and step % 1:
        step = 1.0 if step < 1 else step * 2
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Round(ticks, step)


def _step(least: float) -> float:
    """The smallest round step that is not smaller than this."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(part * power for part in STEPS if part * power >= least * (1 - 1e-9))
