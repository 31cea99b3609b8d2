"""A notice: what a person must be told. The row is owed first, and mailed later."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person reads their own notices, whatever their role."""
        return self.filter(recipient=user.pk)

    def unread(self):
        return self.filter(read_at=None)

    def owed(self):
        """Not mailed yet."""
        return self.filter(sent_at=None)

    def search(self, text):
        return self.filter(Q(subject__icontains=text) | Q(body__icontains=text))


class Notice(models.Model):
    """`mail` names the mail a notice goes out with, from the claim on. `next_try_at` is set after the mail
    server refused; `attempts` counts refusals. A notice is never given up."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    event = models.CharField(_("event"), max_length=80)  # dotted text, as in the trail
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)  # a path in the portal
    calendar = models.TextField(_("calendar entry"), blank=True)  # an .ics file, attached to the mail
    owed_at = models.DateTimeField(_("since"))
    claimed_at = models.DateTimeField(null=True, editable=False)
    mail = models.UUIDField(null=True, editable=False)
    sent_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-owed_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-owed_at"], name="notice_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["recipient"], condition=Q(sent_at=None), name="notice_owed"),
            models.Index(fields=["sent_at"], name="notice_sent"),
        ]

    def __str__(self):
        return self.subject
