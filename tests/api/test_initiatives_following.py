"""Following through the API: what one asks to hear of, what one follows, and how often letters come."""

from __future__ import annotations

import pytest

from pejl.initiatives import actions
from pejl.initiatives.models import Follow, NewsChoice
from pejl.jobs.models import Letter
from pejl.organisation.models import Membership
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.undertaken import a_project, an_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality():
    return build.a_municipality()


@pytest.fixture
def actor(municipality):
    return build.an_actor("employee", municipality)


@pytest.fixture
def nurse(actor, municipality):
    return Program(municipality, token_for(actor, municipality))


def followed(program):
    return [
        (one["idea"] or one["initiative"])["id"] for one in program.read("/subscriptions")["items"]
    ]


@pytest.mark.parametrize("make", [an_idea, a_project])
def test_one_follows_and_stops_following_and_saying_it_twice_changes_nothing(
    municipality, nurse, make
):
    thing = make(municipality)
    place = f"/{'ideas' if make is an_idea else 'initiatives'}/{thing.id}"
    assert nurse.read(place)["is_followed"] is False
    for _ in range(2):
        done(nurse.call("POST", f"{place}/followers/me"), 204)
    assert followed(nurse) == [str(thing.id)]
    assert nurse.read(place)["is_followed"] is True
    for _ in range(2):
        done(nurse.call("DELETE", f"{place}/followers/me"), 204)
    assert followed(nurse) == []


def test_what_one_follows_is_told_latest_first_and_is_ones_own(municipality, nurse):
    idea, project = an_idea(municipality), a_project(municipality)
    done(nurse.call("POST", f"/ideas/{idea.id}/followers/me"), 204)
    done(nurse.call("POST", f"/initiatives/{project.id}/followers/me"), 204)
    first, last = nurse.read("/subscriptions")["items"]
    assert (first["idea"], first["initiative"]["title"]) == (None, project.title)
    assert (last["idea"]["title"], last["initiative"]) == (idea.title, None)
    assert followed(program_of("employee", municipality)) == []
    assert nurse.read("/subscriptions?limit=1")["total"] == 2


def test_an_idea_says_whether_one_has_joined_it(municipality, nurse):
    path = f"/ideas/{an_idea(municipality).id}"
    assert nurse.read(path)["is_joined"] is False
    done(nurse.call("POST", f"{path}/supporters/me"), 204)
    told = nurse.read(path)
    assert (told["is_joined"], told["is_followed"]) == (True, True)
    assert program_of("employee", municipality).read(path)["is_joined"] is False


def test_outsiders_follow_nothing_but_a_guest_their_own_idea(municipality):
    hers = build.an_actor("guest", municipality)
    guest = Program(municipality, token_for(hers, municipality))
    own, other = an_idea(municipality, by=hers), an_idea(municipality)
    project = a_project(municipality, is_public=True)
    done(guest.call("DELETE", f"/ideas/{own.id}/followers/me"), 204)
    done(guest.call("POST", f"/ideas/{own.id}/followers/me"), 204)
    assert followed(guest) == [str(own.id)]
    refused(guest.call("POST", f"/ideas/{other.id}/followers/me"), 404, "not-found")
    refused(guest.call("POST", f"/initiatives/{project.id}/followers/me"), 403, "not-allowed")
    outside = visitor(municipality)
    refused(outside.call("POST", f"/ideas/{own.id}/followers/me"), 401, "token-needed")
    assert outside.get("/subscriptions").status_code == 404
    assert outside.get("/letters/me").status_code == 401
    foreign = program_of("employee", build.a_municipality())
    assert foreign.call("POST", f"/ideas/{own.id}/followers/me").status_code == 404
    assert not Follow.objects.filter(initiative=project, person=hers.person).exists()


def test_what_one_may_no_longer_read_is_not_told(municipality, actor, nurse):
    idea, public = an_idea(municipality), a_project(municipality, is_public=True)
    done(nurse.call("POST", f"/ideas/{idea.id}/followers/me"), 204)
    done(nurse.call("POST", f"/initiatives/{public.id}/followers/me"), 204)
    Membership.objects.filter(person=actor.person).update(role="guest")
    assert followed(nurse) == [str(public.id)]


def test_one_chooses_how_often_letters_come(municipality, actor, nurse):
    idea = an_idea(municipality)
    done(nurse.call("POST", f"/ideas/{idea.id}/followers/me"), 204)
    assert nurse.read("/letters/me") == {"wanted": "at_once"}
    for _ in range(2):
        assert done(nurse.call("PUT", "/letters/me", {"wanted": "daily"})) == {"wanted": "daily"}
    assert nurse.read("/letters/me") == {"wanted": "daily"}
    actions.comment(by=build.an_actor("employee", municipality), idea=idea, text="Godt set")
    assert Letter.objects.get(to_person_id=actor.person_id).wanted == "daily"
    refused(nurse.call("PUT", "/letters/me", {"wanted": "hourly"}), 422, "unusable-values")
    reading = program_of("employee", municipality, scope="read")
    assert reading.read("/letters/me") == {"wanted": "at_once"}
    refused(reading.call("PUT", "/letters/me", {"wanted": "none"}), 403, "not-allowed")
    assert NewsChoice.objects.count() == 1
