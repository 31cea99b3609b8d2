import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='part_of',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='jobs.job', verbose_name='part of'),
        ),
        migrations.AddField(
            model_name='job',
            name='lanes',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.RemoveConstraint(
            model_name='job',
            name='job_running_is_held',
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lanes', 0), ('lease_until__isnull', False), ('state', 'running'), ('token__isnull', False)), models.Q(models.Q(('lanes', 0), ('state', 'running'), _negated=True), ('lease_until__isnull', True), ('token__isnull', True)), _connector='OR'), name='job_running_is_held'),
        ),
    ]
