"""A folder is read in whole or not at all, through the same actions as the pages, and twice is as once."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import translation

from pejl.exchange.actions import import_folder
from pejl.exchange.faults import Fault
from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.organisation import queries as organisation
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.strategy import actions as strategy_actions
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)
from tests.build import a_municipality, an_actor, an_administrator, the_operator
from tests.exchange.build import GREVE, SOENDERAA, a_folder, changed

pytestmark = pytest.mark.django_db
TABLES = (
    Municipality, Unit, Person, Membership, Strategy, Driver, FocusArea, Question, Objective,
    CentreStrategy, Contribution, Entry,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read_in(folder: Path, **how: Any) -> list[str]:
    return [str(fault) for fault in import_folder(by=the_operator(), path=folder, **how)]


def everything() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES
    }


def soenderaa() -> Municipality:
    return Municipality.objects.get(slug="soenderaa")


def test_a_municipality_is_read_in_with_its_people_and_its_strategy() -> None:
    assert read_in(SOENDERAA) == []
    municipality = soenderaa()
    assert (municipality.name, municipality.dst_code) == ("Sønderå Kommune", "999")
    assert municipality.is_example
    assert municipality.vocabulary["da"]["focus_area"]["singular"] == "indsatsområde"
    unit = Unit.objects.get(slug="aaparken")
    assert (unit.kind, str(unit.parent)) == ("institution", "Ældre")
    assert [str(one) for one in organisation.people(municipality)] == [
        "Ann-Sofie Østergård", "Udviklingskonsulent", "Åge Bækgaard",
    ]  # fmt: skip
    strategy = Strategy.objects.get()
    assert strategy.is_draft
    assert strategy.period == "2015–2016"
    titles = Objective.objects.order_by("focus_area__number", "number")
    assert [one.label for one in titles] == ["1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2"]
    assert str(titles[2].responsible) == "Åge Bækgaard"
    assert Contribution.objects.get().text == "Vi spørger borgeren først."


def test_reading_the_same_folder_in_twice_changes_nothing() -> None:
    for folder in (GREVE, SOENDERAA):
        assert read_in(folder) == []
    before = everything()
    for folder in (GREVE, SOENDERAA):
        assert read_in(folder) == []
    assert everything() == before


def test_two_municipalities_have_nothing_of_each_other() -> None:
    read_in(GREVE)
    read_in(SOENDERAA)
    for model in (Unit, Strategy, FocusArea, Objective, Contribution):
        own = model._default_manager.filter(municipality=soenderaa())
        assert 0 < own.count() < model._default_manager.count()


def test_a_draft_becomes_what_the_folder_says(tmp_path: Path) -> None:
    read_in(SOENDERAA)
    text = (SOENDERAA / "strategy.yaml").read_text(encoding="utf-8")
    text = text.replace("Børn i naturen", "Børn i skoven")
    text = text.replace("      - {number: 2, title: Kommunen køber grønt}\n", "")
    text = text.replace(
        "      - {number: 2, title: Forældrene er med}\n",
        "      - {number: 2, title: Forældrene er med, responsible: direktoer}\n"
        "      - {number: 3, title: Der er læ}\n",
    )
    text = text.replace(
        "drivers:\n  - {number: 1, kind: politics, title: Nyt byråd, stance: adapt}\n", ""
    )
    units = (SOENDERAA / "units.yaml").read_text(encoding="utf-8")
    folder = a_folder(
        tmp_path,
        strategy=text,
        units=units.replace("Skole og Dagtilbud", "Børn og Unge"),
        municipality="name: Sønderå\nslug: soenderaa\n",
    )
    assert read_in(folder) == []
    assert FocusArea.objects.get(number=1).title == "Børn i skoven"
    labels = {one.label: one.title for one in Objective.objects.select_related("focus_area")}
    assert labels.keys() == {"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1"}
    assert labels["1.3"] == "Der er læ"
    assert (
        str(Objective.objects.get(title="Forældrene er med").responsible) == "Ann-Sofie Østergård"
    )
    assert not Driver.objects.exists()
    assert Unit.objects.get(slug="skole-og-dagtilbud").name == "Børn og Unge"
    municipality = soenderaa()
    assert (municipality.name, municipality.dst_code) == ("Sønderå", "999")


def test_a_focus_area_that_the_folder_no_longer_has_goes_with_all_that_hangs_on_it(
    tmp_path: Path,
) -> None:
    read_in(SOENDERAA)
    text = (SOENDERAA / "strategy.yaml").read_text(encoding="utf-8")
    folder = a_folder(
        tmp_path,
        strategy=text.split("  - number: 2\n    title: Et længere liv")[0],
        centre_strategies=None,
    )
    assert read_in(folder) == []
    assert [area.title for area in FocusArea.objects.all()] == ["Børn i naturen"]
    assert Objective.objects.count() == 2
    assert not Contribution.objects.exists()


def test_an_adopted_strategy_is_compared_and_never_changed(tmp_path: Path) -> None:
    assert read_in(GREVE) == []
    before = everything()
    text = (GREVE / "strategy.yaml").read_text(encoding="utf-8")
    text = text.replace("theme: Innovation i praksis", "theme: Innovation")
    text = text.replace("title: Kerneopgaven i forandring", "title: Kerneopgaven")
    text = text.replace("responsible: chef-boern-familier", "responsible: direktoer-2")
    text = text.split("    questions:\n      - number: 1\n        text: Hvor er der stadig")
    rest = text[1].split("    objectives:\n", 1)[1]
    told = read_in(a_folder(tmp_path, of=GREVE, strategy=f"{text[0]}    objectives:\n{rest}"))
    page = "Change it on its page, where the trace shows"
    assert [one.split(": ", 1)[1] for one in told] == [
        f"theme must be as adopted: “Innovation i praksis”. {page}; found “Innovation”",
        f"title must be as adopted: “Kerneopgaven i forandring”. {page}; found “Kerneopgaven”",
        "questions must be 2, as in the adopted strategy; found 0",
        f"responsible must be as adopted: “Centerchef, Børn & Familier”. {page}; found “direktoer-2”",
    ]
    assert everything() == before


def test_a_strategy_that_was_adopted_meanwhile_is_not_made_a_draft_again() -> None:
    read_in(SOENDERAA)
    strategy = Strategy.objects.get()
    strategy_actions.adopt_strategy(
        by=an_actor("executive", soenderaa()),
        strategy=strategy,
        version=strategy.version,
        adopted_on=strategy.starts_on,
    )
    assert "adopted_on must be as adopted: “2015-01-01”" in read_in(SOENDERAA)[0]
    assert not Strategy.objects.get().is_draft


def test_what_a_centre_has_adopted_stands(tmp_path: Path) -> None:
    read_in(GREVE)
    folder = changed(tmp_path, "centre-strategies", "tyve lokale", "tredive lokale", of=GREVE)
    (told,) = read_in(folder)
    assert "text must be as the centre adopted it" in told


def test_one_fault_anywhere_and_nothing_is_written(tmp_path: Path) -> None:
    before = everything()
    assert read_in(changed(tmp_path, "strategy", "kind: politics", "kind: vejr"))
    assert read_in(changed(tmp_path, "municipality", "slug: soenderaa", "slug: api")) == [
        "municipality.yaml, line 2: This address belongs to the installation itself. Choose another."
    ]
    late = "status: adopted\nadopted_on: 2999-01-01\ntheme: Tættere på"
    assert read_in(changed(tmp_path, "strategy", "theme: Tættere på", late)) == [
        "strategy.yaml, line 6: A strategy cannot be adopted on a day that has not come yet."
    ]
    assert everything() == before


def test_two_who_read_in_at_once_are_told_and_nothing_is_half_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def somebody_was_first(**_what: Any) -> None:
        raise IntegrityError

    before = everything()
    monkeypatch.setattr("pejl.exchange.actions.bring_in_strategy", somebody_was_first)
    assert "Somebody else changed the same things meanwhile" in read_in(SOENDERAA)[0]
    assert everything() == before


def test_a_new_municipality_needs_a_strategy_office(tmp_path: Path) -> None:
    folder = changed(tmp_path, "people", "role: strategy_office", "role: employee")
    assert read_in(folder) == [
        (
            "people.yaml: people must be the list with at least one person who has the role "
            "strategy_office; found nobody"
        )
    ]
    read_in(SOENDERAA)
    assert read_in(folder) == []


def test_units_may_change_places(tmp_path: Path) -> None:
    read_in(SOENDERAA)
    turned = (
        "units:\n"
        "  - {slug: aaparken, name: Åparken, kind: institution, parent: aeldre}\n"
        "  - {slug: direktionen, name: Direktionen, kind: direction, parent: skole-og-dagtilbud}\n"
        "  - {slug: aeldre, name: Ældre, kind: centre, parent: direktionen}\n"
        "  - {slug: skole-og-dagtilbud, name: Skole, kind: centre}\n"
    )
    assert read_in(a_folder(tmp_path, units=turned)) == []
    assert str(Unit.objects.get(slug="direktionen").parent) == "Skole"


def test_who_is_known_already_keeps_name_and_title_and_gets_the_role(tmp_path: Path) -> None:
    read_in(SOENDERAA)
    folder = changed(
        tmp_path, "people", "name: Åge Bækgaard\n", "name: En Anden\n    title: Direktør\n"
    )
    assert read_in(folder) == []
    person = Person.objects.get(email="aeldre@soenderaa.example")
    assert (person.name, person.title) == ("Åge Bækgaard", "")


def test_an_administrator_and_the_own_strategy_office_may_read_in_and_nobody_else() -> None:
    read_in(SOENDERAA)
    here, elsewhere = soenderaa(), a_municipality()
    for role in ("visitor", "employee", "initiative_lead", "executive", "guest"):
        with pytest.raises(NotAllowed):
            import_folder(by=an_actor(role, here), path=SOENDERAA)
    assert import_folder(by=an_actor("strategy_office", here), path=SOENDERAA) == []
    assert import_folder(by=an_actor("installation_admin", here), path=SOENDERAA) == []
    (fault,) = import_folder(by=an_actor("strategy_office", elsewhere), path=GREVE)
    assert fault.expected == str(NotAllowed.sentence)


def test_the_strategy_office_may_write_elsewhere_only_what_it_may_there(tmp_path: Path) -> None:
    read_in(SOENDERAA)
    stranger = an_actor("strategy_office", a_municipality())
    folder = changed(tmp_path, "municipality", "name: Sønderå Kommune", "name: Overtaget")
    (fault,) = import_folder(by=stranger, path=folder)
    assert fault == Fault("municipality.yaml", 1, "", "", str(NotAllowed.sentence))
    office = an_actor("strategy_office", soenderaa())
    late = "status: adopted\nadopted_on: 2015-01-01\ntheme: Tættere på"
    (fault,) = import_folder(
        by=office, path=changed(tmp_path, "strategy", "theme: Tættere på", late)
    )
    assert fault.expected == str(NotAllowed.sentence)


def test_an_administrator_alone_cannot_write_a_strategy(tmp_path: Path) -> None:
    admin = organisation.actor_for(None, an_administrator())
    (fault,) = import_folder(by=admin, path=SOENDERAA)
    assert (fault.file, fault.expected) == ("strategy.yaml", str(NotAllowed.sentence))
    assert not Municipality.objects.filter(slug="soenderaa").exists()


def test_every_change_stands_in_the_history_with_who_made_it() -> None:
    office = an_actor("strategy_office", a_municipality(slug="soenderaa"))
    assert import_folder(by=office, path=SOENDERAA) == []
    lines = Entry.objects.filter(person_id=office.person_id)
    assert lines.filter(subject_label="strategy.objective", verb="created").count() == 7
