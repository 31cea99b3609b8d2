"""Plans hold several actions; questionnaires have sections of their own: what there is moves over."""

from django.db import migrations

SECTIONS = [
    ("A", "Labor"), ("B", "Health and safety"), ("C", "Environment"), ("D", "Ethics"),
    ("E", "Management systems"),
]  # fmt: skip


def actions_of_plans(apps, schema_editor):
    """What a plan said in one column each becomes a row each."""
    action = apps.get_model("audits", "CorrectiveAction")
    plans = apps.get_model("audits", "Plan").objects.filter(no_action_because="")
    for plan in plans.iterator():
        texts = [(kind, getattr(plan, kind)) for kind in ("containment", "corrective", "preventive")]
        action.objects.bulk_create(
            action(
                plan=plan, number=number, kind=kind, text=text, responsible=plan.responsible,
                starts_on=plan.starts_on, expected_on=plan.expected_on,
            )
            for number, (kind, text) in enumerate((t for t in texts if t[1]), start=1)
        )  # fmt: skip


def sections_of_questions(apps, schema_editor):
    """Every questionnaire gets the sections its questions name."""
    section = apps.get_model("audits", "Section")
    question = apps.get_model("audits", "Question")
    for questionnaire in apps.get_model("audits", "Questionnaire").objects.all():
        for number, (code, title) in enumerate(SECTIONS, start=1):
            rows = question.objects.filter(questionnaire=questionnaire, section_code=code)
            if rows.exists():
                made = section.objects.create(
                    questionnaire=questionnaire, code=code, number=number, title=title
                )
                rows.update(section=made)


class Migration(migrations.Migration):
    dependencies = [("audits", "0003_depth")]

    operations = [
        migrations.RunPython(actions_of_plans, migrations.RunPython.noop),
        migrations.RunPython(sections_of_questions, migrations.RunPython.noop),
    ]
