"""Events: conferences, trainings, forums and counselling meetings, and their sessions."""

import secrets
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet


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
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Who registers when all are taken waits in line. Empty: no limit."),
    )
    attendance_required = models.BooleanField(
        _("attendance required"),
        default=False,
        help_text=_("Invited suppliers that stay away are shown, and say why."),
    )
    about = models.CharField(
        _("about provision"),
        max_length=10,
        blank=True,
        help_text=_("The provision of the code it treats, for example B2."),
    )
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
    held_at = models.DateTimeField(_("held"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)  # of its calendar entry

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
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_seats_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.code})"

    def get_absolute_url(self):
        return reverse("training:event_detail", args=[self.pk])

    def has_come(self, at):
        """Whether it is the event's first day, or later, where the event is."""
        return timezone.localdate(at, ZoneInfo(self.zone)) >= self.starts_on


class Place(models.Model):
    """One of several places an event is held at. People choose one when they register."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="places")
    name = models.CharField(_("place"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="one_place_per_name"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="place_seats_somebody"
            ),
        ]

    def __str__(self):
        return self.name


class Session(models.Model):
    """One item of the agenda. The event's hours are the sum of these durations."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("place"),
    )  # null: at all of them
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


class InvitationQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def search(self, text):
        return self.filter(Q(supplier__code__istartswith=text) | Q(supplier__name__icontains=text))


class Invitation(models.Model):
    """A supplier was invited, and why. An invitation is support offered."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="invitations")
    reason = models.CharField(_("why"), max_length=200)
    invited_at = models.DateTimeField(_("invited"))
    reminded_on = models.DateField(_("last reminder"), null=True, editable=False)
    declined_at = models.DateTimeField(_("declined"), null=True, editable=False)
    declined_because = models.CharField(_("declined because"), max_length=300, blank=True)
    excused_because = models.CharField(
        _("why nobody came"), max_length=300, blank=True
    )  # said afterwards, where attendance was required

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["supplier__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "supplier"], name="one_invitation_per_event_and_supplier"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(declined_because=""),
                name="declined_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.supplier_id} → {self.event_id}"
