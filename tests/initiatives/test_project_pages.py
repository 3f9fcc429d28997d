"""Pages of projects: read in three views, written in place, and clear about what stands in the way."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from pejl.history.models import Entry
from pejl.initiatives.actions import projects as actions
from pejl.initiatives.models import Initiative, Milestone, Project, Risk, Unknown
from pejl.organisation.models import Membership, Unit
from tests import build
from tests.initiatives.undertaken import a_milestone, a_project, in_days, running
from tests.overview.reader import reader, reader_with

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}


@pytest.fixture
def project():
    return a_project(goal="Ingen venter mere end fem dage", amount="185000.00")


@pytest.fixture
def office(project):
    """The strategy office's browser, in English."""
    return reader(build.an_actor("strategy_office", project.municipality).person, "en")


def at(project, name, *args):
    return reverse(f"initiatives:{name}", args=[project.municipality.slug, *args])


def page(project):
    return at(project, "initiative", project.number)


def words(answer):
    return answer.content.decode()


def test_the_page_says_where_it_stands_and_what_it_is_for(project, office):
    shown = words(office.get(page(project)))
    assert "Proposed" in shown
    assert "Ingen venter mere end fem dage" in shown
    assert "185,000.00" in shown


@pytest.mark.parametrize("plan", ["", "liste", "tavle", "tidslinje", "noget-andet"])
def test_the_plan_is_the_same_in_every_view(project, office, plan):
    a_milestone(project, title="Prøven er slut")
    answer = office.get(f"{page(project)}?plan={plan}")
    assert answer.status_code == 200
    assert "Prøven er slut" in words(answer)


def test_the_time_line_has_a_table_that_says_the_same(project, office):
    a_milestone(project, title="Prøven er slut")
    shown = words(office.get(f"{page(project)}?plan=tidslinje"))
    table = shown[shown.index("<table") :]
    assert "<svg" in shown
    assert "Prøven er slut" in table


def test_a_milestone_is_moved_by_a_button_and_one_stays_on_the_board(project, office):
    milestone = a_milestone(project)
    sent = {"version": 1, "state": "reached", "plan": "tavle"}
    url = at(project, "move_milestone", project.number, milestone.pk)
    answer = office.post(url, sent)
    assert answer["Location"] == f"{page(project)}?plan=tavle#part-{milestone.pk}"
    assert Milestone.objects.get().state == "reached"
    assert office.post(url, sent).status_code == 302, "a second click changes nothing"
    assert Milestone.objects.get().version == 2


@pytest.mark.parametrize(
    "sent", [{}, {"version": "x", "state": "reached"}, {"version": 1, "state": "gone"}]
)
def test_a_button_that_makes_no_sense_is_not_found(project, office, sent):
    milestone = a_milestone(project)
    url = at(project, "move_milestone", project.number, milestone.pk)
    assert office.post(url, sent).status_code == 404
    assert Milestone.objects.get().version == 1


def test_a_project_is_proposed_once_however_often_one_clicks(project, office):
    sent = {"id": uuid4(), "title": "Nyt projekt", "unit": project.unit_id}
    url = at(project, "new_project")
    assert [office.post(url, sent).status_code for _ in range(2)] == [302, 302]
    found = Initiative.objects.get(title="Nyt projekt")
    assert (found.kind, Project.objects.filter(initiative=found).count()) == ("project", 1)


def test_something_to_be_done_needs_only_a_line(project, office):
    sent = {"id": uuid4(), "title": "Nye skilte", "unit": project.unit_id}
    office.post(f"{at(project, 'new_project')}?slags=indsats", sent)
    done = Initiative.objects.get(title="Nye skilte")
    assert done.kind == "operation"
    assert "It is done" in words(office.get(page(done)))
    office.post(at(done, "move_project", done.number, "drift"), {"version": done.version})
    assert Initiative.objects.get(pk=done.pk).state == "in_operation"


