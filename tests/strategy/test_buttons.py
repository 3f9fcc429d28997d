"""Lone buttons: move, remove, adopt, close. They fall on what somebody saw, whatever its number is now."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pejl.strategy import actions
from pejl.strategy.models import FocusArea, Objective, Question, Strategy
from tests import build
from tests.overview.reader import reader
from tests.strategy.forms import a_whole_draft, the_office

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}


@pytest.fixture
def strategy():
    return build.a_strategy()


@pytest.fixture
def area(strategy):
    return build.a_focus_area(strategy)


def to(strategy, name, *place):
    return reverse(f"strategy:{name}", args=[strategy.municipality.slug, strategy.slug, *place])


def seen(part, **more):
    """What a lone button sends along."""
    return {"part": str(part.pk), "version": str(part.version)} | more


def order(model, strategy):
    return "".join(str(one) for one in model.objects.filter(strategy=strategy).order_by("number"))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_every_kind_of_part_moves_and_is_removed(strategy, area, headers):
    client = the_office(strategy)
    other = build.a_focus_area(strategy)
    kinds = {
        "focus_area": ([area, other], [(1,), (2,)]),
        "objective": ([build.an_objective(area) for _ in "ab"], [("1.1",), ("1.2",)]),
        "question": ([build.a_question(area) for _ in "ab"], [(1, 1), (1, 2)]),
        "driver": ([build.a_driver(strategy) for _ in "ab"], [(1,), (2,)]),
    }
    for kind in ("objective", "question", "driver", "focus_area"):
        (first, _second), (place, _next) = kinds[kind]
        answer = client.post(
            to(strategy, f"move_{kind}", *place), seen(first, steps="1"), headers=headers
        )
        assert answer.status_code == (200 if headers else 302), kind
        first.refresh_from_db()
        assert first.number == 2, kind
        client.post(to(strategy, f"remove_{kind}", *place), seen(first), headers=headers)
        assert not type(first).objects.filter(pk=first.pk).exists(), kind


def test_the_second_click_on_move_does_not_move_back(strategy, area):
    _a, b, _c = (build.an_objective(area, letter) for letter in "abc")
    client, address = the_office(strategy), to(strategy, "move_objective", "1.2")
    for _ in range(2):
        assert client.post(address, seen(b, steps="-1")).status_code == 302
    assert order(Objective, strategy) == "bac"


def test_the_second_click_on_remove_removes_nothing_more(strategy, area):
    a, _b = (build.an_objective(area, letter) for letter in "ab")
    by = build.the_operator(strategy.municipality)
    actions.edit_objective(by=by, objective=a, version=1, text="Nu i version 2")
    client, address = the_office(strategy), to(strategy, "remove_objective", "1.1")
    assert client.post(address, seen(a)).status_code == 302
    # b has a's number now, and by its move the same version too
    assert client.post(address, seen(a)).status_code == 404
    assert order(Objective, strategy) == "b"


def test_a_form_opened_before_a_move_saves_on_the_part_it_was_opened_for(strategy, area):
    a, b = (build.an_objective(area, letter) for letter in "ab")
    by = build.the_operator(strategy.municipality)
    actions.edit_objective(by=by, objective=a, version=1, text="Nu i version 2")
    actions.move_part(by=by, part=b, steps=-1)  # b is 1.1 now, in version 2
    late = the_office(strategy).post(
        to(strategy, "edit_objective", "1.1"), seen(a, title="a", text="Mine ord")
    )
    words = late.content.decode()
    assert late.status_code == 200, "a moved too, so its writer is shown what stands now"
    assert "Mine ord" in words
    assert "Nu i version 2" in words
    assert Objective.objects.get(pk=b.pk).text == ""


def test_a_new_part_lands_in_the_focus_area_its_form_was_opened_in(strategy, area):
    other = build.a_focus_area(strategy)
    client = the_office(strategy)
    shown = client.get(to(strategy, "add_question", 1)).content.decode()
    assert f'name="part" value="{area.pk}"' in shown
    actions.move_part(by=build.the_operator(strategy.municipality), part=other, steps=-1)
    client.post(
        to(strategy, "add_question", 1),
        {"id": "6a8a2f6c-8a4e-4ad5-8dc1-7a2f3a1f9d11", "text": "Hvor?", "part": str(area.pk)},
    )
    assert Question.objects.get().focus_area == area


def test_what_changed_since_one_looked_is_not_removed(strategy, area):
    objective = build.an_objective(area)
    by = build.the_operator(strategy.municipality)
    actions.edit_objective(by=by, objective=objective, version=1, text="Skrevet imens")
    answer = the_office(strategy).post(
        to(strategy, "remove_objective", "1.1"), {"part": str(objective.pk), "version": "1"}
    )
    assert answer.status_code == 409
    assert Objective.objects.filter(pk=objective.pk).exists()


@pytest.mark.parametrize("sent", [{}, {"version": "x"}, {"steps": "7"}, {"steps": "\x00"}])
def test_a_button_pressed_without_what_belongs_to_it_changes_nothing(strategy, area, sent):
    build.an_objective(area)
    client = the_office(strategy)
    assert client.post(to(strategy, "move_objective", "1.1"), sent).status_code == 302
    assert client.post(to(strategy, "remove_objective", "1.1"), sent).status_code == 409
    assert Objective.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "place"),
    [("move_objective", ("1.1",)), ("remove_objective", ("1.1",)), ("move_focus_area", (1,)),
     ("remove_focus_area", (1,)), ("adopt_centre_strategy", ("centret",))],
)  # fmt: skip
def test_looking_at_a_button_s_address_does_nothing(name, place):
    strategy = a_whole_draft()
    assert the_office(strategy).get(to(strategy, name, *place)).status_code == 405


def test_after_adoption_the_buttons_are_gone_and_their_addresses_refuse(strategy, area):
    build.an_objective(area), build.an_objective(area)
    build.adopted(strategy)
    client = the_office(strategy)
    for name in ("strategy", "focus_area", "objective", "drivers"):
        place = {"focus_area": [1], "objective": ["1.1"]}.get(name, [])
        address = reverse(
            f"overview:{name}", args=[strategy.municipality.slug, strategy.slug, *place]
        )
        words = client.get(address).content.decode()
        assert "/flyt/" not in words
        assert "/fjern/" not in words
    for name in ("move", "remove"):
        sent = seen(Objective.objects.get(number=1), steps="1")
        assert client.post(to(strategy, f"{name}_objective", "1.1"), sent).status_code == 409
    assert Objective.objects.count() == 2


# Adopting and closing on the page


def test_the_executive_group_adopts_on_the_page_and_everyone_can_read(strategy, area):
    build.an_objective(area)
    address = reverse("overview:strategy", args=[strategy.municipality.slug, strategy.slug])
    assert reader().get(address).status_code == 404
    chief = reader(build.a_person("executive", strategy.municipality))
    assert "/vedtag/" in chief.get(address).content.decode()
    answer = chief.post(to(strategy, "adopt"), {"version": "1", "adopted_on": "2014-01-15"})
    assert answer.status_code == 302
    assert reader().get(address).status_code == 200
    again = chief.post(to(strategy, "adopt"), {"version": "2", "adopted_on": "2014-01-15"})
    assert again.status_code == 200
    assert "error" in again.content.decode()


@pytest.mark.parametrize(
    "sent",
    [{"version": "1", "adopted_on": "2999-01-01"}, {"version": "1", "adopted_on": "i går"},
     {"version": "7", "adopted_on": "2014-01-15"}, {"adopted_on": "2014-01-15"}, {}],
)  # fmt: skip
def test_an_adoption_that_cannot_be_is_explained_in_the_form(strategy, area, sent):
    build.an_objective(area)
    chief = reader(build.a_person("executive", strategy.municipality))
    answer = chief.post(to(strategy, "adopt"), sent)
    assert answer.status_code == 200
    assert Strategy.objects.get().is_draft


def test_an_incomplete_strategy_is_not_adopted_and_the_page_says_what_is_missing(strategy, area):
    chief = reader(build.a_person("executive", strategy.municipality))
    answer = chief.post(to(strategy, "adopt"), {"version": "1", "adopted_on": "2014-01-15"})
    assert answer.status_code == 200
    assert area.title in answer.content.decode()


def test_a_strategy_is_closed_on_the_page(strategy, area):
    build.an_objective(area)
    build.adopted(strategy)
    answer = the_office(strategy).post(to(strategy, "close"), {"version": str(strategy.version)})
    assert answer.status_code == 302
    assert Strategy.objects.get().status == "closed"
    assert the_office(strategy).get(to(strategy, "edit")).status_code == 403


def test_a_centre_strategy_is_adopted_on_the_page_by_its_chief():
    strategy = a_whole_draft()
    unit = strategy.centre_strategies.get().unit
    chief = reader(build.a_person("unit_leader", strategy.municipality, unit))
    address = to(strategy, "adopt_centre_strategy", "centret")
    assert the_office(strategy).post(address, {"version": "1"}).status_code == 403
    assert chief.post(address, {"version": "9"}).status_code == 409
    assert chief.post(address, {"version": "1"}).status_code == 302
    assert chief.post(address, {"version": "2"}).status_code == 409


def test_nothing_of_another_municipality_answers_here():
    strategy, other = a_whole_draft(), build.a_municipality()
    client = reader(build.a_person("strategy_office", other))
    address = to(strategy, "edit_objective", "1.1")
    assert client.get(address).status_code == 404
    elsewhere = address.replace(f"/{strategy.municipality.slug}/", f"/{other.slug}/", 1)
    assert client.post(elsewhere, {"title": "Hacket", "version": "1"}).status_code == 404
    assert FocusArea.objects.filter(municipality=other).count() == 0
