import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was carried over leaves its old columns."""

    dependencies = [
        ("audits", "0004_carry"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="plan",
            name="containment",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="corrective",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="expected_on",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="preventive",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="responsible",
        ),
        migrations.RemoveField(
            model_name="plan",
            name="starts_on",
        ),
        migrations.RemoveField(model_name="question", name="section_code"),
        migrations.AlterField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="audits.section",
            ),
        ),
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": ["questionnaire", "section__number", "number"],
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("no_action_because", ""), _negated=True),
                    models.Q(("root_cause", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_says_what_or_why_not",
            ),
        ),
    ]
