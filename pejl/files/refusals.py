"""Why a file is not accepted, each with the sentence its user reads."""

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal


class FileRefusal(Refusal):
    """A file that was handed in is not accepted; nothing of it is kept."""

    field = "file"


class FileIsEmpty(FileRefusal):
    sentence = _("The file is empty. Choose another.")


class FileIsTooLarge(FileRefusal):
    sentence = _("The file is too large. Choose a smaller one.")

    def __init__(self, most_megabytes: int) -> None:
        super().__init__(
            _("The file is larger than %(most)d MB. Choose a smaller one.")
            % {"most": most_megabytes}
        )


class FileIsOfUnknownKind(FileRefusal):
    sentence = _(
        "Files of this kind are not accepted. Use a picture (JPEG, PNG, WebP or GIF), PDF, Word, Excel, "
        "PowerPoint, OpenDocument, or plain text in UTF-8."
    )


class FileIsDamaged(FileRefusal):
    sentence = _("The file is damaged or incomplete. Save it anew, and try again.")


class FileUnpacksTooLarge(FileRefusal):
    sentence = _("The document becomes too large when it is opened. Save it in smaller parts.")


class FileHasMacros(FileRefusal):
    sentence = _("Documents with macros are not accepted. Save it without macros, or as PDF.")


class FileIsLocked(FileRefusal):
    sentence = _("The document is locked with a password. Save it without, and try again.")


class PictureIsUnusable(FileRefusal):
    sentence = _("The picture cannot be read. Save it anew as JPEG or PNG, and try again.")


class PictureIsTooLarge(FileRefusal):
    sentence = _("The picture has more than 20 million pixels. Make it smaller, and try again.")


class FileIsInfected(FileRefusal):
    sentence = _("The virus scanner does not accept this file.")


class FileCannotBeScanned(FileRefusal):
    sentence = _("The file cannot be checked for viruses now. Try again in a while.")
