"""Read figures in from a file, a paste or Statistics Denmark: all of them, or none.

A file is kept before anything is read from it, so that every number leads back to its file. Short ones are read
at once, long ones by a worker, who tells how far it has come and stops when asked to. Until the last line has been
read without a fault nothing is written, and what is written is written in one transaction.

Whoever ends an import looks, with the row held, whether somebody else has ended it: of a stop and a reading that
comes to its end, or of two workers of which one was thought dead, the first counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from pejl.files.checking import CheckedFile
from pejl.files.storage import store
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import Refusal
from pejl.indicators import conditions, refusals
from pejl.indicators.actions.values import enter_values
from pejl.indicators.handing_in import figures_file
from pejl.indicators.models import Import, Indicator
from pejl.indicators.queries.imports import lines_in, names_of_units, table_of
from pejl.indicators.reading.asking import fetch
from pejl.indicators.reading.mapping import OF_TWO_COUNTS, Mapping
from pejl.indicators.reading.refusals import MappingIsIncomplete
from pejl.indicators.reading.statbank import Query
from pejl.indicators.reading.tables import open_table
from pejl.indicators.taking import LinesTaken, StoppedByHand, take
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require

State = Import.State
CHOOSABLE = (State.DRAFT, State.FAILED, State.STOPPED)
"""What nothing was read in of can be tried again with other columns, or with a reason."""
KEPT_ANSWER = 6 * 3600
"""Seconds for which the same question to Statistics Denmark is answered from what was fetched before."""
LARGEST_KEPT_ANSWER = 1024 * 1024
"""Bytes; larger ones are asked for again, since answers are kept in memory."""


def begin_import(
    *,
    by: Actor,
    indicator: Indicator,
    file: Any = None,
    text: str = "",
    id: UUID | None = None,
) -> Import:
    """Take in a file or what was pasted. Nothing is read in until somebody has said which column is what."""
    require(by, "indicators.enter_values", indicator)
    _require_takes_figures(indicator)
    if file is not None:
        return _kept(by, indicator, figures_file(file), Import.Origin.FILE, id)
    if not text.strip():
        raise refusals.NothingHandedIn()
    content = text.encode("utf-8", "surrogatepass")
    pasted = CheckedFile("indsat.txt", "text/plain", content)
    return _kept(by, indicator, pasted, Import.Origin.PASTE, id)


def ask_statbank(
    *,
    by: Actor,
    indicator: Indicator,
    table: str,
    variables: str,
    lang: str = "da",
    id: UUID | None = None,
) -> Import:
    """Ask Statistics Denmark, and take in its answer like a file. The question is kept with it."""
    require(by, "indicators.enter_values", indicator)
    _require_takes_figures(indicator)
    query = Query.from_text(table, variables, lang)
    key, address = query.cache_key(), settings.PEJL_STATBANK_ADDRESS
    answer: bytes | None = cache.get(key) if address else None
    if answer is None:
        answer = fetch(query, address)
        if len(answer) <= LARGEST_KEPT_ANSWER:
            cache.set(key, answer, KEPT_ANSWER)
    checked = CheckedFile(f"{query.table}.csv", "text/csv", answer)
    return _kept(by, indicator, checked, Import.Origin.STATBANK, id, query=query.as_data())


def _require_takes_figures(indicator: Indicator) -> None:
    conditions.require_open(indicator)
    conditions.require_by_hand(indicator)


@transaction.atomic
def _kept(
    by: Actor,
    indicator: Indicator,
    checked: CheckedFile,
    origin: str,
    id: UUID | None,
    query: dict[str, Any] | None = None,
) -> Import:
    """The file in its place, and the import as a draft. What is no table is refused before it is kept."""
    if id and (existing := Import.objects.filter(id=id, indicator=indicator).first()):
        return existing
    open_table(checked.content)
    batch = Import(
        id=id or uuid4(), municipality=indicator.municipality, indicator=indicator, origin=origin,
        file_name=checked.name[:200], content_type=checked.content_type, size=checked.size,
        digest=checked.digest, stored_as=store(checked, indicator.municipality_id),
        query=query or {}, handed_in_by=by.person,
    )  # fmt: skip
    history.create(by=by, element=batch)
    return batch


@transaction.atomic
def choose_columns(
    *, by: Actor, batch: Import, version: int, mapping: dict[str, Any], reason: str = ""
) -> Entry | None:
    """Say which column is what, and why values are corrected where they are. Also after nothing was read in."""
    require(by, "indicators.enter_values", batch)
    if batch.state not in CHOOSABLE:
        raise refusals.ImportIsOver()
    chosen = Mapping.from_data(mapping)
    table = table_of(batch, sheet=chosen.sheet)
    chosen.check(table.headings, from_two=batch.indicator.kind in OF_TWO_COUNTS)
    Import.objects.filter(pk=batch.pk).update(
        rows_known=lines_in(table), rows_read=0, faults=[], finished_at=None
    )
    fields = {
        "state": State.DRAFT, "mapping": chosen.as_data(), "reason": reason.strip(), "fault_count": 0,
    }  # fmt: skip
    entry = history.change(by=by, element=batch, version=version, fields=fields)
    batch.refresh_from_db(fields=["rows_known", "rows_read", "faults", "finished_at"])
    return entry


@transaction.atomic
def start_import(*, by: Actor, batch: Import, version: int) -> Entry | None:
    """Let the figures be read in. Asking twice starts it once; returns nothing the second time."""
    require(by, "indicators.enter_values", batch)
    if batch.state in {State.WAITING, State.READING, State.DONE}:
        return None
    if batch.state != State.DRAFT:
        raise refusals.ImportIsOver()
    if not batch.mapping:
        raise MappingIsIncomplete()
    return history.change(by=by, element=batch, version=version, fields={"state": State.WAITING})


@transaction.atomic
def stop_import(*, by: Actor, batch: Import) -> Entry | None:
    """Stop a reading, or give up one that has not begun. Nothing of the file is kept as values.

    Returns nothing when there was nothing left to stop. Whoever reads the file notices it soon, and stops.
    """
    require(by, "indicators.enter_values", batch)
    return _end(by, batch, State.STOPPED)


@transaction.atomic
def fail_import(*, by: Actor, batch: Import, refusal: Refusal) -> Entry | None:
    """End an import that cannot be read as it is, with what stands in the way."""
    require(by, "indicators.enter_values", batch)
    return _end(by, batch, State.FAILED, faults=[{"sentence": str(refusal)}], fault_count=1)


def read_in(*, by: Actor, batch: Import) -> Import:
    """Read a waiting import: checked line by line, then written at once. Doing it again changes nothing.

    Stopped by hand or full of faults it leaves no value. Raises nothing but for faults of the program itself.
    """
    require(by, "indicators.enter_values", batch)
    Import.objects.filter(pk=batch.pk, state=State.WAITING).update(state=State.READING)
    batch.refresh_from_db()
    if batch.state != State.READING:
        return batch
    try:
        taken = take(batch, names_of_units(batch.municipality), _told_how_far(batch))
        _write(by, batch, taken)
    except StoppedByHand:
        batch.refresh_from_db()
    except Refusal as refusal:
        fail_import(by=by, batch=batch, refusal=refusal)
    return batch


def _told_how_far(batch: Import) -> Callable[[int], bool]:
    """Called now and then while lines are read: keeps the number, and hears whether it is to stop."""
    being_read = Import.objects.filter(pk=batch.pk, state=State.READING)
    return lambda lines: not being_read.update(rows_read=lines)


@transaction.atomic
def _write(by: Actor, batch: Import, taken: LinesTaken) -> None:
    """All values and the end of the import in one transaction; or the faults, and no value."""
    if not _is_open(batch):
        raise StoppedByHand
    if taken.fault_count:
        _end(
            by, batch, State.FAILED, rows_read=taken.lines, fault_count=taken.fault_count,
            faults=[fault.as_data() for fault in taken.faults],
        )  # fmt: skip
        return
    written = enter_values(
        by=by, indicator=batch.indicator, values=taken.values, batch=batch, reason=batch.reason
    )
    _end(
        by, batch, State.DONE, rows_read=taken.lines, added=written.added,
        corrected=written.corrected, unchanged=written.unchanged,
        faults=[warning.as_data() for warning in taken.warnings],
    )  # fmt: skip


def _is_open(batch: Import) -> bool:
    """Whether nobody has ended it; nobody can until this transaction is over."""
    held = Import.objects.select_for_update().values_list("state", flat=True)
    return held.get(pk=batch.pk) in Import.OPEN


def _end(by: Actor, batch: Import, state: str, **told: Any) -> Entry | None:
    """The end of an import, with what it came to; nothing when it has ended already."""
    is_open = _is_open(batch)
    batch.refresh_from_db()
    if not is_open:
        return None
    untracked = {name: told.pop(name) for name in ("faults", "rows_read") if name in told}
    Import.objects.filter(pk=batch.pk).update(finished_at=timezone.now(), **untracked)
    fields = {"state": state, **told}
    entry = history.change(by=by, element=batch, version=batch.version, fields=fields)
    batch.refresh_from_db(fields=["finished_at", *untracked])
    return entry
