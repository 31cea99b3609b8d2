"""Rules as versioned, dated data: drafted, activated once, retired, and never changed after the draft."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


class VersionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=Status.ACTIVE)

    def drafts(self):
        return self.filter(status=Status.DRAFT)


class Version(models.Model):
    """What every set of rules has. Operations move its status by UPDATE, never by `save`."""

    Status = Status
    never_changed = _("What was activated is never changed. Copy it as a new draft instead.")

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

    objects = VersionQuerySet.as_manager()

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
    def refuse_unless_draft(cls, pk):
        """NotNow if this version was ever active."""
        if status_held(cls, pk) not in (None, Status.DRAFT):
            raise NotNow(str(cls.never_changed))


def status_held(model, pk):
    """The status of a version, its row locked until the surrounding transaction ends: it is not put into
    force while a part of it changes. None if there is no such row."""
    with transaction.atomic():
        rows = model.objects.select_for_update(no_key=True).filter(pk=pk).order_by()
        return rows.values_list("status", flat=True).first()


class PartOfVersion(models.Model):
    """A row of a version (its foreign key `to_version`): as changeable as the version is."""

    to_version = "policy"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._refuse_unless_draft()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_unless_draft()
        return super().delete(*args, **kwargs)

    def _refuse_unless_draft(self):
        field = self._meta.get_field(self.to_version)
        field.related_model.refuse_unless_draft(getattr(self, field.attname))


def life_of_version(prefix):
    """The constraints of a version's life: one active at most, and its status tied to its dates."""
    return [
        models.UniqueConstraint(
            fields=["status"], condition=Q(status="active"), name=f"one_active_{prefix}"
        ),
        models.CheckConstraint(
            condition=Q(status="draft", activated_at=None)
            | Q(status="active", activated_at__isnull=False, retired_at=None)
            | Q(status="retired", activated_at__isnull=False, retired_at__isnull=False),
            name=f"{prefix}_life_is_dated",
        ),
    ]