def test_dates_that_end_before_they_begin_are_said_at_the_field(project, office):
    sent = {"version": 1, "starts_on": "2014-05-02", "ends_on": "2014-05-01"}
    answer = office.post(at(project, "edit_project", project.number, "periode"), sent)
    assert 'href="#id_ends_on"' in words(answer)
    assert "It ends before it begins." in words(answer)
    assert Initiative.objects.get(pk=project.pk).ends_on is None


def test_a_closed_centre_is_not_offered_and_stays_where_it_was_chosen(project, office):
    other = build.a_unit(project.municipality, name="Center Lukket")
    Unit.objects.filter(pk=other.pk).update(closed_on=date(2014, 1, 1))
    url = at(project, "edit_project", project.number, "folk")
    assert "Center Lukket" not in words(office.get(url))
    assert office.post(url, {"version": 1, "unit": other.pk}).status_code == 200
    Unit.objects.filter(pk=project.unit_id).update(closed_on=date(2014, 1, 1))
    kept = {"version": 1, "unit": project.unit_id, "owner": project.owner_id}
    assert office.post(url, kept).status_code == 302
    assert "is closed" in words(office.get(page(project)))


def test_a_sponsor_who_left_stays_named_until_another_is_chosen(project, office):
    sponsor = build.a_person("executive", project.municipality, name="Karen")
    Initiative.objects.filter(pk=project.pk).update(sponsor=sponsor)
    Membership.objects.filter(person=sponsor).update(
        since_on=date(2014, 1, 1), until_on=date(2014, 2, 1)
    )
    assert "no longer sits in the executive group" in words(office.get(page(project)))
    url = at(project, "edit_project", project.number, "folk")
    sent = {"version": 1, "unit": project.unit_id, "sponsor": sponsor.pk}
    assert office.post(url, sent).status_code == 302
    assert Initiative.objects.get(pk=project.pk).sponsor == sponsor


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_whoever_saves_on_top_of_another_sees_both(project, office, headers):
    url = at(project, "edit_project", project.number, "maal")
    office.post(url, {"version": 1, "goal": "Ingen venter mere end tre dage"})
    answer = office.post(url, {"version": 1, "goal": "Ingen venter"}, headers=headers)
    assert "Ingen venter mere end tre dage" in words(answer)
    assert Project.objects.get(initiative=project).goal == "Ingen venter mere end tre dage"
    assert 'name="version" value="2"' in words(answer)


def test_what_it_serves_is_chosen_among_what_is_in_force(project, office):
    aim = build.an_objective(build.a_focus_area(build.a_strategy(project.municipality)))
    build.adopted(aim.focus_area.strategy)
    url = at(project, "edit_project", project.number, "sigte")
    assert office.post(url, {"version": 1, "objectives": [aim.pk]}).status_code == 302
    assert aim.title in words(office.get(page(project)))


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("milepaele", {"title": "Prøven er slut", "due_on": "2027-01-01"}),
        ("leverancer", {"title": "En vejledning"}),
        ("risici", {"text": "Ingen tid", "likelihood": "low", "consequence": "high"}),
        ("folk", {"described_as": "to pårørende", "role": "citizen"}),
    ],
)
def test_a_line_of_the_plan_is_added_edited_and_removed(project, office, kind, sent):
    sent = sent | {"id": uuid4()}
    url = at(project, "add_plan_line", project.number, kind)
    assert [office.post(url, sent).status_code for _ in range(2)] == [302, 302]
    one = at(project, "edit_plan_line", project.number, kind, sent["id"])
    other = {"title": "Andet", "text": "Andet", "described_as": "en pårørende"}
    changed = sent | other | {"version": 1, "state": "under_way"}
    assert office.get(one).status_code == 200
    assert office.post(one, changed).status_code == 302
    url = at(project, "remove_plan_line", project.number, kind, sent["id"])
    assert office.post(url, {"version": 1}).status_code == 409, "it was changed since"
    assert office.post(url, {"version": 2}).status_code == 302
    assert office.get(one).status_code == 404


