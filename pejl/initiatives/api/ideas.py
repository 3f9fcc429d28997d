"""Handing in ideas, answering them, joining them, and talking about ideas and initiatives."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.initiatives import actions
from pejl.initiatives.api.idea_schemas import (
    CommentOut,
    IdeaEdits,
    NewAnswer,
    NewComment,
    NewHandOver,
    NewIdea,
    WholeIdeaOut,
)
from pejl.initiatives.api.naming import require_own, told_by_id, with_things
from pejl.initiatives.api.reading import router, whole_idea
from pejl.initiatives.queries import by_id
from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    found,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Slug

GROWS_INTO = {"do_now": "operation", "prejekt": "prejekt", "project": "project"}


@router.post(
    "/{slug}/ideas",
    auth=WRITING,
    response={201: WholeIdeaOut},
    operation_id="initiatives_submit_idea",
    summary="Hand in an idea",
)
def submit_idea(request: HttpRequest, slug: Slug, new: NewIdea) -> Any:
    """For everyone who works there, and for guests. It is the token's person's idea."""
    here = writing_visit(request, slug)
    with told_by_id():
        idea = actions.submit_idea(
            by=here.actor, municipality=here.municipality, **with_things(here, new.fields())
        )
    return Status(201, whole_idea(here, idea.id))


@router.patch(
    "/{slug}/ideas/{idea_id}",
    auth=WRITING,
    response=WholeIdeaOut,
    operation_id="initiatives_edit_idea",
    summary="Word an idea better, or place it",
)
def edit_idea(
    request: HttpRequest, slug: Slug, idea_id: Id, edits: IdeaEdits, if_match: IfMatch
) -> Any:
    """For whoever had it, the leader of its centre and the strategy office."""
    here = writing_visit(request, slug)
    idea = found(by_id.idea(here.actor, idea_id))
    with told_by_id():
        actions.edit_idea(
            by=here.actor,
            idea=idea,
            version=version_in(if_match),
            **with_things(here, edits.fields()),
        )
    return whole_idea(here, idea_id)


@router.post(
    "/{slug}/ideas/{idea_id}/answers",
    auth=WRITING,
    response={201: WholeIdeaOut},
    operation_id="initiatives_answer_idea",
    summary="Answer an idea",
)
def answer_idea(
    request: HttpRequest, slug: Slug, idea_id: Id, new: NewAnswer, if_match: IfMatch
) -> Any:
    """For the leader of its centre, the strategy office and the executive group. What the answer begins is
    proposed at once. Tells the idea as it stands now."""
    here = writing_visit(request, slug)
    idea = found(by_id.idea(here.actor, idea_id))
    fields = new.fields()
    begins = fields.pop("begins", {})
    require_own(GROWS_INTO.get(new.outcome, "operation"), begins, within="begins")
    with told_by_id():
        actions.answer_idea(
            by=here.actor,
            idea=idea,
            version=version_in(if_match),
            begins=with_things(here, begins),
            **fields,
        )
    return Status(201, whole_idea(here, idea_id))


@router.post(
    "/{slug}/ideas/{idea_id}/hand-overs",
    auth=WRITING,
    response={201: WholeIdeaOut},
    operation_id="initiatives_hand_over_idea",
    summary="Hand an idea over to another centre",
)
def hand_over_idea(
    request: HttpRequest, slug: Slug, idea_id: Id, new: NewHandOver, if_match: IfMatch
) -> Any:
    """For the leader of its centre, the strategy office and the executive group. The other centre then owes the
    answer. Tells the idea as it stands now."""
    here = writing_visit(request, slug)
    idea = found(by_id.idea(here.actor, idea_id))
    with told_by_id():
        actions.hand_over_idea(
            by=here.actor,
            idea=idea,
            version=version_in(if_match),
            **with_things(here, new.fields()),
        )
    return Status(201, whole_idea(here, idea_id))


@router.post(
    "/{slug}/ideas/{idea_id}/supporters/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_join_idea",
    summary="Join an idea",
)
def join_idea(request: HttpRequest, slug: Slug, idea_id: Id) -> Any:
    """“Me too”: counted once, and one hears what becomes of it. Joining twice changes nothing."""
    here = writing_visit(request, slug)
    actions.join_idea(by=here.actor, idea=found(by_id.idea(here.actor, idea_id)))
    return Status(204, None)


@router.delete(
    "/{slug}/ideas/{idea_id}/supporters/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_leave_idea",
    summary="Leave an idea that one has joined",
)
def leave_idea(request: HttpRequest, slug: Slug, idea_id: Id) -> Any:
    """Leaving twice changes nothing, so there is no version to name."""
    here = writing_visit(request, slug)
    actions.leave_idea(by=here.actor, idea=found(by_id.idea(here.actor, idea_id)))
    return Status(204, None)


@router.post(
    "/{slug}/ideas/{idea_id}/comments",
    auth=WRITING,
    response={201: CommentOut},
    operation_id="initiatives_comment_idea",
    summary="Say something about an idea",
)
def comment_idea(request: HttpRequest, slug: Slug, idea_id: Id, new: NewComment) -> Any:
    """For everyone who works there, and for whoever had the idea."""
    here = writing_visit(request, slug)
    idea = found(by_id.idea(here.actor, idea_id))
    return Status(201, actions.comment(by=here.actor, idea=idea, **new.fields()))


@router.post(
    "/{slug}/initiatives/{initiative_id}/comments",
    auth=WRITING,
    response={201: CommentOut},
    operation_id="initiatives_comment_initiative",
    summary="Say something about an initiative",
)
def comment_initiative(request: HttpRequest, slug: Slug, initiative_id: Id, new: NewComment) -> Any:
    """For everyone who works there."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    said = actions.comment(by=here.actor, initiative=initiative, **new.fields())
    return Status(201, said)


@router.delete(
    "/{slug}/comments/{comment_id}",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_take_back_comment",
    summary="Take back something said",
)
def take_back_comment(request: HttpRequest, slug: Slug, comment_id: Id, if_match: IfMatch) -> Any:
    """For whoever said it and the strategy office. A gap stays, so that answers keep their place."""
    here = writing_visit(request, slug)
    comment = found(by_id.comment(here.actor, comment_id))
    actions.take_back_comment(by=here.actor, comment=comment, version=version_in(if_match))
    return Status(204, None)
