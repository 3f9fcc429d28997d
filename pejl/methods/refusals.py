"""What keeps a method from answering, each named as the fact.

A refusal says why there is no number. Pages find the sentence for it by its class; what the sentence needs stands
in its fields.
"""

from __future__ import annotations


class NoAnswer(ValueError):
    """The figures cannot bear the question that was put to them."""


class FiguresAreNotFinite(NoAnswer):
    """A figure is missing or endless. Methods never fill gaps on their own."""


class ShapesDoNotFit(NoAnswer):
    """Rows, columns or places do not belong together; a fault of the one who asks, not of the figures."""


class CountsAreNegative(NoAnswer):
    """Something that is counted is below 0, or the population that it is counted in is not above 0."""


class NothingWasCounted(NoAnswer):
    """So much was counted as 0, before or after, that no ratio between the two can be told."""


class TooFew(NoAnswer):
    """There is less of something than the method needs."""

    def __init__(self, has: int, needs: int) -> None:
        super().__init__(f"{has} where at least {needs} are needed")
        self.has = has
        self.needs = needs


class TooFewPeriodsBefore(TooFew):
    """The series begins too late to show how things went before."""


class TooFewPeriodsAfter(TooFew):
    """It is too early to ask."""


class TooFewDonors(TooFew):
    """There are too few others to compare with."""


class GroupsAreTooSmall(TooFew):
    """No group that began at the same time is large enough to show its own variation."""


class FitBeforeIsPoor(NoAnswer):
    """The comparison did not follow the series before the start, so it says nothing about after.

    ``relative_error`` is the root mean square of the gap before, as a share of the series' own standard
    deviation; ``limit`` the largest that is accepted; ``times_usual`` the mean squared gap as a multiple of the
    placebos' median.
    """

    def __init__(self, relative_error: float, limit: float, times_usual: float) -> None:
        super().__init__(
            f"the error before is {relative_error:.2f} of the variation, at most {limit:.2f}"
        )
        self.relative_error = relative_error
        self.limit = limit
        self.times_usual = times_usual
