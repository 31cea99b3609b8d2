from django.db import migrations

from ..operations.search_index import make_search_index


def make(apps, schema_editor):
    make_search_index(schema_editor.connection)


class Migration(migrations.Migration):
    """PostgreSQL reads through the names in the order of the list without the table (see models/search.py)."""

    atomic = False  # as in 0008: where the extension may not be made, the search works without

    dependencies = [("suppliers", "0009_managers")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
