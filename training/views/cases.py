"""The case library: what one supplier did well, for the others to read."""

import django_filters
from django.conf import settings
from django.db.models import Q
from django.forms import HiddenInput
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audits.models import Provision
from sustainportal.accounts.scopes import sees_every_supplier
from sustainportal.web.filters import LazyChoices
from sustainportal.web.pages import DetailPage, ListPage

from ..models import Case
from ..models.case import PARTS
from ..queries.anonymity import SUFFIXES, texts_of
from ..queries.cases import by_section, provision_titles
from ..workbooks.cases import CASE_COLUMNS

STATES = [("published", _("Published")), ("draft", _("Draft"))]


class CaseFilter(django_filters.FilterSet):
    section = django_filters.ChoiceFilter(
        field_name="provision", lookup_expr="startswith", choices=Provision.Section.choices,
        label=_("Section"), widget=HiddenInput,
    )  # fmt: skip
    provision = django_filters.ChoiceFilter(label=_("Provision"))
    standing = django_filters.ChoiceFilter(choices=STATES, label=_("State"), method="stands")

    class Meta:
        model = Case
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["provision"].extra["choices"] = LazyChoices(self.provisions)
        if not sees_every_supplier(self.request.user):
            del self.filters["standing"]

    def provisions(self):
        """Those there are cases of, with their titles."""
        titles = provision_titles()
        codes = Case.objects.visible_to(self.request.user).order_by("provision")
        codes = codes.values_list("provision", flat=True).distinct()
        return [(code, f"{code} {titles.get(code, '')}".strip()) for code in codes]

    def stands(self, rows, name, value):
        return rows.filter(Q(published_at=None) if value == "draft" else ~Q(published_at=None))


class CaseList(ListPage):
    permission = "training.read_case"
    model = Case
    filterset_class = CaseFilter
    template_name = "training/case_list.html"
    sorts = {
        "provision": ("provision", "title"),
        "title": ("title",),
        "published": ("published_at",),
    }
    default_sort = "provision"
    columns = CASE_COLUMNS
    export_name = "cases"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(sections=by_section(self.get_queryset()), **kwargs)
        titles = provision_titles()
        for case in context["object_list"]:
            case.provision_title = titles.get(case.provision, "")
            case.shown_measure = case.part("measure")
        return context


class CaseDetail(DetailPage):
    """In the reader's language, or in that of `?language=`; a part that is not there in it in English."""

    permission = "training.read_case"
    template_name = "training/case_detail.html"

    @cached_property
    def knows_source(self):
        """Suppliers and auditors never learn whose case it is."""
        return sees_every_supplier(self.request.user)

    def get_queryset(self):
        rows = Case.objects.visible_to(self.request.user)
        if self.knows_source:
            rows = rows.select_related("source__provision", "source__audit__site__supplier")
        return rows.select_related("published_by", "written_by")

    @cached_property
    def language(self):
        asked = self.request.GET.get("language") or translation.get_language()
        return asked if asked in dict(settings.LANGUAGES) else "en"

    def parts(self):
        """[(label, text, language it is in)] of the parts under the title."""
        suffix = next(one for one, language in SUFFIXES.items() if language == self.language)
        shown = []
        for part in PARTS:
            text = getattr(self.object, f"{part}{suffix}")
            label = capfirst(Case._meta.get_field(part).verbose_name)
            english = getattr(self.object, part)
            shown.append((label, text or english, self.language if text else "en"))
        return shown

    def languages(self):
        """[(code, name, "whole", "partly" or "missing" in it, whether it is the one shown)]"""
        texts, names = texts_of(self.object), dict(settings.LANGUAGES)
        written = [part for part in PARTS if part in texts]
        found = []
        for suffix, code in SUFFIXES.items():
            there = sum(f"{part}{suffix}" in texts for part in written)
            standing = "whole" if there == len(written) else "partly" if there else "missing"
            found.append((code, names[code], standing, code == self.language))
        return found

    def get_context_data(self, **kwargs):
        title, *parts = self.parts()
        return super().get_context_data(
            shown_title=title,
            parts=parts,
            knows_source=self.knows_source,
            fallback=self.language != "en"
            and any(spoken == "en" for *_one, spoken in [title, *parts]),
            languages=self.languages(),
            provision_title=provision_titles().get(self.object.provision, ""),
            **kwargs,
        )
