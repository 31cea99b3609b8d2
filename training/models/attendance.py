"""Who said they would come, and who came. A registration is not an attendance."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet


class OfEventQuerySet(ScopedQuerySet):
    """Rows of a supplier's people at an event. An auditor sees those of their suppliers, and everybody at
    the events they lead: there they record who came."""

    to_supplier = "supplier"

    def visible_to(self, user):
        if not user.is_authenticated or not user.is_active or user.role != Role.AUDITOR:
            return super().visible_to(user)
        assigned = Q(supplier__in=user.assignments.order_by().values("supplier"))
        return self.filter(assigned | Q(event__lead=user))


class RegistrationQuerySet(OfEventQuerySet):
    def seated(self):
        """Those who have a seat; the others wait in line."""
        return self.filter(waiting_since=None)

    def waiting(self):
        """Those in line, the first in line first."""
        return self.exclude(waiting_since=None).order_by("waiting_since", "pk")

    def search(self, text):
        return self.filter(
            Q(name__icontains=text)
            | Q(supplier__code__istartswith=text)
            | Q(supplier__name__icontains=text)
        )


class Registration(models.Model):
    event = models.ForeignKey("training.Event", models.CASCADE, related_name="registrations")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="registrations")
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    person_key = models.CharField(max_length=254, editable=False)
    registered_at = models.DateTimeField(_("registered"))
    place = models.ForeignKey(
        "training.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("place"),
    )
    waiting_since = models.DateTimeField(_("waiting since"), null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["supplier__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "supplier", "person_key"], name="one_registration_per_person"
            )
        ]

    def __str__(self):
        return self.name


class Origin(models.TextChoices):
    """How an attendance came to be known."""

    HAND = "hand", _("by hand")
    DOOR = "door", _("at the door")
    SELF = "self", _("by themselves")
    LIST = "list", _("from a list")


class AttendanceQuerySet(OfEventQuerySet):
    def counted(self):
        """Attendances of events that were held: each row is one person-time."""
        return self.filter(event__state="held")


class Attendance(models.Model):
    """One person at one event: one person-time, however often they re-join."""

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="attendances")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="attendances")
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    person_key = models.CharField(max_length=254, editable=False)
    attended_seconds = models.PositiveIntegerField(
        _("attended, seconds"), null=True, editable=False
    )  # the union of the intervals; null: time not recorded
    origin = models.CharField(
        _("recorded by"), max_length=10, choices=Origin.choices, default=Origin.HAND, editable=False
    )
    recorded_at = models.DateTimeField(_("recorded"))
    erased_at = models.DateTimeField(_("details erased"), null=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["supplier__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "supplier", "person_key"], name="one_person_time_per_event"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def attended_minutes(self):
        """Whole minutes for people to read; the seconds are what is added up."""
        return None if self.attended_seconds is None else round(self.attended_seconds / 60)


class Interval(models.Model):
    """One stay: entered and, when known, left."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="intervals")
    entered_at = models.DateTimeField(_("entered"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    corrected_because = models.CharField(_("corrected because"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("interval")
        verbose_name_plural = _("intervals")
        ordering = ["entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendance", "entered_at"], name="one_interval_per_entry"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("entered_at")),
                name="nobody_leaves_before_they_enter",
            ),
        ]

    def __str__(self):
        return f"{self.entered_at:%H:%M}"


class Scan(models.Model):
    """One reading of a registration's code at the door. `nonce` is the device's own number for it: the same
    scan sent twice is one. Scans may arrive out of order; the stays are worked out from all of them."""

    class Direction(models.TextChoices):
        IN = "in", _("in")
        OUT = "out", _("out")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="scans")
    nonce = models.CharField(max_length=64, unique=True)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    scanned_at = models.DateTimeField(_("scanned"))
    received_at = models.DateTimeField(_("received"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["scanned_at", "pk"]

    def __str__(self):
        return f"{self.registration_id} {self.direction}"


class HeadCount(models.Model):
    """How many people one organisation sent to an event whose names were not kept: each head is a
    person-time, none has a time of its own."""

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="head_counts")
    organisation = models.CharField(_("organisation"), max_length=200)
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, null=True, blank=True, related_name="head_counts"
    )
    heads = models.PositiveIntegerField(_("people"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        ordering = ["event", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="one_head_count_per_organisation"
            ),
            models.CheckConstraint(condition=Q(heads__gte=1), name="somebody_came"),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.heads}"


class UnknownAttendeeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who answer such questions see all: nobody's supplier is known yet."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.has_perm("training.match_attendee") else self.none()

    def open(self):
        return self.filter(state=UnknownAttendee.State.OPEN)

    def search(self, text):
        return self.filter(
            Q(name__icontains=text) | Q(email__icontains=text) | Q(organisation__icontains=text)
        )


class UnknownAttendee(models.Model):
    """A person of an imported list whose supplier is not known: a question until somebody answers it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ADDED = "added", _("Added to a supplier")
        LEFT_OUT = "left_out", _("Left out")

    event = models.ForeignKey("training.Event", models.CASCADE, related_name="unknown_attendees")
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    person_key = models.CharField(max_length=254, editable=False)
    stays = models.JSONField(_("stays"), default=list)  # [[entered, left or null], …] as ISO texts
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = UnknownAttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("unknown attendee")
        verbose_name_plural = _("unknown attendees")
        ordering = ["event", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person_key"], name="one_question_per_unknown_person"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="unknown_answered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="added") | Q(supplier__isnull=False),
                name="added_person_has_a_supplier",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:unknown_detail", args=[self.pk])


class PublishedYear(models.Model):
    """A year's training figures as they were published; a later correction is shown beside them.

    `figures`: {"person_times", "minutes", "seconds", "suppliers", "total_person_times", "total_hours",
    "cells": [[kind, theme, tier, person_times, minutes, seconds, suppliers], …]}, numbers as text.
    """

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    figures = models.JSONField(_("figures"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("published year")
        verbose_name_plural = _("published years")
        ordering = ["-year"]

    def __str__(self):
        return str(self.year)


class OpeningBalance(models.Model):
    """What was counted before the portal: a figure without sessions, always shown as such."""

    class Measure(models.TextChoices):
        PERSON_TIMES = "person_times", _("Person-times")
        HOURS = "hours", _("Hours")
        VIEWS = "views", _("Course views")

    measure = models.CharField(_("measure"), max_length=20, choices=Measure.choices)
    since_year = models.PositiveSmallIntegerField(_("since year"))
    until_year = models.PositiveSmallIntegerField(_("until year, inclusive"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=1)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("opening balance")
        verbose_name_plural = _("opening balances")
        ordering = ["measure", "until_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "until_year"], name="one_opening_balance_per_year"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(until_year__gte=F("since_year")),
                name="opening_balance_makes_sense",
            ),
        ]

    def __str__(self):
        return f"{self.measure} {self.since_year}–{self.until_year}"
