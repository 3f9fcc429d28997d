"""The database itself refuses to change or remove a record, whatever program asks.

After an update and before a removal, so that a link to another municipality is refused first, by its own trigger.
A later migration that makes SQLite build the table anew takes the triggers with it, and must put them up again.
"""

from typing import Any

from django.db import migrations

REFUSED = "a record is never changed and never removed"
FUNCTION = "followup_a_record_stays"
CHANGED, REMOVED = "followup_a_record_is_not_changed", "followup_a_record_is_not_removed"

SQLITE = (
    f"""
    CREATE TRIGGER "{CHANGED}" AFTER UPDATE ON "followup_record"
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    f"""
    CREATE TRIGGER "{REMOVED}" BEFORE DELETE ON "followup_record"
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER "{CHANGED}" AFTER UPDATE ON "followup_record"
    FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()
    """,
    f"""
    CREATE TRIGGER "{REMOVED}" BEFORE DELETE ON "followup_record"
    FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()
    """,
)
NO_MORE_SQLITE = (f'DROP TRIGGER IF EXISTS "{CHANGED}"', f'DROP TRIGGER IF EXISTS "{REMOVED}"')
NO_MORE_POSTGRESQL = (f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE",)


def put_up(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def take_down(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, NO_MORE_SQLITE, NO_MORE_POSTGRESQL)


def _run(schema_editor: Any, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    """Through a cursor, for a schema editor takes ``%`` and ``;`` for its own."""
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_rounds_meetings_records")]

    operations = [migrations.RunPython(put_up, take_down)]
