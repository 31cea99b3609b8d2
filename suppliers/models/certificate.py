"""Certificates of management systems and the like: what is held, until when, and what came before."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules.papers import soon_until, standing
from .paper_life import Paper, paper_constraints
from .supplier import Supplier

Standing = models.TextChoices(
    "Standing",
    {
        "VALID": ("valid", _("Valid")),
        "SOON": ("soon", _("Expires soon")),
        "EXPIRED": ("expired", _("Expired")),
    },
)


class CertificateKind(models.Model):
    """A standard one can be certified by."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    help = models.CharField(_("what it says"), max_length=200, blank=True)
    management_system = models.BooleanField(
        _("counts for the risk factor “Certificates held”"), default=False
    )
    place = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("certificate kind")
        verbose_name_plural = _("certificate kinds")
        ordering = ["place", "name"]

    def __str__(self):
        return self.name

    @property
    def help_words(self):
        return gettext(self.help) if self.help else ""


class CertificateQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def accepted(self):
        return self.filter(state=Paper.State.ACCEPTED)

    def waiting(self):
        return self.filter(state=Paper.State.HANDED_IN)

    def valid(self, on):
        """Accepted and within its days; the last day itself counts."""
        return self.accepted().filter(issued_on__lte=on, expires_on__gte=on)

    def with_standing(self, standing, on):
        """Those that are valid (more than 90 days), expire soon, or are expired on a day."""
        if standing == "expired":
            return self.filter(expires_on__lt=on)
        if standing == "soon":
            return self.filter(expires_on__range=(on, soon_until(on)))
        return self.filter(expires_on__gt=soon_until(on))

    def with_renewal(self):
        """Adds `renewed`: whether a later one, accepted, stands in its place."""
        return self.annotate(renewed=Exists(later_than_outer(Paper.State.ACCEPTED)))

    def not_renewed(self):
        """Those no later accepted one has replaced."""
        return self.filter(~Exists(later_than_outer(Paper.State.ACCEPTED)))

    def search(self, text):
        """By supplier, number or issuer."""
        text = text.strip()
        if not text:
            return self
        suppliers = Supplier.objects.search(text).order_by().values("pk")
        return self.filter(
            Q(supplier__in=suppliers) | Q(number__icontains=text) | Q(issuer__icontains=text)
        )


def later_than_outer(state):
    """Certificates in this state that take the outer one's place: of the same supplier and kind (found by
    index), and said to renew it, or of the same site and valid longer."""
    rows = Certificate.objects.filter(
        supplier=OuterRef("supplier"), kind=OuterRef("kind"), state=state
    ).alias(place=Coalesce("site_id", 0))
    longer = Q(expires_on__gt=OuterRef("expires_on"), place=Coalesce(OuterRef("site_id"), 0))
    return rows.filter(Q(renews=OuterRef("pk")) | longer).order_by()


class Certificate(Paper):
    """`renews` is the one before; valid, expires soon and expired are never stored."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="certificates")
    site = models.ForeignKey(
        "suppliers.Site",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("site"),
    )
    kind = models.ForeignKey(
        CertificateKind, models.PROTECT, related_name="certificates", verbose_name=_("kind")
    )
    number = models.CharField(_("number"), max_length=80)
    issuer = models.CharField(_("issuer"), max_length=120)
    scope = models.CharField(_("scope"), max_length=500, blank=True)
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("valid until"))
    renews = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("renews"),
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["expires_on", "pk"]
        constraints = [
            *paper_constraints("certificate"),
            models.CheckConstraint(
                condition=Q(issued_on__lt=F("expires_on")), name="certificate_is_issued_first"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(judged_by__isnull=False),
                name="certificate_is_accepted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["supplier", "kind", "number", "issued_on"],
                condition=Q(state__in=["handed_in", "accepted"]),
                name="one_certificate_of_a_number_and_day",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(state="accepted"),
                name="a_certificate_is_renewed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "kind", "-expires_on"], name="certificate_of_kind"),
            models.Index(fields=["state", "expires_on"], name="certificate_by_expiry"),
            models.Index(fields=["expires_on", "id"], name="certificate_in_order"),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"

    def get_absolute_url(self):
        return reverse("suppliers:certificate_detail", args=[self.pk])

    def standing_on(self, day):
        """valid, soon or expired on a day."""
        return Standing(standing(self.expires_on, day))


class CertificateReminder(models.Model):
    """That a step of reminding was taken, once."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="reminders")
    step = models.CharField(_("step"), max_length=20)  # see rules.papers.step_due
    sent_on = models.DateField(_("sent on"))
    told = models.PositiveSmallIntegerField(_("people told"))

    class Meta:
        verbose_name = _("certificate reminder")
        verbose_name_plural = _("certificate reminders")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "step"], name="one_reminder_per_step")
        ]

    def __str__(self):
        return f"{self.certificate_id} {self.step}"

    @property
    def words(self):
        """The step as people say it: "30 days before"."""
        if self.step == "after":
            return gettext("the day after")
        if self.step.startswith("week "):
            return gettext("week %s after") % self.step.removeprefix("week ")
        return gettext("%s days before") % self.step
