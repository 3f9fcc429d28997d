"""Learning: from a finding to a change that helped, or a reason why there is none."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from pejl.effects import actions, queries, refusals
from pejl.effects.models import Learning
from pejl.effects.queries.learning import Filter
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.organisation import queries as organisation
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere
from pejl.search import queries as search
from tests import build
from tests.effects.made import a_learning, an_evaluation, changed, decided, reckoned
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project, in_days

pytestmark = pytest.mark.django_db


def office(thing):
    return build.the_operator(thing.municipality)


def test_everyone_who_works_here_tells_what_was_learned_and_a_guest_does_not():
    municipality = build.a_municipality()
    told = {"municipality": municipality, "finding": "Borgerne ringer", "other_source": "Et besøg"}
    learning = actions.tell_learning(by=build.an_actor("employee", municipality), **told)
    assert (learning.label, learning.state, learning.helped) == ("L1", "new", "unknown")
    with pytest.raises(NotAllowed):
        actions.tell_learning(by=build.an_actor("guest", municipality), **told)


def test_learning_comes_from_somewhere():
    municipality = build.a_municipality()
    with pytest.raises(refusals.SourceIsMissing):
        actions.tell_learning(
            by=build.the_operator(municipality), municipality=municipality, finding="Noget",
            other_source=" ",
        )  # fmt: skip
    assert a_learning(evaluation=an_evaluation()).other_source == ""


def test_two_clicks_tell_one_thing_and_something_is_said():
    municipality, key = build.a_municipality(), uuid4()
    assert a_learning(municipality, id=key) == a_learning(municipality, id=key)
    assert a_learning(municipality).number == 2
    with pytest.raises(refusals.FindingIsMissing):
        a_learning(municipality, finding=" ")


@pytest.mark.parametrize(
    ("make", "name", "refusal"),
    [
        (an_evaluation, "evaluation", refusals.EvaluationIsElsewhere),
        (an_indicator, "indicator", refusals.IndicatorIsElsewhere),
        (a_project, "initiative", refusals.InitiativeIsElsewhere),
    ],
)
def test_a_source_of_another_municipality_is_refused(make, name, refusal):
    with pytest.raises(refusal):
        a_learning(build.a_municipality(), **{name: make()})


def test_a_change_is_decided_with_somebody_and_a_day():
    learning = a_learning()
    who = build.a_person("employee", learning.municipality)
    told = {"change": "Vi ringer op", "responsible": who, "due_on": date(2014, 10, 1)}

    def decide(**other):
        return actions.decide_change(
            by=office(learning), learning=learning, version=learning.version, **told | other
        )

    with pytest.raises(refusals.ChangeIsMissing):
        decide(change=" ")
    with pytest.raises(refusals.NobodyIsToDoIt):
        decide(responsible=None)
    with pytest.raises(refusals.DayIsMissing):
        decide(due_on=None)
    with pytest.raises(PersonIsNotMember) as found:
        decide(responsible=build.a_person("employee", build.a_municipality()))
    assert found.value.field == "responsible"
    with pytest.raises(UnitIsElsewhere):
        decide(unit=build.a_unit(build.a_municipality()))
    assert decide() is not None
    assert Learning.objects.get().state == "decided"
    assert decide() is None, "a second click changes nothing"


def test_the_way_from_decided_to_helped():
    learning = a_learning()

    def say(action, **told):
        return action(by=office(learning), learning=learning, version=learning.version, **told)

    with pytest.raises(refusals.NothingIsDecided):
        say(actions.say_changed)
    decided(learning)
    with pytest.raises(refusals.NothingIsChangedYet):
        say(actions.say_helped, helped="yes", helped_note="Vi målte")
    with pytest.raises(refusals.ChangedDayLiesAhead):
        say(actions.say_changed, changed_on=in_days(1))
    say(actions.say_changed, changed_on=date(2014, 9, 1))
    with pytest.raises(refusals.HowWeKnowIsMissing):
        say(actions.say_helped, helped="no")
    say(actions.say_helped, helped="partly", helped_note="Kun om formiddagen")
    kept = Learning.objects.get()
    assert (kept.state, kept.helped, kept.changed_on) == ("changed", "partly", date(2014, 9, 1))
    with pytest.raises(refusals.ChangeIsMade):
        decided(learning)
    with pytest.raises(refusals.ChangeIsMade):
        say(actions.lead_to_no_change, reason="Nej")


def test_no_change_has_its_reason_and_can_be_decided_otherwise():
    learning = a_learning()
    told = {"by": office(learning), "learning": learning}
    with pytest.raises(refusals.ReasonIsMissing):
        actions.lead_to_no_change(**told, version=1, reason=" ")
    actions.lead_to_no_change(**told, version=1, reason="Loven tillader det ikke")
    assert Learning.objects.get().state_reason == "Loven tillader det ikke"
    decided(learning)
    assert Learning.objects.get().state_reason == ""


def test_whoever_is_to_do_it_says_that_it_is_done_and_decides_nothing():
    learning = decided(a_learning())
    doer = organisation.actor_for(learning.municipality, learning.responsible)
    actions.say_changed(by=doer, learning=learning, version=2, changed_on=date(2014, 9, 1))
    other = decided(a_learning(learning.municipality), responsible=doer.person)
    with pytest.raises(NotAllowed):
        actions.lead_to_no_change(by=doer, learning=other, version=2, reason="Nej")
    stranger = build.an_actor("employee", learning.municipality)
    with pytest.raises(NotAllowed):
        actions.say_changed(by=stranger, learning=other, version=2)


def test_the_leader_of_where_it_is_changed_decides():
    municipality = build.a_municipality()
    unit = build.a_unit(municipality)
    leader = build.an_actor("unit_leader", municipality, unit)
    told = {"by": leader, "version": 1, "reason": "Nej"}
    actions.lead_to_no_change(learning=a_learning(municipality, unit=unit), **told)
    of_initiative = a_learning(initiative=a_project(municipality, unit=unit))
    actions.lead_to_no_change(learning=of_initiative, **told)
    with pytest.raises(NotAllowed):
        actions.lead_to_no_change(learning=a_learning(municipality), **told)


def test_of_two_who_decide_the_second_sees_both():
    learning = a_learning()
    stale = Learning.objects.select_related("municipality").get()
    decided(learning)
    with pytest.raises(EditedMeanwhile):
        decided(stale, change="Vi skriver i stedet")


def test_learning_is_found_by_its_words_once_it_may_be_read():
    learning = a_learning(finding="Opkald før klokken ti")
    visitor = build.an_actor("visitor", learning.municipality)

    def titles():
        found = search.find(learning.municipality_id, visitor.audiences, "opkald")
        return [one.title for one in found.hits]

    assert titles() == []
    actions.publish_learning(by=office(learning), learning=learning, version=1)
    assert titles() == ["Opkald før klokken ti"]
    actions.publish_learning(by=office(learning), learning=learning, version=2, is_public=False)
    assert titles() == []


def test_every_step_leaves_its_line():
    learning = changed(a_learning())
    lines = Entry.objects.of_subject("effects.learning", str(learning.pk))
    assert {one.changes["state"][1] for one in lines if "state" in one.changes} == {
        "decided", "changed",
    }  # fmt: skip


def test_past_its_day_is_what_was_decided_and_not_done():
    assert decided(a_learning(), due_on=in_days(-1)).is_overdue
    assert not decided(a_learning(), due_on=in_days(0)).is_overdue
    assert not changed(a_learning(), due_on=in_days(-1)).is_overdue


def test_the_share_of_analyses_that_led_to_a_change_counts_evaluations_with_a_result():
    indicator = with_values(an_indicator(), *range(16), first=date(2012, 1, 1))
    place = indicator.municipality
    reckoned(an_evaluation(an_indicator(place)))  # gave no number
    led, taught, asked = (reckoned(an_evaluation(indicator)) for _ in range(3))
    an_evaluation(indicator)
    for _twice in range(2):
        decided(a_learning(evaluation=led))
    a_learning(evaluation=taught)
    found = queries.counts(build.an_actor("employee", place))
    assert (found.analyses, found.led_to_change, found.share) == (3, 1, 33)
    assert (found.all, found.new, found.decided, found.overdue) == (3, 1, 2, 2)
    assert asked.learnings.count() == 0
    assert queries.counts(build.an_actor("visitor", place)).share is None


def test_learning_about_an_objective_is_that_said_to_be_measured_by_or_from_what_serves_it():
    objective = build.an_objective()
    place = objective.municipality
    project = a_project(place, objectives=[objective])
    indicator = an_indicator(objective=objective)
    evaluation = an_evaluation(an_indicator(place), project)
    about = [
        a_learning(place, objective=objective),
        a_learning(initiative=project),
        a_learning(evaluation=evaluation),
        a_learning(indicator=indicator),
    ]
    a_learning(place)
    employee = build.an_actor("employee", place)
    found = queries.learning_for_objective(employee, objective)
    assert found.shown == about[::-1]
    word = f"{objective.strategy.slug}/{objective.label}"
    assert set(queries.learnings(employee, Filter(objective=word))) == set(about)
    many = [a_learning(place, objective=objective) for _ in range(8)]
    found = queries.learning_for_objective(employee, objective)
    assert (found.shown, found.more) == (many[::-1], 4)
    assert queries.learning_for_objective(build.an_actor("visitor", place), objective).shown == []
