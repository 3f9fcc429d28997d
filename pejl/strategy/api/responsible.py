"""Who is named responsible in a request."""

from __future__ import annotations

from typing import Any

from pejl.organisation import queries as organisation
from pejl.organisation.api.door import Visit
from pejl.organisation.api.wire import Submission
from pejl.organisation.refusals import PersonIsNotMember


def fields_with_responsible(here: Visit, submission: Submission) -> dict[str, Any]:
    """The action's arguments, with the person in place of their id."""
    fields = submission.fields()
    if "responsible_id" in fields:
        person_id = fields.pop("responsible_id")
        fields["responsible"] = person_id and organisation.member(here.municipality, person_id)
        if person_id and fields["responsible"] is None:
            raise PersonIsNotMember(field="responsible_id")
    return fields
