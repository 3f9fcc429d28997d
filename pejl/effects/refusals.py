"""What can stand in the way of chains, evaluations and learning, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class InitiativeIsElsewhere(Refusal):
    sentence = _("That initiative does not exist in this municipality.")
    field = "initiative"


class IndicatorIsElsewhere(Refusal):
    sentence = _("That indicator does not exist in this municipality.")
    field = "indicator"


class ObjectiveIsElsewhere(Refusal):
    sentence = _("That objective does not exist in this municipality.")
    field = "objective"


class EvaluationIsElsewhere(Refusal):
    sentence = _("That effect evaluation does not exist in this municipality.")
    field = "evaluation"


class StepSaysNothing(Refusal):
    sentence = _("Write what happens in this step.")
    field = "text"


class ExpectationIsLocked(Refusal):
    sentence = _(
        "The initiative has begun, so the expectation is locked. Change it with a reason: readers "
        "then see both wordings."
    )


class ExpectationIsOpen(Refusal):
    sentence = _("The initiative has not begun, so the expectation can simply be reworded.")


class ExpectationWasChanged(Refusal):
    sentence = _(
        "Somebody else changed this expectation meanwhile. Look at the wording that holds now."
    )


class ChangeNeedsReason(Refusal):
    sentence = _("Say why what is expected is another now: readers see both wordings.")
    field = "reason"


class NothingIsExpected(Refusal):
    sentence = _("An expectation of no change says nothing. Write how much, with its sign.")
    field = "change"


class ExpectationLiesBehind(Refusal):
    sentence = _("That day has passed, so nothing can be expected by it. Choose a later one.")
    field = "due_on"


class QuestionIsMissing(Refusal):
    sentence = _("Write the question that the figures are to answer.")
    field = "question"


class SeriesIsUnknown(Refusal):
    sentence = _("The indicator has no values for that. Choose among those listed.")
    field = "about"


class ComparisonIsUnknown(Refusal):
    sentence = _("There are no values to compare with under that name. Choose among those listed.")
    field = "compared_with"


class SeasonIsOdd(Refusal):
    sentence = _(
        "A season has between 3 and 53 periods: 12 for months, 4 for quarters. Write 0 for none."
    )
    field = "season"


class EvaluationHasResults(Refusal):
    sentence = _(
        "These figures have been asked already, so the indicator stays. Begin another evaluation for "
        "another indicator."
    )
    field = "indicator"


class NothingIsReckonedYet(Refusal):
    sentence = _("Reckon first: a conclusion rests on what the figures answered.")


class ConclusionIsMissing(Refusal):
    sentence = _("Write what we conclude, also when it is that nothing can be concluded.")
    field = "conclusion"


class IndicatorIsInternal(Refusal):
    sentence = _(
        "The evaluation shows the indicator's values. Make the indicator public first, so that readers "
        "can follow the figures back."
    )


class SourceIsMissing(Refusal):
    sentence = _(
        "Say where it was learned: an evaluation, an indicator, an initiative or elsewhere."
    )
    field = "other_source"


class FindingIsMissing(Refusal):
    sentence = _("Write what we found.")
    field = "finding"


class ChangeIsMissing(Refusal):
    sentence = _("Write what we change.")
    field = "change"


class NobodyIsToDoIt(Refusal):
    sentence = _("Name somebody who works here to make the change.")
    field = "responsible"


class DayIsMissing(Refusal):
    sentence = _("Say by when it is changed.")
    field = "due_on"


class ReasonIsMissing(Refusal):
    sentence = _("Write why it leads to no change.")
    field = "reason"


class NothingIsDecided(Refusal):
    sentence = _("Decide first what is changed, who does it and by when.")


class ChangeIsMade(Refusal):
    sentence = _("The change is made already. Write a new finding if it taught something more.")


class ChangedDayLiesAhead(Refusal):
    sentence = _("That day lies ahead. Write the day on which it was changed.")
    field = "changed_on"


class NothingIsChangedYet(Refusal):
    sentence = _("Whether it helped can be told once it is changed.")


class HowWeKnowIsMissing(Refusal):
    sentence = _("Write how we know, so that others can judge it.")
    field = "helped_note"
