"""What can be done with chains, expectations, evaluations and learning: may, must, write, record."""

from pejl.effects.actions.chains import add_step, edit_step, move_step, remove_step
from pejl.effects.actions.evaluations import (
    conclude_evaluation,
    create_evaluation,
    edit_evaluation,
    publish_evaluation,
    run_evaluation,
)
from pejl.effects.actions.expectations import (
    amend_expectation,
    remove_expectation,
    reword_expectation,
    write_expectation,
)
from pejl.effects.actions.learning import (
    decide_change,
    edit_learning,
    lead_to_no_change,
    publish_learning,
    say_changed,
    say_helped,
    tell_learning,
)

__all__ = [
    "add_step",
    "amend_expectation",
    "conclude_evaluation",
    "create_evaluation",
    "decide_change",
    "edit_evaluation",
    "edit_learning",
    "edit_step",
    "lead_to_no_change",
    "move_step",
    "publish_evaluation",
    "publish_learning",
    "remove_expectation",
    "remove_step",
    "reword_expectation",
    "run_evaluation",
    "say_changed",
    "say_helped",
    "tell_learning",
    "write_expectation",
]
