"""Ideas, prejekter, projects, what belongs to them, and the catalogue. One file a noun."""

from pejl.initiatives.models.catalogue import CatalogueEdition, Selection
from pejl.initiatives.models.conversation import Attachment, Comment, Follow, NewsChoice
from pejl.initiatives.models.facilitators import Facilitator
from pejl.initiatives.models.ideas import Idea, Support, Triage
from pejl.initiatives.models.initiatives import Initiative, Participant
from pejl.initiatives.models.prejekter import (
    Activity,
    Gate,
    Known,
    LogEntry,
    Option,
    Prejekt,
    Unknown,
)
from pejl.initiatives.models.projects import Deliverable, Dependency, Milestone, Project, Risk

__all__ = [
    "Activity",
    "Attachment",
    "CatalogueEdition",
    "Comment",
    "Deliverable",
    "Dependency",
    "Facilitator",
    "Follow",
    "Gate",
    "Idea",
    "Initiative",
    "Known",
    "LogEntry",
    "Milestone",
    "NewsChoice",
    "Option",
    "Participant",
    "Prejekt",
    "Project",
    "Risk",
    "Selection",
    "Support",
    "Triage",
    "Unknown",
]
