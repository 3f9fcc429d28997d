"""The one door for tables of figures: what is handed in is known by its content, not by its name."""

from __future__ import annotations

from pejl.files import office
from pejl.indicators.reading.cells import Table
from pejl.indicators.reading.jsonstat import open_jsonstat
from pejl.indicators.reading.refusals import NotAFigureFile
from pejl.indicators.reading.sheets import open_sheet
from pejl.indicators.reading.statbank import as_statbank
from pejl.indicators.reading.texts import open_text


def open_table(data: bytes | str, *, sheet: str = "", headings: bool | None = None) -> Table:
    """The table in a file, or in what was pasted (a text). Raises a ``Refusal`` when there is none.

    ``sheet`` chooses one of a workbook; ``headings`` says whether the first line holds them, where the
    guess is wrong.
    """
    if isinstance(data, str):
        data = _encoded(data)
    if data.startswith(office.BEGINNING):
        return open_sheet(data, sheet=sheet, headings=headings)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return open_jsonstat(data)
    return as_statbank(open_text(data, headings=headings))


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as fault:
        raise NotAFigureFile() from fault
