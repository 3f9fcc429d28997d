"""Long files are read by a worker, so that nobody's browser waits for them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pejl.indicators.actions import read_in
from pejl.indicators.models import Import
from pejl.jobs.declaring import job
from pejl.organisation import queries as organisation


@job(repeatable=True, longest=timedelta(minutes=30))
def read_import(key: str) -> None:
    """Read a waiting import, with the permissions that whoever handed it in has now."""
    found = Import.objects.select_related("indicator", "municipality", "handed_in_by")
    batch = found.filter(pk=UUID(key)).first()
    if batch is None:
        return
    batch.indicator.municipality = batch.municipality
    by = organisation.actor_for(batch.municipality, batch.handed_in_by)
    if batch.handed_in_by is None:
        by = organisation.acting_in(batch.municipality, organisation.operator())
    read_in(by=by, batch=batch)
