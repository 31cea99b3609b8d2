from django.db import migrations, models

from suppliers.operations.search_index import make_part_index

from ..models.finding_search import INDEXES


def make(apps, schema_editor):
    make_part_index(schema_editor.connection, INDEXES)


class Migration(migrations.Migration):
    """PostgreSQL finds a part of a description by trigrams; elsewhere this does nothing (see models/finding_search.py)."""

    atomic = False  # where the extension may not be made, the search works without

    dependencies = [("audits", "0006_finding_order")]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="finding", name="finding_by_rating"),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                fields=["audit", "rating", "provision", "found_by"], name="finding_counted"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("paused_on__isnull", False)),
                fields=["paused_on"],
                name="finding_paused",
            ),
        ),
    ]
