"""Every address × every role × own and other municipality × GET and POST, against the one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pejl.initiatives import actions
from pejl.organisation import queries
from tests.permissions.table import EVERYONE, MEMBERS, NOT_PAGES, PAGES, Line
from tests.permissions.world import ROLES, STRANGER, Place, World

pytestmark = pytest.mark.django_db

FILLED = b"steps=1&version=1&state=reached&is_delivered=on&wanted=daily"
"""What a POST carries: enough for a lone button, and too little for nearly any form."""
SAMPLES = {"name": "buttons", "uidb36": "x", "key": "y-z"}


def patterns(resolver: Any = None, space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each address by its name, with the names of what it asks for."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            wanted = set(one.pattern.converters)
            for name, more in patterns(one, inner):
                yield name, wanted | more
        elif isinstance(one, URLPattern) and one.name:
            asked = set(one.pattern.converters) | set(one.pattern.regex.groupindex)
            yield f"{space}{one.name}", asked


ADDRESSES = {name: asked for name, asked in patterns() if not name.startswith("api:")}
WRITTEN = sorted(PAGES.keys() & ADDRESSES.keys())


def test_every_address_has_its_line_in_the_table():
    missing = ADDRESSES.keys() - PAGES.keys()
    assert not missing, (
        f"Say in tests/permissions/table.py who may open: {', '.join(sorted(missing))}"
    )
    gone = PAGES.keys() - ADDRESSES.keys()
    assert not gone, (
        f"These addresses are gone; take them out of the table: {', '.join(sorted(gone))}"
    )


def address(name: str, place: Place, strategy: Any, other: Place | None = None) -> str:
    """The address in a municipality; with ``other``, of that one's things."""
    given = SAMPLES | (other or place).arguments(strategy, name)
    given["municipality"] = place.municipality.slug
    if name == "organisation:edit_unit":
        given["slug"] = (other or place).unit.slug
    return reverse(name, kwargs={key: given[key] for key in ADDRESSES[name]})


def expected(line: Line, role: str, method: str, hidden: bool) -> frozenset[int]:
    """Which answers are right. ``hidden``: the address names a draft."""
    if method == "GET" and line.get == {405}:
        return line.get
    if (hidden or line.inside) and role not in MEMBERS:
        return frozenset({404})
    if role in line.who:
        right = line.get if method == "GET" else line.post | (line.get & {302})
    else:
        sign_in = {302} if role == "visitor" and line.others == {403} else set()
        others = {404} if role == STRANGER and line.others == {403} else line.others
        right = frozenset(others) | (sign_in if line.get == {200} else set())
    return right | line.conditions


def has_a_draft(name: str) -> bool:
    """The address names a strategy, or what is as public as its strategy is."""
    room = name.split(":")[0] in {"initiatives", "indicators", "reports"}
    return "strategy" in ADDRESSES[name] or (room and bool(ADDRESSES[name] & {"number", "key"}))


def role_in(place: Place, world: Any, role: str) -> str:
    """What somebody is in a municipality: at home themselves, elsewhere a stranger."""
    everywhere = role in {"visitor", "installation_admin"}
    return role if place is world.here or everywhere else STRANGER


def visits(name: str, world: World) -> Iterator[tuple[Place, str, str, str]]:
    """Which questions are put to an address: where, of a draft or not, as whom, and how.

    At home everything is asked of everyone. Elsewhere all but two are strangers alike, so each is asked once,
    for what the address is there for; and a draft by the two who could hope to see it or know nothing.
    """
    asked = ADDRESSES[name]
    does = "GET" if PAGES[name].only_reads else "POST"
    for status in ("draft", "adopted") if has_a_draft(name) else ("adopted",):
        for role in ROLES:
            yield world.here, status, role, "GET"
            if does == "POST" or role == "visitor":
                yield world.here, status, role, "POST"
            if "municipality" in asked and (
                status == "adopted" or role in {"visitor", "executive"}
            ):
                yield world.elsewhere, status, role, does


@pytest.mark.parametrize("name", WRITTEN)
def test_each_role_gets_the_answer_that_the_table_says(world, ask, name):
    wrong = []
    for place, status, role, method in visits(name, world):
        is_here = role_in(place, world, role)
        hidden = status == "draft" and has_a_draft(name)
        right = expected(PAGES[name], is_here, method, hidden)
        where = address(name, place, place.strategies[status])
        answer = _ask(ask, world.browsers[role], method, where)
        if answer not in right:
            wrong.append(f"{method} {status} as {role} ({is_here}): {answer}, not {set(right)}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


def _ask(ask: Any, browser: Any, method: str, where: str) -> int:
    if method == "GET":
        return int(ask(browser, method, where).status_code)
    return int(
        ask(
            browser, method, where, data=FILLED, content_type="application/x-www-form-urlencoded"
        ).status_code
    )


OF_SOMETHING = sorted(
    name for name in WRITTEN if ADDRESSES[name] & {"strategy", "unit", "membership", "token", "slug", "key"}
    and ":" in name
)  # fmt: skip


@pytest.mark.parametrize("name", OF_SOMETHING)
def test_another_municipality_s_things_are_not_found_at_an_address_of_ours(world, ask, name):
    """Even by those who would see them, were they ours; whoever may nothing here is told that first."""
    where = address(name, world.here, world.elsewhere.adopted, world.elsewhere)
    line = PAGES[name]
    for role in sorted({"visitor", "employee", "executive", *line.who} & set(ROLES)):
        first = (
            {403}
            if role not in line.who
            and name.startswith(("organisation:", "initiatives:", "indicators:"))
            else set()
        )
        answer = _ask(ask, world.browsers[role], "GET" if line.only_reads else "POST", where)
        assert answer in {404} | first, f"as {role}: {answer}"


def test_the_table_names_only_what_is_no_page_of_the_api_besides():
    found = {name for name, _asked in patterns() if name.startswith("api:")}
    assert NOT_PAGES.keys() <= found
    assert EVERYONE >= MEMBERS


@pytest.mark.parametrize("status", ["draft", "adopted"])
@pytest.mark.parametrize("kind", ["prejekt", "project", "operation"])
def test_an_initiative_of_each_kind_is_read_by_everyone_once_it_is_public(world, ask, kind, status):
    thing = getattr(world.here.initiatives[status], kind)
    where = _at(world, "initiative", number=thing.number)
    for role, browser in world.browsers.items():
        right = 200 if status == "adopted" or role in MEMBERS else 404
        assert _ask(ask, browser, "GET", where) == right, role


OF_AN_IDEA = ("idea", "edit_idea", "attach", "answer_idea", "hand_over")


def test_a_guest_opens_their_own_idea_and_answers_none(world, ask):
    guest = world.people["guest"]
    idea = actions.submit_idea(
        by=queries.actor_for(world.here.municipality, guest),
        municipality=world.here.municipality,
        title="Fra en gæst",
    )
    answers = {
        name: _ask(ask, world.browsers["guest"], "GET", _at(world, name, number=idea.number))
        for name in OF_AN_IDEA
    }
    assert answers == dict.fromkeys(OF_AN_IDEA[:3], 200) | dict.fromkeys(OF_AN_IDEA[3:], 403)


def _at(world: World, name: str, **more: Any) -> str:
    return reverse(f"initiatives:{name}", args=[world.here.municipality.slug, *more.values()])
