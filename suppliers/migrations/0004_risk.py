import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0003_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClassOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('risk_class', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=20, verbose_name='class')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('until', models.DateField(verbose_name='counts until')),
                ('by_name', models.CharField(editable=False, max_length=200, verbose_name='set by')),
                ('at', models.DateTimeField(editable=False, verbose_name='set')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('ended_by', models.CharField(blank=True, editable=False, max_length=200, verbose_name='ended by')),
            ],
            options={
                'verbose_name': 'class set by hand',
                'verbose_name_plural': 'classes set by hand',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ModelPreview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=32)),
                ('compared_with', models.CharField(max_length=60, verbose_name='compared with the model')),
                ('judged_on', models.DateField(verbose_name='as of')),
                ('asked_by', models.CharField(max_length=200, verbose_name='asked by')),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('counts', models.JSONField(default=dict, verbose_name='suppliers by class before and after')),
            ],
            options={
                'verbose_name': 'model preview',
                'verbose_name_plural': 'model previews',
                'ordering': ['-begun_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PreviewRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing_before', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low'), ('not_classified', 'Not classified'), ('out_of_scope', 'Out of scope'), ('not_judged', 'Not judged yet')], max_length=20, verbose_name='class now')),
                ('standing', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low'), ('not_classified', 'Not classified'), ('out_of_scope', 'Out of scope'), ('not_judged', 'Not judged yet')], max_length=20, verbose_name='class with the model')),
                ('rank_before', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('rank', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('overall_before', models.FloatField(null=True, verbose_name='score now')),
                ('overall', models.FloatField(null=True, verbose_name='score with the model')),
                ('coverage', models.FloatField(default=0, verbose_name='coverage with the model, %')),
                ('because', models.JSONField(default=dict, verbose_name='because')),
            ],
            options={
                'verbose_name': 'row of a model preview',
                'verbose_name_plural': 'rows of a model preview',
                'ordering': ['preview', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReadingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('recorded', 'recorded by hand'), ('imported', 'imported from a workbook'), ('withdrawn', 'withdrawn')], max_length=10, verbose_name='what happened')),
                ('value', models.FloatField(verbose_name='value')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('by', models.CharField(max_length=200, verbose_name='by')),
                ('at', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'verbose_name': 'note on a reading',
                'verbose_name_plural': 'notes on readings',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='classification',
            name='figures',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=32),
        ),
        migrations.AlterField(
            model_name='classification',
            name='supplier',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='classifications', to='suppliers.supplier'),
        ),
        migrations.AlterField(
            model_name='classification',
            name='year',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='suppliers.riskyear'),
        ),
        migrations.AlterField(
            model_name='factor',
            name='origin',
            field=models.CharField(choices=[('posted', 'posted: audits, surveys, people, imports'), ('country', 'worked out from the country figures'), ('workforce', "worked out from the sites' workforce"), ('spend', 'worked out from the purchase amounts'), ('sector', "worked out from the supplier's sector")], default='posted', max_length=10, verbose_name='readings are'),
        ),
        migrations.AlterField(
            model_name='factorreading',
            name='factor',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='suppliers.factor'),
        ),
        migrations.AlterField(
            model_name='factorreading',
            name='supplier',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='suppliers.supplier'),
        ),
        migrations.AlterField(
            model_name='modelfactor',
            name='missing',
            field=models.CharField(blank=True, choices=[('worst', 'assume the worst (100)'), ('neutral', 'neutral (50)'), ('country', "the country's figure, else neutral"), ('leave_out', 'leave out, spread the weight')], max_length=10, verbose_name='a missing reading'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='high_from',
            field=models.DecimalField(decimal_places=2, default=60, help_text='An overall score from here to 100 means high; exactly this score is high.', max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='high from'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='medium_from',
            field=models.DecimalField(decimal_places=2, default=35, help_text='From here to below high means medium, anything less low. Each band begins where the one below ends, so there is never a gap.', max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='medium from'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='red_flag_from',
            field=models.DecimalField(decimal_places=2, default=80, help_text='Points of one reading. Override rules may ask for a number of red flags.', max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='a factor is a red flag from'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='scope_amount',
            field=models.DecimalField(decimal_places=2, default=2500000, help_text='Key suppliers are always in scope, and those of whom no amount is known. 0 takes in everyone.', max_digits=16, validators=[django.core.validators.MinValueValidator(0)], verbose_name='in scope from this purchase amount, TWD'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='scope_quarters',
            field=models.PositiveSmallIntegerField(default=1, help_text='The amounts of the last so many full quarters are added up.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='… within this many full quarters'),
        ),
        migrations.AlterField(
            model_name='riskmodel',
            name='to_confirm',
            field=models.BooleanField(default=False, help_text='Weights, bands and limits are proposals that the company has yet to confirm.', verbose_name='to confirm'),
        ),
        migrations.AlterConstraint(
            model_name='modelfactor',
            name='factor_weight_in_range',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 100)), name='factor_weight_in_range', violation_error_message='A weight must be above 0 and at most 100.'),
        ),
        migrations.AlterConstraint(
            model_name='modelfactor',
            name='factor_scale_has_two_ends',
            constraint=models.CheckConstraint(condition=models.Q(('best', models.F('worst')), _negated=True), name='factor_scale_has_two_ends', violation_error_message='The scale needs two different ends.'),
        ),
        migrations.AlterConstraint(
            model_name='riskmodel',
            name='risk_bands_in_order',
            constraint=models.CheckConstraint(condition=models.Q(('high_from__gt', models.F('medium_from')), ('medium_from__gt', 0)), name='risk_bands_in_order', violation_error_message='High must begin above medium, and medium above 0.'),
        ),
        migrations.AddField(
            model_name='classoverride',
            name='by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='classoverride',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_overrides', to='suppliers.supplier'),
        ),
        migrations.AddField(
            model_name='classoverride',
            name='year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_overrides', to='suppliers.riskyear'),
        ),
        migrations.AddField(
            model_name='modelpreview',
            name='model',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='suppliers.riskmodel'),
        ),
        migrations.AddField(
            model_name='modelpreview',
            name='year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='suppliers.riskyear'),
        ),
        migrations.AddField(
            model_name='previewrow',
            name='preview',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='suppliers.modelpreview'),
        ),
        migrations.AddField(
            model_name='previewrow',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_rows', to='suppliers.supplier'),
        ),
        migrations.AddField(
            model_name='readingnote',
            name='reading',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='suppliers.factorreading'),
        ),
        migrations.AddConstraint(
            model_name='classoverride',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('supplier', 'year'), name='one_class_by_hand_per_year'),
        ),
        migrations.AddConstraint(
            model_name='classoverride',
            constraint=models.CheckConstraint(condition=models.Q(('risk_class__in', ['high', 'medium', 'low'])), name='class_by_hand_decides'),
        ),
        migrations.AddConstraint(
            model_name='classoverride',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('by_name', ''), _negated=True)), name='class_by_hand_has_reason_and_name'),
        ),
        migrations.AddConstraint(
            model_name='classoverride',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', False), ('ended_by', ''), _connector='OR'), name='class_by_hand_ended_is_dated'),
        ),
        migrations.AddConstraint(
            model_name='previewrow',
            constraint=models.UniqueConstraint(fields=('preview', 'supplier'), name='one_row_per_preview_and_supplier'),
        ),
        migrations.AddConstraint(
            model_name='previewrow',
            constraint=models.CheckConstraint(condition=models.Q(('coverage__range', (0, 100))), name='preview_coverage_in_range'),
        ),
    ]
