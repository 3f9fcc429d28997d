"""What pages ask about ideas and initiatives. One file a noun."""

from pejl.initiatives.queries.ideas import (
    ANSWER_WITHIN,
    answer_times,
    attachment,
    idea_by_number,
    idea_page,
    ideas,
    waiting,
    woken,
)

__all__ = [
    "ANSWER_WITHIN",
    "answer_times",
    "attachment",
    "idea_by_number",
    "idea_page",
    "ideas",
    "waiting",
    "woken",
]
