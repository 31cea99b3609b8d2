"""Suppliers under supervision: since when, why, what was so at the start; and their group."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models.supplier import Supplier, found_at
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Procurement and administrators see all groups; an auditor the groups they lead; a supplier's
        people the groups their supplier takes part in today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in (Role.PROCUREMENT, Role.ADMIN):
            return self
        if user.role == Role.AUDITOR:
            return self.filter(lead=user)
        if user.role == Role.SUPPLIER:
            theirs = Supervision.objects.visible_to(user).taking_part()
            return self.filter(pk__in=theirs.values("group"))
        return self.none()

    def search(self, text):
        return self.filter(Q(name__icontains=text) | Q(about__icontains=text))


class SupervisionGroup(models.Model):
    """Suppliers supervised together, with a notice board of their own."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups_led",
        limit_choices_to={"role": Role.AUDITOR},
        verbose_name=_("auditor who looks after it"),
    )
    chat_link = models.CharField(
        _("link to the group's chat"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "weixin"])],
    )
    robot_key = models.CharField(
        _("key of the WeCom group robot"),
        max_length=100,
        blank=True,
        help_text=_("What follows “key=” in the robot's address. It is not shown again."),
    )
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision group")
        verbose_name_plural = _("supervision groups")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:group_detail", args=[self.pk])


class SupervisionQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def running(self):
        """Not ended."""
        return self.filter(ended_on=None)

    def standing(self):
        """Without those left on a record that was merged into another supplier."""
        return self.filter(supplier__merged_into=None)

    def taking_part(self):
        """Running, at a supplier neither rejected nor ended: what opens a group's board to its people."""
        return self.running().standing().exclude(supplier__status__in=Supplier.PARTED)

    def search(self, text):
        """By the supplier (name, code, number) or a part of the reason."""
        if not text.strip():
            return self
        named = found_at("supplier", text)
        reasoned = Q(reason__icontains=text.strip())
        return self.filter(reasoned if named is None else named | reasoned)


class Supervision(models.Model):
    """A supplier is watched closely: from, until, why.

    `then`: what was so when it began, as plain data: {"risk_class", "risk_year", "zero_tolerance",
    "priority", "major", "minor", "overdue", "audit_score", "audit", "open": [ids of open findings]}; once
    it has ended also "at_end" with the same of that day. What has moved is the difference to today.
    """

    class Why(models.TextChoices):
        RISK_CLASS = "class", _("Risk class")
        FINDINGS = "findings", _("Findings")
        ZERO_TOLERANCE = "zero_tolerance", _("Zero tolerance")
        OTHER = "other", _("Another reason")

    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.PROTECT,
        related_name="supervisions",
        verbose_name=_("supplier"),
    )
    group = models.ForeignKey(
        SupervisionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervisions",
        verbose_name=_("group"),
    )
    since = models.DateField(_("since"))
    why = models.CharField(_("why"), max_length=20, choices=Why.choices)
    reason = models.CharField(_("reason"), max_length=500)
    then = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)
    started_at = models.DateTimeField(_("recorded"), editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    ended_on = models.DateField(_("until"), null=True, blank=True)
    ended_because = models.CharField(_("ended because"), max_length=500, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(ended_on__isnull=True),
                name="one_running_supervision_per_supplier",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="supervision_ended_has_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="supervision_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id} {self.since}"

    def get_absolute_url(self):
        return reverse("training:supervision_detail", args=[self.pk])
