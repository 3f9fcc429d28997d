"""One municipality as its people would have made it: each step is a real action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from bench import data
from bench.data import Size, email
from bench.series import measure
from bench.texts import AREAS, MARK, Writer
from bench.undertakings import fill
from pejl.organisation import actions as organisation
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.addresses import address_of
from pejl.organisation.models import Municipality, Person, Unit
from pejl.strategy import actions as strategy_room
from pejl.strategy.models import FocusArea, Objective, Strategy


class Place:
    """A municipality while it is being made, and the operator who makes it."""

    def __init__(self, municipality: Municipality, size: Size, seed: int) -> None:
        self.municipality = municipality
        self.size = size
        self.writer = Writer(seed)
        self.operator: Actor = queries.acting_in(municipality, queries.operator())
        self.units: list[Unit] = []
        self.chiefs: list[Person] = []
        self.people: list[Person] = []


def make_municipality(name: str, slug: str, size: Size, *, seed: int) -> None:
    municipality = organisation.create_municipality(
        by=queries.operator(), name=name, slug=slug, accent_colour="#12436D",
        contact_email=email("post", slug), is_example=True,
    )  # fmt: skip
    place = Place(municipality, size, seed)
    organisation.set_logo(
        by=place.operator, municipality=municipality, version=municipality.version, picture=_logo()
    )
    _add_units(place)
    _add_people(place)
    _close(_adopt(_write_strategy(place, data.OLD), place), place)
    current = _adopt(_write_strategy(place, data.CURRENT), place)
    _change_a_little(current, place)
    fill(place, current)
    measure(place, current)
    _write_strategy(place, data.DRAFT)


def _logo() -> bytes:
    """A mark of about the weight that municipalities' logos have."""
    picture = Image.new("RGB", (320, 96), "white")
    draw = ImageDraw.Draw(picture)
    for ring in range(40, 4, -6):
        draw.ellipse((48 - ring, 48 - ring, 48 + ring, 48 + ring), outline="#12436D", width=3)
    draw.text((110, 40), "K O M M U N E", fill="#12436D")
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _add_units(place: Place) -> None:
    """A direction, centres below it, and below those institutions and teams in turn."""
    for number in range(place.size.units):
        if number == 0:
            kind, name, parent = "direction", "Direktion og stab", None
        elif number <= place.size.centres:
            kind, name, parent = "centre", f"Center {number} for velfærd", place.units[0]
        else:
            kind = "institution" if number % 2 else "team"
            name = f"{'Institution' if number % 2 else 'Team'} {number}"
            parent = place.units[1 + number % place.size.centres]
        place.units.append(
            organisation.add_unit(
                by=place.operator, municipality=place.municipality, name=name,
                slug=address_of(name), kind=kind, parent=parent, is_example=True,
            )
        )  # fmt: skip


def _add_people(place: Place) -> None:
    """Those who see more than others first, then a leader for each unit, then everybody else."""
    top = place.units[0]
    named: list[tuple[str, str, Unit | None]] = [
        (data.OFFICE, "strategy_office", None),
        (data.EXECUTIVE, "executive", None),
        (data.LEADER, "unit_leader", top),
        (data.EXECUTIVE_WHO_LEADS, "executive", None),
        (data.EXECUTIVE_WHO_LEADS, "unit_leader", top),
        *((f"leder-{number}", "unit_leader", unit) for number, unit in enumerate(place.units)),
    ]
    while len({local for local, _role, _unit in named}) < place.size.people:
        number = len(named)
        role = "employee" if number % 20 else "initiative_lead"
        named.append((f"person-{number}", role, place.units[number % len(place.units)]))
    for local, role, unit in named:
        membership = organisation.grant_role(
            by=place.operator, municipality=place.municipality, role=role, unit=unit,
            email=email(local, place.municipality.slug), name=place.writer.name(),
            is_example=True,
        )  # fmt: skip
        place.people.append(membership.person)
        if role in {"executive", "unit_leader"}:
            place.chiefs.append(membership.person)


