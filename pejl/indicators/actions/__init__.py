"""What can be done with indicators. One file a noun."""

from pejl.indicators.actions.computing import compute_indicator
from pejl.indicators.actions.imports import (
    CHOOSABLE,
    ask_statbank,
    begin_import,
    choose_columns,
    fail_import,
    read_in,
    start_import,
    stop_import,
)
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
from pejl.indicators.actions.values import correct_value, enter_value, enter_values

__all__ = [
    "CHOOSABLE",
    "accept_step",
    "ask_statbank",
    "begin_import",
    "choose_columns",
    "compute_indicator",
    "correct_value",
    "create_indicator",
    "edit_indicator",
    "edit_target",
    "end_indicator",
    "enter_value",
    "enter_values",
    "fail_import",
    "read_in",
    "remove_indicator",
    "remove_target",
    "set_target",
    "start_import",
    "stop_import",
    "withdraw_step",
]
