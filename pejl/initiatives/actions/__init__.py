"""What can be done with ideas and initiatives: may, must, write, record. One file a noun."""

from pejl.initiatives.actions.conversation import (
    comment,
    follow,
    take_back_comment,
    unfollow,
)
from pejl.initiatives.actions.gates import decide_gate, wake_prejekt
from pejl.initiatives.actions.ideas import (
    answer_idea,
    edit_idea,
    hand_over_idea,
    join_idea,
    leave_idea,
    submit_idea,
)
from pejl.initiatives.actions.prejekter import (
    edit_participant,
    edit_unknown,
    log_learning,
    name_participant,
    note_activity,
    note_known,
    note_option,
    note_unknown,
    settle_unknown,
)
from pejl.initiatives.actions.undertakings import (
    add_part,
    edit_initiative,
    edit_part,
    propose_initiative,
    remove_part,
)

__all__ = [
    "add_part",
    "answer_idea",
    "comment",
    "decide_gate",
    "edit_idea",
    "edit_initiative",
    "edit_part",
    "edit_participant",
    "edit_unknown",
    "follow",
    "hand_over_idea",
    "join_idea",
    "leave_idea",
    "log_learning",
    "name_participant",
    "note_activity",
    "note_known",
    "note_option",
    "note_unknown",
    "propose_initiative",
    "remove_part",
    "settle_unknown",
    "submit_idea",
    "take_back_comment",
    "unfollow",
    "wake_prejekt",
]
