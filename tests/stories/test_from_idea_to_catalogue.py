"""One idea from a nurse's phone to the catalogue that everyone reads; and the pages on the way, by everyone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pejl.initiatives.actions.catalogue import issue_edition
from pejl.initiatives.models import Idea, Initiative
from pejl.organisation.models import Person
from pejl.strategy.models import Strategy
from tests import build
from tests.conftest import DESK, PHONE
from tests.stories.test_a_newcomer_reads import NARROWEST, too_wide

IDEA = "Hvad nu hvis vi ringede til borgerne, før vi kørte?"
QUESTION = "Hvordan kan borgerne vide, hvornår vi kommer?"
PROJECT = "Et opkald før besøget"
ANSWER = "God idé. Vi undersøger den sammen."


@pytest.fixture
def nurse(greve):
    return Person.objects.get(email="sygeplejerske@greve.example")


@pytest.fixture
def leader(greve):
    return Person.objects.get(email="souschef@greve.example")


@pytest.fixture
def director(greve):
    return Person.objects.get(email="direktoer1@greve.example")


class Walk:
    """A walk through the pages: each one is looked at on a phone and on a desk, and noted when it is faulty."""

    def __init__(self, page, axe, sign_in):
        self.page, self.axe, self.sign_in = page, axe, sign_in
        self.faults: list[str] = []

    def as_somebody(self, person, width=DESK):
        self.page.context.clear_cookies()
        if person:
            self.sign_in(self.page, person)
        self.page.set_viewport_size({"width": width, "height": 900})

    def to(self, address):
        answer = self.page.goto(address)
        assert answer.status == 200, address
        self.look()

    def look(self):
        """As the page stands now, with what is written in it."""
        here, own = self.page.url.split("/", 3)[-1], self.page.viewport_size
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = [*self.axe(self.page), *(f"too wide: {one}" for one in too_wide(self.page))]
            self.faults += [f"{here} at {width}: {fault}" for fault in found]
        self.page.set_viewport_size(own)

    def follow(self, selector):
        """Click what leads on, and look at where it leads."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("networkidle")
        self.look()

    def send(self, **fields):
        """Fill in the form of the page and send it."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if field.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.locator(f"main [name={name}][value='{value}']").check(force=True)
            elif field.first.evaluate("one => one.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))
        before = self.page.url
        self.page.locator("#part-form button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: url.split("#")[0] != before.split("#")[0])
        self.look()

    def write(self, what, **fields):
        """A line of the prejekt, where it is read."""
        self.page.locator(f"a[href$='/{what}/ny/']").click()
        place = self.page.locator(f"#part-ny-{what}")
        place.locator("textarea").first.wait_for()
        for name, value in fields.items():
            place.locator(f"[name={name}]").fill(value)
        self.look()
        place.locator("button[type=submit]").click()
        self.page.locator(f"#{what} li", has_text=next(iter(fields.values()))).wait_for()

    def says(self, words):
        assert words in self.page.locator("main").inner_text(), f"{words!r} at {self.page.url}"


@pytest.fixture
def walk(page, axe, sign_in):
    walk = Walk(page, axe, sign_in)
    yield walk
    assert not walk.faults, "\n".join(dict.fromkeys(walk.faults))


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_an_idea_becomes_a_project_in_the_catalogue(walk, greve, nurse, leader, director):
    idea = handed_in(walk, nurse)
    prejekt = answered(walk, idea, leader, director)
    the_nurse_reads(walk, nurse, idea, ANSWER, "Prejekt:")
    started(walk, prejekt, director)
    explored(walk, prejekt, leader)
    the_nurse_reads(walk, nurse, idea, "Start – Start")
    project = crystallised(walk, prejekt, director, owner=leader)
    the_nurse_reads(walk, nurse, idea, PROJECT, "Projekt:")
    made_public(walk, project, leader)
    selected(walk, project, director)
    read_by_everyone(walk, project)
    the_nurse_reads(walk, nurse, idea, PROJECT)
    walk.follow(f"main a[href$='/indsatser/{project.number}/']")
    walk.says("udvalgt til Udviklingsstrategi 2014")


def handed_in(walk, nurse):
    walk.as_somebody(nurse, PHONE)
    walk.to("/greve/ideer/")
    walk.follow("main a[href$='/ideer/ny/']")
    walk.send(title=IDEA, why="Mange står og venter ved vinduet.")
    walk.says(IDEA)
    return Idea.objects.get(title=IDEA)


def answered(walk, idea, leader, director):
    """The centre's leader finds it a home, and answers that it is explored."""
    walk.as_somebody(leader)
    walk.to("/greve/ideer/venter/")
    walk.follow(f"main a[href$='/ideer/{idea.number}/']")
    walk.follow(f"main a[href$='/ideer/{idea.number}/svar/']")
    walk.send(
        outcome="prejekt", reason=ANSWER, question=QUESTION, sponsor=director.pk, owner=leader.pk,
        ends_on=in_days(30),
    )  # fmt: skip
    walk.says(ANSWER)
    return Initiative.objects.get(idea=idea)


def the_nurse_reads(walk, nurse, idea, *words):
    walk.as_somebody(nurse, PHONE)
    walk.to(f"/greve/ideer/{idea.number}/")
    for one in words:
        walk.says(one)


