"""Events: conferences, trainings, forums and counselling meetings, and their sessions."""

import secrets
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role


def known_zone(name):
    """ValidationError unless it is a name of the time zone database."""
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


def new_secret():
    """What an event's check-in codes are made from; never shown."""
    return secrets.token_hex(32)


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Procurement and administrators see all; a supplier what it is invited to or what is open to
        all; an auditor what they lead or what is open to all. Drafts stay with procurement."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in (Role.PROCUREMENT, Role.ADMIN):
            return self
        told = self.exclude(state=Event.State.DRAFT)
        # A draft that was cancelled was never told to anybody.
        told = told.exclude(state=Event.State.CANCELLED, opened_at=None)
        if user.role == Role.SUPPLIER:
            invited = Invitation.objects.filter(supplier__memberships__user=user)
            return told.filter(Q(open_to_all=True) | Q(pk__in=invited.values("event")))
        if user.role == Role.AUDITOR:
            return told.filter(Q(open_to_all=True) | Q(lead=user))
        return self.none()

    def held(self):
        """The events that count: the others are plans."""
        return self.filter(state=Event.State.HELD)

    def search(self, text):
        return self.filter(
            Q(code__istartswith=text) | Q(title__icontains=text) | Q(theme__icontains=text)
        )


class Event(models.Model):
    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Conference")
        TRAINING = "training", _("Training")
        FORUM = "forum", _("Forum")
        COUNSELLING = "counselling", _("Counselling meeting")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open for registration")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    starts_on = models.DateField(_("date"))
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("place or address of the meeting"), max_length=200, blank=True)
    zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Asia/Taipei",
        validators=[known_zone],
        help_text=_("The event's own time, for example Asia/Taipei: its days are counted in it."),
    )
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    open_to_all = models.BooleanField(_("open to all suppliers"), default=False)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events_led",
        limit_choices_to={"role": Role.AUDITOR},
        verbose_name=_("leading auditor"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("created"), editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["state", "starts_on"], name="event_by_state_and_date")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="counselling") | Q(lead__isnull=False) | Q(state="draft"),
                name="counselling_is_led_by_an_auditor",
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.code})"

    def get_absolute_url(self):
        return reverse("training:event_detail", args=[self.pk])


class Session(models.Model):
    """One item of the agenda. The event's hours are the sum of these durations."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    topic = models.CharField(_("topic"), max_length=200)
    speaker = models.CharField(_("speaker"), max_length=100, blank=True)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("duration, minutes"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 1440)), name="session_lasts_up_to_a_day"
            )
        ]

    def __str__(self):
        return self.topic


class Invitation(models.Model):
    """A supplier was invited, and why. An invitation is support offered."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="invitations")
    reason = models.CharField(_("why"), max_length=200)
    invited_at = models.DateTimeField(_("invited"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["supplier__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "supplier"], name="one_invitation_per_event_and_supplier"
            )
        ]

    def __str__(self):
        return f"{self.supplier_id} → {self.event_id}"
