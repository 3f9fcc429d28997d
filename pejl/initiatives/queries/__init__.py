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
from pejl.initiatives.queries.initiatives import (
    Surroundings,
    focus_areas_seen_by,
    initiative_by_number,
    initiatives,
    surroundings,
)

__all__ = [
    "ANSWER_WITHIN",
    "Surroundings",
    "answer_times",
    "attachment",
    "focus_areas_seen_by",
    "idea_by_number",
    "idea_page",
    "ideas",
    "initiative_by_number",
    "initiatives",
    "surroundings",
    "waiting",
    "woken",
]
