"""What can be done with ideas and initiatives: may, must, write, record. One file a noun."""

from pejl.initiatives.actions.undertakings import (
    add_part,
    edit_initiative,
    edit_part,
    propose_initiative,
    remove_part,
)

__all__ = [
    "add_part",
    "edit_initiative",
    "edit_part",
    "propose_initiative",
    "remove_part",
]
