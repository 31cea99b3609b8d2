"""Who said they would come, and who came. A registration is not an attendance."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class RegistrationQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Registration(models.Model):
    event = models.ForeignKey("training.Event", models.CASCADE, related_name="registrations")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="registrations")
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    person_key = models.CharField(max_length=254, editable=False)
    registered_at = models.DateTimeField(_("registered"))

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


class AttendanceQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

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
    recorded_at = models.DateTimeField(_("recorded"))

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
