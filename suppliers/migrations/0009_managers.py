from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0008_search")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="is_manager",
            field=models.BooleanField(
                default=False,
                help_text="Is told when something is long overdue.",
                verbose_name="manager",
            ),
        ),
    ]
