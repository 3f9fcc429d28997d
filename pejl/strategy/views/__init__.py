"""Pages on which a strategy is written: GET shows a form, POST does one action and goes on."""

from pejl.strategy.views.centres import (
    adopt_centre_strategy,
    edit_centre_strategy,
    write_contribution,
)
from pejl.strategy.views.parts import (
    add_driver,
    add_focus_area,
    add_objective,
    add_question,
    edit_driver,
    edit_focus_area,
    edit_objective,
    edit_question,
    move_driver,
    move_focus_area,
    move_objective,
    move_question,
    remove_driver,
    remove_focus_area,
    remove_objective,
    remove_question,
)
from pejl.strategy.views.strategies import (
    adopt_strategy,
    close_strategy,
    edit_strategy,
    new_strategy,
)

__all__ = [
    "add_driver",
    "add_focus_area",
    "add_objective",
    "add_question",
    "adopt_centre_strategy",
    "adopt_strategy",
    "close_strategy",
    "edit_centre_strategy",
    "edit_driver",
    "edit_focus_area",
    "edit_objective",
    "edit_question",
    "edit_strategy",
    "move_driver",
    "move_focus_area",
    "move_objective",
    "move_question",
    "new_strategy",
    "remove_driver",
    "remove_focus_area",
    "remove_objective",
    "remove_question",
    "write_contribution",
]
