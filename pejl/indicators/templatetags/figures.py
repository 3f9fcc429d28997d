"""Cells of a table of figures as one reads them."""

from django import template

from pejl.indicators.reading.cells import Cell, shown

register = template.Library()


@register.filter
def cell_words(cell: Cell) -> str:
    """A cell as it stood in the file."""
    return shown(cell)
