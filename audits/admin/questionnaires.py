"""Questionnaires: sections beside the questionnaire, each question on a page of its own.

Once it was put to anyone a questionnaire is fixed: kept answers and scores stay what they were. A
change is a new version, made by copying.
"""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.forms import Textarea, TextInput
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.writing import workbook_response

from ..models import Question, Questionnaire, Section
from ..operations.questionnaires import copy_questionnaire
from .fixed import Fixed, changeable
from .json_rows import RowsField


class SectionsInOrder(BaseInlineFormSet):
    """Sections may change places as long as every condition still asks an earlier question."""

    def clean(self):
        super().clean()
        if any(self.errors) or self.instance.pk is None:
            return
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        gone = [row["id"] for row in rows if row.get("DELETE") and row.get("id")]
        if problems := [_not_empty(part) for part in gone if part.questions.exists()]:
            raise ValidationError(problems)
        places = {row["id"].pk: row["number"] for row in rows if row.get("id")}
        problems = [
            gettext("%(row)s would come before “%(key)s”, which it depends on.")
            % {"row": f"{shown.section.code} {shown.number} {shown.key}", "key": shown.shown_if.key}
            for shown in self.instance.questions.exclude(shown_if=None)
            if _place(shown, places) <= _place(shown.shown_if, places)
        ]
        if problems:
            raise ValidationError(problems)


def _not_empty(section):
    text = gettext("%(section)s has questions: move or delete them first.")
    return text % {"section": section}


def _place(question, places):
    return places.get(question.section_id, 0), question.number


class SectionInline(Fixed, admin.TabularInline):
    model = Section
    formset = SectionsInOrder
    extra = 0
    formfield_overrides = {CharField: {"widget": TextInput(attrs={"size": 18})}}

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and changeable(obj)


