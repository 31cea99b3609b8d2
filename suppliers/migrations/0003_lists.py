import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0002_registry'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SupplierList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='source')),
                ('as_of', models.DateField(blank=True, null=True, verbose_name='as of')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='last taken in')),
            ],
            options={
                'verbose_name': 'supplier list',
                'verbose_name_plural': 'supplier lists',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='possiblematch',
            name='automatic',
            field=models.BooleanField(default=False, verbose_name='matched automatically'),
        ),
        migrations.AddField(
            model_name='possiblematch',
            name='brought',
            field=models.JSONField(blank=True, default=dict, verbose_name='what the answer brought'),
        ),
        migrations.AddField(
            model_name='possiblematch',
            name='evidence',
            field=models.JSONField(blank=True, default=dict, verbose_name='parts of the scores'),
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='merged')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('moved', models.JSONField(default=list, verbose_name='what moved')),
                ('names', models.JSONField(default=list, verbose_name='spellings added')),
                ('numbers', models.JSONField(default=list, verbose_name='numbers added')),
                ('facts', models.JSONField(default=dict, verbose_name='gaps filled')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='split again')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_away', to='suppliers.supplier')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='suppliers.supplier')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='merged_away_once'), models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='a_merge_is_of_two')],
            },
        ),
        migrations.CreateModel(
            name='ListedSupplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='first listed')),
                ('last_on', models.DateField(verbose_name='last listed')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_in', to='suppliers.supplier')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed', to='suppliers.supplierlist')),
            ],
            options={
                'verbose_name': 'listed supplier',
                'verbose_name_plural': 'listed suppliers',
                'ordering': ['source', 'supplier'],
                'indexes': [models.Index(fields=['source', 'last_on'], name='listed_source_day')],
                'constraints': [models.UniqueConstraint(fields=('source', 'supplier'), name='listed_once_per_source')],
            },
        ),
        migrations.CreateModel(
            name='ListedSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='first listed')),
                ('last_on', models.DateField(verbose_name='last listed')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_in', to='suppliers.site')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_sites', to='suppliers.supplierlist')),
            ],
            options={
                'verbose_name': 'listed site',
                'verbose_name_plural': 'listed sites',
                'ordering': ['source', 'site'],
                'constraints': [models.UniqueConstraint(fields=('source', 'site'), name='listed_site_once_per_source')],
            },
        ),
    ]
