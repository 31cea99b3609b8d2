"""What people did to readings by hand, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class ReadingNoteQuerySet(ScopedQuerySet):
    to_supplier = "reading__supplier"


class ReadingNote(models.Model):
    """Who recorded, corrected or withdrew a reading by hand, when, and why. The value stays on the note."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", _("recorded by hand")
        IMPORTED = "imported", _("imported from a workbook")
        WITHDRAWN = "withdrawn", _("withdrawn")

    reading = models.ForeignKey("suppliers.FactorReading", models.CASCADE, related_name="notes")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind.choices)
    value = models.FloatField(_("value"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("when"))

    objects = ReadingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a reading")
        verbose_name_plural = _("notes on readings")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"
