"""What pages ask about ideas and initiatives. One file a noun."""

from pejl.initiatives.queries.ideas import (
    ANSWER_WITHIN,
    answer_times,
    attachment,
    idea_by_number,
    idea_page,
    ideas,
    ideas_in_order,
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
from pejl.initiatives.queries.prejekter import (
    PLACES,
    PrejektPage,
    detail_of,
    gates_open,
    line_of,
    outcomes_at,
    parked_and_due,
    prejekt_page,
    prejekter,
    question_of,
)

__all__ = [
    "ANSWER_WITHIN",
    "PLACES",
    "PrejektPage",
    "Surroundings",
    "answer_times",
    "attachment",
    "detail_of",
    "focus_areas_seen_by",
    "gates_open",
    "idea_by_number",
    "idea_page",
    "ideas",
    "ideas_in_order",
    "initiative_by_number",
    "initiatives",
    "line_of",
    "outcomes_at",
    "parked_and_due",
    "prejekt_page",
    "prejekter",
    "question_of",
    "surroundings",
    "waiting",
    "woken",
]
