"""The database itself refuses to link a thing in one municipality to a thing in another.

Rules and queries keep municipalities apart; should one of them be wrong some day, this is the floor under it.
Each relation from a municipality's thing to another such thing gets a trigger, and no such thing can move to
another municipality. Both are found from the models and not listed by hand, so that a new room is guarded
without anybody remembering to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import ForeignKey, Model

REFUSED = "linked to another municipality"
FUNCTION = "pejl_refuse_link_to_another_municipality"
PREFIX = "guard_"


@dataclass(frozen=True)
class Relation:
    """A column that points from one municipality's thing to another thing of the same municipality."""

    table: str
    column: str
    target_table: str
    target_column: str

    @property
    def trigger(self) -> str:
        """At most 63 characters, which is what PostgreSQL keeps of a name."""
        return f"{PREFIX}{self.table}_{self.column}"[:56]


def _is_of_municipality(model: type[Model]) -> bool:
    return any(
        isinstance(field, ForeignKey)
        and field.name == "municipality"
        and field.related_model._meta.label == "organisation.Municipality"
        for field in model._meta.local_fields
    )


def municipal_tables() -> set[str]:
    """The tables whose rows belong to one municipality and never move to another."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if _is_of_municipality(model)}


def relations() -> Iterator[Relation]:
    """Every relation that could lead from one municipality into another."""
    for model in apps.get_models(include_auto_created=True):
        if not _is_of_municipality(model):
            continue
        for field in model._meta.local_fields:
            target: Any = field.related_model
            if isinstance(field, ForeignKey) and _is_of_municipality(target):
                yield Relation(
                    model._meta.db_table,
                    str(field.column),
                    target._meta.db_table,
                    str(target._meta.pk.column),
                )


def remove_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. SQLite cannot rebuild a table that a trigger elsewhere speaks of."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With the function go all triggers that call it, in whatever table.
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
            [len(PREFIX), PREFIX],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def install_guards(connection: BaseDatabaseWrapper) -> None:
    """Put a trigger on every relation whose tables are there. Doing it again changes nothing."""
    remove_guards(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        present = [one for one in relations() if {one.table, one.target_table} <= tables]
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for table in municipal_tables() & tables:
            cursor.execute(_stay_trigger(connection.vendor, table))
        for relation in present:
            for statement in _link_triggers(connection.vendor, relation):
                cursor.execute(statement)


def _link_triggers(vendor: str, relation: Relation) -> list[str]:
    words = {"function": FUNCTION, "refused": REFUSED, **vars(relation)}
    if vendor == "postgresql":
        return [POSTGRESQL_LINK.format(trigger=relation.trigger, **words)]
    return [
        SQLITE_LINK.format(trigger=f"{relation.trigger}_new", event="INSERT", **words),
        SQLITE_LINK.format(trigger=f"{relation.trigger}_set", event="UPDATE", **words),
    ]


def _stay_trigger(vendor: str, table: str) -> str:
    template = POSTGRESQL_STAY if vendor == "postgresql" else SQLITE_STAY
    trigger = f"{PREFIX}{table}_stays"[:60]
    return template.format(trigger=trigger, table=table, function=FUNCTION, refused=REFUSED)


SQLITE_STAY = """
CREATE TRIGGER "{trigger}" BEFORE UPDATE OF municipality_id ON "{table}"
WHEN OLD.municipality_id <> NEW.municipality_id
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""

SQLITE_LINK = """
CREATE TRIGGER "{trigger}" BEFORE {event} ON "{table}"
WHEN NEW."{column}" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "{target_table}"
    WHERE "{target_column}" = NEW."{column}" AND municipality_id <> NEW.municipality_id
)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""

POSTGRESQL_STAY = """
CREATE TRIGGER "{trigger}" BEFORE UPDATE OF municipality_id ON "{table}"
FOR EACH ROW WHEN (OLD.municipality_id <> NEW.municipality_id) EXECUTE FUNCTION {function}()
"""

POSTGRESQL_LINK = """
CREATE TRIGGER "{trigger}" BEFORE INSERT OR UPDATE OF "{column}" ON "{table}"
FOR EACH ROW EXECUTE FUNCTION {function}('{column}', '{target_table}', '{target_column}')
"""

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target text := to_jsonb(NEW) ->> TG_ARGV[0];
    elsewhere boolean := TG_NARGS = 0;
BEGIN
    IF elsewhere THEN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF target IS NULL THEN RETURN NEW; END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %I WHERE %I = $1::uuid AND municipality_id <> $2)',
        TG_ARGV[1], TG_ARGV[2]
    ) INTO elsewhere USING target, NEW.municipality_id;
    IF elsewhere THEN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""  # noqa: S608 - the words in it are constants above
