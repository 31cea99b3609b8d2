"""A supplier's declaration that it complies with one version of the code, and who was asked for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from .code_version import CodeVersion
from .paper_life import Paper, paper_constraints
from .supplier import Supplier


class DeclarationQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def accepted(self):
        return self.filter(state=Paper.State.ACCEPTED)

    def search(self, text):
        return self.filter(supplier__in=Supplier.objects.search(text)) if text.strip() else self


class Declaration(Paper):
    """Signed in the portal it names the text by language and hash; uploaded it has a file.

    The address a person signed from is not kept.
    """

    class How(models.TextChoices):
        SIGNED = "signed", _("signed in the portal")
        UPLOADED = "uploaded", _("uploaded file")

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="declarations")
    code = models.ForeignKey(CodeVersion, models.PROTECT, related_name="declarations")
    year = models.PositiveSmallIntegerField(_("year"))  # of signed_on
    signed_on = models.DateField(_("signed on"))
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    signer_name = models.CharField(_("signed by"), max_length=120)
    signer_function = models.CharField(_("function"), max_length=120)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True
    )
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            *paper_constraints("declaration"),
            models.UniqueConstraint(
                fields=["supplier", "code"],
                condition=Q(state="accepted"),
                name="one_declaration_counts_per_code_version",
            ),
            models.UniqueConstraint(
                fields=["supplier", "code"],
                condition=Q(state="handed_in"),
                name="one_declaration_waits_per_code_version",
            ),
            models.CheckConstraint(
                condition=(Q(how="signed", file=None, by__isnull=False) & ~Q(text_sha256=""))
                | Q(how="uploaded", text_sha256="", file__isnull=False),
                name="declaration_has_text_or_file",
            ),
            models.CheckConstraint(
                condition=Q(how="signed") | ~Q(state="accepted") | Q(judged_by__isnull=False),
                name="uploaded_declaration_is_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__year=F("year")), name="declaration_year_is_of_its_day"
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="declaration_year_state")]

    def __str__(self):
        return f"{self.supplier_id} {self.code_id} {self.signed_on}"

    def get_absolute_url(self):
        return reverse("suppliers:declaration_detail", args=[self.pk])


class SignatureRequest(models.Model):
    """That a supplier was asked to sign a version on a day: at most once a day."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="signature_requests")
    code = models.ForeignKey(CodeVersion, models.CASCADE, related_name="requests")
    asked_on = models.DateField(_("asked on"))

    class Meta:
        verbose_name = _("signature request")
        verbose_name_plural = _("signature requests")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "code", "asked_on"], name="asked_to_sign_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.code_id} {self.asked_on}"


class DeclarationBalance(models.Model):
    """New suppliers of a year before the portal and how many of them signed: a figure without rows."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    asked = models.PositiveIntegerField(_("new suppliers"))
    signed = models.PositiveIntegerField(_("signed"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("opening balance of declarations")
        verbose_name_plural = _("opening balances of declarations")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed__lte=F("asked")), name="no_more_signed_than_asked"
            )
        ]

    def __str__(self):
        return str(self.year)
