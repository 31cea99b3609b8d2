import django.db.models.deletion
import sustainportal.sheets.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='as_of',
            field=models.DateField(blank=True, null=True, verbose_name='as of'),
        ),
        migrations.AddField(
            model_name='upload',
            name='listing',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='upload',
            name='news',
            field=models.FileField(blank=True, db_default='', default='', upload_to=sustainportal.sheets.models.random_name),
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importer', models.CharField(max_length=80, verbose_name='kind of sheet')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('fingerprint', models.CharField(max_length=64)),
                ('mapping', models.JSONField(default=dict, verbose_name='columns')),
                ('at', models.DateTimeField(verbose_name='said')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'column mapping',
                'verbose_name_plural': 'column mappings',
                'ordering': ['importer', 'source', '-at'],
                'constraints': [models.UniqueConstraint(fields=('importer', 'source', 'fingerprint'), name='one_mapping_per_shape')],
            },
        ),
    ]
