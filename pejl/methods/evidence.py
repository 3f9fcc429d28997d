"""How strong is the evidence that the initiative moved the indicator? Four words, by rules that can be read.

The words follow the Maryland Scientific Methods Scale (Sherman et al., "Preventing Crime: What Works, What
Doesn't, What's Promising", 1998), as the What Works Centre for Local Economic Growth scores with it, and
Nesta's Standards of Evidence (Puttick and Ludlow, 2013):

* none: before and after without anything to compare with (SMS 1; Nesta level 2);
* weak: a comparison that fails a rule it cannot do without;
* moderate: a series held against its own past (SMS 2), or a comparison with others that lacks something;
* strong: a comparison with others, before and after (SMS 3; Nesta level 3), that keeps every rule.

No study here is drawn by lot, so none reaches SMS 4 or 5; "strong" is the strongest that Pejl can make. Graded
is evidence of an effect, for better or worse: a good study that finds none ends as weak, because it does not
show that the initiative moved anything.

``RULES`` is the table. Each rule that is not kept puts a ceiling on the word; the lowest ceiling counts. What
is not known is not kept. Codes are translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from pejl.methods.comparison import LARGEST_RELATIVE_ERROR, Comparison
from pejl.methods.interrupted import Interrupted
from pejl.methods.staggered import Staggered


class Design(StrEnum):
    """What was compared with what."""

    BEFORE_AFTER = "before_after"
    INTERRUPTED = "interrupted"
    DIFFERENCE = "difference"
    SYNTHETIC = "synthetic"
    SYNTHETIC_DIFFERENCE = "synthetic_difference"
    STAGGERED = "staggered"


class Strength(IntEnum):
    """The four words, weakest first."""

    NONE = 0
    WEAK = 1
    MODERATE = 2
    STRONG = 3


ONE_SERIES = frozenset({Design.INTERRUPTED})
ONE_TREATED = frozenset({Design.DIFFERENCE, Design.SYNTHETIC, Design.SYNTHETIC_DIFFERENCE})
WITH_OTHERS = ONE_TREATED | {Design.STAGGERED}
ALL = WITH_OTHERS | ONE_SERIES | {Design.BEFORE_AFTER}

NOT_PARALLEL = 0.10
UNUSUAL = 0.10
VERY_UNUSUAL = 0.05


@dataclass(frozen=True)
class Facts:
    """What is known of an evaluation; None where it is not known or does not apply."""

    design: Design
    before: int
    """Points before the start; for several groups those before the first of them."""
    after: int
    """Points from the start on; for several groups those since the first of them."""
    relative_error: float | None = None
    """Error before as a share of the variation before."""
    parallel_p: float | None = None
    """How easily chance makes the units move as differently before as they did."""
    excludes_none: bool | None = None
    """Whether the 95 % interval leaves out "no effect"."""
    placebo_p: float | None = None
    """The place of the estimate among the placebos, as a share."""
    keeps_sign: bool | None = None
    """Whether the direction stands without any one of those compared with."""
    neighbours_allowed_for: bool | None = None
    """Whether the error allows for neighbours in time that resemble each other, or they do not."""


@dataclass(frozen=True)
class Rule:
    """Something that evidence of a word must live up to."""

    code: str
    applies_to: frozenset[Design]
    ceiling: Strength
    """The strongest word when the rule is not kept."""
    is_kept: Callable[[Facts], bool]
    source: str


@dataclass(frozen=True)
class Reason:
    """One rule that applied, and whether it was kept."""

    code: str
    kept: bool
    ceiling: Strength


@dataclass(frozen=True)
class Verdict:
    """The word, what led to it, and what would make it wrong."""

    strength: Strength
    reasons: tuple[Reason, ...]
    assumptions: tuple[str, ...]
    """Codes of what the method takes for granted and no figure can prove."""

    @property
    def held_back_by(self) -> tuple[Reason, ...]:
        """The rules without which the word would have been stronger: all with the lowest ceiling."""
        return tuple(one for one in self.reasons if not one.kept and one.ceiling == self.strength)


SMS = "Maryland Scientific Methods Scale (Sherman et al. 1998), as scored by What Works Growth"
PHASE = "Kratochwill et al. 2013: five points in a phase; three with reservations"
EIGHT = "Penfold and Zhang 2013, Academic Pediatrics 13(6): at least eight points before and after"
EPOC = "Cochrane EPOC 2017: at least three points after"
INDEX = "Ferman, Pinto and Possebom 2020: four fifths of the variation before explained"
PLACEBO = "Abadie, Diamond and Hainmueller 2010: the place among placebos"
ONE_OUT = "Abadie, Diamond and Hainmueller 2015: leaving one out"
TRENDS = "SMS 3 asks for like movement before; Callaway and Sant'Anna 2021, section 4, for its test"
CUSTOM = "the usual 95 % interval"
TUTORIAL = "Lopez Bernal, Cummins and Gasparrini 2017: autocorrelation"

RULES: tuple[Rule, ...] = (
    Rule(
        "something_to_compare_with",
        ALL,
        Strength.NONE,
        lambda facts: facts.design is not Design.BEFORE_AFTER,
        SMS,
    ),
    Rule(
        "compared_with_others",
        ONE_SERIES | WITH_OTHERS,
        Strength.MODERATE,
        lambda facts: facts.design in WITH_OTHERS,
        SMS,
    ),
    Rule(
        "eight_points_on_both_sides",
        ONE_SERIES,
        Strength.WEAK,
        lambda facts: min(facts.before, facts.after) >= 8,
        EIGHT,
    ),
    Rule(
        "neighbours_allowed_for",
        ONE_SERIES,
        Strength.WEAK,
        lambda facts: bool(facts.neighbours_allowed_for),
        TUTORIAL,
    ),
    Rule("five_points_before", ONE_TREATED, Strength.WEAK, lambda facts: facts.before >= 5, PHASE),
    Rule(
        "three_points_after",
        WITH_OTHERS,
        Strength.MODERATE,
        lambda facts: facts.after >= 3,
        EPOC,
    ),
    Rule(
        "moved_alike_before",
        WITH_OTHERS,
        Strength.WEAK,
        lambda facts: facts.parallel_p is not None and facts.parallel_p > NOT_PARALLEL,
        TRENDS,
    ),
    Rule(
        "followed_closely_before",
        ONE_TREATED,
        Strength.MODERATE,
        lambda facts: (
            facts.relative_error is not None and facts.relative_error <= LARGEST_RELATIVE_ERROR
        ),
        INDEX,
    ),
    Rule(
        "interval_leaves_out_no_effect",
        ONE_SERIES | {Design.STAGGERED},
        Strength.WEAK,
        lambda facts: bool(facts.excludes_none),
        CUSTOM,
    ),
    Rule(
        "unusual_among_placebos",
        ONE_TREATED,
        Strength.WEAK,
        lambda facts: facts.placebo_p is not None and facts.placebo_p <= UNUSUAL,
        PLACEBO,
    ),
    Rule(
        "very_unusual_among_placebos",
        ONE_TREATED,
        Strength.MODERATE,
        lambda facts: facts.placebo_p is not None and facts.placebo_p <= VERY_UNUSUAL,
        PLACEBO,
    ),
    Rule(
        "stands_without_any_one_donor",
        ONE_TREATED,
        Strength.WEAK,
        lambda facts: bool(facts.keeps_sign),
        ONE_OUT,
    ),
)

ALWAYS = ("measured_alike_throughout", "nothing_else_happened_here")
AMONG_OTHERS = (*ALWAYS, "others_were_not_touched", "nobody_acted_before_the_start")
ASSUMPTIONS: dict[Design, tuple[str, ...]] = {
    Design.BEFORE_AFTER: (*ALWAYS, "would_have_stayed_as_it_was", "was_not_begun_at_an_extreme"),
    Design.INTERRUPTED: (
        *ALWAYS,
        "old_course_would_have_gone_on",
        "nobody_acted_before_the_start",
        "was_not_begun_at_an_extreme",
    ),
    Design.DIFFERENCE: (
        *AMONG_OTHERS,
        "would_have_moved_like_the_others",
        "varies_like_the_others",
    ),
    Design.SYNTHETIC: (
        *AMONG_OTHERS,
        "mixture_would_have_gone_on_alike",
        "varies_like_the_others",
        "is_not_outermost",
    ),
    Design.SYNTHETIC_DIFFERENCE: (
        *AMONG_OTHERS,
        "mixture_would_have_moved_alike",
        "varies_like_the_others",
    ),
    Design.STAGGERED: (
        *AMONG_OTHERS,
        "would_have_moved_like_those_who_never_began",
        "nobody_stopped_again",
    ),
}


def grade(facts: Facts) -> Verdict:
    """The word for an evaluation, with each rule that applied and whether it was kept."""
    reasons = tuple(
        Reason(rule.code, rule.is_kept(facts), rule.ceiling)
        for rule in RULES
        if facts.design in rule.applies_to
    )
    ceilings = [one.ceiling for one in reasons if not one.kept]
    strength = min(ceilings, default=Strength.STRONG)
    return Verdict(strength, reasons, ASSUMPTIONS[facts.design])


def facts_of_comparison(found: Comparison) -> Facts:
    """What a comparison with others tells of its own strength."""
    return Facts(
        design=Design(found.method),
        before=found.start,
        after=len(found.treated) - found.start,
        relative_error=found.fit.relative_error,
        parallel_p=found.fit.trend_p,
        excludes_none=not found.low <= 0 <= found.high,
        placebo_p=found.p,
        keeps_sign=found.left_out.keeps_sign,
    )


def facts_of_interrupted(found: Interrupted) -> Facts:
    """What an interrupted series tells of its own strength.

    The interval is that of what step and turn come to at the last point. Where the errors do not allow for
    neighbours that resemble each other, what is left over must not show any beyond chance (2/√t).
    """
    points = len(found.fitted)
    independent = abs(found.autocorrelation) <= 2 / points**0.5
    nothing = 0.0 if found.family == "gaussian" else 1.0
    return Facts(
        design=Design.INTERRUPTED,
        before=found.start,
        after=points - found.start,
        excludes_none=not found.at_end.low <= nothing <= found.at_end.high,
        neighbours_allowed_for=independent or found.errors_allow_for_neighbours,
    )


def facts_of_staggered(found: Staggered) -> Facts:
    """What effects by group and time tell of their own strength."""
    return Facts(
        design=Design.STAGGERED,
        before=int(found.groups.min()),
        after=int(found.periods.max() - found.groups.min()) + 1,
        parallel_p=found.before_p,
        excludes_none=not found.overall.low <= 0 <= found.overall.high,
    )
