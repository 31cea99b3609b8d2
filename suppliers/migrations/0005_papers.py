import django.db.models.deletion
import suppliers.models.paper_file
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0004_risk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateKind',
            fields=[
                ('code', models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('help', models.CharField(blank=True, max_length=200, verbose_name='what it says')),
                ('management_system', models.BooleanField(default=False, verbose_name='counts for the risk factor “Certificates held”')),
                ('place', models.PositiveSmallIntegerField(default=100, verbose_name='place in lists')),
            ],
            options={
                'verbose_name': 'certificate kind',
                'verbose_name_plural': 'certificate kinds',
                'ordering': ['place', 'name'],
            },
        ),
        migrations.CreateModel(
            name='CodeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('active', 'Active'), ('retired', 'Retired')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('source', models.CharField(help_text='Where the rule comes from.', max_length=300, verbose_name='source')),
                ('to_confirm', models.BooleanField(default=False, verbose_name='to confirm')),
                ('activated_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='activated')),
                ('activated_by', models.CharField(blank=True, editable=False, max_length=200, verbose_name='activated by')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('sign_within_days', models.PositiveSmallIntegerField(default=30, help_text='Counted from its activation.', verbose_name='to be signed within, days')),
            ],
            options={
                'verbose_name': 'code version',
                'verbose_name_plural': 'code versions',
                'ordering': ['-valid_from', '-pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('status',), name='one_active_code_version'), models.CheckConstraint(condition=models.Q(models.Q(('activated_at', None), ('status', 'draft')), models.Q(('activated_at__isnull', False), ('retired_at', None), ('status', 'active')), models.Q(('activated_at__isnull', False), ('retired_at__isnull', False), ('status', 'retired')), _connector='OR'), name='code_version_life_is_dated'), models.UniqueConstraint(fields=('title', 'version'), name='one_code_of_this_title_and_version')],
            },
        ),
        migrations.CreateModel(
            name='DeclarationBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='year')),
                ('asked', models.PositiveIntegerField(verbose_name='new suppliers')),
                ('signed', models.PositiveIntegerField(verbose_name='signed')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
            ],
            options={
                'verbose_name': 'opening balance of declarations',
                'verbose_name_plural': 'opening balances of declarations',
                'ordering': ['-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(('signed__lte', models.F('asked'))), name='no_more_signed_than_asked')],
            },
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                ('file', models.FileField(max_length=200, upload_to=suppliers.models.paper_file.paper_path, verbose_name='file')),
                ('at', models.DateTimeField(verbose_name='uploaded')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='suppliers.supplier')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('handed_in', 'Handed in'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(verbose_name='handed in')),
                ('judged_at', models.DateTimeField(null=True, verbose_name='judged')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('signed_on', models.DateField(verbose_name='signed on')),
                ('how', models.CharField(choices=[('signed', 'signed in the portal'), ('uploaded', 'uploaded file')], max_length=10, verbose_name='how')),
                ('signer_name', models.CharField(max_length=120, verbose_name='signed by')),
                ('signer_function', models.CharField(max_length=120, verbose_name='function')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文')], max_length=10, verbose_name='language')),
                ('text_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the text')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed in by')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='suppliers.codeversion')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='judged by')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='suppliers.supplier')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.paperfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'declaration',
                'verbose_name_plural': 'declarations',
                'ordering': ['-signed_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('handed_in', 'Handed in'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(verbose_name='handed in')),
                ('judged_at', models.DateTimeField(null=True, verbose_name='judged')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('number', models.CharField(max_length=80, verbose_name='number')),
                ('issuer', models.CharField(max_length=120, verbose_name='issuer')),
                ('scope', models.CharField(blank=True, max_length=500, verbose_name='scope')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed in by')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='judged by')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='suppliers.certificate', verbose_name='renews')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='suppliers.site', verbose_name='site')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='suppliers.supplier')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='suppliers.certificatekind', verbose_name='kind')),
                ('file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.paperfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['expires_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignatureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='suppliers.codeversion')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signature_requests', to='suppliers.supplier')),
            ],
            options={
                'verbose_name': 'signature request',
                'verbose_name_plural': 'signature requests',
                'ordering': ['-asked_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CertificateReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='step')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('told', models.PositiveSmallIntegerField(verbose_name='people told')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='suppliers.certificate')),
            ],
            options={
                'verbose_name': 'certificate reminder',
                'verbose_name_plural': 'certificate reminders',
                'ordering': ['-sent_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('certificate', 'step'), name='one_reminder_per_step')],
            },
        ),
        migrations.CreateModel(
            name='CodeText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文')], max_length=10, verbose_name='language')),
                ('text', models.TextField(verbose_name='text')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='suppliers.codeversion')),
            ],
            options={
                'verbose_name': 'text of the code',
                'verbose_name_plural': 'texts of the code',
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('code', 'language'), name='one_code_text_a_language')],
            },
        ),
        migrations.AddConstraint(
            model_name='paperfile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='paper_file_is_not_empty'),
        ),
        migrations.AddIndex(
            model_name='declaration',
            index=models.Index(fields=['year', 'state'], name='declaration_year_state'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('state', 'handed_in'), ('withdrawn_at', None)), models.Q(('state', 'accepted'), ('withdrawn_at', None)), models.Q(('judged_at__isnull', False), ('state', 'declined'), models.Q(('reason', ''), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='declaration_life_is_dated'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('judged_by', None), ('by', None), models.Q(('judged_by', models.F('by')), _negated=True), _connector='OR'), name='declaration_is_judged_by_another'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('supplier', 'code'), name='one_declaration_counts_per_code_version'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'handed_in')), fields=('supplier', 'code'), name='one_declaration_waits_per_code_version'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', False), ('file', None), ('how', 'signed'), models.Q(('text_sha256', ''), _negated=True)), models.Q(('file__isnull', False), ('how', 'uploaded'), ('text_sha256', '')), _connector='OR'), name='declaration_has_text_or_file'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('how', 'signed'), models.Q(('state', 'accepted'), _negated=True), ('judged_by__isnull', False), _connector='OR'), name='uploaded_declaration_is_accepted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__year', models.F('year'))), name='declaration_year_is_of_its_day'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['supplier', 'kind', '-expires_on'], name='certificate_of_kind'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['state', 'expires_on'], name='certificate_by_expiry'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['expires_on', 'id'], name='certificate_in_order'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('state', 'handed_in'), ('withdrawn_at', None)), models.Q(('state', 'accepted'), ('withdrawn_at', None)), models.Q(('judged_at__isnull', False), ('state', 'declined'), models.Q(('reason', ''), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='certificate_life_is_dated'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('judged_by', None), ('by', None), models.Q(('judged_by', models.F('by')), _negated=True), _connector='OR'), name='certificate_is_judged_by_another'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('issued_on__lt', models.F('expires_on'))), name='certificate_is_issued_first'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('judged_by__isnull', False), _connector='OR'), name='certificate_is_accepted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['handed_in', 'accepted'])), fields=('supplier', 'kind', 'number', 'issued_on'), name='one_certificate_of_a_number_and_day'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('renews',), name='a_certificate_is_renewed_once'),
        ),
        migrations.AddConstraint(
            model_name='signaturerequest',
            constraint=models.UniqueConstraint(fields=('supplier', 'code', 'asked_on'), name='asked_to_sign_once_a_day'),
        ),
    ]
