import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0001_initial'),
        ('suppliers', '0007_due'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'To be planned'), ('planned', 'Planned'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=10, verbose_name='state')),
                ('taken_up_at', models.DateTimeField(verbose_name='taken up')),
                ('done_on', models.DateField(null=True, verbose_name='done on')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('audit', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programme_item', to='audits.audit')),
                ('due_item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='programme_item', to='suppliers.dueitem')),
                ('survey', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programme_item', to='audits.survey')),
            ],
            options={
                'verbose_name': 'item of the programme',
                'verbose_name_plural': 'items of the programme',
                'ordering': ['due_item'],
                'indexes': [models.Index(fields=['state'], name='programme_item_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audit__isnull', False), ('state', 'planned')), models.Q(('state', 'planned'), ('survey__isnull', False)), models.Q(('audit', None), ('state', 'open'), ('survey', None)), ('state__in', ['done', 'dropped']), _connector='OR'), name='programme_item_planned_has_its_visit'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on', None)), _connector='OR'), name='programme_item_done_has_when'), models.CheckConstraint(condition=models.Q(('audit', None), ('survey', None), _connector='OR'), name='programme_item_has_one_visit')],
            },
        ),
    ]
