"""What can stand in the way of reading figures, each with the sentence its user reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal

LONGEST_QUOTE = 60
"""Characters of a cell that a sentence shows."""


def quoted(text: str) -> str:
    """A cell as a sentence shows it: short, on one line, and only what can be seen."""
    seen = " ".join("".join(one if one.isprintable() else " " for one in text[:1000]).split())
    return seen if len(seen) <= LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1].rstrip() + "…"


class FigureRefusal(Refusal):
    """Figures that were handed in cannot be read; nothing of them is kept."""


class CellRefusal(FigureRefusal):
    """One cell cannot be read. Its sentence quotes the cell."""

    def __init__(self, cell: str) -> None:
        super().__init__(self.sentence % {"cell": quoted(cell)})


class NotANumber(CellRefusal):
    sentence: Any = _("“%(cell)s” is not a number.")


class NumberIsNotFinite(CellRefusal):
    sentence: Any = _(
        "“%(cell)s” is not a number that can be counted with: it is infinite or too large."
    )


class NumberIsAmbiguous(CellRefusal):
    sentence: Any = _(
        "“%(cell)s” can be read in two ways. Choose whether the decimal mark is a comma or a point."
    )


class PeriodIsUnreadable(CellRefusal):
    sentence: Any = _("“%(cell)s” is not a period such as 2014, 2014K1, 2014M03 or 24-12-2014.")


class NotAFigureFile(FigureRefusal):
    sentence = _(
        "This is not a table of figures. Use CSV, an Excel workbook (.xlsx) or JSON-stat, or copy the "
        "cells and paste them."
    )


class FigureFileIsTooLarge(FigureRefusal):
    sentence = _("There is too much to read at once. Hand it in in smaller parts.")


class TooManyRows(FigureRefusal):
    sentence = _("The table has more than 200,000 rows. Hand it in in smaller parts.")


class TooManyColumns(FigureRefusal):
    sentence = _("The table has more than 200 columns. Leave out those that are not needed.")


class FieldIsTooLong(FigureRefusal):
    def __init__(self, line: int) -> None:
        sentence = _(
            "Line %(line)d has a field of more than 131,072 characters. Is a quotation mark missing?"
        )
        super().__init__(sentence % {"line": line})


class LineIsUnreadable(FigureRefusal):
    def __init__(self, line: int) -> None:
        sentence = _(
            "Line %(line)d cannot be read: a quotation mark is not closed, or text follows it."
        )
        super().__init__(sentence % {"line": line})


class ReadingTakesTooLong(FigureRefusal):
    sentence = _("The workbook takes too long to read. Save the one sheet as CSV, and try again.")


class SheetIsMissing(FigureRefusal):
    sentence = _("The workbook has no sheet of that name.")


class MappingIsIncomplete(FigureRefusal):
    sentence = _(
        "Choose which column holds the period and which the value. For a share or a rate, numerator and "
        "denominator can stand in place of the value."
    )


class RoleIsTakenTwice(FigureRefusal):
    sentence = _("Two columns have the same role. Only background dimensions may be several.")


class PeriodsStandInTheHeadings(FigureRefusal):
    sentence = _(
        "Where each period has a column of its own, no other column can be the period, the value, the "
        "numerator or the denominator."
    )


class MappingDoesNotFit(FigureRefusal):
    sentence = _("The table has other columns than those that were chosen. Choose them anew.")


class QueryIsUnusable(FigureRefusal):
    sentence = _(
        "The query cannot be used. It names a table such as FOLK1A, and for each variable its values."
    )


class AddressIsUnusable(FigureRefusal):
    sentence = _(
        "That address cannot be used. It begins with https:// and leads to the open internet."
    )


class StatBankIsOff(FigureRefusal):
    sentence = _(
        "This installation does not ask Statistics Denmark. Fetch the table there as CSV, and hand in "
        "the file."
    )


class StatBankDoesNotAnswer(FigureRefusal):
    sentence = _(
        "Statistics Denmark does not answer now. Try again in a while, or fetch the table there as CSV, "
        "and hand in the file."
    )


class StatBankPointsElsewhere(FigureRefusal):
    sentence = _(
        "Statistics Denmark points to another address. The operator has to set the new one."
    )


class StatBankAnswersTooMuch(FigureRefusal):
    sentence = _("The answer of Statistics Denmark is too large. Choose fewer values.")


class StatBankRefuses(FigureRefusal):
    """Statistics Denmark understood the question and said no, in its own words."""

    def __init__(self, message: str) -> None:
        shown = " ".join(
            "".join(one if one.isprintable() else " " for one in message[:1000]).split()
        )
        self.message = shown[:300]
        sentence = _("Statistics Denmark answers: %(message)s")
        super().__init__(sentence % {"message": self.message or "…"})
