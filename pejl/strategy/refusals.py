"""What can stand in the way of changing a strategy, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class StrategyIsClosed(Refusal):
    sentence = _("The strategy is closed and can be read, but no longer changed.")


class StrategyIsAdopted(Refusal):
    sentence = _(
        "The strategy is adopted. Its texts can be changed with a visible trace, but its parts can "
        "no longer be removed or change numbers."
    )


class StrategyIsNotDraft(Refusal):
    sentence = _("The strategy has already been adopted.")


class StrategyIsNotAdopted(Refusal):
    sentence = _("The strategy must be adopted before it can be closed.")


class StrategyIsIncomplete(Refusal):
    """Carries what is missing, so that the page can say it in full."""

    sentence = _("The strategy cannot be adopted yet.")


class AddressIsTaken(Refusal):
    sentence = _("There is already a strategy at this address. Choose another.")
    field = "slug"


class PeriodIsReversed(Refusal):
    sentence = _("The strategy ends before it begins.")
    field = "ends_on"


class AdoptionLiesAhead(Refusal):
    sentence = _("A strategy cannot be adopted on a day that has not come yet.")
    field = "adopted_on"


class TooManyParts(Refusal):
    sentence = _("There is room for 99. Remove or join some first.")


class PartIsElsewhere(Refusal):
    sentence = _("That does not belong to this strategy.")


class IdIsUsedElsewhere(Refusal):
    sentence = _(
        "This form has been used already, in another place. Open the page anew and try again."
    )


class CentreStrategyIsAdopted(Refusal):
    sentence = _("The centre strategy has already been adopted.")


class CentreStrategyIsEmpty(Refusal):
    sentence = _("Write at least one contribution before the centre strategy is adopted.")
