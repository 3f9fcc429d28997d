"""Nothing tracked changes without a line, and nobody writes over what they have not seen."""

from __future__ import annotations

import pytest
from django.db.transaction import atomic

from pejl.history import actions as history
from pejl.history import queries
from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile, RemovedMeanwhile
from pejl.strategy.models import Objective
from tests import build

pytestmark = pytest.mark.django_db


def lines_of(element: Objective) -> list[Entry]:
    return list(Entry.objects.of_subject("strategy.objective", str(element.pk)))


def test_a_new_thing_leaves_a_line_with_its_wording():
    objective = build.an_objective(title="Flere med")
    (line,) = lines_of(objective)
    assert (line.verb, line.subject_title) == ("created", "Flere med")
    assert line.snapshot["title"] == "Flere med"
    assert line.scope_key == str(objective.strategy_id)
    assert line.municipality_id == objective.municipality_id


def test_a_change_leaves_the_old_words_beside_the_new_and_raises_the_version():
    objective = build.an_objective(title="Flere med")
    by = build.an_actor("executive", objective.municipality)
    entry = history.change(
        by=by, element=objective, version=1, fields={"title": "Alle med", "text": "Vi vil"}
    )
    assert entry
    assert entry.changes == {"title": ["Flere med", "Alle med"], "text": ["", "Vi vil"]}
    assert (entry.person_id, entry.person_name) == (by.person_id, by.person_name)
    assert (objective.version, Objective.objects.get(pk=objective.pk).version) == (2, 2)


def test_saving_what_already_stands_writes_no_line():
    objective = build.an_objective(title="Flere med")
    by = build.an_actor("executive", objective.municipality)
    assert (
        history.change(by=by, element=objective, version=1, fields={"title": "Flere med"}) is None
    )
    assert len(lines_of(objective)) == 1
    assert Objective.objects.get(pk=objective.pk).version == 1


def test_whoever_saves_second_is_handed_both_versions():
    objective = build.an_objective(title="Flere med")
    late = Objective.objects.get(pk=objective.pk)
    by = build.an_actor("executive", objective.municipality)
    history.change(by=by, element=objective, version=1, fields={"title": "Først"})
    with pytest.raises(EditedMeanwhile) as refused, atomic():
        history.change(by=by, element=late, version=1, fields={"title": "Sidst"})
    assert refused.value.current.title == "Først"
    assert refused.value.mine == {"title": "Sidst"}
    assert Objective.objects.get(pk=objective.pk).title == "Først"
    assert len(lines_of(objective)) == 2


def test_a_version_that_never_was_is_refused_too():
    objective = build.an_objective()
    by = build.an_actor("executive", objective.municipality)
    for version in (0, 7, 10**30):
        with pytest.raises(EditedMeanwhile), atomic():
            history.change(by=by, element=objective, version=version, fields={"title": "Ny"})


def test_changing_what_somebody_removed_says_so():
    objective = build.an_objective()
    late = Objective.objects.get(pk=objective.pk)
    by = build.an_actor("executive", objective.municipality)
    history.remove(by=by, element=objective, version=1)
    with pytest.raises(RemovedMeanwhile), atomic():
        history.change(by=by, element=late, version=1, fields={"title": "Ny"})


def test_what_is_removed_keeps_its_last_wording_in_the_history():
    objective = build.an_objective(title="Flere med")
    key = objective.pk
    history.remove(
        by=build.an_actor("executive", objective.municipality), element=objective, version=1
    )
    last = Entry.objects.of_subject("strategy.objective", str(key))[0]
    assert (last.verb, last.snapshot["title"]) == ("removed", "Flere med")


def test_what_was_changed_since_one_looked_is_not_removed():
    objective = build.an_objective()
    by = build.an_actor("executive", objective.municipality)
    history.change(by=by, element=objective, version=1, fields={"title": "Ny"})
    before = Entry.objects.count()
    with pytest.raises(ChangedMeanwhile), atomic():
        history.remove(by=by, element=objective, version=1)
    assert Objective.objects.filter(pk=objective.pk).exists()
    assert Entry.objects.count() == before, "a refused removal must leave no line"


def test_relations_and_days_are_kept_as_plain_text():
    municipality = build.a_municipality()
    chief = build.a_person("executive", municipality)
    strategy = build.a_strategy(municipality)
    objective = build.an_objective(build.a_focus_area(strategy))
    entry = history.change(
        by=build.the_operator(municipality),
        element=objective,
        version=1,
        fields={"responsible": chief},
    )
    assert entry
    assert entry.changes == {"responsible": [None, str(chief.pk)]}
    first = Entry.objects.of_subject("strategy.strategy", str(strategy.pk)).last()
    assert first
    assert first.snapshot["starts_on"] == "2014-01-01"


def test_the_data_version_rises_with_each_change_here_and_only_here():
    here, elsewhere = build.a_municipality(), build.a_municipality()
    before, before_there = queries.data_version(here.id), queries.data_version(elsewhere.id)
    build.a_strategy(here)
    assert queries.data_version(here.id) > before
    assert queries.data_version(elsewhere.id) == before_there
    assert queries.data_version(None) == queries.data_version(here.id)


def test_the_operator_signs_with_the_products_own_name():
    objective = build.an_objective()
    (line,) = lines_of(objective)
    assert (line.person_id, line.person_name) == (None, "Pejl")
