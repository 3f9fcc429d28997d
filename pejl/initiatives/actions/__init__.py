"""What can be done with ideas and initiatives: may, must, write, record. One file a noun."""

from pejl.initiatives.actions.conversation import (
    comment,
    follow,
    take_back_comment,
    unfollow,
)
from pejl.initiatives.actions.ideas import (
    answer_idea,
    edit_idea,
    hand_over_idea,
    join_idea,
    leave_idea,
    submit_idea,
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
    "edit_idea",
    "edit_initiative",
    "edit_part",
    "follow",
    "hand_over_idea",
    "join_idea",
    "leave_idea",
    "propose_initiative",
    "remove_part",
    "submit_idea",
    "take_back_comment",
    "unfollow",
]
