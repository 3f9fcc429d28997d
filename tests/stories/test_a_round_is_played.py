"""A round from opening to the signed, verified record, with five people; and the example's rounds, read by all."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from openpyxl import load_workbook
from playwright.sync_api import expect

from pejl import cli
from pejl.followup.models import (
    AgendaItem,
    Decision,
    Meeting,
    Readiness,
    Record,
    Report,
    Round,
)
from pejl.jobs import worker
from pejl.organisation.models import Person
from tests import build
from tests.conftest import DESK, EXPECTED_IN_CONSOLE, PHONE
from tests.followup.frozen_rounds import strike_out_all
from tests.stories.havnby import a_municipality_with_a_round_behind_it
from tests.stories.test_from_idea_to_catalogue import Walk, in_days

HERE = "/havnby/opfoelgning"
SENT = {"document", "xhr", "fetch"}
FACT = "Leverandøren leverer først til sommer."
CAUSE = "Udbuddet blev klaget over."
REMEDY = "Vi låner udstyr af nabokommunen."
WANTED = "Må vi leje udstyr for 200.000 kr.?"
DIFFERS = "Planen ved endnu ikke, at udstyret mangler."
KARENS, BOS = "Direktionen vil kende prisen.", "Borgerne må ikke vente længere."
DECIDED = "Vi lejer udstyr i et halvt år."


@pytest.fixture
def havnby(transactional_db):
    yield a_municipality_with_a_round_behind_it()
    strike_out_all()


@pytest.fixture
def arrive(browser, browser_context_args, axe, sign_in, transactional_db):
    """A browser for each who takes part. A page on the way that is faulty or complains fails the test."""
    walks, complaints = [], []

    def note(message):
        if message.type == "error" and not message.text.startswith(EXPECTED_IN_CONSOLE):
            complaints.append(message.text)

    def arrives(person=None, width=DESK):
        context = browser.new_context(**browser_context_args)
        context.on("console", note)
        context.on("weberror", lambda problem: complaints.append(str(problem.error)))
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        walk = Walk(page, axe, sign_in)
        walk.as_somebody(person, width)
        walks.append(walk)
        return walk

    yield arrives
    for walk in walks:
        walk.page.context.close()
    faults = [*complaints, *(fault for walk in walks for fault in walk.faults)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def place_of(thing, prefix="r"):
    """The beginning of the ids of a report's or a point's part of a page."""
    return f"{prefix}{thing.pk.hex[:8]}"


def press(walk, selector):
    """Press a button and wait for what was sent to be answered, and for the page to be at rest."""
    with walk.page.expect_response(lambda answer: answer.request.method == "POST"):
        walk.page.locator(selector).first.click()
    walk.page.wait_for_load_state("networkidle")


def link_to(person):
    """The address in the newest letter to somebody."""
    worker.work_off()
    letter = [one for one in mail.outbox if one.to == [person.email]][-1]
    found = re.search(r"https?://[^/\s]+(/\S+/svar/\S+/)", letter.body)
    assert found, letter.body
    return found[1]


def test_a_round_is_played_from_opening_to_the_signed_record(arrive, havnby, capsys):
    office = arrive(havnby.office)
    round = prepared_and_opened(office, havnby)
    owner = arrive(width=PHONE)
    link = link_to(havnby.owner)
    confirmed_with_one_press(owner, link, round, havnby)
    new_link = refused_elsewhere(arrive(), link, havnby)
    told_by_keyboard(owner, link, new_link, round, havnby)
    completed_by_the_leader(arrive(havnby.leader), round, havnby)
    chief, second = arrive(havnby.chief), arrive(havnby.second_chief)
    confirmed_signed_in(chief, round, havnby)
    meeting = closed_with_an_agenda(office, round)
    minuted_by_two(chief, second, meeting, round)
    decided(chief, meeting, round, havnby)
    record = signed(chief, round, havnby)
    assert cli.main(["verify", "--municipality", "havnby"]) == 0
    assert "0 findings" in capsys.readouterr().out
    nothing_changes_any_more(second, meeting, record)
    read_by_who_must_do_it(owner, new_link, havnby)
    fetched_as_files(chief, round)


def prepared_and_opened(walk, havnby):
    """The strategy office looks through who owes what before anybody is written to."""
    walk.to(f"{HERE}/")
    walk.follow("main a[href$='/opfoelgning/ny/']")
    walk.send(title="2. opfølgning", slug="nu", message="Skriv kort.")
    round = Round.objects.get(slug="nu")
    for person in (havnby.owner, havnby.chief):
        walk.says(person.name)
    assert not mail.outbox
    press(walk, "form[action$='/aabn/'] button")
    walk.look()
    round.refresh_from_db()
    assert round.is_open
    worker.work_off()
    written_to = [one.to[0] for one in mail.outbox]
    assert sorted(written_to) == sorted(set(written_to)), "one letter each"
    assert {havnby.owner.email, havnby.chief.email} <= set(written_to)
    return round


def report_on(round, initiative):
    return Report.objects.get(round=round, initiative=initiative)


def confirmed_with_one_press(walk, link, round, havnby):
    """On a phone, from the letter, without signing in: one page and one press, two requests."""
    page, asked = walk.page, []
    page.on("request", lambda one: asked.append(one) if one.resource_type in SENT else None)
    report = report_on(round, havnby.unchanged)
    page.goto(link)
    waiting = page.locator("#mangler").inner_text()
    item = page.locator(f"#{place_of(report)}")
    expect(item.locator("[name$=-status][value=on_course]")).to_be_checked()
    press(walk, f"#{place_of(report)} .button-primary")
    assert [one.method for one in asked] == ["GET", "POST"]
    expect(page.locator("#mangler")).not_to_have_text(waiting)
    walk.look()
    report.refresh_from_db()
    assert (report.confirmed_by, report.status) == (havnby.owner, "on_course")
    confirmed = Report.objects.filter(round=round, confirmed_at__isnull=False)
    assert list(confirmed) == [report]


def refused_elsewhere(walk, link, havnby):
    """Whoever the letter was sent on to sees nothing, and can only have the owner written to."""
    answer = walk.page.goto(link)
    assert answer.status == 403
    walk.look()
    assert havnby.in_trouble.title not in walk.page.content()
    before = len(mail.outbox)
    press(walk, "main form[action$='/nyt/'] button")
    walk.look()
    new_link = link_to(havnby.owner)
    assert len(mail.outbox) == before + 1
    assert new_link != link
    return new_link


def tab_to(page, selector):
    for _press in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {selector}")


def written(page, place, **texts):
    """Texts in the fields of an item, one after the other, with nothing but the keyboard."""
    for name, text in texts.items():
        tab_to(page, f"[name={place}-{name}]")
        page.keyboard.press("Control+A")
        page.keyboard.type(text)


def told_by_keyboard(walk, old_link, link, round, havnby):
    """What needs attention: fact, cause, remedy, a decision wanted. What is written is kept meanwhile."""
    page, report = walk.page, report_on(round, havnby.in_trouble)
    place = place_of(report)
    assert page.goto(old_link).status == 410, "the new link ends the old one"
    walk.look()
    walk.to(link)
    tab_to(page, f"[name={place}-status]:checked")
    page.keyboard.press("ArrowDown")  # and what has to be explained stands open
    written(page, place, fact=FACT, cause=CAUSE)
    page.keyboard.press("Tab")
    expect(page.locator(f"#kept-{place}")).not_to_be_empty()
    walk.look()
    report.refresh_from_db()
    assert (report.written["status"], report.written["fact"]) == ("needs_attention", FACT)
    assert (report.status, report.is_confirmed) == ("on_course", False), "a draft is no judgement"

    walk.to(link)  # as after the telephone rang
    expect(page.locator(f"[name={place}-fact]")).to_have_value(FACT)
    written(page, place, remedy=REMEDY, disagreement=DIFFERS, decision_wanted=WANTED)
    tab_to(page, f"#{place} .button-primary")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    walk.look()
    report.refresh_from_db()
    assert report.is_confirmed
    assert (report.cause, report.remedy, report.decision_wanted) == (CAUSE, REMEDY, WANTED)


def completed_by_the_leader(walk, round, havnby):
    """One who owes something does not answer; the leader knows, and says that the unit is ready."""
    walk.to(f"{HERE}/nu/enheder/")
    walk.follow("main a[href$='/enheder/sundhed/']")
    report = report_on(round, havnby.of_another)
    press(walk, f"#{place_of(report)} .button-primary")
    walk.look()
    report.refresh_from_db()
    assert report.confirmed_by == havnby.leader != report.owner
    walk.page.locator("#klar [name=note]").fill("Set igennem i ledelsen.")
    press(walk, "form[action$='/klar/'] button")
    walk.look()
    assert Readiness.objects.get(round=round, is_ready=True).marked_by == havnby.leader


def confirmed_signed_in(walk, round, havnby):
    """Who is signed in anyhow needs no letter: their own page leads to what they owe."""
    walk.to("/havnby/mit/")
    walk.follow("main a[href*='/opfoelgning/mit/']")
    owed = Report.objects.filter(round=round, owner=havnby.chief)
    assert owed.count() == 3, "two objectives and a focus area"
    for report in owed:
        press(walk, f"#{place_of(report)} .button-primary")
    walk.look()
    assert not Report.objects.filter(round=round, confirmed_at__isnull=True).exists()


def closed_with_an_agenda(walk, round):
    walk.to(f"{HERE}/nu/styr/")
    press(walk, "form[action$='/luk/'] button")
    walk.look()
    walk.follow("main a[href$='/moeder/']")
    walk.follow("main a[href$='/moeder/nyt/']")
    walk.send(held_on=in_days(20), place="Rådhuset, lokale Ø")
    press(walk, "form[action$='/dagsorden/'] button")
    walk.look()
    walk.says(WANTED)
    return Meeting.objects.get(round=round)


def at(meeting):
    return f"{HERE}/nu/moeder/{meeting.pk}/"


def minuted_by_two(chief, second, meeting, round):
    """Both write to the same point at once. The second sees both texts, and puts them together."""
    point = AgendaItem.objects.get(meeting=meeting, report__decision_wanted=WANTED)
    place = place_of(point, "p")
    for walk in (chief, second):
        walk.to(at(meeting))
    kept = f"#kept-{place}"
    chief.page.locator(f"#{place} textarea").fill(KARENS)
    expect(chief.page.locator(kept)).not_to_be_empty()
    second.page.locator(f"#{place} textarea").fill(BOS)
    second.page.locator(f"{kept} .pejl-conflict").wait_for()
    second.look()
    for text in (KARENS, BOS):
        expect(second.page.locator(kept)).to_contain_text(text)
    point.refresh_from_db()
    assert point.minutes == KARENS
    second.page.locator(f"#{place} textarea").fill(f"{KARENS} {BOS}")
    press(second, f"{kept} button[name=over]")
    expect(second.page.locator(f"{kept} .pejl-conflict")).to_have_count(0)
    second.look()
    point.refresh_from_db()
    assert point.minutes == f"{KARENS} {BOS}"


def decided(walk, meeting, round, havnby):
    point = AgendaItem.objects.get(meeting=meeting, report__decision_wanted=WANTED)
    place = place_of(point, "p")
    walk.to(at(meeting))
    expect(walk.page.locator(f"#{place} textarea")).to_have_value(f"{KARENS} {BOS}")
    form = walk.page.locator(f"#part-beslut-{place[1:]}")
    form.locator("a").first.click()
    form.locator("[name=text]").fill(DECIDED)
    form.locator("[name=reason]").fill("Borgerne har ventet længe nok.")
    form.locator("[name=responsible]").select_option(str(havnby.owner.pk))
    form.locator("[name=due_on]").fill(in_days(30))
    walk.look()
    form.locator("button[type=submit]").click()
    walk.page.locator(f"#{place} .pejl-decided").wait_for()
    walk.look()
    press(walk, f"#{place} form[action$='/behandlet/'] button")
    walk.look()
    decision = Decision.objects.get(round=round)
    assert (decision.initiative, decision.responsible) == (havnby.in_trouble, havnby.owner)
    walk.to(f"{at(meeting)}?skaerm")
    walk.says(DECIDED)


def signed(walk, round, havnby):
    """Who has been signed in for a while proves afresh who they are, reads what is frozen, and signs."""
    walk.to(f"{HERE}/nu/protokol/")
    walk.follow("main a[href$='/underskriv/']")
    assert walk.page.locator("main [name=confirms]").count() == 0
    walk.follow("main a[href*='next=']")
    walk.page.locator("main [name=password]").fill(build.PASSWORD)
    walk.page.locator("main form button[type=submit]").first.click()
    walk.page.wait_for_url("**/underskriv/")
    walk.look()
    walk.says(DECIDED)
    walk.page.locator("main [name=confirms]").check(force=True)
    walk.page.locator("#underskriv form button").click()
    walk.page.wait_for_url("**/protokol/*/")
    walk.look()
    record = Record.objects.get(round=round)
    assert record.signed_by == havnby.chief
    for words in (havnby.chief.name, DECIDED, FACT, f"{KARENS} {BOS}"):
        walk.says(words)
    walk.to(f"{HERE}/nu/protokol/")
    return record


def nothing_changes_any_more(walk, meeting, record):
    """Neither by hand in the database, nor from a page that stood open meanwhile."""
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(content="{}")
    point = AgendaItem.objects.get(meeting=meeting, report__decision_wanted=WANTED)
    place = place_of(point, "p")
    walk.page.locator(f"#{place} textarea").fill("Noget andet.")
    press(walk, f"#{place} form:has(textarea) > p button[type=submit]")
    walk.look()
    point.refresh_from_db()
    assert point.minutes == f"{KARENS} {BOS}"
    walk.to(at(meeting))
    assert walk.page.locator("main textarea").count() == 0


def read_by_who_must_do_it(walk, link, havnby):
    """The link only shows any more; one's own page tells what was decided."""
    walk.to(link)
    walk.says(FACT)
    assert walk.page.locator("main textarea").count() == 0
    walk.as_somebody(havnby.owner, PHONE)
    walk.to("/havnby/mit/")
    walk.says(DECIDED)
    walk.follow("#besluttet a")
    walk.says("Borgerne har ventet længe nok.")


