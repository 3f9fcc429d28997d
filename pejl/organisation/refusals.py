"""What can stand in the way of changing the organisation, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class AddressIsTaken(Refusal):
    sentence = _("This address is already used. Choose another.")
    field = "slug"


class AddressIsReserved(Refusal):
    sentence = _("This address belongs to the installation itself. Choose another.")
    field = "slug"


class UnitWouldHangUnderItself(Refusal):
    sentence = _("A unit cannot stand below itself. Choose another unit to place it under.")
    field = "parent"


class UnitIsElsewhere(Refusal):
    sentence = _("That unit does not exist in this municipality.")
    field = "unit"


class RoleNeedsUnit(Refusal):
    sentence = _("A unit leader leads a unit: choose which.")
    field = "unit"


class RoleIsHeldAlready(Refusal):
    sentence = _("The person already holds this role.")
    field = "role"


class LastStrategyOffice(Refusal):
    sentence = _(
        "This is the last person in the strategy office. Name another first, so that somebody "
        "can still administer the municipality."
    )


class PersonIsNotMember(Refusal):
    sentence = _("That person holds no role in this municipality.")
    field = "responsible"


class PictureIsUnusable(Refusal):
    sentence = _("The file could not be read as a picture. Use a PNG or JPEG of at most 1 MB.")
    field = "picture"


class ColourIsUnreadable(Refusal):
    sentence = _(
        "White text cannot be read on this colour. Write a darker one, in the form #1A2B3C."
    )
    field = "accent_colour"


class CodeIsWrong(Refusal):
    sentence = _("A municipality code has three digits.")
    field = "dst_code"


class CvrIsWrong(Refusal):
    sentence = _("This is not a CVR number: check the eight digits.")
    field = "cvr"


class DemoPeopleInDeployment(Refusal):
    sentence = _("Demo people have a password that everybody knows, so only a demo can have them.")


class SignInFailed(Refusal):
    status = 403
    sentence = _(
        "The sign-in could not be completed. Start again; if it still fails, ask the one who looks "
        "after sign-in where you work."
    )


class NoRoleHere(Refusal):
    status = 403
    sentence = _(
        "You are known, but have no role in Pejl. Ask the one who looks after sign-in where you work "
        "to give you one."
    )


class ProviderTellsNoAddress(Refusal):
    status = 403
    sentence = _("Your sign-in does not tell your e-mail address, which Pejl needs.")


class AddressIsSomebodys(Refusal):
    status = 403
    sentence = _(
        "There is already an account with your e-mail address, and it cannot be taken over by this "
        "sign-in. Sign in with your password, or ask the strategy office."
    )
