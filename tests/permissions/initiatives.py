"""An idea, and initiatives of each kind with something of everything written in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pejl.initiatives import actions
from pejl.initiatives.actions import projects
from pejl.initiatives.actions.attachments import attach_file
from pejl.initiatives.actions.catalogue import issue_edition
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.models import (
    Attachment,
    CatalogueEdition,
    Comment,
    Facilitator,
    Idea,
    Initiative,
)
from pejl.organisation import queries
from pejl.organisation.models import Unit
from pejl.strategy.models import Strategy
from tests import build
from tests.initiatives.exploring import in_days

EXPLORED = {
    "known": "viden", "unknown": "ikke-viden", "activity": "aktiviteter",
    "option": "handlemuligheder", "learning": "laering",
}  # fmt: skip
"""Lines of a prejekt by their name in the API, and the word for them in addresses."""
PLANNED = ("milestone", "deliverable", "dependency", "risk", "participant")
PREJEKT_PAGES = {
    "edit_matter", "edit_frame", "wake", "gate", "add_prejekt_line", "settle", "edit_prejekt_line",
    "remove_prejekt_line", "initiative", "follow_initiative", "comment_initiative", "select_one",
    "attach_to_initiative",
}  # fmt: skip
PROJECT_PAGES = {
    "edit_project", "move_project", "move_milestone", "tick_deliverable", "add_plan_line",
    "edit_plan_line", "remove_plan_line",
}  # fmt: skip
LINE_OF = {"move_milestone": "milestone", "tick_deliverable": "deliverable", "settle": "unknown"}
WORDS = {"kind": "milepaele", "section": "tekst", "verb": "start", "gate": "krystallisering"}
OF_A_PROJECT = {"start_initiative", "finish_initiative", "park_initiative", "stop_initiative"}


@dataclass(frozen=True)
class Undertakings:
    """An idea, and a running prejekt, a project and something done at once, as public as their strategy."""

    idea: Idea
    comment: Comment
    prejekt: Initiative
    project: Initiative
    operation: Initiative
    lines: dict[str, Any]
    attachment: Attachment
    edition: CatalogueEdition
    facilitator: Facilitator

    def arguments(self, name: str) -> dict[str, Any]:
        """What the page with this name asks for, besides what all pages do."""
        room, _colon, page = name.partition(":")
        if room not in {"initiatives", "reports"}:
            return {}
        asked = WORDS | {"what": "viden", "key": self._named(page).pk, "number": self.idea.number}
        if page in PREJEKT_PAGES:
            asked["number"] = self.prejekt.number
        elif page in PROJECT_PAGES:
            asked["number"] = self.project.number
        return asked

    def _named(self, page: str) -> Any:
        if "attachment" in page:
            return self.attachment
        if "edition" in page:
            return self.edition
        of_a_project = page in PROJECT_PAGES
        return self.lines[LINE_OF.get(page, "milestone" if of_a_project else "known")]

    def keys(self, operation: str) -> dict[str, Any]:
        """What the operation of the API with this name asks for."""
        _room, _verb, what = [*operation.split("_", 2), ""][:3]
        planned = what in PLANNED or f"{_verb}_{what}" in OF_A_PROJECT
        return {
            "idea_id": self.idea,
            "comment_id": self.comment,
            "initiative_id": self.project if planned else self.prejekt,
            "line_id": self.lines.get(what, self.idea),
            "file_id": self.attachment,
            "edition_id": self.edition,
            "facilitator_id": self.facilitator,
        }


def an_idea_of(unit: Unit) -> Idea:
    """Handed in by somebody who works there, at the centre that the addresses name."""
    return actions.submit_idea(
        by=build.an_actor("employee", unit.municipality), municipality=unit.municipality,
        title="Hvad nu hvis vi ringede først?", unit=unit,
    )  # fmt: skip


def undertakings(idea: Idea, strategy: Strategy, unit: Unit) -> Undertakings:
    here, is_public = strategy.municipality, strategy.status != "draft"
    sponsor, owner = build.a_person("executive", here), build.a_person("employee", here)
    executive = queries.actor_for(here, sponsor)

    def proposed(kind: str, **more: Any) -> Initiative:
        return actions.propose_initiative(
            by=executive, municipality=here, kind=kind, title=f"Et {kind}", unit=unit,
            sponsor=sponsor, owner=owner, is_public=is_public, **more,
        )  # fmt: skip

    prejekt = proposed("prejekt", question="Hvordan kan vi?", ends_on=in_days(30))
    actions.decide_gate(
        by=executive, initiative=prejekt, version=prejekt.version, kind="start", outcome="start",
        reason="Derfor.", seen=0,
    )  # fmt: skip
    prejekt.refresh_from_db()
    project, operation = proposed("project"), proposed("operation")
    comment = actions.comment(by=executive, idea=idea, text="Godt.")
    photo = SimpleUploadedFile(f"{strategy.slug}.png", build.a_picture())
    attachment = attach_file(by=executive, initiative=prejekt, file=photo)
    edition = issue_edition(by=executive, strategy=strategy, title="Katalog", is_public=is_public)
    lines = _explored(executive, prejekt) | _planned(executive, project, operation)
    facilitator = offer_to_facilitate(
        by=build.an_actor("employee", here), municipality=here, consents=True
    )
    return Undertakings(
        idea, comment, prejekt, project, operation, lines, attachment, edition, facilitator
    )  # fmt: skip


def _explored(by: Any, prejekt: Initiative) -> dict[str, Any]:
    into: dict[str, Any] = {"by": by, "initiative": prejekt}
    return {
        "known": actions.note_known(**into, text="Det ved vi"),
        "unknown": actions.note_unknown(**into, question="Og hvad med dem?"),
        "activity": actions.note_activity(**into, title="En samtale", kind="interview"),
        "option": actions.note_option(**into, title="En mulighed"),
        "learning": actions.log_learning(**into, text="Vi lærte noget"),
    }


def _planned(by: Any, project: Initiative, needed: Initiative) -> dict[str, Any]:
    into: dict[str, Any] = {"by": by, "initiative": project}
    return {
        "milestone": projects.add_line(
            **into, kind="milestone", title="En milepæl", due_on=in_days(9)
        ),
        "deliverable": projects.add_line(**into, kind="deliverable", title="En leverance"),
        "dependency": projects.add_line(**into, kind="dependency", needs=needed),
        "risk": projects.add_line(**into, kind="risk", text="En risiko"),
        "participant": actions.name_participant(**into, described_as="Naboer", role="citizen"),
    }
