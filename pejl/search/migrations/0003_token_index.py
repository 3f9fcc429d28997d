from django.db import migrations

from pejl.search import token_index


def create(apps, schema_editor):
    token_index.create(schema_editor.connection)


def remove(apps, schema_editor):
    token_index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_document")]

    operations = [migrations.RunPython(create, remove)]
