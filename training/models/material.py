"""What belongs to an event besides its agenda: papers, slides and records, and who was sent them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path


def material_path(row, name):
    return random_path("materials", row.content_type)


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the events a person sees."""
        from .event import Event

        return self.filter(event__in=Event.objects.visible_to(user))


class Material(KeptFile):
    """A file of an event: handed out with the invitation, shown there, or recorded."""

    class Kind(models.TextChoices):
        HANDOUT = "handout", _("Handout")
        SLIDES = "slides", _("Slides")
        RECORD = "record", _("Record of the event")

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="materials")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=material_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sha256"], name="same_material_kept_once"),
            not_empty("material_is_not_empty"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:material", args=[self.pk])


class RecordsSentQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class RecordsSent(models.Model):
    """The records of an event were sent to an invited supplier that had not come; seen when one of its
    people opens one of the event's materials."""

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="records_sent")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = RecordsSentQuerySet.as_manager()

    class Meta:
        verbose_name = _("records sent")
        verbose_name_plural = _("records sent")
        ordering = ["supplier__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "supplier"], name="records_sent_once_per_supplier"
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="records_seen_has_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.event_id} → {self.supplier_id}"


class SatisfactionQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Satisfaction(models.Model):
    """What one person of a supplier that came thought of an event, 1 (poor) to 5 (very good)."""

    MARKS = ("overall", "content", "speakers", "organisation")

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="satisfaction")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    overall = models.PositiveSmallIntegerField(_("overall"))
    content = models.PositiveSmallIntegerField(_("content"), null=True, blank=True)
    speakers = models.PositiveSmallIntegerField(_("speakers"), null=True, blank=True)
    organisation = models.PositiveSmallIntegerField(_("organisation"), null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("given"))

    objects = SatisfactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("satisfaction")
        verbose_name_plural = _("satisfaction")
        ordering = ["-given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="one_satisfaction_per_event_and_person"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}__isnull": True}) | Q(**{f"{mark}__range": (1, 5)}),
                    name=f"satisfaction_{mark}_from_1_to_5",
                )
                for mark in ("overall", "content", "speakers", "organisation")
            ),
        ]

    def __str__(self):
        return f"{self.event_id}: {self.overall}"
