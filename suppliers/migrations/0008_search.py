from django.db import migrations

from ..operations.search_index import make_search_index


def make(apps, schema_editor):
    make_search_index(schema_editor.connection)


class Migration(migrations.Migration):
    """PostgreSQL finds a part of a name by trigrams; elsewhere this does nothing (see models/search.py)."""

    atomic = False  # where the extension may not be made, the search works without

    dependencies = [("suppliers", "0007_due")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
