"""Whatever people write is shown as text: on no page does it become markup, script or somebody's address."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from pejl.strategy import actions
from tests import build
from tests.overview.reader import pages, reader

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
    "{{ 7|add:7 }}{% now 'Y' %}"
)
MARKDOWN = (
    f"{HOSTILE}\n\n[her](javascript:alert(4)) ![billede](https://evil.example/x.png) "
    "<a href='data:text/html,x' onclick='alert(5)'>link</a>\n\n<iframe src='//evil.example'></iframe>"
    "<style>body{display:none}</style><form action='//evil.example'><input name=p></form>\n\n"
    '[a](//evil.example/"onmouseover=alert(6))'
)


@pytest.fixture(scope="module")
def hostile(django_db_setup, django_db_blocker):
    """A municipality in which every text that people can write is an attack."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield _a_hostile_municipality()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def _a_hostile_municipality():
    name = HOSTILE[:100]
    municipality = build.a_municipality(name)
    chief = build.a_person("executive", municipality, name=HOSTILE[:120], title=name)
    unit = build.a_unit(municipality, HOSTILE[:120])
    build.a_membership("unit_leader", municipality, unit, email=chief.email, name="-")
    strategy = build.a_strategy(
        municipality, title=HOSTILE, theme=HOSTILE[:120], theme_text=MARKDOWN,
        introduction=MARKDOWN, responsible_body=HOSTILE[:120],
    )  # fmt: skip
    build.a_driver(strategy, HOSTILE, text=MARKDOWN, response=MARKDOWN)
    area = build.a_focus_area(
        strategy, HOSTILE, short_title=HOSTILE[:80], text=MARKDOWN, responsible=chief
    )
    objective = build.an_objective(
        area, HOSTILE, text=MARKDOWN, rationale=MARKDOWN, responsible=chief
    )
    build.a_question(area, HOSTILE)
    by = build.queries.actor_for(municipality, chief)
    begun = actions.begin_centre_strategy(
        by=by, strategy=strategy, unit=unit, introduction=MARKDOWN
    )
    actions.write_contribution(
        by=by, centre_strategy=begun, focus_area=area, version=0, text=MARKDOWN
    )
    begun.refresh_from_db()
    actions.adopt_strategy(by=by, strategy=strategy, version=1, adopted_on=date(2014, 1, 15))
    begun.strategy = strategy
    actions.adopt_centre_strategy(by=by, centre_strategy=begun, version=begun.version)
    actions.edit_objective(
        by=by, objective=objective, version=1, text=f"{MARKDOWN} ny", rationale=HOSTILE
    )
    return strategy, unit, chief


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def attacks(words):
    """What a browser would act on. Attributes are looked for inside tags only: text may say anything."""
    found = []
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", words):
        if re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag)):
            found.append(tag)
        if re.search(
            r'(?:href="\s*(?:javascript|data):|(?:src|action)="\s*(?:\w+:)?//)', tag, re.I
        ):
            found.append(tag)
    found += re.findall(r"<script>[^<]*|<iframe[^>]*|<style[^>]*|<img[^>]*evil[^>]*", words)
    return found


@pytest.mark.parametrize("who", ["visitor", "chief"])
def test_every_reading_page_shows_attacks_as_text(hostile, who):
    strategy, unit, chief = hostile
    client = reader(chief if who == "chief" else None)
    addresses = pages(strategy, unit) | {"installation": "/"}
    for name, address in addresses.items():
        words = shown(client, address)
        assert not attacks(words), name
        assert "14{%" not in words, name
        assert "&lt;script&gt;" in words, f"{name} was to show the attack as text"


def test_search_and_my_page_show_attacks_as_text(hostile):
    strategy, _unit, chief = hostile
    here = strategy.municipality.slug
    client = reader(chief)
    for page in ("mit/", "soeg/?q=alert", "soeg/?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        words = shown(client, f"/{here}/{page}")
        assert not attacks(words), page
        assert "&lt;script&gt;" in words, page


def test_forms_show_attacks_as_text(hostile):
    strategy, unit, chief = hostile
    where = [strategy.municipality.slug, strategy.slug]
    for name, place in {
        "edit": [], "edit_focus_area": [1], "edit_objective": ["1.1"], "edit_question": [1, 1],
        "edit_driver": [1], "edit_centre_strategy": [unit.slug], "adopt": [],
        "write_contribution": [unit.slug, 1],
    }.items():  # fmt: skip
        words = shown(reader(chief), reverse(f"strategy:{name}", args=[*where, *place]))
        assert not attacks(words), name


def test_a_conflict_shows_attacks_as_text(hostile):
    strategy, _unit, chief = hostile
    where = [strategy.municipality.slug, strategy.slug, "1.1"]
    answer = reader(chief).post(
        reverse("strategy:edit_objective", args=where),
        {"version": "1", "title": HOSTILE, "text": f"{MARKDOWN} mit", "rationale": ""},
    )
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "pejl-conflict" in words
    assert not attacks(words)


@pytest.mark.parametrize(
    "words", ["\x00", "a\x00b", "%", "'", '"', "æ" * 5000, "( & | !", "*:*", "\\"]
)
def test_any_words_can_be_searched_for(words):
    municipality = build.a_municipality()
    answer = reader().get(f"/{municipality.slug}/soeg/", {"q": words})
    assert answer.status_code == 200
