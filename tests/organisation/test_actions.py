"""What can be done with the organisation, what stands in the way, and what is left in the history."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed, RemovedMeanwhile
from pejl.organisation import actions, queries, refusals
from pejl.organisation.models import RESERVED_SLUGS, Membership, Municipality, Person, Unit
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return build.a_municipality()


@pytest.fixture
def office(here):
    return build.an_actor("strategy_office", here)


def verbs_of(element):
    label, key = element._meta.label_lower, str(element.pk)
    return list(Entry.objects.of_subject(label, key).order_by("id").values_list("verb", flat=True))


def test_a_municipality_opens_with_somebody_who_can_fill_it(here):
    (first,) = Membership.objects.filter(municipality=here)
    assert first.role == "strategy_office"
    assert verbs_of(here) == ["created"]
    assert verbs_of(first) == ["granted"]


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_the_installations_own_addresses_cannot_be_taken(slug):
    with pytest.raises(refusals.AddressIsReserved):
        build.a_municipality(slug=slug)
    assert not Municipality.objects.filter(slug=slug).exists()


def test_every_first_part_of_an_own_address_is_reserved():
    from django.urls import get_resolver

    firsts = {str(one.pattern).split("/")[0] for one in get_resolver().url_patterns}
    below = {
        str(inner.pattern).split("/")[0]
        for one in get_resolver().url_patterns
        if not str(one.pattern)
        for inner in one.url_patterns
    }
    words = {word for word in firsts | below if word and not word.startswith(("<", "^"))}
    assert words <= RESERVED_SLUGS


def test_an_address_is_used_once(here):
    with pytest.raises(refusals.AddressIsTaken):
        build.a_municipality(slug=here.slug)


def test_two_clicks_make_one_unit_and_one_line(here, office):
    one = {
        "by": office,
        "municipality": here,
        "name": "A",
        "slug": "a",
        "kind": "centre",
        "id": uuid4(),
    }
    first, second = actions.add_unit(**one), actions.add_unit(**one)
    assert first == second
    assert verbs_of(first) == ["created"]


def test_a_unit_cannot_stand_below_itself_or_what_is_below_it(here, office):
    centre = build.a_unit(here)
    team = build.a_unit(here, parent=build.a_unit(here, parent=centre))
    for place in (centre, team):
        with pytest.raises(refusals.UnitWouldHangUnderItself):
            actions.edit_unit(by=office, unit=centre, version=1, parent=place)


def test_a_unit_cannot_hang_under_another_municipalitys(here, office):
    elsewhere = build.a_unit(build.a_municipality())
    with pytest.raises(refusals.UnitIsElsewhere):
        actions.edit_unit(by=office, unit=build.a_unit(here), version=1, parent=elsewhere)
    with pytest.raises(refusals.UnitIsElsewhere):
        build.a_membership("employee", here, elsewhere)


def test_nothing_is_half_done_when_it_is_refused(here, office):
    unit = build.a_unit(here)
    taken = build.a_unit(here)
    with pytest.raises(refusals.AddressIsTaken):
        actions.edit_unit(by=office, unit=unit, version=1, name="Nyt", slug=taken.slug)
    assert Unit.objects.get(id=unit.id).name == unit.name
    assert verbs_of(unit) == ["created"]


def test_the_second_of_two_who_edit_is_shown_what_the_first_wrote(here, office):
    unit = build.a_unit(here)
    mine = Unit.objects.get(id=unit.id)
    actions.edit_unit(by=office, unit=unit, version=1, name="Først")
    with pytest.raises(EditedMeanwhile) as refused:
        actions.edit_unit(by=office, unit=mine, version=1, name="Sidst")
    assert refused.value.current.name == "Først"
    assert refused.value.mine == {"name": "Sidst"}


def test_what_was_removed_meanwhile_cannot_be_changed(here, office):
    unit = build.a_unit(here)
    Unit.objects.filter(id=unit.id).delete()
    with pytest.raises(RemovedMeanwhile):
        actions.edit_unit(by=office, unit=unit, version=1, name="Nyt")


def test_a_role_is_given_to_the_person_who_is_there_whatever_the_case_of_the_address(here):
    first = build.a_person("employee", here, email="Ida@Example.dk", name="Ida")
    again = build.a_person("executive", here, email="iDA@example.DK", name="En anden")
    assert first == again
    assert Person.objects.get(id=first.id).name == "Ida"


def test_a_role_is_held_once_at_a_time_but_can_be_given_again(here, office):
    held = build.a_membership("employee", here, email="ida@example.dk")
    with pytest.raises(refusals.RoleIsHeldAlready):
        build.a_membership("employee", here, email="ida@example.dk")
    actions.end_role(by=office, membership=held, version=1)
    build.a_membership("employee", here, email="ida@example.dk")


def test_a_leader_leads_a_unit(here, office):
    with pytest.raises(refusals.RoleNeedsUnit):
        actions.grant_role(
            by=office, municipality=here, email="x@example.dk", name="X", role="unit_leader"
        )


def test_a_role_that_was_held_stays_readable(here, office):
    since = timezone.localdate() - timedelta(days=30)
    held = build.a_membership("executive", here, since_on=since)
    actions.end_role(by=office, membership=held, version=1)
    held.refresh_from_db()
    assert held.until_on == timezone.localdate() - timedelta(days=1)
    assert not queries.actor_for(here, held.person).is_member
    assert verbs_of(held) == ["granted", "revoked"]


def test_a_municipality_is_never_without_a_strategy_office(here):
    last = Membership.objects.get(municipality=here)
    by = queries.actor_for(here, last.person)
    with pytest.raises(refusals.LastStrategyOffice):
        actions.end_role(by=by, membership=last, version=1)
    build.a_membership("strategy_office", here)
    actions.end_role(by=by, membership=last, version=1)


def test_the_office_of_another_municipality_ends_no_role_here(here):
    held = build.a_membership("employee", here)
    other = build.an_actor("strategy_office", build.a_municipality())
    with pytest.raises(NotAllowed):
        actions.end_role(by=other, membership=held, version=1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"accent_colour": "#ffffff"}, refusals.ColourIsUnreadable),
        ({"accent_colour": "url(x)"}, refusals.ColourIsUnreadable),
        ({"accent_colour": "#12436D; }"}, refusals.ColourIsUnreadable),
        ({"cvr": "12345678"}, refusals.CvrIsWrong),
        ({"cvr": "٤٤٠٢٣٩١١"}, refusals.CvrIsWrong),
        ({"dst_code": "2530"}, refusals.CodeIsWrong),
    ],
)
def test_a_municipalitys_details_have_their_form_whoever_writes_them(here, office, wrong, refusal):
    with pytest.raises(refusal):
        actions.edit_municipality(by=office, municipality=here, version=1, **wrong)


def test_the_words_of_one_language_leave_the_other_alone(here, office):
    for version, language, word in ((1, "da", "pejlemærke"), (2, "en", "bearing")):
        actions.edit_vocabulary(
            by=office, municipality=here, version=version, language=language,
            words={"focus_area": {"singular": word, "plural": ""}},
        )  # fmt: skip
    assert here.vocabulary == {
        "da": {"focus_area": {"singular": "pejlemærke"}},
        "en": {"focus_area": {"singular": "bearing"}},
    }


def test_a_token_does_what_its_person_may_until_it_expires_or_is_revoked(here):
    actor = build.an_actor("employee", here)
    today = timezone.localdate()
    token, key = actions.create_token(
        by=actor, municipality=here, name="x", scope="read", expires_on=today
    )
    assert key not in repr(list(type(token).objects.values()))
    assert queries.token_by_key(key) == token
    assert queries.token_by_key(key, today + timedelta(days=1)) is None
    actions.revoke_token(by=actor, token=token)
    actions.revoke_token(by=actor, token=token)
    assert queries.token_by_key(key) is None
    assert verbs_of(token) == ["granted", "revoked"]


def test_a_deployment_takes_no_demo_people(here, settings):
    settings.PEJL_DEMO = False
    with pytest.raises(refusals.DemoPeopleInDeployment):
        build.a_person("employee", here, is_demo=True)


def test_nobody_but_an_administrator_makes_administrators(here, office):
    with pytest.raises(NotAllowed):
        actions.appoint_administrator(by=office, email="x@example.dk", name="X")
    admin = build.an_administrator()
    assert admin.is_installation_admin
    assert verbs_of(admin) == ["granted"]


def test_what_the_history_keeps_of_a_person_can_be_blanked_with_the_person(here):
    admin = build.an_administrator()
    entry = Entry.objects.of_subject("organisation.person", str(admin.id)).get()
    assert set(entry.snapshot) == {"is_active", "is_installation_admin", "is_demo"}
