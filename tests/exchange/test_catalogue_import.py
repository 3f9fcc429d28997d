"""A folder's ideas, prejekter and projects: Greve's example, what a slip is told as, and reading in twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.utils.translation import override

from pejl.exchange.actions import import_folder
from pejl.history.models import Entry
from pejl.initiatives.models import Gate, Idea, Initiative, Selection, Triage, Unknown
from tests.build import the_operator
from tests.exchange.build import GREVE, changed, faults_in

pytestmark = pytest.mark.django_db


def test_greve_has_eleven_prejekter_fourteen_projects_and_twenty_ideas_all_made_up() -> None:
    assert import_folder(by=the_operator(), path=GREVE) == []
    kinds = Counter(Initiative.objects.values_list("kind", flat=True))
    assert kinds == {"prejekt": 11, "project": 14, "operation": 3}
    assert Idea.objects.count() == 20
    assert Idea.objects.filter(outcome="").count() == 3
    assert not Initiative.objects.filter(is_example=False).exists()
    assert not Idea.objects.filter(is_example=False).exists()
    centres = set(Initiative.objects.values_list("unit__slug", flat=True))
    assert len(centres) == 8


def test_greves_prejekter_show_the_three_good_ends() -> None:
    assert import_folder(by=the_operator(), path=GREVE) == []
    crystallised = Initiative.objects.get(state="crystallised")
    grown = crystallised.successors.get()
    assert (grown.kind, grown.state) == ("project", "running")
    assert grown.risks.filter(unknown__isnull=False).exists()
    stopped, parked = (
        Initiative.objects.get(state="stopped"),
        Initiative.objects.get(state="parked"),
    )
    assert stopped.learning
    assert str(parked.review_on) == "2015-03-02"
    assert str(Gate.objects.get(outcome="stop").decided_on) == "2014-05-06"
    assert Unknown.objects.filter(initiative=crystallised, state="answered").count() == 6


def test_each_step_is_taken_by_whoever_took_it_on_its_own_day() -> None:
    assert import_folder(by=the_operator(), path=GREVE) == []
    idea = Idea.objects.get(number=1)
    answer = Triage.objects.get(idea=idea)
    assert answer.decided_by.title == "Centerchef"
    assert str(answer.decided_at.date()) == "2014-02-10"
    assert (idea.first_answered_at - idea.created_at).days == 5
    assert not Gate.objects.filter(decided_by=None).exists()
    assert Selection.objects.filter(is_selected=False).count() == 1


def test_reading_the_same_folder_in_again_changes_nothing() -> None:
    assert import_folder(by=the_operator(), path=GREVE) == []
    Initiative.objects.filter(number=1).update(title="Skrevet om siden")
    before = Entry.objects.count()
    assert import_folder(by=the_operator(), path=GREVE) == []
    assert Entry.objects.count() == before
    assert Initiative.objects.get(number=1).title == "Skrevet om siden"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("submitter: sygeplejerske", "submitter: sygepljerske", "found in people.yaml"),
        ('objective: "3.3"', 'objective: "9.9"', "the number of an objective in strategy.yaml"),
        ("idea: skaerm-om-aftenen", "idea: skaerm", "catalogue.yaml"),
        ("outcome: mature", "outcome: moden", "one of: do_now, mature"),
        ("leads_to: skaermbesoeg", "leads_to: noget-andet", "found in catalogue.yaml"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = changed(tmp_path, "catalogue", old, new, of=GREVE)
    with override("en"):
        faults = [str(fault) for fault in faults_in(folder)]
    assert any(told in fault and "catalogue.yaml, line" in fault for fault in faults), faults
