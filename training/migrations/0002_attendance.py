"""How attendance is recorded, corrected, counted and published."""

import django.db.models.deletion
import training.models.event
from django.conf import settings
from django.db import migrations, models


def own_secrets(apps, schema_editor):
    """Every event has a secret of its own (a column's default is the same for all rows there are)."""
    events = apps.get_model("training", "Event")
    for pk in events.objects.values_list("pk", flat=True):
        events.objects.filter(pk=pk).update(secret=training.models.event.new_secret())


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0009_managers"),
        ("training", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="details erased"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="origin",
            field=models.CharField(
                choices=[
                    ("hand", "by hand"),
                    ("door", "at the door"),
                    ("self", "by themselves"),
                    ("list", "from a list"),
                ],
                default="hand",
                editable=False,
                max_length=10,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="secret",
            field=models.CharField(
                default=training.models.event.new_secret, editable=False, max_length=64
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="zone",
            field=models.CharField(
                default="Asia/Taipei",
                help_text="The event's own time, for example Asia/Taipei: its days are counted in it.",
                max_length=40,
                validators=[training.models.event.known_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AddField(
            model_name="interval",
            name="corrected_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="corrected because"),
        ),
        migrations.CreateModel(
            name="PublishedYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="year"
                    ),
                ),
                ("figures", models.JSONField(verbose_name="figures")),
                ("published_at", models.DateTimeField(verbose_name="published")),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "published year",
                "verbose_name_plural": "published years",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce", models.CharField(max_length=64, unique=True)),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "in"), ("out", "out")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                ("scanned_at", models.DateTimeField(verbose_name="scanned")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scans",
                        to="training.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "scan",
                "verbose_name_plural": "scans",
                "ordering": ["scanned_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HeadCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("heads", models.PositiveIntegerField(verbose_name="people")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="head_counts",
                        to="training.event",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="head_counts",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "head count",
                "verbose_name_plural": "head counts",
                "ordering": ["event", "organisation"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "organisation"), name="one_head_count_per_organisation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("heads__gte", 1)), name="somebody_came"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnknownAttendee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                ("person_key", models.CharField(editable=False, max_length=254)),
                ("stays", models.JSONField(default=list, verbose_name="stays")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("added", "Added to a supplier"),
                            ("left_out", "Left out"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unknown_attendees",
                        to="training.event",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "unknown attendee",
                "verbose_name_plural": "unknown attendees",
                "ordering": ["event", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "person_key"), name="one_question_per_unknown_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="unknown_answered_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "added"), _negated=True),
                            ("supplier__isnull", False),
                            _connector="OR",
                        ),
                        name="added_person_has_a_supplier",
                    ),
                ],
            },
        ),
        migrations.RunPython(own_secrets, migrations.RunPython.noop),
    ]
