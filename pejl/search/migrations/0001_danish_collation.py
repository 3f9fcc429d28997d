"""The collation `danish` on PostgreSQL. SQLite gets it with every connection (pejl.search.sqlite).

Other rooms that order by `Collate(…, "danish")` depend on this migration.
"""

from django.db import migrations


def create_collation(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'da-x-icu')")
        (has_icu,) = cursor.fetchone()
        # A server built without ICU knows no Danish order; lists then stand in byte order.
        order = "provider = icu, locale = 'da-DK'" if has_icu else "provider = libc, locale = 'C'"
        cursor.execute(f"CREATE COLLATION IF NOT EXISTS danish ({order})")


def drop_collation(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("DROP COLLATION IF EXISTS danish")


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunPython(create_collation, drop_collation)]
