"""What can stand in the way of following up, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class RoundAddressIsTaken(Refusal):
    sentence = _("There is a round with this address already. Choose another.")
    field = "slug"


class RoundAddressIsReserved(Refusal):
    sentence = _("Pejl uses this address itself. Choose another, such as “2014-1”.")
    field = "slug"


class RoundIsNotDraft(Refusal):
    sentence = _(
        "The round has been opened, so its days and questions stand as they were sent out."
    )


class RoundIsUnderWay(Refusal):
    sentence = _(
        "Minutes or decisions have been written in the round, so it is not removed with them."
    )


class RoundIsNotOpen(Refusal):
    sentence = _(
        "The round is closed, so reports cannot be changed any more. What you wrote is still in the form: "
        "send it to the strategy office, and they can add it to the record."
    )


class RoundIsSigned(Refusal):
    sentence = _(
        "The round is signed and cannot be changed. A correction is an addition to its record."
    )


class RoundIsNotClosed(Refusal):
    sentence = _("Close the round for reports before it is signed.")


class AnotherRoundIsOpen(Refusal):
    sentence = _("Another round of this strategy is open. Close it first.")


class StrategyIsNotAdopted(Refusal):
    sentence = _("Only an adopted strategy is followed up.")
    field = "strategy"


class DeadlinesAreOutOfOrder(Refusal):
    sentence = _(
        "Initiatives report first, then objectives, then focus areas: check the three days."
    )
    field = "objectives_due_on"


class EndsBeforeItBegins(Refusal):
    sentence = _("The round ends before it begins.")
    field = "ends_on"


class NothingToReport(Refusal):
    sentence = _("There is nothing to report on: the strategy has no objectives yet.")


class StatusIsMissing(Refusal):
    sentence = _("Choose how it stands.")
    field = "status"


class FactIsMissing(Refusal):
    sentence = _("Say in a sentence what is the case: it is not as it was, or not on course.")
    field = "fact"


class CauseIsMissing(Refusal):
    sentence = _("Say why it is not on course.")
    field = "cause"


class RemedyIsMissing(Refusal):
    sentence = _("Say what you do about it, or which decision you want.")
    field = "remedy"


class DisagreementIsUnexplained(Refusal):
    sentence = _("The figures suggest something else. Say why your judgement differs.")
    field = "disagreement"


class ForecastHasPassed(Refusal):
    sentence = _("The forecast is a day that has passed. Choose one that lies ahead.")
    field = "forecast_on"


class ReportsAreMissing(Refusal):
    sentence = _("Some of the unit's reports are not confirmed yet, so it is not ready.")


class UnitOwesNothing(Refusal):
    sentence = _("That unit owes nothing in this round.")
    field = "unit"


class StandsInAlready(Refusal):
    sentence = _("That person stands in already in this time.")
    field = "deputy"


class StandsInForThemselves(Refusal):
    sentence = _("Choose somebody else to stand in.")
    field = "deputy"


class StandingInEndsFirst(Refusal):
    sentence = _("It ends before it begins. Choose a later day.")
    field = "until_on"


class PersonIsElsewhere(Refusal):
    sentence = _("That person does not work in this municipality.")


class MeetingIsElsewhere(Refusal):
    sentence = _("That point belongs to another round.")


class PointIsEmpty(Refusal):
    sentence = _("Write what the point is about.")
    field = "title"


class PointIsPejls(Refusal):
    sentence = _(
        "This point follows what was reported, so its words are changed there. Write minutes to it, or take "
        "it off."
    )


class PointIsTreated(Refusal):
    sentence = _("The point has minutes or a decision, so it stays on the agenda.")


class NothingIsNamedSo(Refusal):
    sentence = _(
        "Nothing here has that number. Write a number such as P12 for an initiative, 2.3 for an objective, "
        "or 2 for a focus area."
    )
    field = "about"


class LetterIsElsewhere(Refusal):
    sentence = _("None of these letters waits for you to decide any more. Open the page anew.")


class DecisionIsReplaced(Refusal):
    sentence = _("The decision has been replaced by another. Look at that one.")


class DecisionHasEnded(Refusal):
    sentence = _("The decision is already done or given up.")


class EndIsMissing(Refusal):
    sentence = _("Say whether it is done or given up.")
    field = "state"


class OutcomeIsMissing(Refusal):
    sentence = _("Say what became of it, so that the next meeting can read it.")
    field = "outcome"


class TextIsMissing(Refusal):
    sentence = _("Write the decision.")
    field = "text"


class LinkHasExpired(Refusal):
    status = 410
    sentence = _("This link has expired. Ask for a new one, or sign in. Nothing is lost.")


class LinkIsUnknown(Refusal):
    status = 404
    sentence = _("This link is not known. Check that you have all of it, or sign in.")


class LinkBelongsToAnotherBrowser(Refusal):
    status = 403
    sentence = _(
        "This link has been used in another browser, and holds only there. Ask for a new link, or sign in."
    )


class SignInAfresh(Refusal):
    status = 403
    sentence = _("Sign in once more before you sign: a signature shows who you are today.")


class KeyIsMissing(Refusal):
    sentence = _("This installation has no key to sign with. Ask whoever operates it.")


class DueBeforeDecided(Refusal):
    sentence = _("That day lies before the day of the decision. Choose a later one.")
    field = "due_on"


class EndedBeforeDecided(Refusal):
    sentence = _("That day lies before the day of the decision. Choose a later one.")
    field = "ended_on"


class EndLiesAhead(Refusal):
    sentence = _("That day lies ahead. A decision has ended today or earlier.")
    field = "ended_on"
