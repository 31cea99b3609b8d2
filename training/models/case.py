"""Outstanding cases: what one supplier did well, told without its name, in three languages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.languages import in_language

#: The parts of a case a reader reads, in their order; each stands in three languages.
PARTS = ("title", "situation", "cause", "measure", "result")


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published cases for every role that reads them; drafts stay with procurement and administrators."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in (Role.PROCUREMENT, Role.ADMIN):
            return self
        if user.role in (Role.SUPPLIER, Role.AUDITOR):
            return self.published()
        return self.none()

    def published(self):
        return self.exclude(published_at=None)

    def search(self, text):
        """In any language, any part."""
        found = Q(provision__istartswith=text)
        for part in PARTS:
            for suffix in ("", "_hant", "_hans"):
                found |= Q(**{f"{part}{suffix}__icontains": text})
        return self.filter(found)


def _text(label, **options):
    return models.TextField(label, max_length=3000, blank=True, **options)


class Case(models.Model):
    """`source` is the finding it was made of: never shown to suppliers and auditors, it is what the check
    for names is made against."""

    provision = models.CharField(_("provision"), max_length=10, help_text=_("For example B2."))
    source = models.ForeignKey(
        "audits.Finding",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made of finding"),
    )
    title = models.CharField(_("title"), max_length=200)
    title_hant = models.CharField(_("title, 繁體中文"), max_length=200, blank=True)
    title_hans = models.CharField(_("title, 简体中文"), max_length=200, blank=True)
    situation = _text(_("what was found"))
    situation_hant = _text(_("what was found, 繁體中文"))
    situation_hans = _text(_("what was found, 简体中文"))
    cause = _text(_("why"))
    cause_hant = _text(_("why, 繁體中文"))
    cause_hans = _text(_("why, 简体中文"))
    measure = _text(_("what was done"))
    measure_hant = _text(_("what was done, 繁體中文"))
    measure_hans = _text(_("what was done, 简体中文"))
    result = _text(_("what came of it"))
    result_hant = _text(_("what came of it, 繁體中文"))
    result_hans = _text(_("what came of it, 简体中文"))
    written_at = models.DateTimeField(_("written"), editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["provision", "title"]
        indexes = [models.Index(fields=["provision"], name="case_by_provision")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="case_published_has_who_and_when",
            )
        ]

    def __str__(self):
        return in_language(self, "title")

    def part(self, name):
        """A part in the reader's language; the English one where that is empty."""
        return in_language(self, name)

    def get_absolute_url(self):
        return reverse("training:case_detail", args=[self.pk])