def fetched(walk, ending):
    with walk.page.expect_download() as waited:
        walk.page.locator(f"main a[href$='/hele.{ending}']").click()
    return Path(waited.value.path()).read_bytes()


def fetched_as_files(walk, round):
    walk.to(f"{HERE}/nu/rapport/")
    assert fetched(walk, "pdf").startswith(b"%PDF-")
    book = load_workbook(BytesIO(fetched(walk, "xlsx")))
    cells = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert any(DECIDED in one for one in cells)


@pytest.fixture
def walk(page, axe, sign_in):
    walk = Walk(page, axe, sign_in)
    yield walk
    assert not walk.faults, "\n".join(dict.fromkeys(walk.faults))


SIGNED, OPEN = "2014-2", "2014-3"
OF_A_SIGNED = (
    "", "?vis=alle", "?vis=undtagelser", "enheder/", "moeder/", "protokol/", "protokol/2/",
    "protokol/offentlig/", "protokol/tilfoej/", "sammenlign/?med=2014-1", "rapport/",
)  # fmt: skip
OF_AN_OPEN = (
    "",
    "?vis=mangler",
    "?maal=1.3",
    "enheder/",
    "moeder/",
    "moeder/nyt/",
    "protokol/",
    "rapport/",
)
OF_ALL = (
    "", "beslutninger/", "beslutninger/?tilstand=overdue", "beslutninger/1/", "beslutninger/ny/",
    "mit/", "stedfortraedere/", "stedfortraedere/ny/", "kalender/",
)  # fmt: skip
FOR_EVERYONE = ("", f"{SIGNED}/", f"{SIGNED}/protokol/offentlig/", f"{SIGNED}/rapport/")


