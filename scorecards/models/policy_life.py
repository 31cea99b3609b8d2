"""Policies are versioned, dated data: drafted, activated once, retired, and never changed after the draft."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


def status_has_dates(name):
    """The constraint that ties the status of a policy to its dates."""
    return models.CheckConstraint(
        condition=Q(status="draft", activated_at=None)
        | Q(status="active", activated_at__isnull=False, retired_at=None)
        | Q(status="retired", activated_at__isnull=False, retired_at__isnull=False),
        name=name,
    )


class PolicyQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=Status.ACTIVE)

    def drafts(self):
        return self.filter(status=Status.DRAFT)


class VersionedPolicy(models.Model):
    """What every policy has. Operations move its status by UPDATE, never by `save`."""

    Status = Status

    name = models.CharField(_("name"), max_length=60, unique=True)
    valid_from = models.DateField(_("valid from"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Where the rule comes from.")
    )
    to_confirm = models.BooleanField(_("to confirm"), default=False)
    activated_at = models.DateTimeField(_("activated"), null=True, blank=True, editable=False)
    activated_by = models.CharField(_("activated by"), max_length=200, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-valid_from", "-pk"]

    def __str__(self):
        return self.name

    @property
    def is_draft(self):
        return self.status == Status.DRAFT

    def save(self, *args, **kwargs):
        if self.pk:
            self.refuse_unless_draft(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.refuse_unless_draft(self.pk)
        return super().delete(*args, **kwargs)

    @classmethod
    def refuse_unless_draft(cls, policy_id):
        """NotNow if this policy was ever active."""
        if cls.objects.filter(pk=policy_id).exclude(status=Status.DRAFT).exists():
            raise NotNow(
                gettext(
                    "A policy that was activated is never changed. Copy it as a new draft instead."
                )
            )


class PartOfPolicy(models.Model):
    """A row of a policy: as changeable as the policy is. `owner` names the path to the policy's id."""

    class Meta:
        abstract = True

    def owner(self):
        """(policy class, policy id)"""
        return type(self)._meta.get_field("policy").related_model, self.policy_id

    def save(self, *args, **kwargs):
        policy, policy_id = self.owner()
        policy.refuse_unless_draft(policy_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        policy, policy_id = self.owner()
        policy.refuse_unless_draft(policy_id)
        return super().delete(*args, **kwargs)
