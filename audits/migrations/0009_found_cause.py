import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0008_finding_age'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FoundCause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='cause')),
                ('source', models.CharField(max_length=200, verbose_name='where it was found')),
                ('link', models.CharField(blank=True, max_length=200, verbose_name='link')),
                ('at', models.DateTimeField(verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'cause found',
                'verbose_name_plural': 'causes found',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='foundcause',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='foundcause',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found_causes', to='audits.finding'),
        ),
        migrations.AddConstraint(
            model_name='foundcause',
            constraint=models.UniqueConstraint(fields=('finding', 'link'), name='one_cause_per_place'),
        ),
        migrations.AddConstraint(
            model_name='foundcause',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='found_cause_says_something'),
        ),
    ]
