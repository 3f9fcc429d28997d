"""What can stand in the way of indicators and their values, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class IndicatorHasEnded(Refusal):
    sentence = _("The indicator has ended and takes no more values.")


class IndicatorHasValues(Refusal):
    sentence = _(
        "The indicator has values, so it is not removed. End it instead: its history stays readable."
    )


class ObjectiveIsElsewhere(Refusal):
    sentence = _("That objective or initiative does not exist in this municipality.")
    field = "objectives"


class MeasureIsUnknown(Refusal):
    sentence = _("Pejl does not know that measure. Choose one from the list.")
    field = "measure"


class MeasureIsMissing(Refusal):
    sentence = _("Choose what Pejl is to count.")
    field = "measure"


class MeasureIsForTheWhole(Refusal):
    sentence = _("This measure can only be counted for the whole municipality.")
    field = "unit"


class ValuesAreComputed(Refusal):
    sentence = _(
        "Pejl computes this indicator itself. If a number is wrong, correct the rows it is counted from."
    )


class BaselineNeedsBoth(Refusal):
    sentence = _("A baseline has both a value and a day.")
    field = "baseline_on"


class NotAFigure(Refusal):
    sentence = _("Write a finite number of at most 14 digits before the mark and 6 after it.")
    field = "amount"


class DenominatorIsNought(Refusal):
    sentence = _(
        "A share of nothing is no number. Write a denominator above nought, or leave the value empty."
    )
    field = "denominator"


class ShareIsImpossible(Refusal):
    sentence = _("A share lies between 0 and 100 percent. Check numerator and denominator.")
    field = "amount"


class TargetIsImpossible(Refusal):
    sentence = _(
        "Nobody can reach that: a share lies between 0 and 100 percent, a rate is not below 0."
    )
    field = "value"


class TargetIsTooFarOff(Refusal):
    sentence = _("The day of the target lies too far off. Check the year.")
    field = "due_on"


class PeriodLiesAhead(Refusal):
    sentence = _("The period has not begun yet, so nothing can have been counted in it.")
    field = "day"


class PeriodIsTooOld(Refusal):
    sentence = _("The date lies more than 150 years back. Check the year.")
    field = "day"


class ValueIsThere(Refusal):
    sentence = _("There is a value for this period already. Correct that one instead, and say why.")
    field = "day"


class CorrectionNeedsReason(Refusal):
    sentence = _(
        "Say why the value is corrected: readers see the old value, the new one and the reason."
    )
    field = "reason"


class ValueWasCorrected(Refusal):
    sentence = _(
        "Somebody else corrected this value meanwhile. Nothing was changed: look at the value that holds now."
    )


class ValuesAreTwice(Refusal):
    sentence = _("Two of the values are for the same period, unit and part. Nothing was written.")
    field = "values"


class LineIsThereTwice(Refusal):
    """A line gives a value for what an earlier line has given one for."""

    def __init__(self, period: str, line: int) -> None:
        words = {"period": period, "line": line}
        super().__init__(_("%(period)s already has a value, in line %(line)d.") % words)


class ValueIsNotItsShare(Refusal):
    sentence = _("The value is another than numerator and denominator give. Correct one of them.")
    field = "amount"


class PartNeedsBoth(Refusal):
    sentence = _("Name both the dimension and the part, or neither.")
    field = "category"


class NameOfPartIsTooLong(Refusal):
    sentence = _(
        "A background dimension has a name of at most 60 characters, and each part of it one of at most 100."
    )
    field = "category"


class TargetIsThere(Refusal):
    sentence = _("There is a target for that day already. Edit that one.")
    field = "due_on"


class StepNeedsReason(Refusal):
    sentence = _(
        "Say what changed, so that readers can judge whether the limits should begin anew."
    )
    field = "reason"


class StepIsThere(Refusal):
    sentence = _("The process is already reckoned anew from that day.")


class StepIsOutside(Refusal):
    sentence = _("Choose a day within the series, with values on both sides of it.")
    field = "starts_on"


class ComparisonIsUnknown(Refusal):
    sentence = _("No municipality here shares this indicator under that address.")
    field = "compared_with"


class ImportIsOver(Refusal):
    sentence = _("The import has ended. Begin a new one.")


class ImportHasFaults(Refusal):
    sentence = _("The file has faults, so nothing was read in. They are listed below.")


class ReadingWasGivenUp(Refusal):
    sentence = _(
        "Pejl could not read the file through, and has stopped trying. Nothing was kept of it. Try a smaller "
        "file, or ask whoever runs Pejl to look at the log."
    )


class FileIsGone(Refusal):
    status = 404
    sentence = _("The file is not in its place any more. Hand it in again.")


class NothingHandedIn(Refusal):
    sentence = _("Choose a file, or paste the cells.")
    field = "text"


class PeriodDoesNotFit(Refusal):
    """A line's period has another length than the indicator's."""

    def __init__(self, often: str) -> None:
        words = {"often": often}
        super().__init__(_("The period is not as long as the indicator's (%(often)s).") % words)
