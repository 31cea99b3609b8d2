import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('function', models.CharField(blank=True, max_length=100, verbose_name='function')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文')], default='', max_length=10, verbose_name='language')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['function', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('profile', 'Profile'), ('site', 'Site'), ('contact', 'Contact'), ('identifier', 'Number')], max_length=12, verbose_name='about')),
                ('field', models.CharField(blank=True, max_length=40, verbose_name='field')),
                ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='before')),
                ('proposed', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='proposed')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Taken back')], default='open', max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False, verbose_name='NAICS code')),
                ('name', models.CharField(max_length=120, verbose_name='sector')),
                ('intensity', models.FloatField(help_text='Of the supply chain up to the buyer, at purchaser prices.', validators=[django.core.validators.MinValueValidator(0)], verbose_name='greenhouse gas, kg CO2e per US dollar')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'sector',
                'verbose_name_plural': 'sectors',
                'ordering': ['name', 'code'],
            },
        ),
        migrations.CreateModel(
            name='SupplierIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('tax_id', 'Tax number'), ('lei', 'LEI'), ('duns', 'D-U-N-S'), ('other', 'Other number')], max_length=10, verbose_name='kind')),
                ('value', models.CharField(db_index=True, max_length=60, verbose_name='number')),
                ('note', models.CharField(blank=True, help_text='Who gave it, or what it is for.', max_length=100, verbose_name='note')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['kind', 'value'],
            },
        ),
        migrations.AddField(
            model_name='site',
            name='latitude',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='site',
            name='longitude',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='longitude'),
        ),
        migrations.AddField(
            model_name='site',
            name='workforce_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='workforce figures of the year'),
        ),
        migrations.AddField(
            model_name='supplier',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_here', to='suppliers.supplier', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='supplier',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='suppliers.supplier', verbose_name='parent company'),
        ),
        migrations.AddField(
            model_name='supplier',
            name='region',
            field=models.CharField(blank=True, db_default='', help_text='Province, state or economic zone, where the country alone says too little.', max_length=100, verbose_name='region'),
        ),
        migrations.AddField(
            model_name='supplieralias',
            name='kind',
            field=models.CharField(choices=[('spelling', 'Another spelling'), ('local', 'Name in the local language'), ('former', 'Former name')], db_default='spelling', default='spelling', max_length=10, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='site_lies_on_earth'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(('workforce_year__isnull', True), ('workforce_year__range', (1990, 2199)), _connector='OR'), name='site_workforce_year_in_range'),
        ),
        migrations.AddField(
            model_name='contact',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='suppliers.supplier'),
        ),
        migrations.AddField(
            model_name='correction',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='suppliers.contact'),
        ),
        migrations.AddField(
            model_name='correction',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correction',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='correction',
            name='site',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='suppliers.site'),
        ),
        migrations.AddField(
            model_name='correction',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='suppliers.supplier'),
        ),
        migrations.AddConstraint(
            model_name='sector',
            constraint=models.CheckConstraint(condition=models.Q(('intensity__gte', 0)), name='sector_intensity_is_not_negative'),
        ),
        migrations.AddField(
            model_name='supplier',
            name='sector',
            field=models.ForeignKey(blank=True, help_text='What its greenhouse-gas intensity is taken from, as long as none was read.', null=True, on_delete=django.db.models.deletion.SET_NULL, to='suppliers.sector', verbose_name='sector'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='supplier_not_its_own_parent'),
        ),
        migrations.AddField(
            model_name='supplieridentifier',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='suppliers.supplier'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_contact_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['state', '-proposed_at'], name='correction_open'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'open')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('state__in', ['accepted', 'withdrawn']), models.Q(('state', 'declined'), models.Q(('reason', ''), _negated=True)), _connector='OR')), _connector='OR'), name='a_correction_is_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about__in', ['profile', 'identifier']), ('contact__isnull', True), ('site__isnull', True)), models.Q(('about', 'site'), ('contact__isnull', True)), models.Q(('about', 'contact'), ('site__isnull', True)), _connector='OR'), name='a_correction_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(models.F('supplier'), models.F('about'), django.db.models.functions.comparison.Coalesce('site', 0), django.db.models.functions.comparison.Coalesce('contact', 0), models.F('field'), condition=models.Q(('state', 'open'), models.Q(('field', ''), _negated=True)), name='one_open_correction_per_field'),
        ),
        migrations.AddConstraint(
            model_name='supplieridentifier',
            constraint=models.UniqueConstraint(fields=('kind', 'value'), name='one_bearer_per_identifier'),
        ),
        migrations.AddConstraint(
            model_name='supplieridentifier',
            constraint=models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='an_identifier_is_not_empty'),
        ),
    ]
