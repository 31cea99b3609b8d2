import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0006_approval'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('active', 'Active'), ('retired', 'Retired')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('source', models.CharField(help_text='Where the rule comes from.', max_length=300, verbose_name='source')),
                ('to_confirm', models.BooleanField(default=False, verbose_name='to confirm')),
                ('activated_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='activated')),
                ('activated_by', models.CharField(blank=True, editable=False, max_length=200, verbose_name='activated by')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired')),
            ],
            options={
                'verbose_name': 'management approach',
                'verbose_name_plural': 'management approaches',
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('status',), name='one_active_approach'), models.CheckConstraint(condition=models.Q(models.Q(('activated_at', None), ('status', 'draft')), models.Q(('activated_at__isnull', False), ('retired_at', None), ('status', 'active')), models.Q(('activated_at__isnull', False), ('retired_at__isnull', False), ('status', 'retired')), _connector='OR'), name='approach_life_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='Done',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('second_party', 'Second-party audit, on site'), ('third_party', 'Third-party audit (RBA VAP), on site'), ('document_review', 'Document review'), ('survey', 'Annual survey'), ('supervision', 'Supervision')], max_length=20, verbose_name='kind')),
                ('on', models.DateField(verbose_name='on')),
                ('remote', models.BooleanField(default=False, verbose_name='remote')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('link', models.CharField(blank=True, max_length=200, verbose_name='link')),
                ('noted_at', models.DateTimeField(verbose_name='noted')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='done', to='suppliers.supplier')),
            ],
            options={
                'verbose_name': 'done',
                'verbose_name_plural': 'done',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DueList',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='year')),
                ('seed', models.CharField(max_length=40, verbose_name='seed of the draw')),
                ('as_of', models.DateField(null=True, verbose_name='as of')),
                ('draws', models.JSONField(default=list, verbose_name='draws')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('confirmed', 'Confirmed')], default='draft', max_length=10, verbose_name='state')),
                ('proposed_at', models.DateTimeField(null=True, verbose_name='proposed')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='suppliers.approach', verbose_name='management approach')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk_year', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.riskyear', verbose_name='classes of')),
            ],
            options={
                'verbose_name': 'due list',
                'verbose_name_plural': 'due lists',
                'ordering': ['year'],
            },
        ),
        migrations.CreateModel(
            name='DueItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('second_party', 'Second-party audit, on site'), ('third_party', 'Third-party audit (RBA VAP), on site'), ('document_review', 'Document review'), ('survey', 'Annual survey'), ('supervision', 'Supervision')], max_length=20, verbose_name='what is due')),
                ('quarter', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Q1'), (2, 'Q2'), (3, 'Q3'), (4, 'Q4')], null=True, verbose_name='quarter')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('beyond', 'Beyond the capacity'), ('confirmed', 'Confirmed'), ('taken_up', 'In the audit programme'), ('done', 'Done'), ('dropped', 'Dropped')], max_length=10, verbose_name='state')),
                ('risk_class', models.CharField(blank=True, choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low'), ('not_classified', 'Not classified')], max_length=20, verbose_name='class')),
                ('score', models.FloatField(null=True, verbose_name='score')),
                ('last_on', models.DateField(null=True, verbose_name='last one on')),
                ('due_on', models.DateField(null=True, verbose_name='due since the last one on')),
                ('every_months', models.PositiveSmallIntegerField(null=True, verbose_name='months after the last one')),
                ('share', models.PositiveSmallIntegerField(null=True, verbose_name='share of those due, %')),
                ('drawn', models.BooleanField(default=False, verbose_name='drawn at random')),
                ('remote', models.BooleanField(default=False, verbose_name='a remote one counts')),
                ('added', models.BooleanField(default=False, verbose_name='added by hand')),
                ('decided', models.BooleanField(default=False, verbose_name='changed by hand')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('taken_up_at', models.DateTimeField(null=True, verbose_name='taken up')),
                ('done_on', models.DateField(null=True, verbose_name='done on')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='suppliers.done', verbose_name='done')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_items', to='suppliers.supplier')),
                ('due_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='suppliers.duelist')),
            ],
            options={
                'verbose_name': 'due item',
                'verbose_name_plural': 'due items',
                'ordering': ['due_list', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DueCapacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('second_party', 'Second-party audit, on site'), ('third_party', 'Third-party audit (RBA VAP), on site'), ('document_review', 'Document review'), ('survey', 'Annual survey'), ('supervision', 'Supervision')], max_length=20, verbose_name='kind')),
                ('quarter', models.PositiveSmallIntegerField(choices=[(1, 'Q1'), (2, 'Q2'), (3, 'Q3'), (4, 'Q4')], verbose_name='quarter')),
                ('places', models.PositiveIntegerField(verbose_name='places')),
                ('due_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='suppliers.duelist')),
            ],
            options={
                'verbose_name': 'capacity',
                'verbose_name_plural': 'capacities',
            },
        ),
        migrations.CreateModel(
            name='ApproachRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('risk_class', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low'), ('not_classified', 'Not classified')], max_length=20, verbose_name='class')),
                ('tier', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 – final assembly'), (2, '2 – components'), (3, '3 – raw material')], help_text='Empty: any tier that has no row of its own.', null=True, verbose_name='tier')),
                ('kind', models.CharField(choices=[('second_party', 'Second-party audit, on site'), ('third_party', 'Third-party audit (RBA VAP), on site'), ('document_review', 'Document review'), ('survey', 'Annual survey'), ('supervision', 'Supervision')], max_length=20, verbose_name='what is due')),
                ('every_months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months after the last one')),
                ('share', models.PositiveSmallIntegerField(default=100, help_text='Below 100 they are drawn at random; 0 means nobody.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of those due, %')),
                ('remote_allowed', models.BooleanField(default=False, verbose_name='a remote one counts')),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='suppliers.approach')),
            ],
            options={
                'verbose_name': 'row of the approach',
                'verbose_name_plural': 'rows of the approach',
                'ordering': ['approach', 'risk_class', 'kind', 'tier'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('tier__isnull', False)), fields=('approach', 'risk_class', 'tier', 'kind'), name='one_approach_row_per_class_tier_and_kind'), models.UniqueConstraint(condition=models.Q(('tier__isnull', True)), fields=('approach', 'risk_class', 'kind'), name='one_approach_row_per_class_and_kind'), models.CheckConstraint(condition=models.Q(('share__range', (0, 100))), name='approach_share_in_range'), models.CheckConstraint(condition=models.Q(('every_months__range', (1, 120))), name='approach_months_in_range')],
            },
        ),
        migrations.AddIndex(
            model_name='done',
            index=models.Index(fields=['supplier', 'kind', '-on'], name='done_by_supplier'),
        ),
        migrations.AddConstraint(
            model_name='done',
            constraint=models.UniqueConstraint(fields=('supplier', 'kind', 'source', 'link'), name='done_is_noted_once'),
        ),
        migrations.AddConstraint(
            model_name='duelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None), ('state', 'draft')), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('proposed_at__isnull', False), ('state', 'confirmed')), _connector='OR'), name='due_list_confirmed_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='duelist',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('proposed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='due_list_confirmed_by_another'),
        ),
        migrations.AddIndex(
            model_name='dueitem',
            index=models.Index(fields=['due_list', 'state', 'kind', 'quarter'], name='due_item_by_state'),
        ),
        migrations.AddIndex(
            model_name='dueitem',
            index=models.Index(fields=['supplier', 'kind', 'state'], name='due_item_by_supplier'),
        ),
        migrations.AddConstraint(
            model_name='dueitem',
            constraint=models.UniqueConstraint(fields=('due_list', 'supplier', 'kind'), name='one_due_item_per_supplier_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='dueitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quarter__range', (1, 4)), ('state__in', ['proposed', 'confirmed', 'taken_up'])), models.Q(('quarter', None), ('state', 'beyond')), ('state__in', ['done', 'dropped']), _connector='OR'), name='due_item_planned_has_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='dueitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__isnull', False), ('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done', None), ('done_on', None)), _connector='OR'), name='due_item_done_has_when'),
        ),
        migrations.AddConstraint(
            model_name='dueitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(models.Q(('state', 'dropped'), _negated=True), ('added', False)), _connector='OR'), name='due_item_by_hand_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='duecapacity',
            constraint=models.UniqueConstraint(fields=('due_list', 'kind', 'quarter'), name='one_capacity_per_kind_and_quarter'),
        ),
    ]
