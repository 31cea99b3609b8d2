"""The trigger of published scorecards is off while tables are changed, and stands again afterwards."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def stands():
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return "scorecard_is_frozen" in {name for (name,) in cursor.fetchall()}


def send(signal):
    options = {"using": connection.alias, "verbosity": 0, "interactive": False, "plan": [], "apps": apps}
    for config in apps.get_app_configs():
        if config.name == "scorecards":
            signal.send(sender=config, app_config=config, **options)


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_change_a_column_that_the_trigger_names():
    send(post_migrate)
    assert stands()
    send(pre_migrate)
    assert not stands()
    if connection.vendor == "postgresql":
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE scorecards_scorecard ALTER COLUMN frozen_at TYPE timestamptz(3)")
            editor.execute("ALTER TABLE scorecards_scorecard ALTER COLUMN frozen_at TYPE timestamptz")
    send(post_migrate)
    assert stands()
