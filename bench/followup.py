"""What following up costs: the overview, a round's report, opening a round, one status from the letter."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from random import Random
from statistics import median

from django.core.cache import cache

from bench import data, rounds
from bench.application import Reader, fields_of_form, sql_of
from bench.figures import Figure
from bench.pages import EMPTY, MOST_TIMES, medians_of
from bench.rounds import Follower
from pejl.followup.models import Report
from pejl.jobs.models import Letter
from pejl.reports.followup.content import round_report

ROUND = f"opfoelgning/{rounds.AT_HAND}/"
REPORT = f"{ROUND}rapport/hele.pdf"
MOST_SQL, MOST_GROWTH, LONGEST_PDF, LONGEST_OPENING = 15, 2, 2, 5
FEW, MANY, OWNERS = 200, 800, 2_000
PAGES, CHARTS = 40, 24
"""What the measured report holds at least."""
PAGE_ROUNDS, PDF_ROUNDS = 96, 5
CHIEFS = (data.EXECUTIVE, data.EXECUTIVE_WHO_LEADS)


def figures() -> Iterator[Figure]:
    few = rounds.make_follower("faa-indsatser", initiatives=FEW, owners=60, seed=data.SEED + 4)
    many = rounds.make_follower("mange-indsatser", initiatives=MANY, owners=240, seed=data.SEED + 4)
    for place in (few, many):
        rounds.open_and_report(place)
    yield _most_sql("followup.round_page_sql", few)
    yield _most_sql("followup.round_page_800_sql", many)
    yield from _times(few, many)
    yield from _one_status(few)
    yield _time_of_report(few)
    yield _time_of_opening()


def _most_sql(name: str, place: Follower) -> Figure:
    """The most statements that anybody of the executive group needs for the overview, nothing kept."""
    found: dict[str, int] = {}
    for who in CHIEFS:
        reader = Reader(place.municipality.slug, who)
        reader.get(ROUND)
        cache.clear()
        found[who] = sql_of(lambda: reader.get(ROUND))  # noqa: B023
    where = max(found, key=lambda one: found[one])
    return Figure(name, found[where], "queries", MOST_SQL, where)


def _times(few: Follower, many: Follower) -> Iterator[Figure]:
    """The overview beside an empty page of the same person, and with four times as much beside itself.

    All three in each round, and nothing kept from one reading to the next. What the figures say against their
    path is kept with them.
    """
    reader, other = (
        Reader(place.municipality.slug, data.EXECUTIVE_WHO_LEADS) for place in (few, many)
    )
    asked = {
        "empty": lambda: reader.get(EMPTY),
        "few": lambda: reader.get(ROUND),
        "many": lambda: other.get(ROUND),
    }
    took = medians_of(asked, before=cache.clear, rounds=PAGE_ROUNDS)
    note = f"{took['few']:.1f} ms; an empty page takes {took['empty']:.1f} ms"
    ratio = round(took["few"] / took["empty"], 2)
    yield Figure("followup.round_page_ratio", ratio, "times", MOST_TIMES, note)
    note = f"{took['many']:.1f} ms with {MANY} initiatives"
    growth = round(took["many"] / took["few"], 2)
    yield Figure("followup.round_page_growth", growth, "times", MOST_GROWTH, note)


def _one_status(place: Follower) -> Iterator[Figure]:
    """An owner opens the link of the letter and confirms one thing, as a browser with scripts sends it."""
    owed = Report.objects.filter(round=place.round(rounds.AT_HAND), confirmed_at=None)
    report = owed.filter(kind="initiative", owner__isnull=False).earliest("id")
    letter = Letter.objects.get(
        municipality_id=place.municipality.pk, to_person_id=str(report.owner_id)
    )
    page = _link_in(letter.text)
    reader = Reader(place.municipality.slug)
    statements = sql_of(lambda: _confirm(reader, page, report))
    if not owed.model.objects.get(pk=report.pk).is_confirmed:
        raise LookupError("The status that was sent is not confirmed.")
    owes = Report.objects.filter(round=report.round_id, owner=report.owner_id).count()
    note = "the page, and the form that confirms"
    yield Figure("followup.answer_requests", reader.asked, "requests", 2, note)
    yield Figure(
        "followup.answer_sql", statements, "queries", None, f"both; {owes} things are owed"
    )


def _link_in(text: str) -> str:
    found = re.search(r"opfoelgning/svar/[\w-]+/", text)
    if found is None:
        raise LookupError("The letter has no link in it.")
    return found[0]


def _confirm(reader: Reader, page: str, report: Report) -> None:
    prefix = f"r{report.pk.hex[:8]}"
    fields = fields_of_form(reader.get(page), f"{prefix}-version")
    fields |= {
        f"{prefix}-status": "on_course",
        f"{prefix}-fact": "Det går som planlagt.",
        f"{prefix}-disagreement": "Milepælen er nået i dag.",
    }
    reader.post(page, fields, expected=200, by_script=True)


def _time_of_report(place: Follower) -> Figure:
    """The PDF of a round that is not signed yet, and so is reckoned now: from the question to the last byte.

    Of the processor's time in all threads, which is at least the clock's while nothing else runs.
    Each time in other words and with other figures: the typesetter remembers what it has set, and Pejl what it
    has drawn.
    """
    reader, chance = Reader(place.municipality.slug, data.OFFICE), Random(data.SEED)
    taken, worked, pages = [], [], 0
    for _time in range(PDF_ROUNDS):
        rounds.words_anew(place, Report.objects.filter(round=place.round(rounds.AT_HAND)))
        rounds.figures_anew(place, chance)
        cache.clear()
        clock, started = time.perf_counter(), time.process_time()
        made = reader.get(REPORT)
        taken.append(time.perf_counter() - clock)
        worked.append(time.process_time() - started)
        pages = _pages_of(made.unpacked)
    charts = _charts(place)
    if pages < PAGES or charts < CHARTS:
        raise LookupError(f"The report has {pages} pages and {charts} charts.")
    note = f"{pages} pages, {charts} charts; by the clock {median(taken):.2f} s"
    return Figure("reports.round_pdf_s", round(median(worked), 2), "s", LONGEST_PDF, note)


def _pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _charts(place: Follower) -> int:
    told = round_report(place.by, place.round(rounds.AT_HAND))
    if told is None:
        raise LookupError("There is no report of the round.")
    shown = [one for area in told.areas for aim in area.aims for one in aim.figures]
    return len({one.number for one in shown if one.number})


def _time_of_opening() -> Figure:
    """The button that opens a round for 2,000 owners, up to the answer: who owes what, links and letters."""
    slug = "to-tusind"
    place = rounds.make_follower(slug, initiatives=OWNERS, owners=OWNERS, seed=data.SEED + 5)
    reader = Reader(slug, data.OFFICE)
    fields = fields_of_form(reader.get(f"{ROUND}styr/"))
    clock, started = time.perf_counter(), time.thread_time()
    reader.post(f"{ROUND}aabn/", fields)
    taken, by_the_clock = time.thread_time() - started, time.perf_counter() - clock
    letters = Letter.objects.filter(municipality_id=place.municipality.pk).count()
    if letters < OWNERS:
        raise LookupError(f"Only {letters} of {OWNERS} owners were written to.")
    note = f"{letters:,} letters; by the clock {by_the_clock:.2f} s"
    return Figure("followup.open_2000_s", round(taken, 2), "s", LONGEST_OPENING, note)
