"""Who did what. Append-only, and no foreign keys: the trail outlives what it speaks of."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .words import actor_words, event_words, name_words, plain


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole trail, or nothing."""
        return self if user.has_perm("trail.read_trail") else self.none()

    def search(self, text):
        return self.filter(Q(subject__icontains=text) | Q(event__icontains=text))

    def about(self, subject):
        """The entries about one thing, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def update(self, **kwargs):
        raise TypeError("The trail is append-only.")

    def delete(self):
        raise TypeError("The trail is append-only.")


class Entry(models.Model):
    at = models.DateTimeField(_("when"), db_index=True)
    event = models.CharField(_("event"), max_length=80)  # dotted text, e.g. "audits.finding.closed"
    actor_id = models.CharField(_("actor id"), max_length=40, blank=True)
    actor = models.CharField(_("who"), max_length=200)
    subject_type = models.CharField(_("subject type"), max_length=80)
    subject_id = models.CharField(_("subject id"), max_length=40)
    subject = models.CharField(_("subject"), max_length=300)
    detail = models.JSONField(_("detail"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-at"], name="trail_subject")]

    def __str__(self):
        return f"{self.event}: {self.subject}"

    @property
    def words(self):
        """The event in words: "audits.finding.closed" is "finding closed", in the reader's language."""
        return event_words(self.event)

    @property
    def who(self):
        """The name of the person, or the portal itself."""
        return actor_words(self.actor, self.actor_id)

    @property
    def parts(self):
        """The detail as (words, value), without what is empty."""
        rows = [(name_words(name), plain(value, name)) for name, value in self.detail.items()]
        return [(name, value) for name, value in rows if value not in (None, "")]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The trail is append-only.")
