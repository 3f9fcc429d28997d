"""What can stand in the way of ideas and initiatives, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class UnitIsClosed(Refusal):
    sentence = _("That centre is closed. Choose another.")
    field = "unit"


class IdeaIsAnswered(Refusal):
    sentence = _("The idea is already answered that way.")


class ReasonIsMissing(Refusal):
    sentence = _("Write a reason: whoever had the idea reads it.")
    field = "reason"


class ReviewDayIsMissing(Refusal):
    sentence = _("Say when it is to be looked at again, and what would wake it sooner.")
    field = "review_on"


class ReviewDayHasPassed(Refusal):
    sentence = _("Choose a day that lies ahead.")
    field = "review_on"


class SponsorIsNotExecutive(Refusal):
    sentence = _("The sponsor sits in the executive group. Choose somebody who does.")
    field = "sponsor"


class SponsorIsMissing(Refusal):
    sentence = _("A prejekt has a sponsor in the executive group. Choose one.")
    field = "sponsor"


class OwnerIsMissing(Refusal):
    sentence = _("Name an owner, so that somebody carries it.")
    field = "owner"


class QuestionIsNoQuestion(Refusal):
    sentence = _("A prejekt explores a question: write one that ends with a question mark.")
    field = "question"


class EndsBeforeItBegins(Refusal):
    sentence = _("It ends before it begins.")
    field = "ends_on"


class GateIsDecided(Refusal):
    sentence = _(
        "Somebody else has just decided this gate. Your text is still in the form; look at what was "
        "decided before you go on."
    )


class GateIsNotOpen(Refusal):
    sentence = _("This decision cannot be taken at this point.")
    field = "outcome"


class LearningIsMissing(Refusal):
    sentence = _("Write what was learned: that is what a stopped prejekt leaves to others.")
    field = "learning"


class BenefitIsMissing(Refusal):
    sentence = _("Write which first benefit the project is expected to give.")
    field = "first_benefit"


class DependsInACircle(Refusal):
    sentence = _("The two would wait for each other. Choose another, or remove a dependency first.")
    field = "needs"


class InitiativeIsElsewhere(Refusal):
    sentence = _("That does not exist in this municipality.")


class InitiativeHasEnded(Refusal):
    sentence = _("It has ended and can be read, but no longer changed.")


class StrategyIsNotOpen(Refusal):
    sentence = _("The strategy is closed: nothing more can be selected into it.")


class FileIsTooLarge(Refusal):
    sentence = _("The file is larger than 10 MB. Choose a smaller one.")
    field = "file"


class FileIsOfUnknownKind(Refusal):
    sentence = _("Files of this kind cannot be handed in. Use a picture, PDF, Word, Excel or text.")
    field = "file"


class FileIsUnsafe(Refusal):
    sentence = _("The virus scanner does not accept this file.")
    field = "file"


class UnitIsMissing(Refusal):
    sentence = _("Choose the centre that is to carry it.")
    field = "unit"


class SelectionIsDecided(Refusal):
    sentence = _(
        "Somebody else has just decided this. Your reason is still in the form; look at what was "
        "decided before you go on."
    )


class DecisionNeedsAReason(Refusal):
    sentence = _("Write why: whoever reads the decision later was not in the room.")
    field = "reason"


class TimeBoxIsMissing(Refusal):
    sentence = _("Say until when it explores. Past that day it asks for a decision.")
    field = "ends_on"


class DayIsMissing(Refusal):
    sentence = _("Say by when it is done.")
    field = "ends_on"


class WakingIsMissing(Refusal):
    sentence = _("Say what would wake it sooner.")
    field = "wakes_when"


class AnswerIsMissing(Refusal):
    sentence = _("Write what you found, so that others need not ask again.")
    field = "answer"


class NobodyIsNamed(Refusal):
    sentence = _("Choose somebody who works here, or describe who it is.")
    field = "person"


class QuestionIsRewordedAtAGate(Refusal):
    sentence = _("Once a prejekt runs, its question is reworded at a gate, where all can see why.")
    field = "question"


class TakesPartAlready(Refusal):
    sentence = _("They already have that role here.")
    field = "role"


class ReachedDayLiesAhead(Refusal):
    sentence = _("That day lies ahead. A milestone is reached today or earlier.")
    field = "reached_on"
