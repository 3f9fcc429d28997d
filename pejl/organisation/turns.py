"""One at a time: what must not be done twice at once in a municipality waits here for its turn."""

from __future__ import annotations

from uuid import UUID

from pejl.organisation.models import Municipality


def take_turn(municipality_id: UUID) -> None:
    """Let the others wait until this transaction is over.

    Otherwise two people of the strategy office could end each other's role at the same moment and leave
    nobody, or two clicks could make one thing twice. SQLite lets one write at a time anyhow.
    """
    Municipality.objects.select_for_update().values_list("id").get(id=municipality_id)