def addresses_of_the_example():
    """Every page of following up that somebody of the executive group reads, one of each kind."""
    yield from OF_ALL
    yield from (f"{SIGNED}/{one}" for one in OF_A_SIGNED)
    yield from (f"{OPEN}/{one}" for one in OF_AN_OPEN)
    signed, now = (Round.objects.get(slug=slug) for slug in (SIGNED, OPEN))
    meeting = Meeting.objects.filter(round=signed).first()
    assert meeting, "the example has a meeting to look at"
    yield from (f"{SIGNED}/moeder/{meeting.pk}/{screen}" for screen in ("", "?skaerm"))
    for round in (signed, now):
        for kind in Report.Kind.values:
            report = Report.objects.filter(round=round, kind=kind).order_by("pk")[0]
            yield f"{round.slug}/status/{report.pk}/"


def addresses_of_the_office():
    """What the strategy office alone does, or does in others' place."""
    yield from ("ny/", f"{OPEN}/styr/", f"{OPEN}/", f"{SIGNED}/styr/")
    report = Report.objects.filter(round__slug=OPEN, unit__isnull=False).order_by("pk")[0]
    yield f"{OPEN}/status/{report.pk}/overdrag/"
    yield f"{OPEN}/enheder/{report.unit.slug}/"


def test_the_pages_of_the_example_s_rounds_are_free_of_faults_and_fit(walk, greve):
    executive = Person.objects.get(email="direktoer1@greve.example")
    office = Person.objects.get(email="strategikonsulent@greve.example")
    walk.as_somebody(executive)
    for one in addresses_of_the_example():
        walk.to(f"/greve/opfoelgning/{one}")
    walk.as_somebody(office)
    for one in addresses_of_the_office():
        walk.to(f"/greve/opfoelgning/{one}")
    walk.as_somebody(None)
    for one in FOR_EVERYONE:
        walk.to(f"/greve/opfoelgning/{one}")
