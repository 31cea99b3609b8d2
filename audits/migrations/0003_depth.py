import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import audits.models.report
import audits.models.survey_files


class Migration(migrations.Migration):
    """Surveys, audits and plans in depth: new tables and columns."""

    dependencies = [
        ("audits", "0002_programme"),
        ("suppliers", "0009_managers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("CorrectiveAction", "Plan"),
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": ["questionnaire", "number"],
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("starts", models.TimeField(verbose_name="from")),
                ("ends", models.TimeField(verbose_name="to")),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                (
                    "people",
                    models.CharField(blank=True, max_length=200, verbose_name="with whom, where"),
                ),
            ],
            options={
                "verbose_name": "line of the agenda",
                "verbose_name_plural": "agenda",
                "ordering": ["audit", "day", "starts", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="comment")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
            ],
            options={
                "verbose_name": "comment on a draft",
                "verbose_name_plural": "comments on drafts",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key_sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="hash of the address"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
            ],
            options={
                "verbose_name": "calendar address",
                "verbose_name_plural": "calendar addresses",
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holds", models.BooleanField(verbose_name="put right")),
                ("remark", models.TextField(blank=True, max_length=2000, verbose_name="remark")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "ordering": ["audit", "finding"],
            },
        ),
        migrations.CreateModel(
            name="CorrectiveAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("containment", "Immediate containment"),
                            ("corrective", "Corrective action"),
                            ("preventive", "Preventive action"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what is done")),
                (
                    "responsible",
                    models.CharField(max_length=120, verbose_name="responsible person"),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("expected_on", models.DateField(verbose_name="done by")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
            ],
            options={
                "verbose_name": "corrective action",
                "verbose_name_plural": "corrective actions",
                "ordering": ["plan", "number"],
            },
        ),
        migrations.CreateModel(
            name="EffectivenessCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("holds", models.BooleanField(null=True, verbose_name="it holds")),
                ("remark", models.TextField(blank=True, max_length=2000, verbose_name="remark")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked")),
            ],
            options={
                "verbose_name": "effectiveness check",
                "verbose_name_plural": "effectiveness checks",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Postponement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("extension", "Extension"), ("pause", "Pause")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("until", models.DateField(verbose_name="until")),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_before", models.DateField(null=True, verbose_name="completion was due")),
                ("remark", models.TextField(blank=True, max_length=1000, verbose_name="remark")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("ended_on", models.DateField(null=True, verbose_name="clock runs again since")),
            ],
            options={
                "verbose_name": "postponement",
                "verbose_name_plural": "postponements",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProvisionMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "the same"),
                            ("wider", "wider there"),
                            ("narrower", "narrower there"),
                            ("related", "related"),
                        ],
                        default="same",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the crosswalk",
                "verbose_name_plural": "crosswalk",
                "ordering": ["provision", "counterpart"],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("content_type", models.CharField(max_length=40, verbose_name="kind")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="size, bytes")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        upload_to=audits.models.report.report_path,
                        verbose_name="file",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="uploaded")),
            ],
            options={
                "verbose_name": "report file",
                "verbose_name_plural": "report files",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("number", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_hant",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="title, traditional Chinese"
                    ),
                ),
                (
                    "title_hans",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="title, simplified Chinese"
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["questionnaire", "number"],
            },
        ),
        migrations.CreateModel(
            name="Severity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme", models.CharField(max_length=40, verbose_name="scheme")),
                ("name", models.CharField(max_length=80, verbose_name="severity there")),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("priority", "Priority"),
                            ("major", "Major"),
                            ("minor", "Minor"),
                            ("risk", "Risk of non-conformance"),
                            ("opportunity", "Opportunity for improvement"),
                        ],
                        max_length=20,
                        verbose_name="rating",
                    ),
                ),
                (
                    "zero_tolerance",
                    models.BooleanField(default=False, verbose_name="zero tolerance"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("to_confirm", models.BooleanField(default=True, verbose_name="to confirm")),
            ],
            options={
                "verbose_name": "severity of another scheme",
                "verbose_name_plural": "severities of other schemes",
                "ordering": ["scheme", "name"],
            },
        ),
        migrations.CreateModel(
            name="Smelter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "metal",
                    models.CharField(
                        choices=[
                            ("tin", "Tin"),
                            ("tantalum", "Tantalum"),
                            ("tungsten", "Tungsten"),
                            ("gold", "Gold"),
                            ("cobalt", "Cobalt"),
                        ],
                        max_length=10,
                        verbose_name="metal",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="smelter")),
                (
                    "number",
                    models.CharField(blank=True, max_length=20, verbose_name="smelter number"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("conformant", "Conformant"),
                            ("active", "In assessment"),
                            ("not_conformant", "Not conformant"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "smelter",
                "verbose_name_plural": "smelters",
                "ordering": ["metal", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SurveyFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("content_type", models.CharField(max_length=40, verbose_name="kind")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="size, bytes")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        upload_to=audits.models.survey_files.survey_path,
                        verbose_name="file",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="uploaded")),
            ],
            options={
                "verbose_name": "file of a survey",
                "verbose_name_plural": "files of surveys",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="plan",
            options={
                "ordering": ["finding", "-version"],
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
            },
        ),
        migrations.RemoveConstraint(
            model_name="audit",
            name="audit_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_verified_iff_ready",
        ),
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_under_way_was_approved",
        ),
        migrations.RemoveConstraint(
            model_name="plan",
            name="plan_says_what_or_why_not",
        ),
        migrations.RemoveConstraint(
            model_name="plan",
            name="plan_ends_after_it_starts",
        ),
        migrations.AddField(
            model_name="answer",
            name="copied_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="audits.answer",
                verbose_name="copied from",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="explanation",
            field=models.CharField(
                blank=True, default="", max_length=1000, verbose_name="explanation"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="unit",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="unit"),
        ),
        migrations.AddField(
            model_name="answer",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="audit",
            name="comment_until",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="comments until"
            ),
        ),
        migrations.AddField(
            model_name="audit",
            name="commented_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="supplier has nothing to add since",
            ),
        ),
        migrations.AddField(
            model_name="audit",
            name="commented_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="audit",
            name="shared_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="draft shared"
            ),
        ),
        migrations.AddField(
            model_name="audit",
            name="source",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=100,
                verbose_name="list it came from",
            ),
        ),
        migrations.AddField(
            model_name="audit",
            name="source_number",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=60,
                verbose_name="number in that list",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="version",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="A file of the same name is its next version.",
                verbose_name="version",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="found_by",
            field=models.CharField(
                choices=[("audit", "an audit"), ("check", "an effectiveness check")],
                default="audit",
                editable=False,
                max_length=10,
                verbose_name="found by",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="is_history",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Its life was lived in another system; only what that list said is known.",
                verbose_name="brought in with its past",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="owners",
            field=models.ManyToManyField(
                blank=True,
                help_text="The supplier's people who see to it. Nobody named: all of them.",
                related_name="findings_owned",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owners",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="paused_on",
            field=models.DateField(
                editable=False, null=True, verbose_name="clock stands still since"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="reminded_on",
            field=models.DateField(editable=False, null=True, verbose_name="last reminder"),
        ),
        migrations.AddField(
            model_name="finding",
            name="repeat_of",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeats",
                to="audits.finding",
                verbose_name="repeat of",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="source_number",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=60,
                verbose_name="number in its list",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="whys",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Up to five answers, in order.",
                verbose_name="why, and why that",
            ),
        ),
        migrations.AddField(
            model_name="protocol",
            name="check_days",
            field=models.PositiveSmallIntegerField(
                default=90,
                help_text="0: no check.",
                verbose_name="effectiveness check, days after closing",
            ),
        ),
        migrations.AddField(
            model_name="protocol",
            name="comment_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="0: the report becomes final without a comment period.",
                verbose_name="days to comment on the draft report",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="category",
            field=models.CharField(
                blank=True,
                choices=[
                    ("management_system", "Management system"),
                    ("labour", "Labour employment"),
                    ("environment", "Environmental impact"),
                    ("product", "Product liability"),
                ],
                default="",
                max_length=20,
                verbose_name="risk category",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="hint",
            field=models.CharField(
                blank=True,
                help_text="In our own words: what is looked at.",
                max_length=500,
                verbose_name="hint",
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="hint_hans",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="hint, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="hint_hant",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="hint, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="title_hans",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="title, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="provision",
            name="title_hant",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="title, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="explain_percent",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="explain if it differs from last year by more than, %",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="help_hans",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="help, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="help_hant",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="help, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="least",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="lowest plausible",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="most",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="highest plausible",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="other_units",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text='A list of [unit, how many of the unit it is]: [["kg", 0.001]] for tonnes',
                verbose_name="other units",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="posts_factor",
            field=models.CharField(
                blank=True,
                default="",
                max_length=40,
                verbose_name="accepted answer is the reading of factor",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="shown_if",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shows",
                to="audits.question",
                verbose_name="shown only if this question",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="shown_if_values",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text='["yes", "partly"]',
                verbose_name="was answered with one of",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="text_hans",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="question, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="text_hant",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="question, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="wants_file",
            field=models.BooleanField(default=False, verbose_name="evidence is asked for"),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="intro_hans",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="introduction, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="intro_hant",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="introduction, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="title_hans",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="title, simplified Chinese"
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="title_hant",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="title, traditional Chinese"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="reminded_on",
            field=models.DateField(editable=False, null=True, verbose_name="last reminder"),
        ),
        migrations.AlterField(
            model_name="audit",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("in_progress", "In progress"),
                    ("comment", "Draft with the supplier"),
                    ("final", "Final"),
                    ("cancelled", "Cancelled"),
                ],
                default="planned",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="stage",
            field=models.CharField(
                choices=[
                    ("finding", "with the finding"),
                    ("plan", "with the plan"),
                    ("action", "of the action"),
                    ("check", "of the effectiveness check"),
                ],
                max_length=10,
                verbose_name="shown",
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plans",
                to="audits.finding",
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="root_cause",
            field=models.TextField(blank=True, max_length=2000, verbose_name="root cause"),
        ),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("choice", "One of several"),
                    ("multiple", "Several of several"),
                    ("number", "Number"),
                    ("date", "Date"),
                    ("text", "Text"),
                    ("file", "File"),
                    ("smelters", "List of smelters"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="options",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text='A list of [value, label, share], share 0–1, and the two Chinese labels after it if known: [["yes", "Yes", 1, "是", "是"], ["no", "No", 0]]',
                verbose_name="choices",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planned", "in_progress", "comment", "final", "cancelled"])
                ),
                name="audit_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "comment"), _negated=True),
                    models.Q(
                        ("closing_on__isnull", False),
                        ("comment_until__isnull", False),
                        ("shared_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="audit_shared_has_when_and_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commented_at__isnull", True), ("commented_by__isnull", True)),
                    models.Q(("commented_at__isnull", False), ("commented_by__isnull", False)),
                    _connector="OR",
                ),
                name="audit_commented_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("source", "source_number"),
                name="one_audit_per_number_of_a_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_number", ""), _negated=True),
                fields=("audit", "source_number"),
                name="one_finding_per_number_of_a_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repeat_of__isnull", True),
                    models.Q(("repeat_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="finding_repeats_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_on__isnull", True),
                    models.Q(("state", "closed"), _negated=True),
                    _connector="OR",
                ),
                name="finding_closed_has_no_pause",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["ready_for_closure", "closed"]),
                        ("verified_at__isnull", False),
                    ),
                    models.Q(("is_history", True), ("state", "closed")),
                    models.Q(
                        models.Q(("state__in", ["ready_for_closure", "closed"]), _negated=True),
                        ("verified_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="finding_verified_iff_ready",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["not_started", "submitted", "needs_revision"]),
                    ("approved_at__isnull", False),
                    ("is_history", True),
                    _connector="OR",
                ),
                name="finding_under_way_was_approved",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="agenda",
                to="audits.audit",
            ),
        ),
        migrations.AddField(
            model_name="auditcomment",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="auditcomment",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="audits.audit",
            ),
        ),
        migrations.AddField(
            model_name="auditcomment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="auditcomment",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="audits.finding",
                verbose_name="about the finding",
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_feed",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="audits.audit",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="audits.finding",
            ),
        ),
        migrations.AddField(
            model_name="correctiveaction",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="audits.plan",
            ),
        ),
        migrations.AddField(
            model_name="effectivenesscheck",
            name="checked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="effectivenesscheck",
            name="finding",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="check_owed",
                to="audits.finding",
            ),
        ),
        migrations.AddField(
            model_name="effectivenesscheck",
            name="repeat",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opened_by_check",
                to="audits.finding",
            ),
        ),
        migrations.AddField(
            model_name="postponement",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="postponement",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="postponement",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="postponements",
                to="audits.finding",
            ),
        ),
        migrations.AddField(
            model_name="provisionmatch",
            name="counterpart",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matched_by",
                to="audits.provision",
                verbose_name="there",
            ),
        ),
        migrations.AddField(
            model_name="provisionmatch",
            name="provision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matches",
                to="audits.provision",
                verbose_name="provision",
            ),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="audits.audit",
            ),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="audits.questionnaire",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("least__isnull", True),
                    ("most__isnull", True),
                    ("least__lte", models.F("most")),
                    _connector="OR",
                ),
                name="question_plausible_range_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_if__isnull", True),
                    models.Q(("shown_if", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="question_is_not_its_own_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="severity",
            constraint=models.UniqueConstraint(
                fields=("scheme", "name"), name="one_rating_per_severity"
            ),
        ),
        migrations.AddConstraint(
            model_name="severity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("zero_tolerance", False), ("rating", "priority"), _connector="OR"
                ),
                name="severity_zero_tolerance_is_priority",
            ),
        ),
        migrations.AddField(
            model_name="smelter",
            name="country",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="suppliers.country",
                verbose_name="country",
            ),
        ),
        migrations.AddField(
            model_name="smelter",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="smelters",
                to="audits.question",
            ),
        ),
        migrations.AddField(
            model_name="smelter",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="smelters",
                to="audits.survey",
            ),
        ),
        migrations.AddField(
            model_name="surveyfile",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="surveyfile",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="audits.question",
            ),
        ),
        migrations.AddField(
            model_name="surveyfile",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="audits.survey",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="agenda_line_takes_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="comment_answered_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                fields=("audit", "finding"), name="one_confirmation_per_audit_and_finding"
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="one_action_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected_on__gte", models.F("starts_on"))),
                name="action_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="effectivenesscheck",
            index=models.Index(
                condition=models.Q(("checked_at", None)),
                fields=["due_on"],
                name="check_owed_by_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenesscheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checked_at__isnull", True),
                        ("checked_by__isnull", True),
                        ("holds__isnull", True),
                    ),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("checked_by__isnull", False),
                        ("holds__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="check_has_who_when_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenesscheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("repeat__isnull", True), ("holds", False), _connector="OR"),
                name="check_opens_a_repeat_only_if_it_fails",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("finding",),
                name="one_postponement_asked_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("state", "asked"),
                    ),
                    models.Q(
                        ("state__in", ["granted", "refused"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="postponement_decided_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="postponement_decider_is_not_asker",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    models.Q(("kind", "pause"), ("state", "granted")),
                    _connector="OR",
                ),
                name="postponement_only_a_pause_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="provisionmatch",
            constraint=models.UniqueConstraint(
                fields=("provision", "counterpart"), name="one_match_per_two_provisions"
            ),
        ),
        migrations.AddConstraint(
            model_name="provisionmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("provision", models.F("counterpart")), _negated=True),
                name="provision_matches_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(
                fields=("audit", "sha256"), name="same_audit_report_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="audit_report_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("questionnaire", "code"), name="one_section_per_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="smelter",
            constraint=models.UniqueConstraint(
                fields=("survey", "question", "metal", "name", "number"),
                name="one_smelter_per_metal",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyfile",
            constraint=models.UniqueConstraint(
                fields=("survey", "question", "sha256"), name="same_survey_file_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="survey_file_is_not_empty"
            ),
        ),
        migrations.RenameField("question", "section", "section_code"),
        migrations.AddField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="audits.section",
                verbose_name="section",
            ),
        ),
    ]
