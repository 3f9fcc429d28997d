"""The example is Greve's Udviklingsstrategi 2014: its titles, names, dates and numbers, and what is made up."""

from datetime import date

import pytest

from pejl.exchange.actions import import_folder
from pejl.organisation import queries as organisation
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)
from tests.build import the_operator
from tests.exchange.build import GREVE

pytestmark = pytest.mark.django_db

CENTRES = [
    "Dagtilbud & Skoler", "Job & Socialservice", "Borgerservice & Fritid", "Teknik & Miljø",
    "Børn & Familier", "Sundhed & Pleje", "Byråd og Økonomi",
]  # fmt: skip
FOCUS_AREAS = [
    (
        "Involvering af brugere, borgere og erhverv i velfærdsudviklingen",
        "Involvering af brugere, borgere og erhverv",
    ),
    ("Samarbejde med leverandører", "Samarbejde med leverandører"),
    ("Produktivitetsforbedringer", "Produktivitetsforbedringer"),
    ("Kerneopgaven i forandring", "Kerneopgaven i forandring"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _greve(db: None) -> None:
    assert import_folder(by=the_operator(), path=GREVE, with_demo_people=True) == []


def test_greve_has_its_number_its_direction_and_its_seven_centres() -> None:
    greve = Municipality.objects.get()
    assert (greve.name, greve.slug, greve.dst_code, greve.cvr) == (
        "Greve Kommune",
        "greve",
        "253",
        "",
    )
    assert not greve.is_example
    centres = Unit.objects.filter(kind="centre")
    assert sorted(str(one) for one in centres) == sorted(CENTRES)
    assert {str(one.parent) for one in centres} == {"Direktionen"}
    made_up = set(Unit.objects.filter(is_example=True).values_list("kind", flat=True))
    assert made_up == {"team"}
    assert str(Unit.objects.get(kind="institution")) == "Hedelyskolen"


def test_chefgruppen_has_the_ten_members_of_the_document_by_title() -> None:
    executives = Membership.objects.filter(role="executive").select_related("person")
    titles = sorted(one.person.title for one in executives)
    assert titles == [
        *["Centerchef"] * 6,
        "Direktør",
        "Direktør",
        "Kommunaldirektør",
        "Vicedirektør",
    ]
    leaders = organisation.leaders_of(
        Municipality.objects.get(), Unit.objects.filter(kind="centre")
    )
    assert len(leaders) == 7


def test_the_strategy_is_adopted_for_2014() -> None:
    strategy = Strategy.objects.get()
    assert (strategy.title, strategy.slug, strategy.period) == (
        "Udviklingsstrategi 2014",
        "2014",
        "2014",
    )
    assert (strategy.theme, strategy.responsible_body) == ("Innovation i praksis", "Chefgruppen")
    assert (strategy.status, strategy.adopted_on) == ("adopted", date(2014, 1, 31))
    assert not strategy.is_example


def test_four_focus_areas_have_three_objectives_each_and_a_driver_stands_for_each_kind() -> None:
    assert [(one.title, one.label) for one in FocusArea.objects.all()] == FOCUS_AREAS
    assert [area.objectives.count() for area in FocusArea.objects.all()] == [3, 3, 3, 3]
    assert FocusArea.objects.get(number=2).questions.count() == 5
    assert sorted(Driver.objects.values_list("kind", flat=True)) == sorted(Driver.Kind.values)
    for model in (FocusArea, Objective, Question, Driver):
        assert not model._default_manager.filter(is_example=True).exists()
    for model in (FocusArea, Objective):
        assert not model._default_manager.filter(responsible=None).exists()
        assert not model._default_manager.filter(text="").exists()


def test_every_centre_contributes_to_every_focus_area_and_all_of_it_is_example() -> None:
    assert CentreStrategy.objects.filter(status="adopted", is_example=True).count() == 7
    assert Contribution.objects.filter(is_example=True).count() == 28
    assert not Contribution.objects.exclude(is_example=True).exists()


def test_a_demo_has_one_person_to_sign_in_as_for_each_role() -> None:
    people = organisation.demo_people()
    roles = Membership.objects.filter(person__in=people).values_list("role", flat=True)
    assert set(roles) == set(Membership.Role.values)
    assert [one.name for one in people if one.is_installation_admin] == [
        "Installationsadministrator"
    ]
    assert people.count() == len(Membership.Role.values) + 1
    assert all(one.has_usable_password() for one in people)
    others = Person.objects.exclude(is_demo=True)
    assert not any(one.has_usable_password() for one in others)


def test_no_address_of_the_example_can_receive_mail() -> None:
    assert all(one.email.endswith(".example") for one in Person.objects.all())
