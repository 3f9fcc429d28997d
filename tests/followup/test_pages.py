"""Pages of following up: the round from preparing to closing, units, meetings, decisions, one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.followup.actions import decisions as deciding
from pejl.followup.actions import meetings as meeting_actions
from pejl.followup.models import AgendaItem, Decision, Deputy, Meeting, Readiness, Report, Round
from pejl.jobs import worker
from pejl.jobs.models import Letter
from pejl.organisation.models import Person
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened
from tests.followup.test_meetings import all_confirmed, report_on
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


@pytest.fixture
def office(strategy):
    return reader(build.a_person("strategy_office", strategy.municipality))


@pytest.fixture
def chief(strategy):
    return reader(build.a_person("executive", strategy.municipality))


def at(strategy, name: str, *args) -> str:
    return reverse(f"followup:{name}", args=[strategy.municipality.slug, *args])


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def form_of(client, address: str) -> dict:
    """What the form on a page would send as it is shown."""
    form = client.get(address).context["form"]
    shown = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_a_round_is_prepared_with_sensible_days_looked_through_and_opened(strategy, office):
    project = a_project(strategy)
    sent = form_of(office, at(strategy, "prepare_round")) | {"strategy": strategy.pk}
    sent["remind_days"] = "3, -1"
    answer = office.post(at(strategy, "prepare_round"), sent)
    round = Round.objects.get()
    assert answer.url == at(strategy, "run_round", round.slug)
    assert round.initiatives_due_on < round.objectives_due_on < round.focus_areas_due_on
    assert all(
        day.weekday() < 5
        for day in (round.initiatives_due_on, round.objectives_due_on, round.focus_areas_due_on)
    )
    assert round.remind_days == [3, -1]

    page = text_of(office, at(strategy, "run_round", round.slug))
    assert project.owner.name in page
    assert not Letter.objects.exists()
    office.post(at(strategy, "open_round", round.slug), {"version": round.version})
    assert Letter.objects.filter(to_person_id=project.owner_id).exists()
    assert project.owner.name in text_of(office, at(strategy, "run_round", round.slug))


def test_a_round_is_not_named_like_an_address_of_the_room(strategy, office):
    sent = form_of(office, at(strategy, "prepare_round")) | {"strategy": strategy.pk, "slug": "mit"}
    answer = office.post(at(strategy, "prepare_round"), sent | {"remind_days": ""})
    assert answer.context["form"].errors["slug"]


def test_what_nobody_owns_is_told_before_opening_and_handed_over_afterwards(strategy, office):
    project = a_project(strategy)
    leaver = project.owner.memberships.get()
    leaver.since_on = leaver.until_on = timezone.localdate() - timedelta(days=1)
    leaver.save()
    round = a_round(strategy)
    assert project.title in text_of(office, at(strategy, "run_round", round.slug))
    report = report_on(opened(round), project)
    assert str(report.pk) in text_of(office, at(strategy, "run_round", round.slug))

    heir = build.a_person("employee", strategy.municipality)
    office.post(at(strategy, "hand_over", round.slug, report.pk), {"version": 1, "owner": heir.pk})
    report.refresh_from_db()
    assert report.owner == heir
    assert Letter.objects.filter(to_person_id=heir.pk).count() == 1


def test_a_letter_that_could_not_be_sent_is_shown_and_sent_again(strategy, office):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    letter = Letter.objects.get(to_person_id=project.owner_id)
    Letter.objects.filter(pk=letter.pk).update(state="failed", last_error="550")
    page = text_of(office, at(strategy, "run_round", round.slug))
    assert project.owner.email in page

    office.post(at(strategy, "settle_letters", round.slug), {"letters": [letter.pk], "again": "1"})
    worker.work_off()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert project.owner.email not in text_of(office, at(strategy, "run_round", round.slug))


def test_the_round_is_closed_opened_again_with_a_reason_and_reminded(strategy, office):
    a_project(strategy)
    round = opened(a_round(strategy))
    office.post(at(strategy, "remind", round.slug))
    assert Letter.objects.count() == 4, "two people, a letter and a reminder each"
    office.post(at(strategy, "close_round", round.slug), {"version": round.version})
    round.refresh_from_db()
    assert round.state == "closed"
    again = at(strategy, "reopen_round", round.slug)
    assert office.post(again, {"version": round.version, "reason": ""}).status_code == 200
    office.post(again, {"version": round.version, "reason": "En enhed manglede."})
    round.refresh_from_db()
    assert round.is_open


def test_the_overview_shows_exceptions_and_leaves_the_rest_to_the_filter(strategy, chief):
    off, fine = a_project(strategy, title="Skæv"), a_project(strategy, title="Lige")
    round = opened(a_round(strategy))
    confirmed(report_on(round, off), "off_course")
    all_confirmed(round)

    page = text_of(chief, at(strategy, "round", round.slug))
    assert off.title in page
    assert fine.title not in page
    everything = text_of(chief, at(strategy, "round", round.slug) + "?maal=1.1")
    assert fine.title in everything
    only_off = text_of(chief, at(strategy, "round", round.slug) + "?vis=ude-af-kurs")
    assert off.title in only_off
    assert fine.title not in only_off
    unit = text_of(chief, at(strategy, "round", round.slug) + f"?enhed={fine.unit.slug}")
    assert fine.title in unit
    assert off.title not in unit


def test_a_status_that_has_grown_old_never_shows_as_green(strategy, chief):
    project = a_project(strategy)
    round = opened(a_round(strategy, stale_after_days=10))
    confirmed(report_on(round, project))
    Report.objects.filter(round=round).update(
        confirmed_at=timezone.now() - timedelta(days=11), status="on_course"
    )
    page = text_of(chief, at(strategy, "round", round.slug) + "?vis=foraeldede")
    assert project.title in page
    assert "pejl-state-on_course" not in page


def test_last_times_judgement_stands_while_a_round_is_open_and_is_stale_once_it_is_closed(
    strategy, chief
):
    project = a_project(strategy)
    first = opened(a_round(strategy))
    confirmed(report_on(first, project))
    closed(first)
    second = opened(a_round(strategy))
    stale = at(strategy, "round", second.slug) + "?vis=foraeldede"
    missing = at(strategy, "round", second.slug) + "?vis=mangler"
    assert project.title not in text_of(chief, stale)
    assert project.title in text_of(chief, missing)
    closed(second)
    assert project.title in text_of(chief, stale)


def test_a_report_is_read_whole_with_what_was_decided_about_it(strategy, chief):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = confirmed(report_on(round, project), "off_course", fact="Leverandøren gik konkurs")
    deciding.record_decision(
        by=build.the_operator(strategy.municipality), municipality=strategy.municipality,
        initiative=project, text="Vi udbyder igen",
    )  # fmt: skip
    page = text_of(chief, at(strategy, "report", round.slug, report.pk))
    assert "Leverandøren gik konkurs" in page
    assert "Vi udbyder igen" in page


def test_a_leader_completes_for_others_marks_ready_and_takes_it_back(strategy):
    project = a_project(strategy)
    leader = reader(build.a_person("unit_leader", strategy.municipality, project.unit))
    round = opened(a_round(strategy))
    where = at(strategy, "unit", round.slug, project.unit.slug)
    report = report_on(round, project)
    prefix = f"r{report.pk.hex[:8]}"
    assert project.title in text_of(leader, where)

    answer = leader.post(
        where,
        {"report": report.pk, f"{prefix}-version": 1, f"{prefix}-status": "on_course"},
    )
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.is_confirmed
    assert report.confirmed_by != report.owner
    leader.post(at(strategy, "mark_ready", round.slug, project.unit.slug), {"note": "Set igennem"})
    marked = Readiness.objects.get()
    assert (marked.is_ready, marked.note) == (True, "Set igennem")
    assert "Set igennem" in text_of(leader, at(strategy, "units", round.slug))
    leader.post(
        at(strategy, "take_back_ready", round.slug, project.unit.slug), {"version": marked.version}
    )
    marked.refresh_from_db()
    assert not marked.is_ready


def test_what_a_leader_sent_with_a_fault_stands_in_the_form_again(strategy):
    project = a_project(strategy)
    leader = reader(build.a_person("unit_leader", strategy.municipality, project.unit))
    round = opened(a_round(strategy))
    report = report_on(round, project)
    prefix = f"r{report.pk.hex[:8]}"
    answer = leader.post(
        at(strategy, "unit", round.slug, project.unit.slug),
        {
            "report": report.pk, f"{prefix}-version": 1, f"{prefix}-status": "off_course",
            f"{prefix}-fact": "Vi mangler folk",
        },
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Vi mangler folk" in answer.content.decode()
    report.refresh_from_db()
    assert not report.is_confirmed


def test_a_meeting_is_planned_given_an_agenda_minuted_and_decided_in(strategy, chief):
    project = a_project(strategy)
    owner = project.owner
    round = opened(a_round(strategy))
    confirmed(report_on(round, project), "off_course", decision_wanted="Må vi stoppe?")
    all_confirmed(round)
    chief.post(
        at(strategy, "plan_meeting", round.slug),
        form_of(chief, at(strategy, "plan_meeting", round.slug)) | {"place": "Rådhuset"},
    )
    meeting = Meeting.objects.get()
    here = (round.slug, meeting.pk)
    chief.post(at(strategy, "make_agenda", *here))
    point = AgendaItem.objects.get()
    page = text_of(chief, at(strategy, "meeting", *here))
    assert "Må vi stoppe?" in page
    prefix = f"p{point.pk.hex[:8]}"

    chief.post(
        at(strategy, "take_minutes", *here, point.pk),
        {f"{prefix}-version": 1, f"{prefix}-minutes": "Det blev drøftet."},
    )
    decide = at(strategy, "decide", *here, point.pk)
    sent = form_of(chief, decide) | {
        "text": "Vi stopper projektet", "reason": "Det virker ikke", "responsible": owner.pk,
        "due_on": timezone.localdate() + timedelta(days=30),
    }  # fmt: skip
    chief.post(decide, sent)
    chief.post(decide, sent)
    chief.post(at(strategy, "mark_treated", *here, point.pk))

    decision = Decision.objects.get()
    assert (decision.initiative, decision.point, decision.round) == (project, point, round)
    assert Letter.objects.filter(to_person_id=owner.pk, about_label="followup.decision").exists()
    for address in (at(strategy, "meeting", *here), at(strategy, "meeting", *here) + "?skaerm"):
        page = text_of(chief, address)
        assert "Det blev drøftet." in page
        assert "Vi stopper projektet" in page
    assert "Det blev drøftet." in text_of(reader(owner), at(strategy, "meeting", *here))


def test_minutes_are_kept_while_one_writes_and_a_second_writer_is_shown_both_texts(strategy, chief):
    round = opened(a_round(strategy))
    by = build.the_operator(strategy.municipality)
    meeting = meeting_actions.plan_meeting(by=by, round=round, held_on=timezone.localdate())
    point = meeting_actions.add_point(by=by, meeting=meeting, title="Budget")
    where = at(strategy, "take_minutes", round.slug, meeting.pk, point.pk)
    prefix = f"p{point.pk.hex[:8]}"
    other = reader(build.a_person("executive", strategy.municipality))

    def write(client, version, text, **more):
        sent = {f"{prefix}-version": version, f"{prefix}-minutes": text} | more
        return client.post(where, sent, headers={"HX-Request": "true"}).content.decode()

    assert 'value="2"' in write(chief, 1, "Mine ord")
    answer = write(other, 1, "Andres ord")
    assert "Mine ord" in answer
    assert "Andres ord" in answer
    assert f'name="{prefix}-version"' not in answer, "the next keystroke must not save over it"
    point.refresh_from_db()
    assert point.minutes == "Mine ord"
    write(other, 1, "Mine ord. Andres ord", over="2")
    point.refresh_from_db()
    assert point.minutes == "Mine ord. Andres ord"


def test_without_javascript_a_second_writer_gets_the_page_with_both_texts(strategy, chief):
    round = opened(a_round(strategy))
    by = build.the_operator(strategy.municipality)
    meeting = meeting_actions.plan_meeting(by=by, round=round, held_on=timezone.localdate())
    point = meeting_actions.add_point(by=by, meeting=meeting, title="Budget")
    meeting_actions.take_minutes(by=by, point=point, version=1, minutes="Først")
    prefix = f"p{point.pk.hex[:8]}"
    answer = chief.post(
        at(strategy, "take_minutes", round.slug, meeting.pk, point.pk),
        {f"{prefix}-version": 1, f"{prefix}-minutes": "Sidst"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Først" in page
    assert "Sidst" in page
    assert f'name="{prefix}-version" value="2"' in page


def test_points_are_added_worded_moved_taken_off_and_put_back(strategy, chief):
    round = opened(a_round(strategy))
    by = build.the_operator(strategy.municipality)
    meeting = meeting_actions.plan_meeting(by=by, round=round, held_on=timezone.localdate())
    here = (round.slug, meeting.pk)
    for title in ("Budget", "Ferie"):
        add = at(strategy, "add_point", *here)
        chief.post(add, form_of(chief, add) | {"title": title})
    first, second = meeting.points.all()
    chief.post(at(strategy, "edit_point", *here, first.pk), {"version": 1, "title": "Budget 2015"})
    chief.post(at(strategy, "move_point", *here, second.pk, "op"))
    assert list(meeting.points.values_list("title", flat=True)) == ["Ferie", "Budget 2015"]
    chief.post(at(strategy, "drop_point", *here, second.pk), {"version": 1})
    assert list(meeting.points.values_list("title", flat=True)) == ["Budget 2015"]

    waiting = meeting_actions.put_on_agenda(
        by=by,
        round=round,
        why="other",
        title="En kontrakt",
        came_from="supplier:1",
        meeting=meeting,
    )
    chief.post(at(strategy, "drop_point", *here, waiting.pk), {"version": 1})
    assert "En kontrakt" in text_of(chief, at(strategy, "meeting", *here))
    chief.post(at(strategy, "put_back", *here, waiting.pk))
    assert meeting.points.filter(pk=waiting.pk, is_treated=False).exists()


def test_decisions_are_found_by_their_state_what_they_are_about_and_who_does_them(strategy, chief):
    project, here = a_project(strategy), strategy.municipality
    by, aim = build.the_operator(here), strategy.objectives.first()
    late = deciding.record_decision(
        by=by, municipality=here, text="Ring til naboerne", responsible=project.owner,
        initiative=project, due_on=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    deciding.record_decision(by=by, municipality=here, text="Skriv en plan", objective=aim)
    for query, expected in {
        "tilstand=overdue": [late],
        f"ansvarlig={project.owner_id}": [late],
        f"om={project.label}": [late],
        "ord=naboerne": [late],
        "tilstand=done": [],
        "om=P999": [],
        "ansvarlig=vrøvl": [],
    }.items():
        page = chief.get(at(strategy, "decisions") + f"?{query}").context["page"]
        assert list(page) == expected, query
    page = chief.get(at(strategy, "decisions") + "?om=1.1").context["page"]
    assert [one.text for one in page] == ["Skriv en plan"]


def test_a_decision_is_recorded_on_what_its_number_says_ended_and_replaced(strategy, chief):
    project = a_project(strategy)
    record = at(strategy, "record_decision") + f"?om={project.label}"
    sent = form_of(chief, record) | {"text": "Vi venter"}
    assert sent["about"] == project.label
    chief.post(record, sent)
    decision = Decision.objects.get()
    assert decision.initiative == project
    wrong = chief.post(record, form_of(chief, record) | {"text": "Nej", "about": "P999"})
    assert wrong.context["form"].errors["about"]

    replace = at(strategy, "replace_decision", decision.number)
    chief.post(replace, form_of(chief, replace) | {"text": "Vi begynder alligevel"})
    newer = Decision.objects.get(replaces=decision)
    page = text_of(chief, at(strategy, "decision", decision.number))
    assert newer.label in page
    end = at(strategy, "end_decision", newer.number)
    chief.post(end, form_of(chief, end) | {"outcome": "Vi er i gang."})
    newer.refresh_from_db()
    assert (newer.state, newer.outcome) == ("done", "Vi er i gang.")
    assert "Vi er i gang." in text_of(chief, at(strategy, "decision", newer.number))


def test_a_deputy_is_named_by_oneself_and_for_others_by_the_office(strategy, office):
    person, deputy = (build.a_person("employee", strategy.municipality) for _ in range(2))
    own = reader(person)
    where = at(strategy, "appoint_deputy")
    own.post(where, form_of(own, where) | {"deputy": deputy.pk})
    assert Deputy.objects.get().person == person
    assert deputy.name in text_of(own, at(strategy, "deputies"))
    office.post(where, form_of(office, where) | {"deputy": person.pk, "person": deputy.pk})
    made = Deputy.objects.get(person=deputy)
    until = timezone.localdate() + timedelta(days=3)
    office.post(at(strategy, "end_deputy", made.pk), {"version": made.version, "until_on": until})
    made.refresh_from_db()
    assert made.until_on == until
    assert own.post(
        at(strategy, "end_deputy", made.pk), {"version": 2, "until_on": until}
    ).status_code == 403  # fmt: skip


def test_visitors_read_signed_public_rounds_and_nothing_else(strategy):
    visitor = reader()
    round = closed(opened(a_round(strategy)))
    assert visitor.get(at(strategy, "round", round.slug)).status_code == 404
    Round.objects.filter(pk=round.pk).update(state="signed", is_public=True)
    assert visitor.get(at(strategy, "round", round.slug)).status_code == 302
    assert round.title in text_of(visitor, at(strategy, "rounds"))
    report = Report.objects.filter(round=round).first()
    for name, args in {
        "report": [round.slug, report.pk], "run_round": [round.slug], "units": [round.slug],
        "meetings": [round.slug], "decisions": [],
    }.items():  # fmt: skip
        assert visitor.get(at(strategy, name, *args)).status_code in {302, 403, 404}, name


def test_a_person_s_name_is_not_needed_for_what_nobody_confirmed(strategy, chief):
    Person.objects.update(title="")
    round = opened(a_round(strategy))
    for report in Report.objects.filter(round=round):
        text_of(chief, at(strategy, "report", round.slug, report.pk))
