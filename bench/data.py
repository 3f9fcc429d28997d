"""A country to measure in: 98 municipalities with three strategies each, 3,000 units and 20,000 people.

One municipality is made by the real actions and then copied row by row under other names and ids, so that
every copy is what the actions leave, history and search included. Beside the 98 stand a municipality with one
of everything and one with many, to see that the number of SQL queries does not follow the number of rows.

``python -m bench.data PATH`` writes the database; ``ready`` does so only when it is not there yet.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
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


USUAL = Size(centres=8, units=31, people=205, areas=4, objectives=3, drivers=6)
SMALLEST = Size(centres=1, units=2, people=6, areas=1, objectives=1, drivers=1)
LARGE = Size(centres=30, units=120, people=300, areas=9, objectives=9, drivers=20)


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
    with transaction.atomic():
        _copy_template()
    _verify()


def _copy_template() -> None:
    mould = list(_rows_of_template())
    numbers = Random(SEED)
    for name, slug in other_towns().items():
        _cast(mould, numbers, {TEMPLATE: name, TEMPLATE.lower(): slug})


@dataclass(frozen=True)
class Rows:
    """What one table holds of the template."""

    insert: str
    values: list[tuple[object, ...]]
    ids: frozenset[str]


def _rows_of_template() -> Iterator[Rows]:
    """All that belongs to the template: its own row, its people, and every row that names it."""
    from django.apps import apps

    mine = f"SELECT id FROM organisation_municipality WHERE slug = '{TEMPLATE.lower()}'"
    staff = f"SELECT person_id FROM organisation_membership WHERE municipality_id = ({mine})"
    yield _rows("organisation_municipality", f"id = ({mine})")
    yield _rows("organisation_person", f"id IN ({staff})")
    for model in apps.get_models():
        if any(field.column == "municipality_id" for field in model._meta.local_fields):
            yield _rows(model._meta.db_table, f"municipality_id = ({mine})")


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
        listed = ", ".join(columns)
        cursor.execute(f"SELECT {listed} FROM {table} WHERE {condition} ORDER BY rowid")
        values = cursor.fetchall()
    ids = frozenset(row[columns.index("id")] for row in values) if "id" in columns else frozenset()
    places = ", ".join("?" for _ in columns)
    return Rows(f"INSERT INTO {table} ({listed}) VALUES ({places})", values, ids)


_NAMES = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    f"|{TEMPLATE}|{TEMPLATE.lower()}"
)


def _cast(mould: list[Rows], numbers: Random, names: dict[str, str]) -> None:
    """The template once more, every id and name exchanged wherever it is mentioned."""
    from django.db import connection

    exchanged = dict(names)
    for rows in mould:
        for old in rows.ids:
            new = UUID(int=numbers.getrandbits(128), version=4)
            exchanged |= {old: new.hex, str(UUID(old)): str(new)}

    def in_other_words(value: object) -> object:
        if not isinstance(value, str):
            return value
        return _NAMES.sub(lambda found: exchanged.get(found.group(), found.group()), value)

    with connection.cursor() as cursor:
        for rows in mould:
            cursor.cursor.connection.executemany(
                rows.insert, [tuple(map(in_other_words, row)) for row in rows.values]
            )


def _verify() -> None:
    """Refuse a database that does not hold what docs/bench.md promises, or has loose ends."""
    from django.db import connection

    from pejl.organisation.models import Municipality, Person, Unit
    from pejl.strategy.models import Objective

    promised = {Municipality: 98, Unit: 3_000, Person: 20_000, Objective: 98 * 3 * 12}
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