def started(walk, prejekt, director):
    walk.as_somebody(director)
    walk.to(f"/greve/indsatser/{prejekt.number}/")
    walk.follow("main a[href$='/beslutning/start/']")
    walk.follow("main a[href$='?beslutning=start']")
    walk.send(reason="Spørgsmålet er værd at stille.", ends_on=in_days(30))
    prejekt.refresh_from_db()
    assert prejekt.state == "running"


def explored(walk, prejekt, leader):
    walk.as_somebody(leader)
    walk.to(f"/greve/indsatser/{prejekt.number}/")
    walk.write("viden", text="Vi kører forgæves hver tiende gang.")
    walk.write("ikke-viden", question="Vil borgerne ringes op?")
    assert prejekt.knowns.count() == prejekt.unknowns.count() == 1


def crystallised(walk, prejekt, director, owner):
    walk.as_somebody(director)
    walk.to(f"/greve/indsatser/{prejekt.number}/")
    walk.follow("main a[href$='/beslutning/krystallisering/']")
    walk.follow("main a[href$='?beslutning=project']")
    walk.send(
        reason="Vi ved nok til at love et resultat.", title=PROJECT, owner=owner.pk,
        first_benefit="Færre forgæves ture fra første måned.",
    )  # fmt: skip
    project = Initiative.objects.get(predecessor=prejekt)
    assert (project.kind, project.title) == ("project", PROJECT)
    walk.to(f"/greve/indsatser/{project.number}/")
    walk.says("Vil borgerne ringes op?")  # what is still not known goes along as a risk
    return project


def made_public(walk, project, leader):
    walk.as_somebody(leader)
    walk.to(f"/greve/projekter/{project.number}/rediger/tekst/")
    walk.page.locator("main [name=is_public]").check(force=True)
    before = walk.page.url
    walk.page.locator("main form button.button-primary").first.click()
    walk.page.wait_for_url(lambda url: url != before)


def selected(walk, project, director):
    walk.as_somebody(director)
    walk.to("/greve/katalog/udvaelg/")
    walk.follow(f"main a[href$='/udvaelg/2014/{project.number}/']")
    walk.send(is_selected="1", reason="Det tjener strategien.")
    project.refresh_from_db()
    assert project.strategy is not None


def read_by_everyone(walk, project):
    walk.as_somebody(None)
    walk.to("/greve/katalog/")
    walk.to("/greve/katalog/?ord=opkald")
    walk.follow(f"main a[href$='/indsatser/{project.number}/']")
    walk.says(PROJECT)
    main = walk.page.locator("main").inner_text()
    assert "Souschef" not in main, "the public is told no names"


PAGES = {
    "ideas": "ideer/", "an idea": "ideer/1/", "queue": "ideer/venter/?alle=1",
    "prejekter": "prejekter/", "projects": "projekter/", "catalogue": "katalog/",
    "editions": "katalog/udgaver/", "a new edition": "katalog/udgaver/ny/",
    "pictures": "katalog/billeder/", "selection": "katalog/udvaelg/",
    "participation": "deltagelse/", "facilitators": "procesledere/", "mine": "mine/",
}  # fmt: skip
PLANS = ("liste", "tavle", "tidslinje")


def addresses(greve):
    """Every page to read, with an edition, prejekter, and projects in each view of their plans."""
    strategy = Strategy.objects.get(municipality=greve, slug="2014")
    office = build.the_operator(greve)
    edition = issue_edition(by=office, strategy=strategy, title="Katalog 2014")
    yield f"/greve/katalog/udgaver/{edition.pk}/"
    yield from (f"/greve/{one}" for one in PAGES.values())
    alive = Initiative.objects.filter(municipality=greve).order_by("number")
    assert alive.count() > 3, "the example has initiatives to look at"
    for kind, views in (("prejekt", ("",)), ("project", PLANS), ("operation", ("",))):
        for one in alive.filter(kind=kind)[:2]:
            yield from (f"/greve/indsatser/{one.number}/?plan={view}" for view in views)


def test_every_page_for_those_who_work_here_is_free_of_faults_and_fits(walk, greve, director):
    walk.as_somebody(director)
    for address in addresses(greve):
        walk.to(address)


PUBLIC = ("katalog/", "katalog/?opdelt=center", "katalog/udgaver/", "prejekter/")


def test_what_is_public_is_as_good_for_visitors(walk, greve):
    """The example keeps its initiatives to those who work there; here they are made public."""
    Initiative.objects.filter(municipality=greve).update(is_public=True)
    walk.as_somebody(None)
    for one in PUBLIC:
        walk.to(f"/greve/{one}")
    for kind in Initiative.Kind.values:
        shown = Initiative.objects.filter(municipality=greve, kind=kind).order_by("number").first()
        if shown:
            walk.to(f"/greve/indsatser/{shown.number}/")
            walk.says(shown.title)


def test_at_the_width_of_the_narrowest_phone_nothing_scrolls_sideways(
    page, sign_in, greve, director
):
    sign_in(page, director)
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    wide = {}
    for address in addresses(greve):
        page.goto(address)
        if found := too_wide(page):
            wide[address] = found
    assert not wide
