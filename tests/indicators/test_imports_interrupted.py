"""A reading that is stopped, killed, or whose reader lost the right to it: nothing half-loaded, nothing twice."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.indicators import actions, import_jobs, taking
from pejl.indicators.models import Import, Value
from pejl.jobs import worker
from pejl.jobs.models import Job
from tests import build
from tests.indicators.handed_in import handed_in, read, stored_in, waiting
from tests.indicators.made import an_indicator

pytestmark = pytest.mark.django_db

QUARTERS = "Kvartal;Andel\r\n2014K1;62,5\r\n2014K2;63\r\n2014K3;..\r\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared as the code has them."""
    with translation.override("en"):
        yield


def told(batch):
    return (batch.state, batch.added, batch.corrected, batch.unchanged)


@pytest.mark.parametrize("line", ["2014K1;1", "2014K1;fejl"])
def test_one_who_reads_is_heard_of_and_can_be_stopped_also_where_no_line_is_a_value(
    monkeypatch, line
):
    monkeypatch.setattr(taking, "TELL_EVERY", 10)
    indicator = an_indicator()
    batch = waiting(
        handed_in(indicator, "K;V\n" + f"{line}\n" * 45), "period", "value", decimal=","
    )
    heard = []

    def stop(lines):
        heard.append(lines)
        return lines >= 30

    with pytest.raises(taking.StoppedByHand):
        taking.take(batch, [], stop)
    assert heard == [10, 20, 30]


def test_an_import_that_was_stopped_leaves_nothing_and_stays_stopped(monkeypatch):
    indicator = an_indicator()
    by = build.the_operator(indicator.municipality)
    batch = waiting(handed_in(indicator, QUARTERS))
    seen_by_the_worker = Import.objects.select_related("indicator").get(pk=batch.pk)

    assert actions.stop_import(by=by, batch=batch)
    actions.read_in(by=by, batch=seen_by_the_worker)

    assert seen_by_the_worker.state == "stopped"
    assert not Value.objects.exists()
    assert actions.stop_import(by=by, batch=batch) is None
    assert told(read(batch)) == ("done", 3, 0, 0)
    assert actions.stop_import(by=by, batch=batch) is None
    assert batch.state == "done"


def test_a_worker_that_is_killed_while_it_writes_leaves_nothing_and_the_next_one_reads_it_once(
    monkeypatch,
):
    indicator = an_indicator()
    batch = waiting(handed_in(indicator, QUARTERS))
    monkeypatch.setattr("pejl.indicators.actions.values.AT_ONCE", 1)
    write, written = Value.objects.bulk_create, []

    def die_at_the_second(rows):
        written.extend(write(rows))
        if len(written) > 1:
            raise SystemExit

    monkeypatch.setattr(Value.objects, "bulk_create", die_at_the_second)
    with pytest.raises(SystemExit):
        import_jobs.read_import.call(str(batch.pk))
    monkeypatch.setattr(Value.objects, "bulk_create", write)
    batch.refresh_from_db()
    assert (batch.state, len(written), Value.objects.count()) == ("reading", 2, 0)

    for _time in range(2):
        import_jobs.read_import.call(str(batch.pk))

    batch.refresh_from_db()
    assert told(batch) == ("done", 3, 0, 0)
    assert Value.objects.count() == 3


def test_whoever_lost_their_role_meanwhile_reads_nothing_in():
    municipality = build.a_municipality()
    owner = build.an_actor("employee", municipality)
    indicator = an_indicator(municipality, owner=owner.person)
    batch = actions.begin_import(by=owner, indicator=indicator, text=QUARTERS)
    waiting(batch)
    other = build.an_actor("employee", municipality)
    actions.edit_indicator(
        by=build.the_operator(municipality), indicator=indicator, version=indicator.version,
        owner=other.person,
    )  # fmt: skip

    import_jobs.read_import.call(str(batch.pk))

    batch.refresh_from_db()
    assert batch.state == "failed"
    assert [one["sentence"] for one in batch.faults] == [str(NotAllowed())]


def test_a_file_that_pejl_cannot_read_through_is_not_read_for_ever(monkeypatch):
    indicator = an_indicator()
    batch = waiting(handed_in(indicator, QUARTERS))

    def breaks(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr("pejl.indicators.actions.imports.take", breaks)
    import_jobs.read_import.enqueue(str(batch.pk))
    for _try in range(import_jobs.read_import.tries):
        Job.objects.update(run_after=timezone.now())
        worker.work_off()
    batch.refresh_from_db()
    assert batch.state == Import.State.FAILED
    assert "holdt op med at prøve" in batch.faults[0]["sentence"]
    assert not Value.objects.filter(indicator=indicator).exists()
    assert Entry.objects.of_subject("indicators.import", str(batch.pk)).last().person_id is None
