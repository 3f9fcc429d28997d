"""Who hears of what: steps that several actions share. Not a change of the thing itself, so not in its history."""

from __future__ import annotations

from uuid import UUID

from pejl.initiatives.models import Follow, Idea, Initiative
from pejl.organisation.actors import Actor


def about(*, idea: Idea | None, initiative: Initiative | None) -> Idea | Initiative:
    """The one thing that is meant."""
    thing = idea or initiative
    if thing is None or (idea and initiative):
        raise ValueError("say one thing: an idea or an initiative")
    return thing


def begin_to_follow(
    *, person_id: UUID | None, idea: Idea | None = None, initiative: Initiative | None = None
) -> None:
    """Make somebody hear what becomes of it; once is enough. Not a change of the thing, so not in its history."""
    if person_id is None:
        return
    thing = about(idea=idea, initiative=initiative)
    Follow.objects.bulk_create(
        [
            Follow(
                municipality_id=thing.municipality_id, idea=idea, initiative=initiative,
                person_id=person_id,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def follow_from_start(by: Actor, initiative: Initiative) -> None:
    """Whoever has a part in it hears of it without asking: its owner, its sponsor, and who proposed it."""
    ids: set[UUID | None] = {initiative.owner_id, initiative.sponsor_id, by.person_id}
    if initiative.idea is not None:
        ids.add(initiative.idea.submitter_id)
        ids |= set(Follow.objects.filter(idea=initiative.idea).values_list("person_id", flat=True))
    Follow.objects.bulk_create(
        [
            Follow(municipality_id=initiative.municipality_id, initiative=initiative, person_id=one)
            for one in ids
            if one is not None
        ],
        ignore_conflicts=True,
    )
