from django.db import migrations, models

#: (code, English, traditional Chinese, simplified Chinese), as shipped with this migration
ZERO_TOLERANCE = (
    ("child-labour", "Child labour", "童工", "童工"),
    ("forced-labour", "Forced labour", "強迫勞動", "强迫劳动"),
    (
        "toxic-discharge",
        "Untreated toxic discharge",
        "未經處理排放有毒物質",
        "未经处理排放有毒物质",
    ),
    ("injury", "Direct injury to employees", "直接傷害員工", "直接伤害员工"),
    ("bribing-the-auditor", "Bribing the auditor", "賄賂稽核員", "贿赂审核员"),
)


def name(apps, schema_editor):
    """The shipped matters get their Chinese names; what a company named itself is left alone."""
    rows = apps.get_model("audits", "ZeroToleranceKind").objects
    for code, english, hant, hans in ZERO_TOLERANCE:
        rows.filter(code=code, name=english).update(name_hant=hant, name_hans=hans)


class Migration(migrations.Migration):
    dependencies = [("audits", "0009_found_cause")]

    operations = [
        migrations.AddField(
            model_name="zerotolerancekind",
            name="name_hant",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="name, traditional Chinese"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="zerotolerancekind",
            name="name_hans",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="name, simplified Chinese"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(name, migrations.RunPython.noop),
    ]
