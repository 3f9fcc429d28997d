"""Hand in a photo or a file with an idea or an initiative, and take it away again."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from pejl.files.checking import check
from pejl.files.storage import store
from pejl.history import actions as history
from pejl.initiatives.actions import conditions
from pejl.initiatives.following import about, begin_to_follow
from pejl.initiatives.models import Attachment, Idea, Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def attach_file(
    *,
    by: Actor,
    file: Any,
    idea: Idea | None = None,
    initiative: Initiative | None = None,
    id: UUID | None = None,
) -> Attachment:
    """Hand in a photo or a file. The same file handed in twice with the same thing is there once."""
    thing = about(idea=idea, initiative=initiative)
    require(by, "initiatives.converse", thing)
    checked = check(file, file.name)
    conditions.require_own_turn(thing.municipality)
    there = Attachment.objects.filter(idea=idea, initiative=initiative, is_removed=False)
    if existing := there.filter(digest=checked.digest).first():
        return existing
    handed_in = Attachment(
        id=id or uuid4(), municipality=thing.municipality, idea=idea, initiative=initiative,
        person=by.person, name=checked.name, content_type=checked.content_type, size=checked.size,
        digest=checked.digest, is_picture=checked.is_picture,
        stored_as=store(checked, thing.municipality_id),
    )  # fmt: skip
    history.create(by=by, element=handed_in)
    begin_to_follow(person_id=by.person_id, idea=idea, initiative=initiative)
    return handed_in


@transaction.atomic
def remove_file(*, by: Actor, attachment: Attachment, version: int) -> None:
    """Take away a file: nobody can fetch it any more, and that it was there stays in the history."""
    require(by, "initiatives.take_back", attachment)
    history.change(by=by, element=attachment, version=version, fields={"is_removed": True})
