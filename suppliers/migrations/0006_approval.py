import django.core.validators
import django.db.models.deletion
import suppliers.models.assessment
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('suppliers', '0005_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentKind',
            fields=[
                ('code', models.SlugField(max_length=20, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('area', models.CharField(choices=[('quality', 'Quality'), ('sustainability', 'Sustainability')], max_length=20, verbose_name='area')),
                ('source', models.CharField(help_text='Where the dimensions and weights come from.', max_length=300, verbose_name='source')),
                ('to_confirm', models.BooleanField(default=False, verbose_name='to confirm')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='position')),
            ],
            options={
                'verbose_name': 'kind of assessment',
                'verbose_name_plural': 'kinds of assessment',
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ApprovalPolicy',
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
                ('declaration_required', models.BooleanField(default=True, verbose_name='a signed declaration of the current code version is required')),
                ('assessment_months', models.PositiveSmallIntegerField(default=24, validators=[django.core.validators.MinValueValidator(1)], verbose_name='an assessment holds for, months')),
                ('soon_days', models.PositiveSmallIntegerField(default=90, verbose_name='“expires soon” from, days before')),
            ],
            options={
                'verbose_name': 'approval policy',
                'verbose_name_plural': 'approval policies',
                'ordering': ['-valid_from', '-pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('status',), name='one_active_approval_policy'), models.CheckConstraint(condition=models.Q(models.Q(('activated_at', None), ('status', 'draft')), models.Q(('activated_at__isnull', False), ('retired_at', None), ('status', 'active')), models.Q(('activated_at__isnull', False), ('retired_at__isnull', False), ('status', 'retired')), _connector='OR'), name='approval_policy_life_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='AssessmentDimension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('name', models.CharField(max_length=100, verbose_name='dimension')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='weight, %')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dimensions', to='suppliers.assessmentkind')),
            ],
            options={
                'verbose_name': 'dimension of an assessment',
                'verbose_name_plural': 'dimensions of assessments',
                'ordering': ['kind', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessed_on', models.DateField(verbose_name='assessed on')),
                ('assessor', models.CharField(max_length=100, verbose_name='assessor')),
                ('organisation', models.CharField(max_length=200, verbose_name='organisation')),
                ('valid_until', models.DateField(verbose_name='valid until')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('total', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='total')),
                ('lowest', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='lowest score')),
                ('passed', models.BooleanField(null=True, verbose_name='passed')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('policy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.approvalpolicy')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='suppliers.site', verbose_name='site')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='suppliers.supplier')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='suppliers.assessmentkind', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'ordering': ['-assessed_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AssessmentReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                ('file', models.FileField(max_length=200, upload_to=suppliers.models.assessment.report_path, verbose_name='file')),
                ('at', models.DateTimeField(verbose_name='uploaded')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='suppliers.assessment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'assessment report',
                'verbose_name_plural': 'assessment reports',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AssessmentScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight, %')),
                ('score', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='score')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='suppliers.assessment')),
                ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.assessmentdimension')),
            ],
            options={
                'verbose_name': 'score of a dimension',
                'verbose_name_plural': 'scores of dimensions',
                'ordering': ['dimension__number'],
            },
        ),
        migrations.CreateModel(
            name='RequiredAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pass_mark', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                ('dimension_minimum', models.DecimalField(decimal_places=2, default=0, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='minimum per dimension')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.assessmentkind', verbose_name='kind')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='suppliers.approvalpolicy')),
            ],
            options={
                'verbose_name': 'required assessment',
                'verbose_name_plural': 'required assessments',
                'ordering': ['kind__position', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='RequiredCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.certificatekind', verbose_name='certificate')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='suppliers.approvalpolicy')),
            ],
            options={
                'verbose_name': 'required certificate',
                'verbose_name_plural': 'required certificates',
                'ordering': ['kind__place', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new', 'New approval'), ('renewal', 'Renewal')], max_length=10, verbose_name='kind')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('decided', 'Decided'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=10, verbose_name='state')),
                ('proposal', models.CharField(choices=[('approved', 'Approved'), ('conditional', 'Conditionally approved'), ('rejected', 'Rejected')], max_length=20, verbose_name='proposed decision')),
                ('proposal_reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                ('decision', models.CharField(blank=True, choices=[('approved', 'Approved'), ('conditional', 'Conditionally approved'), ('rejected', 'Rejected')], max_length=20, verbose_name='decision')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('condition_until', models.DateField(blank=True, null=True, verbose_name='the condition is to be met by')),
                ('condition_text', models.TextField(blank=True, max_length=1000, verbose_name='what must happen')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('checklist', models.JSONField(blank=True, null=True, verbose_name='checklist')),
                ('reminded_on', models.DateField(blank=True, editable=False, null=True, verbose_name='reminded')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='suppliers.supplier')),
                ('policy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.approvalpolicy')),
            ],
            options={
                'verbose_name': 'approval',
                'verbose_name_plural': 'approvals',
                'ordering': ['-proposed_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('supplier',), name='one_open_proposal'), models.CheckConstraint(condition=models.Q(models.Q(('checklist__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False), ('policy__isnull', False), ('state', 'decided'), models.Q(('decision', ''), _negated=True)), models.Q(('state__in', ['proposed', 'withdrawn']), ('decided_at', None), ('decided_by', None), ('decision', ''), ('policy', None)), _connector='OR'), name='approval_decided_iff_by_whom_and_when'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='approval_decider_is_not_proposer'), models.CheckConstraint(condition=models.Q(models.Q(('condition_until__isnull', False), ('decision', 'conditional'), models.Q(('condition_text', ''), _negated=True)), models.Q(models.Q(('decision', 'conditional'), _negated=True), ('condition_text', ''), ('condition_until', None)), _connector='OR'), name='approval_condition_iff_conditional'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='approval_rejection_has_reason')],
            },
        ),
        migrations.AddConstraint(
            model_name='assessmentdimension',
            constraint=models.UniqueConstraint(fields=('kind', 'number'), name='one_dimension_per_number'),
        ),
        migrations.AddConstraint(
            model_name='assessmentdimension',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 100)), name='assessment_weight_in_range'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['supplier', 'kind', '-assessed_on'], name='assessment_newest'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('supplier', 'site', 'kind', 'assessed_on'), name='one_assessment_per_site_and_day'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('site__isnull', True)), fields=('supplier', 'kind', 'assessed_on'), name='one_assessment_per_supplier_and_day'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('total__range', (0, 100)), ('lowest__range', (0, 100))), name='assessment_scores_in_range'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('assessed_on'))), name='assessment_holds_from_its_day'),
        ),
        migrations.AddConstraint(
            model_name='assessmentreport',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='assessment_report_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='assessmentreport',
            constraint=models.UniqueConstraint(fields=('assessment', 'sha256'), name='same_report_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='assessmentscore',
            constraint=models.UniqueConstraint(fields=('assessment', 'dimension'), name='one_score_per_dimension'),
        ),
        migrations.AddConstraint(
            model_name='assessmentscore',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (0, 100))), name='assessment_score_in_range'),
        ),
        migrations.AddConstraint(
            model_name='requiredassessment',
            constraint=models.UniqueConstraint(fields=('policy', 'kind'), name='one_requirement_per_assessment_kind'),
        ),
        migrations.AddConstraint(
            model_name='requiredcertificate',
            constraint=models.UniqueConstraint(fields=('policy', 'kind'), name='one_requirement_per_certificate'),
        ),
    ]
