"""What the API tells of municipalities, units and people, and what it takes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pejl.organisation.api.wire import (
    HAS_WORDS,
    NO_NUL,
    SLUG,
    Day,
    Email,
    Flag,
    Id,
    Slice,
    Submission,
    Words,
    new_id,
    optional,
)
from pejl.organisation.numbers import is_cvr

Version = Annotated[
    int, Field(description="Counts edits. It begins the ETag; send it as If-Match.")
]
Example = Annotated[bool, Field(description="Made up for the example: not the municipality's own.")]

UnitKind = Literal["direction", "centre", "institution", "team"]
Role = Literal[
    "employee", "initiative_lead", "unit_leader", "executive", "strategy_office", "guest"
]

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=120)
]
MunicipalityName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=100)
]
JobTitle = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=120)]


def _cvr(value: str) -> str:
    if value and not is_cvr(value):
        raise PydanticCustomError("cvr", "not a CVR number")
    return value


Cvr = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{8})?$", max_length=8), AfterValidator(_cvr)
]
Term = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=60)]


class MunicipalityOut(Schema):
    """A municipality that uses this installation."""

    id: UUID
    slug: str
    name: str
    dst_code: str = Field(description="The municipality's code at Statistics Denmark.")
    cvr: str
    accent_colour: str
    contact_email: str
    vocabulary: dict[str, Any] = Field(
        description="Its own words for the levels of a strategy, where it has chosen any."
    )
    is_example: Example
    version: Version


class UnitOut(Schema):
    """A direction, centre, institution or team."""

    id: UUID
    slug: str
    name: str
    kind: UnitKind
    parent_id: UUID | None
    closed_on: date | None
    is_example: Example
    version: Version


class PersonNamed(Schema):
    """Who answers for something, or has done something: no more than the pages tell everyone."""

    id: UUID
    name: str
    title: str


class MembershipOut(Schema):
    """A role that a person holds."""

    id: UUID
    person_id: UUID
    role: Role
    unit_id: UUID | None
    since_on: date
    until_on: date | None
    version: Version


class PersonOut(PersonNamed):
    """A colleague with the roles held here today."""

    email: str
    roles: list[MembershipOut]

    @staticmethod
    def resolve_roles(person: Any) -> Any:
        return person.here


class MeOut(Schema):
    """The token's person, and what they are here."""

    id: UUID
    name: str
    title: str
    email: str
    language: str
    may_write: bool = Field(description="Whether the token may change anything.")
    roles: list[MembershipOut]


class UnitFilter(Slice):
    """Which units are asked for."""

    kind: UnitKind | None = None
    closed: bool = Field(False, description="Also the units that are closed.")


class PeopleFilter(Slice):
    """Which people are asked for."""

    q: Words = Field("", description="A part of the name.")
    role: Role | None = None


class TermForms(Submission):
    """One word in the forms that a sentence needs; a form left out keeps its default."""

    gender: Literal["en", "et", ""] = optional()
    singular: Term = optional()
    definite: Term = optional()
    plural: Term = optional()
    plural_definite: Term = optional()


class Terms(Submission):
    """The municipality's words in one language."""

    strategy: TermForms = optional()
    theme: TermForms = optional()
    focus_area: TermForms = optional()
    objective: TermForms = optional()
    driver: TermForms = optional()
    centre_strategy: TermForms = optional()
    question: TermForms = optional()
    contribution: TermForms = optional()
    executive_group: TermForms = optional()


class Vocabulary(Submission):
    """What the municipality calls the levels of its strategy."""

    da: Terms = optional()
    en: Terms = optional()


class MunicipalityEdits(Submission):
    """What can be changed of a municipality. Its address never changes."""

    name: MunicipalityName = optional()
    dst_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{3})?$", max_length=3)] = optional()
    cvr: Cvr = optional(description="Eight digits, of which the last checks the others; or empty.")
    accent_colour: Annotated[
        str, StringConstraints(pattern=r"^(#[0-9A-Fa-f]{6})?$", max_length=7)
    ] = optional()
    contact_email: Email | Literal[""] = optional()
    vocabulary: Vocabulary = optional()
    is_example: Flag = optional()


class NewMunicipality(MunicipalityEdits):
    """A municipality, and the first person of its strategy office."""

    id: Id | None = new_id()
    name: MunicipalityName
    slug: Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=40)]
    first_email: Email
    first_name: Name


class UnitEdits(Submission):
    """What can be changed of a unit."""

    name: Name = optional()
    slug: Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=60)] = optional()
    kind: UnitKind = optional()
    parent_id: Id | None = optional()
    closed_on: Day | None = optional()


class NewUnit(Submission):
    """A unit to add to the organisation."""

    id: Id | None = new_id()
    name: Name
    slug: Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=60)]
    kind: UnitKind
    parent_id: Id | None = optional()
    is_example: Flag = optional()


class NewMembership(Submission):
    """A role to give. Whoever is new to the installation becomes a person in it, and signs in later."""

    email: Email
    name: Name
    role: Role
    unit_id: Id | None = optional()
    title: JobTitle = optional()
    since_on: Day = optional()


class OwnProfile(Submission):
    """What one can change of oneself."""

    name: Name = optional()
    title: JobTitle = optional()
    language: Literal["da", "en"] = optional()
