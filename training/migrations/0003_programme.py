import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import training.models.assignment
import training.models.board
import training.models.course
import training.models.material
from django.conf import settings
from django.db import migrations, models


def give_codes(apps, schema_editor):
    """A certificate's code of its own for each completion there is, and the name it is given to."""
    rows = apps.get_model("training", "Completion").objects.select_related("user")
    for row in rows.iterator():
        row.code = training.models.course.new_code()
        row.name = f"{row.user.first_name} {row.user.last_name}".strip()
        row.save(update_fields=["code", "name"])


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0009_found_cause'),
        ('suppliers', '0010_search_order'),
        ('training', '0002_attendance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='completion',
            name='code',
            field=models.CharField(default=training.models.course.new_code, editable=False, max_length=20, null=True, verbose_name='certificate'),
        ),
        migrations.AddField(
            model_name='completion',
            name='name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name on the certificate'),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='completion',
            name='code',
            field=models.CharField(default=training.models.course.new_code, editable=False, max_length=20, unique=True, verbose_name='certificate'),
        ),
        migrations.AddField(
            model_name='completion',
            name='score',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='quiz, percent'),
        ),
        migrations.AddField(
            model_name='completion',
            name='renewed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='renewed'),
        ),
        migrations.AddField(
            model_name='completion',
            name='valid_until',
            field=models.DateField(editable=False, null=True, verbose_name='valid until'),
        ),
        migrations.AddField(
            model_name='course',
            name='attempts_allowed',
            field=models.PositiveSmallIntegerField(default=0, help_text='Per person. 0: as many as they like.', verbose_name='attempts allowed'),
        ),
        migrations.AddField(
            model_name='course',
            name='pass_mark',
            field=models.PositiveSmallIntegerField(default=80, help_text='Of the quiz; 1 to 100.', verbose_name='pass mark, percent'),
        ),
        migrations.AddField(
            model_name='course',
            name='questions_asked',
            field=models.PositiveSmallIntegerField(default=0, help_text='How many of the bank an attempt asks, in random order. 0: all of them.', verbose_name='questions asked'),
        ),
        migrations.AddField(
            model_name='course',
            name='series',
            field=models.SlugField(blank=True, help_text='The same course in another language has the same series.', max_length=40, verbose_name='series'),
        ),
        migrations.AddField(
            model_name='course',
            name='standard',
            field=models.CharField(blank=True, help_text='For example ISO 14001 or RBA code B.', max_length=40, verbose_name='standard'),
        ),
        migrations.AddField(
            model_name='course',
            name='valid_months',
            field=models.PositiveSmallIntegerField(default=0, help_text='0: without end.', verbose_name='certificate holds, months'),
        ),
        migrations.AddField(
            model_name='event',
            name='about',
            field=models.CharField(blank=True, help_text='The provision of the code it treats, for example B2.', max_length=10, verbose_name='about provision'),
        ),
        migrations.AddField(
            model_name='event',
            name='attendance_required',
            field=models.BooleanField(default=False, help_text='Invited suppliers that stay away are shown, and say why.', verbose_name='attendance required'),
        ),
        migrations.AddField(
            model_name='event',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, help_text='Who registers when all are taken waits in line. Empty: no limit.', null=True, verbose_name='seats'),
        ),
        migrations.AddField(
            model_name='event',
            name='held_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='held'),
        ),
        migrations.AddField(
            model_name='event',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='invitation',
            name='declined_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='declined'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='declined_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='declined because'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='excused_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='why nobody came'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='reminded_on',
            field=models.DateField(editable=False, null=True, verbose_name='last reminder'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='address',
            field=models.CharField(blank=True, help_text='Of an embedded player, on a host of the list of video hosts.', max_length=300, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='address of the video'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='kind',
            field=models.CharField(choices=[('text', 'Text'), ('video', 'Video'), ('document', 'Document')], default='text', max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='registration',
            name='waiting_since',
            field=models.DateTimeField(editable=False, null=True, verbose_name='waiting since'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='body',
            field=models.TextField(blank=True, verbose_name='text'),
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='training.course')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='suppliers.supplier')),
                ('asked', models.JSONField(default=list, editable=False)),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('score', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='score, percent')),
                ('passed', models.BooleanField(default=False, editable=False, verbose_name='passed')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'ordering': ['-started_at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('course', 'user'), name='one_open_attempt_per_person'),
                    models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('passed', False), ('score__isnull', True)), models.Q(('finished_at__isnull', False), ('score__range', (0, 100))), _connector='OR'), name='attempt_finished_has_a_score'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='training.course')),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='text of the mail')),
                ('rule', models.JSONField(default=dict, editable=False, verbose_name='whom it goes to')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
            ],
            options={
                'verbose_name': 'campaign',
                'verbose_name_plural': 'campaigns',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provision', models.CharField(help_text='For example B2.', max_length=10, verbose_name='provision')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='audits.finding', verbose_name='made of finding')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_hant', models.CharField(blank=True, max_length=200, verbose_name='title, 繁體中文')),
                ('title_hans', models.CharField(blank=True, max_length=200, verbose_name='title, 简体中文')),
                ('situation', models.TextField(blank=True, max_length=3000, verbose_name='what was found')),
                ('situation_hant', models.TextField(blank=True, max_length=3000, verbose_name='what was found, 繁體中文')),
                ('situation_hans', models.TextField(blank=True, max_length=3000, verbose_name='what was found, 简体中文')),
                ('cause', models.TextField(blank=True, max_length=3000, verbose_name='why')),
                ('cause_hant', models.TextField(blank=True, max_length=3000, verbose_name='why, 繁體中文')),
                ('cause_hans', models.TextField(blank=True, max_length=3000, verbose_name='why, 简体中文')),
                ('measure', models.TextField(blank=True, max_length=3000, verbose_name='what was done')),
                ('measure_hant', models.TextField(blank=True, max_length=3000, verbose_name='what was done, 繁體中文')),
                ('measure_hans', models.TextField(blank=True, max_length=3000, verbose_name='what was done, 简体中文')),
                ('result', models.TextField(blank=True, max_length=3000, verbose_name='what came of it')),
                ('result_hant', models.TextField(blank=True, max_length=3000, verbose_name='what came of it, 繁體中文')),
                ('result_hans', models.TextField(blank=True, max_length=3000, verbose_name='what came of it, 简体中文')),
                ('written_at', models.DateTimeField(editable=False, verbose_name='written')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ['provision', 'title'],
                'indexes': [
                    models.Index(fields=['provision'], name='case_by_provision'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='case_published_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CourseRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='training.course')),
                ('kind', models.CharField(choices=[('finding', 'Open finding in'), ('new', 'New supplier'), ('class', 'Risk class')], max_length=10, verbose_name='who')),
                ('value', models.CharField(blank=True, max_length=20, verbose_name='which')),
                ('due_days', models.PositiveSmallIntegerField(default=60, verbose_name='days to complete it')),
                ('since', models.DateField(help_text='What happened before this day assigns nothing.', verbose_name='from')),
                ('is_active', models.BooleanField(default=False, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'rule of assignment',
                'verbose_name_plural': 'rules of assignment',
                'ordering': ['course', 'kind', 'value'],
                'constraints': [
                    models.UniqueConstraint(fields=('course', 'kind', 'value'), name='one_rule_per_course'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'new'), ('value', '')), models.Q(models.Q(('kind', 'new'), _negated=True), models.Q(('value', ''), _negated=True)), _connector='OR'), name='rule_says_which'),
                    models.CheckConstraint(condition=models.Q(('due_days__range', (1, 730))), name='rule_leaves_time_to_complete'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LessonFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                ('lesson', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='training.lesson')),
                ('file', models.FileField(max_length=200, upload_to=training.models.course.lesson_path, verbose_name='file')),
                ('at', models.DateTimeField(verbose_name='uploaded')),
            ],
            options={
                'verbose_name': 'lesson file',
                'verbose_name_plural': 'lesson files',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='lesson_file_is_not_empty'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='training.event')),
                ('kind', models.CharField(choices=[('handout', 'Handout'), ('slides', 'Slides'), ('record', 'Record of the event')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('file', models.FileField(max_length=200, upload_to=training.models.material.material_path, verbose_name='file')),
                ('at', models.DateTimeField(verbose_name='uploaded')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['kind', 'title', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('event', 'sha256'), name='same_material_kept_once'),
                    models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='material_is_not_empty'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='training.event')),
                ('name', models.CharField(max_length=100, verbose_name='place')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('event', 'name'), name='one_place_per_name'),
                    models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='place_seats_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QuizQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='training.course')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('text', models.TextField(max_length=1000, verbose_name='question')),
                ('explanation', models.TextField(blank=True, help_text='Shown after the attempt.', max_length=1000, verbose_name='explanation')),
                ('is_active', models.BooleanField(default=True, verbose_name='asked')),
            ],
            options={
                'verbose_name': 'quiz question',
                'verbose_name_plural': 'quiz questions',
                'ordering': ['course', 'position'],
                'constraints': [
                    models.UniqueConstraint(fields=('course', 'position'), name='one_quiz_question_per_position'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RecordsSent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records_sent', to='training.event')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='suppliers.supplier')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seen_at', models.DateTimeField(editable=False, null=True, verbose_name='seen')),
                ('seen_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'records sent',
                'verbose_name_plural': 'records sent',
                'ordering': ['supplier__name'],
                'constraints': [
                    models.UniqueConstraint(fields=('event', 'supplier'), name='records_sent_once_per_supplier'),
                    models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True)), models.Q(('seen_at__isnull', False), ('seen_by__isnull', False)), _connector='OR'), name='records_seen_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Satisfaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='satisfaction', to='training.event')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='suppliers.supplier')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('overall', models.PositiveSmallIntegerField(verbose_name='overall')),
                ('content', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='content')),
                ('speakers', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='speakers')),
                ('organisation', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='organisation')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('given_at', models.DateTimeField(verbose_name='given')),
            ],
            options={
                'verbose_name': 'satisfaction',
                'verbose_name_plural': 'satisfaction',
                'ordering': ['-given_at', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('event', 'user'), name='one_satisfaction_per_event_and_person'),
                    models.CheckConstraint(condition=models.Q(('overall__isnull', True), ('overall__range', (1, 5)), _connector='OR'), name='satisfaction_overall_from_1_to_5'),
                    models.CheckConstraint(condition=models.Q(('content__isnull', True), ('content__range', (1, 5)), _connector='OR'), name='satisfaction_content_from_1_to_5'),
                    models.CheckConstraint(condition=models.Q(('speakers__isnull', True), ('speakers__range', (1, 5)), _connector='OR'), name='satisfaction_speakers_from_1_to_5'),
                    models.CheckConstraint(condition=models.Q(('organisation__isnull', True), ('organisation__range', (1, 5)), _connector='OR'), name='satisfaction_organisation_from_1_to_5'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SupervisionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='what it is for')),
                ('lead', models.ForeignKey(blank=True, limit_choices_to={'role': 'auditor'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups_led', to=settings.AUTH_USER_MODEL, verbose_name='auditor who looks after it')),
                ('chat_link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(schemes=['https', 'weixin'])], verbose_name="link to the group's chat")),
                ('robot_key', models.CharField(blank=True, help_text="What follows “key=” in the robot's address. It is not shown again.", max_length=100, verbose_name='key of the WeCom group robot')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='created')),
            ],
            options={
                'verbose_name': 'supervision group',
                'verbose_name_plural': 'supervision groups',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TreatedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='treated', to='training.event')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='audits.finding')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='why it is treated')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('cause', models.TextField(blank=True, max_length=2000, verbose_name='cause found in the meeting')),
                ('treated_at', models.DateTimeField(editable=False, null=True, verbose_name='treated')),
                ('treated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'finding of a meeting',
                'verbose_name_plural': 'findings of a meeting',
                'ordering': ['event', 'finding'],
                'constraints': [
                    models.UniqueConstraint(fields=('event', 'finding'), name='one_finding_per_meeting'),
                    models.CheckConstraint(condition=models.Q(models.Q(('treated_at__isnull', True), ('treated_by__isnull', True)), models.Q(('treated_at__isnull', False), ('treated_by__isnull', False), models.Q(('cause', ''), _negated=True)), _connector='OR'), name='treated_with_a_cause_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='VideoHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(help_text='For example player.example.org.', max_length=100, unique=True, verbose_name='host')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='why it is trusted')),
            ],
            options={
                'verbose_name': 'video host',
                'verbose_name_plural': 'video hosts',
                'ordering': ['host'],
            },
        ),
        migrations.CreateModel(
            name='CampaignMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='training.campaign')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='suppliers.supplier')),
                ('token', models.CharField(default=training.models.assignment.new_token, editable=False, max_length=40, unique=True)),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('opened_at', models.DateTimeField(editable=False, null=True, verbose_name='opened')),
            ],
            options={
                'verbose_name': 'mail of a campaign',
                'verbose_name_plural': 'mails of a campaign',
                'ordering': ['campaign', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'user'), name='one_mail_per_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CourseAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='training.course')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='course_assignments', to='suppliers.supplier')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assignments', to='training.courserule')),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='audits.finding')),
                ('why', models.CharField(max_length=200, verbose_name='why')),
                ('assigned_at', models.DateTimeField(verbose_name='assigned')),
                ('assigned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField(verbose_name='due on')),
                ('reminded_on', models.DateField(editable=False, null=True, verbose_name='last reminder')),
                ('completed_at', models.DateTimeField(editable=False, null=True, verbose_name='completed')),
                ('lifted_at', models.DateTimeField(editable=False, null=True, verbose_name='lifted')),
                ('lifted_because', models.CharField(blank=True, max_length=300, verbose_name='lifted because')),
            ],
            options={
                'verbose_name': 'assigned course',
                'verbose_name_plural': 'assigned courses',
                'ordering': ['due_on', 'pk'],
                'indexes': [
                    models.Index(condition=models.Q(('completed_at__isnull', True), ('lifted_at__isnull', True)), fields=['due_on'], name='assignment_open_by_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('completed_at__isnull', True), ('finding__isnull', True), ('lifted_at__isnull', True)), fields=('course', 'supplier'), name='one_open_assignment_per_course'),
                    models.UniqueConstraint(condition=models.Q(('finding__isnull', False)), fields=('course', 'supplier', 'finding'), name='one_assignment_per_finding'),
                    models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), models.Q(('lifted_because', ''), _negated=True), _connector='OR'), name='assignment_lifted_with_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('treated', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='training.treatedfinding')),
                ('text', models.CharField(max_length=500, verbose_name='what follows')),
                ('owner', models.CharField(max_length=120, verbose_name='who sees to it')),
                ('owner_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='their login')),
                ('due_on', models.DateField(verbose_name='by')),
                ('reminded_on', models.DateField(editable=False, null=True, verbose_name='last reminder')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='done')),
                ('done_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_remark', models.CharField(blank=True, max_length=500, verbose_name='what was done')),
            ],
            options={
                'verbose_name': 'follow-up',
                'verbose_name_plural': 'follow-ups',
                'ordering': ['due_on', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='follow_up_done_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='training.supervisiongroup')),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answered_by', to='training.post')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='suppliers.supplier')),
                ('text', models.TextField(max_length=5000, verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='posted')),
                ('taken_back_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                ('mentions', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['-at', '-pk'],
                'indexes': [
                    models.Index(fields=['group', '-at'], name='post_of_group'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='post_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QuizChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='training.quizquestion')),
                ('text', models.CharField(max_length=300, verbose_name='answer')),
                ('is_right', models.BooleanField(default=False, verbose_name='right')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['question', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='suppliers.supplier', verbose_name='supplier')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='training.supervisiongroup', verbose_name='group')),
                ('since', models.DateField(verbose_name='since')),
                ('why', models.CharField(choices=[('class', 'Risk class'), ('findings', 'Findings'), ('zero_tolerance', 'Zero tolerance'), ('other', 'Another reason')], max_length=20, verbose_name='why')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('then', models.JSONField(default=dict, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('started_at', models.DateTimeField(editable=False, verbose_name='recorded')),
                ('started_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('ended_because', models.CharField(blank=True, max_length=500, verbose_name='ended because')),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'supervision',
                'verbose_name_plural': 'supervisions',
                'ordering': ['-since', '-pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('supplier',), name='one_running_supervision_per_supplier'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='supervision_ended_has_who_and_why'),
                    models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('since')), _connector='OR'), name='supervision_ends_after_it_begins'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PostFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('content_type', models.CharField(max_length=40, verbose_name='kind')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='training.post')),
                ('file', models.FileField(max_length=200, upload_to=training.models.board.post_path, verbose_name='file')),
            ],
            options={
                'verbose_name': 'file of a post',
                'verbose_name_plural': 'files of posts',
                'constraints': [
                    models.UniqueConstraint(fields=('post', 'sha256'), name='same_post_file_kept_once'),
                    models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='post_file_is_not_empty'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PostRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='training.post')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_at', models.DateTimeField(verbose_name='read')),
            ],
            options={
                'verbose_name': 'read mark',
                'verbose_name_plural': 'read marks',
                'constraints': [
                    models.UniqueConstraint(fields=('post', 'user'), name='one_read_mark_per_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RobotMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='robot_message', to='training.post')),
                ('text', models.TextField(verbose_name='text')),
                ('owed_at', models.DateTimeField(verbose_name='since')),
                ('claimed_at', models.DateTimeField(editable=False, null=True)),
                ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
                ('next_try_at', models.DateTimeField(editable=False, null=True, verbose_name='next try')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='failed attempts')),
                ('error', models.TextField(blank=True, verbose_name='what went wrong')),
            ],
            options={
                'verbose_name': 'robot message',
                'verbose_name_plural': 'robot messages',
                'ordering': ['-owed_at', '-pk'],
                'indexes': [
                    models.Index(condition=models.Q(('sent_at', None)), fields=['owed_at'], name='robot_message_owed'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__range', (1, 100))), name='course_pass_mark_is_percent'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.UniqueConstraint(condition=models.Q(('series', ''), _negated=True), fields=('series', 'language'), name='one_course_per_series_and_language'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='event_seats_somebody'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('declined_at__isnull', True), models.Q(('declined_because', ''), _negated=True), _connector='OR'), name='declined_with_a_reason'),
        ),
        migrations.AddField(
            model_name='lessonview',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='views', to='training.campaign', verbose_name='campaign'),
        ),
        migrations.AddField(
            model_name='registration',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='training.place', verbose_name='place'),
        ),
        migrations.AddField(
            model_name='session',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.place', verbose_name='place'),
        ),
    ]
