"""Long files are read by a worker, so that nobody's browser waits for them; short ones while one waits."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from pejl.history.refusals import NotAllowed
from pejl.indicators import actions, refusals
from pejl.indicators.models import Import
from pejl.jobs.declaring import job
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor

READ_AT_ONCE = 5_000
"""Cells of a table that are read while one waits: some tenths of a second."""


def start(*, by: Actor, batch: Import, version: int) -> None:
    """Let an import be read. A short one is read here and now, or by a worker should that not come to its end."""
    with transaction.atomic():
        if actions.start_import(by=by, batch=batch, version=version):
            read_import.enqueue(str(batch.pk))
    if 0 < batch.rows_known * len(batch.mapping["roles"]) <= READ_AT_ONCE:
        actions.read_in(by=by, batch=batch)


def _given_up(key: str) -> None:
    """Nobody waits in vain for a file that Pejl cannot read through: the import ends, and says so."""
    batch = _found(key)
    if batch is not None:
        operator = organisation.acting_in(batch.municipality, organisation.operator())
        actions.fail_import(by=operator, batch=batch, refusal=refusals.ReadingWasGivenUp())


def _found(key: str) -> Import | None:
    found = Import.objects.select_related("indicator", "municipality", "handed_in_by")
    return found.filter(pk=UUID(key)).first()


@job(repeatable=True, longest=timedelta(minutes=30), given_up=_given_up)
def read_import(key: str) -> None:
    """Read a waiting import, with the permissions that whoever handed it in has now."""
    batch = _found(key)
    if batch is None:
        return
    operator = organisation.acting_in(batch.municipality, organisation.operator())
    by = operator
    if batch.handed_in_by is not None:
        by = organisation.actor_for(batch.municipality, batch.handed_in_by)
    try:
        actions.read_in(by=by, batch=batch)
    except NotAllowed as refusal:
        actions.fail_import(by=operator, batch=batch, refusal=refusal)
