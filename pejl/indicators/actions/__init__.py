"""What can be done with indicators. One file a noun."""

from pejl.indicators.actions.computing import compute_indicator
from pejl.indicators.actions.indicators import (
    create_indicator,
    edit_indicator,
    end_indicator,
    remove_indicator,
)
from pejl.indicators.actions.targets import (
    accept_step,
    edit_target,
    remove_target,
    set_target,
    withdraw_step,
)
from pejl.indicators.actions.values import (
    NewValue,
    Written,
    correct_value,
    enter_value,
    enter_values,
)

__all__ = [
    "NewValue",
    "Written",
    "accept_step",
    "compute_indicator",
    "correct_value",
    "create_indicator",
    "edit_indicator",
    "edit_target",
    "end_indicator",
    "enter_value",
    "enter_values",
    "remove_indicator",
    "remove_target",
    "set_target",
    "withdraw_step",
]