class QuestionRows(admin.TabularInline):
    """The questions to look at; each opens its own page."""

    model = Question
    extra = max_num = 0
    fields = readonly_fields = ["part", "number", "key", "kind", "weight", "condition"]
    show_change_link = True
    can_delete = False

    @admin.display(description=_("section"))
    def part(self, question):
        return question.section.code

    @admin.display(description=_("shown only if"))
    def condition(self, question):
        if question.shown_if is None:
            return ""
        return f"{question.shown_if.key} = {' / '.join(question.shown_if_values)}"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):
    list_display = ["title", "version", "is_current", "posts_score"]
    list_display_links = ["title", "version"]
    list_filter = ["is_current", "posts_score"]
    search_fields = ["title", "version"]
    readonly_fields = ["new_question"]
    inlines = [SectionInline, QuestionRows]
    actions = ["copy_as_new_version", "as_workbook"]
    fieldsets = [
        (None, {"fields": [("title", "version"), "intro", ("is_current", "posts_score")]}),
        (
            _("In Chinese"),
            {"fields": [("title_hant", "title_hans"), "intro_hant", "intro_hans"]},
        ),
        (_("Questions"), {"fields": ["new_question"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """A used one may only be offered or not."""
        if obj is None or not obj.is_used:
            return self.readonly_fields
        named = [
            field.name
            for field in Questionnaire._meta.fields
            if field.name not in {"id", "is_current"}
        ]
        return [*named, *self.readonly_fields]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_used)

    @admin.display(description=_("one more"))
    def new_question(self, questionnaire):
        if questionnaire.pk is None:
            return gettext("Save the questionnaire with its sections first.")
        if questionnaire.is_used:
            return gettext(
                "It has been sent out and is fixed. Copy it as a new version to change it."
            )
        address = reverse("admin:audits_question_add")
        return format_html(
            '<a href="{}?questionnaire={}">{}</a>',
            address,
            questionnaire.pk,
            gettext("Add a question"),
        )

    @admin.action(description=_("Copy as new version"))
    def copy_as_new_version(self, request, chosen):
        for one in chosen:
            copy = copy_questionnaire(
                questionnaire=one, version=free_version(one), by=request.user, at=now()
            )
            messages.success(
                request, gettext("%s is a new version; offer it when it is ready.") % copy
            )

    @admin.action(description=_("Download as a workbook"))
    def as_workbook(self, request, chosen):
        from ..workbooks.questionnaires import write_questionnaire

        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one questionnaire."))
            return None
        one = chosen.get()
        return workbook_response(
            lambda file: write_questionnaire(one, file), name=f"questionnaire-{one.version}"
        )


def _label(row, *, names_questionnaire):
    """A section or a question where one is chosen."""
    name = f"{row.section.code} {row.number} {row.key}" if isinstance(row, Question) else str(row)
    return f"{row.questionnaire} · {name}" if names_questionnaire else name


def free_version(questionnaire):
    """A version no questionnaire of this title has yet: 2026.1-2, 2026.1-3 …"""
    base = questionnaire.version[:15]
    rows = Questionnaire.objects.filter(title=questionnaire.title, version__startswith=base)
    taken = set(rows.values_list("version", flat=True))
    names = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(free for free in names if free not in taken)


@admin.register(Question)
class QuestionAdmin(Fixed, admin.ModelAdmin):
    list_display = ["key", "section", "number", "kind", "text", "weight", "shown_if"]
    list_filter = ["questionnaire", "kind"]
    search_fields = ["key", "text", "text_hant", "text_hans"]
    ordering = ["questionnaire", "section__number", "number"]
    fieldsets = [
        (None, {"fields": ["questionnaire", ("section", "number"), ("key", "kind"), "text", "help"]}),
        (_("In Chinese"), {"fields": ["text_hant", "help_hant", "text_hans", "help_hans"]}),
        (_("What it earns"), {"fields": ["weight", "options", ("none_at", "full_at")]}),
        (_("When it is asked"), {"fields": [("shown_if", "shown_if_values"), "may_not_apply"]}),
        (
            _("Figures and evidence"),
            {
                "fields": [
                    ("unit", "other_units"), ("least", "most"), "explain_percent",
                    "wants_file", "posts_factor",
                ]
            },
        ),
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["questionnaire"]

    def formfield_for_dbfield(self, field, request, **kwargs):
        """Lists row by row, and texts in fields that show all of them."""
        if field.name in {"options", "other_units", "shown_if_values"}:
            return field.formfield(form_class=RowsField)
        if field.name.partition("_")[0] in {"text", "help"}:
            kwargs["widget"] = Textarea(attrs={"rows": 2, "cols": 80})
        return super().formfield_for_dbfield(field, request, **kwargs)

    def formfield_for_foreignkey(self, field, request, **kwargs):
        """Sections and conditions are those of the questionnaire; a used one takes no question."""
        found = super().formfield_for_foreignkey(field, request, **kwargs)
        own = self.own(request)
        if field.name == "questionnaire":
            found.queryset = Questionnaire.objects.filter(surveys=None)
        elif own is not None:
            found.queryset = found.queryset.filter(questionnaire=own)
        else:
            found.queryset = found.queryset.select_related("questionnaire")
        if field.name == "shown_if":
            found.queryset = found.queryset.select_related("section", "questionnaire")
        if field.name != "questionnaire":
            found.label_from_instance = lambda row: _label(row, names_questionnaire=own is None)
        return found

    def own(self, request):
        """The id of the questionnaire the page is about, if it is known yet."""
        pk = request.resolver_match.kwargs.get("object_id", "")
        if pk.isdecimal():
            return Question.objects.filter(pk=pk).values_list("questionnaire", flat=True).first()
        asked = request.GET.get("questionnaire", "")
        return int(asked) if asked.isdecimal() and len(asked) < 10 else None

    def response_post_save_add(self, request, question):
        return self.back(question)

    def response_post_save_change(self, request, question):
        return self.back(question)

    def back(self, question):
        address = reverse("admin:audits_questionnaire_change", args=[question.questionnaire_id])
        return HttpResponseRedirect(address)
