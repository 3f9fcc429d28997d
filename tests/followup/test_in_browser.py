"""Following up in a browser: every page at three widths, minutes by keyboard, two who write at once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.followup.actions import decisions as deciding
from pejl.followup.actions import meetings as meeting_actions
from pejl.followup.models import AgendaItem, Decision
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, confirmed, opened
from tests.followup.test_meetings import report_on

WIDTHS = (320, 768, 1280)


@pytest.fixture
def world(transactional_db):
    """An open round with exceptions, a meeting with its agenda and a decision."""
    strategy = a_followed_strategy()
    here = strategy.municipality
    office = build.the_operator(here)
    unit = build.a_unit(here, "Center for Velfærdsteknologi og Hverdagsrehabilitering")
    projects = [a_project(strategy, unit=unit, title=f"Indsats nr. {one}") for one in range(4)]
    round = opened(a_round(strategy, remind_days=[3, -1]))
    confirmed(
        report_on(round, projects[0]), "off_course", decision_wanted="Må vi udskyde til foråret?"
    )
    confirmed(report_on(round, projects[1]))
    meeting = meeting_actions.plan_meeting(
        by=office, round=round, held_on=timezone.localdate(), place="Rådhuset"
    )
    meeting_actions.make_agenda(by=office, meeting=meeting)
    decision = deciding.record_decision(
        by=office, municipality=here, text="Vi ringer til naboerne", initiative=projects[0],
        responsible=projects[0].owner, due_on=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    return SimpleNamespace(
        here=here, round=round, meeting=meeting, decision=decision, unit=unit,
        point=meeting.points.filter(report__isnull=False).first(),
        report=report_on(round, projects[0]),
        office=build.a_person("strategy_office", here), chief=build.a_person("executive", here),
    )  # fmt: skip


def at(world, name: str, *args) -> str:
    return reverse(f"followup:{name}", args=[world.here.slug, *args])


def pages(world) -> list[str]:
    round, meeting = world.round.slug, world.meeting.pk
    point = (round, meeting, world.point.pk)
    return [
        at(world, "rounds"), at(world, "prepare_round"), at(world, "round", round),
        at(world, "round", round) + "?vis=undtagelser", at(world, "run_round", round),
        at(world, "report", round, world.report.pk), at(world, "hand_over", round, world.report.pk),
        at(world, "units", round), at(world, "unit", round, world.unit.slug), at(world, "mine"),
        at(world, "meetings", round), at(world, "plan_meeting", round),
        at(world, "meeting", round, meeting), at(world, "meeting", round, meeting) + "?skaerm",
        at(world, "add_point", round, meeting), at(world, "decide", *point),
        at(world, "decisions"), at(world, "decision", world.decision.number),
        at(world, "end_decision", world.decision.number), at(world, "deputies"),
        at(world, "appoint_deputy"), at(world, "my_calendar"),
    ]  # fmt: skip


def test_every_page_is_accessible_and_fits_three_widths(page, sign_in, world, axe):
    sign_in(page, world.office)
    faults = []
    for address in pages(world):
        page.goto(address)
        faults += [f"{address}: {one}" for one in axe(page)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address} is {wide} px wide at {width}")
        primary = page.locator("main .button-primary").count()
        if primary > 1 and address not in {
            at(world, "mine"),
            at(world, "unit", world.round.slug, world.unit.slug),
        }:
            faults.append(
                f"{address} has {primary} primary buttons"
            )  # of forms one under the other each has one
    assert faults == []


def test_minutes_are_kept_by_keyboard_alone_and_a_decision_is_recorded_in_place(
    page, sign_in, world, axe
):
    sign_in(page, world.chief)
    page.goto(at(world, "meeting", world.round.slug, world.meeting.pk))
    place = f"#p{world.point.pk.hex[:8]}"
    page.locator(f"{place} textarea").focus()
    page.keyboard.type("Vi udskyder til maj.")
    page.locator(f"{place} [id^=kept]", has_text="Gemt").wait_for()
    assert AgendaItem.objects.get(pk=world.point.pk).minutes == "Vi udskyder til maj."
    page.keyboard.type(" Økonomien følger.")
    page.wait_for_function(
        "place => document.querySelector(place + ' input[name$=-version]').value === '3'", arg=place
    )
    assert AgendaItem.objects.get(pk=world.point.pk).minutes.endswith("Økonomien følger.")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    box = page.locator(f"{place} textarea[name=text]")
    box.wait_for()
    assert axe(page) == []
    box.fill("Udskydes til maj")
    page.locator(f"{place} [id^=part-beslut] button.button-primary").click()
    page.locator(f"{place} .pejl-decided", has_text="Udskydes til maj").wait_for()
    assert Decision.objects.get(text="Udskydes til maj").point == world.point


def test_two_who_write_to_the_same_point_lose_nothing(page, sign_in, world):
    sign_in(page, world.chief)
    page.goto(at(world, "meeting", world.round.slug, world.meeting.pk))
    place = f"#p{world.point.pk.hex[:8]}"
    meeting_actions.take_minutes(
        by=build.the_operator(world.here), point=AgendaItem.objects.get(pk=world.point.pk),
        version=1, minutes="Andres ord",
    )  # fmt: skip
    page.locator(f"{place} textarea").fill("Mine ord")
    conflict = page.locator(f"{place} .pejl-conflict")
    conflict.wait_for()
    assert "Andres ord" in conflict.inner_text()
    page.locator(f"{place} textarea").fill("Andres ord. Mine ord")
    page.wait_for_timeout(2500)
    assert AgendaItem.objects.get(pk=world.point.pk).minutes == "Andres ord"
    page.locator(f"{place} button[name=over]").click()
    conflict.wait_for(state="detached")
    assert AgendaItem.objects.get(pk=world.point.pk).minutes == "Andres ord. Mine ord"


def test_the_wall_shows_what_is_written_without_being_asked(page, sign_in, world):
    sign_in(page, world.chief)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(at(world, "meeting", world.round.slug, world.meeting.pk) + "?skaerm")
    meeting_actions.take_minutes(
        by=build.the_operator(world.here), point=AgendaItem.objects.get(pk=world.point.pk),
        version=1, minutes="Står på væggen",
    )  # fmt: skip
    page.get_by_text("Står på væggen").wait_for(timeout=20_000)
