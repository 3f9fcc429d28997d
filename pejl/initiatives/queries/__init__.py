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
from pejl.initiatives.queries.prejekter import (
    PLACES,
    PrejektPage,
    gates_open,
    line_of,
    parked_and_due,
    prejekt_page,
    prejekter,
)

__all__ = [
    "ANSWER_WITHIN",
    "PLACES",
    "PrejektPage",
    "Surroundings",
    "answer_times",
    "attachment",
    "focus_areas_seen_by",
    "gates_open",
    "idea_by_number",
    "idea_page",
    "ideas",
    "initiative_by_number",
    "initiatives",
    "line_of",
    "parked_and_due",
    "prejekt_page",
    "prejekter",
    "surroundings",
    "waiting",
    "woken",
]