def test_a_circle_is_refused_in_the_form(project, office):
    other = a_project(project.municipality, title="Kalenderen")
    by = build.the_operator(project.municipality)
    actions.add_line(by=by, initiative=other, kind="dependency", needs=project)
    sent = {"id": uuid4(), "needs": other.pk}
    answer = office.post(at(project, "add_plan_line", project.number, "afhaengigheder"), sent)
    assert 'href="#id_needs"' in words(answer)
    assert "wait for each other" in words(answer)


def test_what_a_prejekt_did_not_know_is_shown_as_that(project, office):
    prejekt = a_project(
        project.municipality, kind="prejekt", title="Hvem kan selv?", question="Hvem kan selv?",
        sponsor=build.a_person("executive", project.municipality),
    )  # fmt: skip
    unknown = Unknown.objects.create(
        municipality=project.municipality, initiative=prejekt, question="Hvor mange?"
    )
    Risk.objects.create(
        municipality=project.municipality, initiative=project, text="Hvor mange?", unknown=unknown
    )
    shown = words(office.get(page(project)))
    assert "Not known in the prejekt" in shown
    assert page(prejekt) in shown


@pytest.mark.parametrize("verb", ["start", "drift", "parker", "stop"])
def test_every_move_has_its_page_and_others_are_not_found(project, office, verb):
    assert office.get(at(project, "move_project", project.number, verb)).status_code == 200
    assert office.get(at(project, "move_project", project.number, "andet")).status_code == 404


def test_parking_asks_for_a_day_at_the_field(project, office):
    url = at(project, "move_project", project.number, "parker")
    assert 'href="#id_review_on"' in words(office.post(url, {"version": 1, "reason": "Venter"}))
    assert office.post(
        url, {"version": 1, "reason": "Venter", "review_on": in_days(30)}
    ).status_code == 302  # fmt: skip
    assert "Parked until" in words(office.get(page(project)))


def test_a_prejekt_has_no_page_for_projects(project, office):
    prejekt = a_project(
        project.municipality, kind="prejekt", question="Hvordan?",
        sponsor=build.a_person("executive", project.municipality),
    )  # fmt: skip
    for section in ("tekst", "maal"):
        assert office.get(at(prejekt, "edit_project", prejekt.number, section)).status_code == 404


@pytest.mark.parametrize(
    ("role", "seen", "written"),
    [("visitor", 404, 404), ("guest", 404, 404), ("employee", 200, 403), ("unit_leader", 200, 403),
     ("executive", 200, 200), ("strategy_office", 200, 200)],
)  # fmt: skip
def test_who_reads_and_who_writes(project, role, seen, written):
    client = reader_with(role, project.municipality)
    assert client.get(page(project)).status_code == seen
    assert client.get(at(project, "edit_project", project.number, "maal")).status_code == written


def test_the_list_keeps_its_filter_in_the_address(project, office):
    running(a_project(project.municipality, title="Kalenderen"))
    url = at(project, "projects")
    both, one = office.get(url), office.get(f"{url}?tilstand=running&ord=kalender")
    assert "Tryg hjemme" in words(both)
    assert "Tryg hjemme" not in words(one)
    assert "Kalenderen" in words(one)


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_takes_the_same_queries_however_long_the_plan(
    project, count, django_assert_max_num_queries
):
    for number in range(count):
        a_milestone(project, number)
        by = {"by": build.the_operator(project.municipality), "initiative": project}
        actions.add_line(**by, kind="deliverable", title=f"Leverance {number}")
        actions.add_line(**by, kind="risk", text=f"Risiko {number}")
        actions.add_line(**by, kind="dependency", needs=a_project(project.municipality))
    # Whoever leads a unit also reads which units are below it.
    leader = reader(build.a_person("unit_leader", project.municipality, project.unit))
    with django_assert_max_num_queries(15):
        assert leader.get(page(project)).status_code == 200
    assert Entry.objects.count() > count
