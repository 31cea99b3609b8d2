from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='calendar',
            field=models.TextField(blank=True, verbose_name='calendar entry'),
        ),
    ]