def _write_strategy(place: Place, slug: str) -> Strategy:
    writer = place.writer
    strategy = strategy_room.create_strategy(
        by=place.operator, municipality=place.municipality, slug=slug,
        title=f"Udviklingsstrategi {slug}", theme="Innovation i praksis",
        starts_on=date(int(slug), 1, 1), ends_on=date(int(slug) + 3, 12, 31),
        introduction=f"{MARK}\n\n{writer.paragraphs(4, 4, 4)}", theme_text=writer.paragraphs(4, 4),
        responsible_body="Chefgruppen", is_example=True,
    )  # fmt: skip
    for number in range(place.size.drivers):
        strategy_room.add_driver(
            by=place.operator, strategy=strategy, title=writer.title(),
            kind=("economy", "politics", "expectations")[number % 3], stance="both",
            text=writer.paragraphs(3), response=writer.paragraphs(3), is_example=True,
        )  # fmt: skip
    areas = [_write_focus_area(place, strategy, title) for title in AREAS[: place.size.areas]]
    for unit in _centres(place):
        _write_centre_strategy(place, strategy, unit, areas)
    return strategy


def _centres(place: Place) -> list[Unit]:
    return place.units[1 : 1 + place.size.centres]


def _chief(place: Place, number: int) -> Person:
    return place.chiefs[number % len(place.chiefs)]


def _write_focus_area(place: Place, strategy: Strategy, title: str) -> FocusArea:
    writer, by = place.writer, place.operator
    area = strategy_room.add_focus_area(
        by=by, strategy=strategy, title=title, short_title=" ".join(title.split()[:2]),
        text=writer.paragraphs(4, 3), responsible=_chief(place, len(title)), is_example=True,
    )  # fmt: skip
    for number in range(place.size.objectives):
        strategy_room.add_question(by=by, focus_area=area, text=writer.question(), is_example=True)
        strategy_room.add_objective(
            by=by, focus_area=area, title=writer.title(), text=writer.paragraphs(4, 3),
            rationale=writer.paragraphs(3), responsible=_chief(place, number), is_example=True,
        )  # fmt: skip
    return area


def _write_centre_strategy(
    place: Place, strategy: Strategy, unit: Unit, areas: list[FocusArea]
) -> None:
    begun = strategy_room.begin_centre_strategy(
        by=place.operator, strategy=strategy, unit=unit, introduction=place.writer.paragraphs(4),
        is_example=True,
    )  # fmt: skip
    for area in areas:
        strategy_room.write_contribution(
            by=place.operator, centre_strategy=begun, focus_area=area, version=0,
            text=place.writer.paragraphs(3, 2), is_example=True,
        )  # fmt: skip
    if strategy.slug != data.DRAFT:
        strategy_room.adopt_centre_strategy(
            by=place.operator, centre_strategy=begun, version=begun.version,
            adopted_on=strategy.starts_on,
        )  # fmt: skip


def _adopt(strategy: Strategy, place: Place) -> Strategy:
    strategy_room.adopt_strategy(
        by=place.operator, strategy=strategy, version=strategy.version,
        adopted_on=strategy.starts_on,
    )  # fmt: skip
    return strategy


def _close(strategy: Strategy, place: Place) -> None:
    strategy_room.close_strategy(by=place.operator, strategy=strategy, version=strategy.version)


def _change_a_little(strategy: Strategy, place: Place) -> None:
    """Some objectives are worded anew after the adoption, so that marks and trails have content."""
    chief = queries.actor_for(place.municipality, place.chiefs[0])
    for objective in _some_objectives(strategy):
        objective.strategy = strategy
        strategy_room.edit_objective(
            by=chief, objective=objective, version=objective.version,
            text=place.writer.paragraphs(4, 3),
        )  # fmt: skip


def _some_objectives(strategy: Strategy) -> Iterator[Objective]:
    found = Objective.objects.filter(strategy=strategy).select_related("focus_area")
    yield from (one for one in found if one.number % 2)
