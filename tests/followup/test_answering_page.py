"""The page on which somebody says how things stand: what it says of all of them follows each that is confirmed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pejl.followup.actions.rounds import hand_over
from pejl.followup.models import Report
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, opened
from tests.followup.test_meetings import report_on
from tests.overview.reader import reader

IN_PLACE = {"HX-Request": "true"}


def place_of(report: Report) -> str:
    return f"r{report.pk.hex[:8]}"


def answer_to(report: Report, **said: str) -> dict[str, str]:
    said = {"version": str(report.version), "status": "on_course"} | said
    named = {f"{place_of(report)}-{name}": value for name, value in said.items()}
    return named | {"report": str(report.pk)}


@pytest.mark.django_db
def test_what_is_left_is_said_anew_with_each_item_that_is_confirmed_in_place() -> None:
    strategy = a_followed_strategy()
    owner = build.a_person("employee", strategy.municipality)
    projects = [a_project(strategy, owner) for _number in range(2)]
    round = opened(a_round(strategy))
    client = reader(owner)
    where = reverse("followup:mine", args=[strategy.municipality.slug])
    for project, left in zip(projects, (1, 0), strict=True):
        report = report_on(round, project)
        page = client.post(where, answer_to(report), headers=IN_PLACE)
        assert page.context["left"] == left
        assert f'id="{place_of(report)}"' in page.text
        assert 'id="mangler"' in page.text


@pytest.mark.django_db
def test_an_item_in_a_long_unit_comes_back_when_it_is_confirmed_in_place() -> None:
    strategy = a_followed_strategy()
    unit = build.a_unit(strategy.municipality)
    projects = [a_project(strategy, unit=unit) for _number in range(12)]
    round = opened(a_round(strategy))
    client = reader(build.a_person("unit_leader", strategy.municipality, unit))
    where = reverse("followup:unit", args=[strategy.municipality.slug, round.slug, unit.slug])
    report = report_on(round, projects[0])
    page = client.post(where, answer_to(report), headers=IN_PLACE)
    assert page.context["left"] == 11
    assert f'id="{place_of(report)}"' in page.text
    first = [item.report for item, _form in client.get(where).context["items"]]
    assert report not in first, "what waits stands first"
    assert len(first) == 10


@pytest.mark.django_db
def test_who_owes_in_two_open_rounds_answers_in_the_one_that_was_chosen() -> None:
    strategy = a_followed_strategy()
    here, owner = strategy.municipality, build.a_person("employee", strategy.municipality)
    rounds = [opened(a_round(one)) for one in (strategy, a_followed_strategy(here))]
    for round in rounds:
        report = Report.objects.filter(round=round, kind="objective").select_related("round")[0]
        hand_over(by=build.the_operator(here), report=report, version=report.version, owner=owner)
    client = reader(owner)
    for round in rounds:
        where = reverse("followup:mine", args=[here.slug]) + f"?runde={round.slug}"
        assert f'action="{where}"' in client.get(where).text
        report = Report.objects.get(round=round, owner=owner)
        answer = client.post(where, answer_to(report))
        assert answer.headers["Location"] == f"{where}#{place_of(report)}"
        report.refresh_from_db()
        assert report.is_confirmed


@pytest.mark.django_db
def test_after_the_round_is_closed_one_reads_what_was_said_and_keeps_what_one_just_wrote() -> None:
    strategy = a_followed_strategy()
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    unit = reader(build.a_person("unit_leader", strategy.municipality, project.unit))
    where = reverse(
        "followup:unit", args=[strategy.municipality.slug, round.slug, project.unit.slug]
    )
    assert "<textarea" in unit.get(where).text
    closed(round)
    page = unit.post(where, answer_to(report, fact="Skrevet i sidste øjeblik"), headers=IN_PLACE)
    assert "Skrevet i sidste øjeblik" in page.text
    assert "<textarea" not in unit.get(where).text


def test_a_press_while_the_draft_is_on_its_way_waits_for_it(page, sign_in) -> None:
    """On a slow line the press would else meet one's own draft as somebody else's text."""
    strategy = a_followed_strategy()
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    sign_in(page, project.owner)
    page.goto(reverse("followup:mine", args=[strategy.municipality.slug]))
    place, kept = place_of(report), []

    def slowly(route):
        """What is kept reaches the server; that it is kept is not told yet."""
        if "keep=" in (route.request.post_data or ""):
            kept.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/opfoelgning/mit/**", slowly)
    page.locator(f"[name={place}-status][value=on_course]").check(force=True)
    page.locator(f"#{place} button[name=keep]").click()
    while not kept:
        page.wait_for_timeout(20)
    page.locator(f"#{place} .button-primary").click()
    for route, response in kept:
        route.fulfill(response=response)
    expect(
        page.locator(f"#{place} > p:not(.pejl-suggests) .pejl-state-on_course").first
    ).to_be_visible()
    expect(page.locator(f"#{place} [data-module=error-summary]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    report.refresh_from_db()
    assert (report.is_confirmed, report.status) == (True, "on_course")
