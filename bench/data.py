"""A country to measure in: 98 municipalities with strategies, people, ideas, prejekter and projects.

One municipality is made by the real actions and then copied row by row under other names and ids, so that
every copy is what the actions leave, history and search included. Beside the 98 stand a municipality with one
of everything and one with many, to see that the number of SQL queries does not follow the number of rows.

``python -m bench.data PATH`` writes the database; ``ready`` does so only when it is not there yet.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from bench.texts import town_names
from pejl.organisation.addresses import address_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"

TEMPLATE = "Modelby"
ONE, MANY = "en-af-hver", "mange"
OLD, CURRENT, DRAFT = "2010", "2014", "2018"
"""The addresses of the strategies: closed, adopted and changed since, not yet adopted."""
OFFICE, EXECUTIVE, LEADER, EXECUTIVE_WHO_LEADS = "kontor", "chefgruppe", "leder", "direktoer"
"""Those who see more than others, by the first half of their address."""
SEED = 2014


@dataclass(frozen=True)
class Size:
    """How much there is of what in a municipality, and in each of its strategies."""

    centres: int
    units: int
    people: int
    areas: int
    objectives: int
    """For each focus area; as many questions."""
    drivers: int
    ideas: int
    prejekter: int
    projects: int
    lines: int
    """Of each sort that is written in a prejekt or in the plan of a project."""
    more_ideas: int = 0
    """Made in bulk."""
    figures: int = 0
    """Indicators: ``FIGURES_ON_ONE`` of them on the objective that is ``CHARTED``, the rest on those after it."""


USUAL = Size(
    centres=8, units=31, people=205, areas=4, objectives=3, drivers=6,
    ideas=150, prejekter=60, projects=200, lines=2, figures=15,
)  # fmt: skip
SMALLEST = Size(
    centres=1, units=2, people=6, areas=1, objectives=1, drivers=1,
    ideas=1, prejekter=1, projects=1, lines=1, figures=3,
)  # fmt: skip
LARGE = Size(
    centres=30, units=120, people=300, areas=9, objectives=9, drivers=20,
    ideas=20, prejekter=15, projects=45, lines=6, more_ideas=9_980,
    figures=60,
)  # fmt: skip
FIGURES_ON_ONE = 6
"""So many indicators, two of each source, tell of one objective of the strategy in force."""
CHARTED = "1.2"
"""The number of that objective. The one before it has none, as when strategies were alone here."""
PRINTED = 120
"""So many initiatives are taken into the strategy in force, and stand in the catalogue that is printed."""


def email(local_part: str, slug: str) -> str:
    return f"{local_part}@{slug}.example.dk"


def other_towns() -> dict[str, str]:
    """Name and address of the 97 municipalities that are copies of the first."""
    return {name: address_of(name) for name in town_names()[1:]}


def ready() -> Path:
    """The database, made now when the generator or what it writes with has changed since."""
    database = FOLDER / f"data-{_fingerprint()}.sqlite3"
    if not database.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob("data-*"):
            old.unlink()
        print("  Generating the data, once …", flush=True)
        unfinished = FOLDER / "data-unfinished.sqlite3"
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{unfinished}",
            "PEJL_VAR": str(FOLDER),
            "DJANGO_SETTINGS_MODULE": "pejl.settings",
        }
        subprocess.run([sys.executable, "-m", "bench.data"], cwd=ROOT, env=environment, check=True)
        unfinished.rename(database)
    return database


def _fingerprint() -> str:
    """Differs when the generator, a table, or what an action writes may have changed."""
    sources = [Path(__file__), Path(__file__).with_name("texts.py")]
    sources += [
        Path(__file__).with_name(name) for name in ("country.py", "undertakings.py", "series.py")
    ]
    for pattern in ("migrations/*.py", "actions*", "findable.py", "analyser.py"):
        for found in sorted((ROOT / "pejl").glob(f"*/{pattern}")):
            sources += sorted(found.glob("*.py")) if found.is_dir() else [found]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def generate() -> None:
    """Fill the empty database of the settings."""
    import django
    from django.core.management import call_command
    from django.db import connection, transaction

    django.setup()
    from bench.country import make_municipality

    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=MEMORY")
        cursor.execute("PRAGMA synchronous=OFF")  # a half-written database is thrown away
    with transaction.atomic():
        make_municipality(TEMPLATE, TEMPLATE.lower(), USUAL, seed=SEED)
        make_municipality("En af hver", ONE, SMALLEST, seed=SEED + 1)
        make_municipality("Mange", MANY, LARGE, seed=SEED + 2)
        _forget_letters()
    with transaction.atomic():
        _copy_template()
    _verify()


def _forget_letters() -> None:
    """What was written to those who follow has been sent long ago, and is kept no longer."""
    from django.apps import apps

    for model in apps.get_app_config("jobs").get_models():
        model._default_manager.all().delete()


def _copy_template() -> None:
    """Split the template at every id and name that a copy has otherwise, and put it together 97 times."""
    tables = list(_rows_of_template())
    mould = _NAMES.split(json.dumps([table.values for table in tables], default=_written))
    own = {one for table in tables for one in table.ids}
    numbers = Random(SEED)
    for name, slug in other_towns().items():
        _cast(tables, mould, own, numbers, {TEMPLATE: name, TEMPLATE.lower(): slug})


def _written(value: object) -> object:
    """A value that JSON does not know: a picture, or a day as the database keeps it."""
    return {"bytes": b64encode(value).decode()} if isinstance(value, bytes) else str(value)


@dataclass(frozen=True)
class Rows:
    """What one table holds of the template."""

    insert: str
    values: list[tuple[object, ...]]
    ids: frozenset[str]


def _rows_of_template() -> Iterator[Rows]:
    """All that belongs to the template: its own row, its people, and every row that names it or a row of it."""
    from django.apps import apps

    mine = f"SELECT id FROM organisation_municipality WHERE slug = '{TEMPLATE.lower()}'"
    staff = f"SELECT person_id FROM organisation_membership WHERE municipality_id = ({mine})"
    yield _rows("organisation_municipality", f"id = ({mine})")
    yield _rows("organisation_person", f"id IN ({staff})")
    for model in apps.get_models():
        if not any(field.column == "municipality_id" for field in model._meta.local_fields):
            continue
        table = model._meta.db_table
        yield _rows(table, f"municipality_id = ({mine})")
        for relation in model._meta.local_many_to_many:
            mine_there = f"SELECT id FROM {table} WHERE municipality_id = ({mine})"
            yield _rows(relation.m2m_db_table(), f"{relation.m2m_column_name()} IN ({mine_there})")


def _rows(table: str, condition: str) -> Rows:
    from django.db import connection

    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        # A running number is given anew by the database; an id that others point to is text.
        columns = [
            column.name
            for column in described
            if column.name != "id" or "char" in str(column.type_code)
        ]
        listed = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(f"SELECT {listed} FROM {table} WHERE {condition} ORDER BY rowid")
        values = cursor.fetchall()
    ids = frozenset(row[columns.index("id")] for row in values) if "id" in columns else frozenset()
    places = ", ".join("?" for _ in columns)
    return Rows(f"INSERT INTO {table} ({listed}) VALUES ({places})", values, ids)


_NAMES = re.compile(
    r"([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    f"|{TEMPLATE}|{TEMPLATE.lower()})"
)


def _cast(
    tables: list[Rows], mould: list[str], own: set[str], numbers: Random, names: dict[str, str]
) -> None:
    """The template once more, every id and name exchanged wherever it is mentioned."""
    from django.db import connection

    exchanged = dict(names)
    for old in sorted(own):
        new = UUID(int=numbers.getrandbits(128), version=4)
        exchanged |= {old: new.hex, str(UUID(old)): str(new)}
    parts = list(mould)
    parts[1::2] = [exchanged.get(found, found) for found in mould[1::2]]
    copied = json.loads("".join(parts), object_hook=lambda kept: b64decode(kept["bytes"]))
    with connection.cursor() as cursor:
        for table, values in zip(tables, copied, strict=True):
            cursor.cursor.connection.executemany(table.insert, values)


def _verify() -> None:
    """Refuse a database that does not hold what docs/bench.md promises, or has loose ends."""
    from django.db import connection

    from pejl.indicators.models import Indicator, Value
    from pejl.initiatives.models import Idea, Prejekt, Project
    from pejl.organisation.models import Municipality, Person, Unit
    from pejl.strategy.models import Objective

    promised = {
        Municipality: 98, Unit: 3_000, Person: 20_000, Objective: 98 * 3 * 12,
        Idea: 98 * 150 + 10_000, Prejekt: 98 * 60, Project: 98 * 200,
        Indicator: 98 * USUAL.figures, Value: 98 * USUAL.figures * 40,
    }  # fmt: skip
    for model, least in promised.items():
        found = model._default_manager.count()
        if found < least:
            raise SystemExit(f"Only {found} of {least} rows of {model.__name__} were made.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        if loose := cursor.fetchall():
            raise SystemExit(f"Rows that point nowhere: {loose[:5]}")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()


if __name__ == "__main__":
    generate()
