"""Photos and files with ideas and initiatives: handing in, listing, fetching and taking away."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import Query, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError, ValidationError
from ninja.params.models import File, FileModel
from pydantic import Field

from pejl.files.sending import DOWNLOADED, send
from pejl.initiatives import queries
from pejl.initiatives.actions.attachments import attach_file as attach
from pejl.initiatives.actions.attachments import remove_file as remove
from pejl.initiatives.api.reading import internal
from pejl.initiatives.queries import by_id
from pejl.organisation.api.door import (
    READING,
    WRITING,
    IfMatch,
    found,
    version_in,
    visit,
    writing_visit,
)
from pejl.organisation.api.schemas import PersonNamed, Version
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged

router = Router(auth=READING)

CONTENT = {"schema": {"type": "string", "format": "binary"}}
KINDS = sorted(DOWNLOADED | {"application/octet-stream"})
FETCHED = {"responses": {200: {"content": dict.fromkeys(KINDS, CONTENT)}}}
"""The description of an answer that is a file."""
ONE_FILE = {"properties": {"file": {"minLength": 1}}, "additionalProperties": False}
NOTHING_ELSE = {"requestBody": {"content": {"multipart/form-data": {"schema": ONE_FILE}}}}
"""The description of a body that is a file and nothing besides."""


class FileOut(Schema):
    """A photo or file, as it is kept."""

    id: UUID
    idea_id: UUID | None
    initiative_id: UUID | None
    name: str = Field(description="Made harmless: it may differ from the name that was sent.")
    content_type: str = Field(description="By what is in it, whatever was said of it.")
    size: int = Field(description="In bytes, as it is kept.")
    is_picture: bool = Field(
        description="Pictures are painted anew, without what the camera wrote."
    )
    person: PersonNamed = Field(description="Who handed it in.")
    created_at: datetime
    version: Version


class _InParts(FileModel):
    """The one file of a body in several parts. As elsewhere, what nobody asked for is an error."""

    @classmethod
    def get_request_data(cls, request: Any, api: Any, path_params: Any) -> Any:
        try:
            sent = [*request.POST, *(name for name, those in request.FILES.lists() for _ in those)]
        except (MultiPartParserError, TooManyFilesSent, TooManyFieldsSent) as fault:
            raise HttpError(400, "the body cannot be taken apart") from fault
        if "file" in sent:
            sent.remove("file")
        if sent:
            raise ValidationError(
                [{"type": "extra_forbidden", "loc": ("file", name)} for name in sent]
            )
        return super().get_request_data(request, api, path_params)


class _InBody(File):  # type: ignore[misc]
    _model = _InParts

    @classmethod
    def _param_source(cls) -> str:
        return "file"


HandedIn = Annotated[UploadedFile, _InBody(...)]


def _kept(thing: Any) -> Any:
    """What was handed in with it and not taken away, oldest first."""
    return thing.attachments.filter(is_removed=False).select_related("person")


@router.get(
    "/{slug}/ideas/{idea_id}/files",
    response=Page[FileOut],
    operation_id="initiatives_list_idea_files",
    summary="What was handed in with an idea",
)
def list_idea_files(request: HttpRequest, slug: Slug, idea_id: Id, part: Query[Slice]) -> Any:
    """Oldest first. For those who work there and for whoever had the idea."""
    idea = found(by_id.idea(visit(request, slug).actor, idea_id))
    return paged(request, _kept(idea), part)


@router.get(
    "/{slug}/initiatives/{initiative_id}/files",
    response=Page[FileOut],
    operation_id="initiatives_list_files",
    summary="What was handed in with an initiative",
)
def list_files(request: HttpRequest, slug: Slug, initiative_id: Id, part: Query[Slice]) -> Any:
    """Oldest first, for those who work there."""
    return paged(request, _kept(internal(visit(request, slug), initiative_id)), part)


@router.post(
    "/{slug}/ideas/{idea_id}/files",
    auth=WRITING,
    response={201: FileOut},
    operation_id="initiatives_attach_to_idea",
    summary="Hand in a photo or file with an idea",
    openapi_extra=NOTHING_ELSE,
)
def attach_to_idea(request: HttpRequest, slug: Slug, idea_id: Id, file: HandedIn) -> Any:
    """As `multipart/form-data`. For everyone who works there, and for whoever had the idea. The same file handed
    in twice is there once."""
    here = writing_visit(request, slug)
    idea = found(by_id.idea(here.actor, idea_id))
    return Status(201, attach(by=here.actor, idea=idea, file=file))


@router.post(
    "/{slug}/initiatives/{initiative_id}/files",
    auth=WRITING,
    response={201: FileOut},
    operation_id="initiatives_attach_to_initiative",
    summary="Hand in a photo or file with an initiative",
    openapi_extra=NOTHING_ELSE,
)
def attach_to_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, file: HandedIn
) -> Any:
    """As `multipart/form-data`. For everyone who works there. The same file handed in twice is there once."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    return Status(201, attach(by=here.actor, initiative=initiative, file=file))


@router.get(
    "/{slug}/files/{file_id}",
    response=FileOut,
    operation_id="initiatives_read_file",
    summary="What is known of a file",
)
def read_file(request: HttpRequest, slug: Slug, file_id: Id) -> Any:
    """For who may see what it was handed in with."""
    return found(queries.attachment(visit(request, slug).actor, file_id))


@router.get(
    "/{slug}/files/{file_id}/content",
    operation_id="initiatives_fetch_file",
    summary="The file itself",
    openapi_extra=FETCHED,
)
def fetch_file(request: HttpRequest, slug: Slug, file_id: Id) -> Any:
    """For who may see what it was handed in with. Anything but a picture is meant to be saved, not shown."""
    file = found(queries.attachment(visit(request, slug).actor, file_id))
    request.META.pop("HTTP_IF_MATCH", None)  # names what is to be changed; here nothing is
    answer: Any = send(request, file.stored_as, file.name, file.content_type, file.is_picture)
    if not answer.streaming:
        return answer
    # In one piece, since HEAD is answered by counting it; nothing larger than a picture or document is kept.
    return HttpResponse(b"".join(answer), headers=dict(answer.headers))


@router.delete(
    "/{slug}/files/{file_id}",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_remove_file",
    summary="Take away a file",
)
def remove_file(request: HttpRequest, slug: Slug, file_id: Id, if_match: IfMatch) -> Any:
    """For whoever handed it in and the strategy office. Nobody can fetch it any more; that it was there stays in
    the history."""
    here = writing_visit(request, slug)
    file = found(queries.attachment(here.actor, file_id))
    remove(by=here.actor, attachment=file, version=version_in(if_match))
    return Status(204, None)
