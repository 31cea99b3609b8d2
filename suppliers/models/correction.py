"""What a supplier's own person says should stand there instead. A buyer accepts or declines it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class CorrectionQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def open(self):
        return self.filter(state=Correction.State.OPEN)


class Correction(models.Model):
    """One field of one thing, as it was and as it should be; or a whole new thing (`field` is empty,
    `proposed` is a dictionary). The thing is the supplier itself, or its site or contact."""

    class About(models.TextChoices):
        PROFILE = "profile", _("Profile")
        SITE = "site", _("Site")
        CONTACT = "contact", _("Contact")
        IDENTIFIER = "identifier", _("Number")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="corrections")
    about = models.CharField(_("about"), max_length=12, choices=About.choices)
    site = models.ForeignKey("suppliers.Site", models.CASCADE, null=True, blank=True)
    contact = models.ForeignKey("suppliers.Contact", models.CASCADE, null=True, blank=True)
    field = models.CharField(_("field"), max_length=40, blank=True)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    proposed = models.JSONField(_("proposed"), null=True, encoder=DjangoJSONEncoder)
    why = models.CharField(_("why"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["state", "-proposed_at"], name="correction_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & (Q(state__in=["accepted", "withdrawn"]) | Q(state="declined") & ~Q(reason="")),
                name="a_correction_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    about__in=["profile", "identifier"], site__isnull=True, contact__isnull=True
                )
                | Q(about="site", contact__isnull=True)
                | Q(about="contact", site__isnull=True),
                name="a_correction_is_about_one_thing",
            ),
            models.UniqueConstraint(
                "supplier",
                "about",
                Coalesce("site", 0),
                Coalesce("contact", 0),
                "field",
                condition=Q(state="open") & ~Q(field=""),
                name="one_open_correction_per_field",
            ),
        ]

    def __str__(self):
        return f"{self.get_about_display()} – {self.supplier_id}"

    def get_absolute_url(self):
        return reverse("suppliers:supplier_corrections", args=[self.supplier_id])
