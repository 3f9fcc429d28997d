"""What the API tells of facilitators and of people taking part, and what it takes."""

from __future__ import annotations

from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.initiatives.api.idea_schemas import GrownOut
from pejl.initiatives.api.wire import Line200, Line400, Summary, ToldNote
from pejl.initiatives.queries.breadth import FEWEST
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import Flag, Id, Slice, Submission, Words, new_id, optional


class FacilitatorOut(Schema):
    """Somebody who can run an innovation process and may be asked. Shown only while they agree."""

    id: UUID
    person: PersonNamed
    email: str = Field(alias="person.email", description="Where one can ask them.")
    unit_id: UUID | None
    methods: str
    languages: str
    availability: str
    about: str
    led: list[GrownOut] = Field(description="What they have led.")
    is_example: Example
    version: Version


class FacilitatorFilter(Slice):
    """Which facilitators are asked for."""

    q: Words = Field("", description="Words in the name or in what they tell of themselves.")


class OfferOut(Schema):
    """What somebody offers as a facilitator, as they read it themselves."""

    id: UUID | None = None
    unit_id: UUID | None = None
    methods: str = ""
    languages: str = ""
    availability: str = ""
    about: str = ""
    consents: bool = Field(description="Whether they agree to be shown and asked.")
    version: Version


class Offer(Submission):
    """What somebody offers as a facilitator."""

    unit_id: Id | None = optional()
    methods: Line400 = optional()
    languages: Line200 = optional()
    availability: Line200 = optional()
    about: Summary = optional()
    consents: Flag = Field(
        description="Agrees to be shown to everyone who works there, and to be asked. Nobody else sees it."
    )


class FacilitatorQuestion(Submission):
    """What somebody is asked."""

    id: Id | None = new_id()
    text: ToldNote


class ParticipationFilter(Schema):
    """Which year is asked for."""

    year: int | None = Field(
        None,
        ge=1,
        le=9999,
        description="The latest with anything in it, unless another has something too.",
    )


class PeopleOut(Schema):
    """So many different people."""

    people: int | None = Field(
        description=f"Null where the number is below {FEWEST}, or would give such a number away."
    )
    percent: int | None = Field(description="Of those who work there.")


class CentreCountOut(Schema):
    """A centre: how many work there, and how many of them took part."""

    unit: str
    employees: int | None
    quarters: list[PeopleOut] = Field(description="Four, from January.")
    year: PeopleOut


class WayOut(Schema):
    """One way of taking part, in the whole municipality."""

    name: str = Field(description="In the language of the answer.")
    times: int
    people: PeopleOut


class ParticipationOut(Schema):
    """Who took part in a year. Nobody is named."""

    year: int
    years: list[int] = Field(description="Years with anything in them, latest first.")
    centres: list[CentreCountOut] = Field(alias="rows")
    total: CentreCountOut
    ways: list[WayOut] = Field(alias="kinds")
    activities: int = Field(description="Interviews, workshops and the like.")
    taking_part: int = Field(description="So many took part in them, as they were counted there.")
