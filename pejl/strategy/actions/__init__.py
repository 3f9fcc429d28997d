"""What can be done with a strategy: may, must, write, record. One file a noun."""

from pejl.strategy.actions.centres import (
    adopt_centre_strategy,
    begin_centre_strategy,
    edit_centre_strategy,
    write_contribution,
)
from pejl.strategy.actions.parts import (
    add_driver,
    add_focus_area,
    add_objective,
    add_question,
    edit_driver,
    edit_focus_area,
    edit_objective,
    edit_question,
    move_part,
    remove_part,
)
from pejl.strategy.actions.strategies import (
    adopt_strategy,
    close_strategy,
    create_strategy,
    edit_strategy,
)

__all__ = [
    "add_driver",
    "add_focus_area",
    "add_objective",
    "add_question",
    "adopt_centre_strategy",
    "adopt_strategy",
    "begin_centre_strategy",
    "close_strategy",
    "create_strategy",
    "edit_centre_strategy",
    "edit_driver",
    "edit_focus_area",
    "edit_objective",
    "edit_question",
    "edit_strategy",
    "move_part",
    "remove_part",
    "write_contribution",
]
