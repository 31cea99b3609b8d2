"""The year's due list: proposed from the management approach, adjusted, confirmed by a second person."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import quarters
from .approach import DueKind
from .risk_model import RiskClass
from .supplier import Supplier

QUARTERS = [(1, "Q1"), (2, "Q2"), (3, "Q3"), (4, "Q4")]


class DueList(models.Model):
    """One year's list. Once confirmed, seed, inputs and rows stay; later changes are amendments with a reason.

    `draws` is the random part as it was drawn: per rule the pool and who was drawn from it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    approach = models.ForeignKey(
        "suppliers.Approach", models.PROTECT, verbose_name=_("management approach")
    )
    risk_year = models.ForeignKey(
        "suppliers.RiskYear",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("classes of"),
    )
    seed = models.CharField(_("seed of the draw"), max_length=40)
    as_of = models.DateField(_("as of"), null=True)
    draws = models.JSONField(_("draws"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    proposed_at = models.DateTimeField(_("proposed"), null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("due list")
        verbose_name_plural = _("due lists")
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", confirmed_at=None, confirmed_by=None)
                | Q(
                    state="confirmed",
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="due_list_confirmed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(proposed_by=None)
                | ~Q(confirmed_by=F("proposed_by")),
                name="due_list_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return str(self.year)

    def get_absolute_url(self):
        return reverse("suppliers:due_year", args=[self.year])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT


class DueCapacity(models.Model):
    """How many of a kind can be done in a quarter; without a row there is no limit."""

    due_list = models.ForeignKey(DueList, models.CASCADE, related_name="capacities")
    kind = models.CharField(_("kind"), max_length=20, choices=DueKind.choices)
    quarter = models.PositiveSmallIntegerField(_("quarter"), choices=QUARTERS)
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        constraints = [
            models.UniqueConstraint(
                fields=["due_list", "kind", "quarter"], name="one_capacity_per_kind_and_quarter"
            )
        ]

    def __str__(self):
        return f"{self.due_list_id} {self.kind} Q{self.quarter}: {self.places}"


class DueItemQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def coming(self):
        """Confirmed and not done yet."""
        return self.filter(state__in=DueItem.COMING)

    def search(self, text):
        return self.filter(supplier__in=Supplier.objects.search(text)) if text.strip() else self


class DueItem(models.Model):
    """One thing due of one supplier: the rule's reasons (class, score, last one), or a person's.

    `decided` rows were added, moved or dropped by hand: a new proposal leaves them alone.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        BEYOND = "beyond", _("Beyond the capacity")
        CONFIRMED = "confirmed", _("Confirmed")
        TAKEN_UP = "taken_up", _("In the audit programme")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    PLANNED = (State.PROPOSED, State.CONFIRMED, State.TAKEN_UP)
    COMING = (State.CONFIRMED, State.TAKEN_UP)

    due_list = models.ForeignKey(DueList, models.CASCADE, related_name="items")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="due_items")
    kind = models.CharField(_("what is due"), max_length=20, choices=DueKind.choices)
    quarter = models.PositiveSmallIntegerField(
        _("quarter"), choices=QUARTERS, null=True, blank=True
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    risk_class = models.CharField(_("class"), max_length=20, choices=RiskClass.choices, blank=True)
    score = models.FloatField(_("score"), null=True)
    last_on = models.DateField(_("last one on"), null=True)
    due_on = models.DateField(_("due since the last one on"), null=True)
    every_months = models.PositiveSmallIntegerField(_("months after the last one"), null=True)
    share = models.PositiveSmallIntegerField(_("share of those due, %"), null=True)
    drawn = models.BooleanField(_("drawn at random"), default=False)
    remote = models.BooleanField(_("a remote one counts"), default=False)
    added = models.BooleanField(_("added by hand"), default=False)
    decided = models.BooleanField(_("changed by hand"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    taken_up_at = models.DateTimeField(_("taken up"), null=True)
    done_on = models.DateField(_("done on"), null=True)
    done = models.ForeignKey(
        "suppliers.Done", models.PROTECT, null=True, related_name="items", verbose_name=_("done")
    )

    objects = DueItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("due item")
        verbose_name_plural = _("due items")
        ordering = ["due_list", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["due_list", "supplier", "kind"], name="one_due_item_per_supplier_and_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "confirmed", "taken_up"], quarter__range=(1, 4))
                | Q(state="beyond", quarter=None)
                | Q(state__in=["done", "dropped"]),
                name="due_item_planned_has_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False, done__isnull=False)
                | (~Q(state="done") & Q(done_on=None, done=None)),
                name="due_item_done_has_when",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | (~Q(state="dropped") & Q(added=False)),
                name="due_item_by_hand_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["due_list", "state", "kind", "quarter"], name="due_item_by_state"),
            models.Index(fields=["supplier", "kind", "state"], name="due_item_by_supplier"),
        ]

    def __str__(self):
        return f"{self.due_list_id} {self.supplier}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("suppliers:due_item_detail", args=[self.pk])

    @property
    def is_coming(self):
        return self.state in self.COMING

    @property
    def when(self):
        """ "2026 Q3", or an empty text."""
        return f"{self.due_list_id} Q{self.quarter}" if self.quarter else ""

    @property
    def by(self):
        """The last day of its quarter, or None."""
        return quarter_end(self.due_list_id, self.quarter)


def quarter_end(year, quarter):
    """The last day of a quarter of a year, or None without a quarter."""
    return quarters.last_day(f"{year:04d}Q{quarter}") if quarter else None


def quarter_of(day: dt.date):
    """1–4."""
    return (day.month - 1) // 3 + 1


class DoneQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class Done(models.Model):
    """What was done at a supplier: told by the rooms downstream, each in words and with a link of its own."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="done")
    kind = models.CharField(_("kind"), max_length=20, choices=DueKind.choices)
    on = models.DateField(_("on"))
    remote = models.BooleanField(_("remote"), default=False)
    source = models.CharField(_("source"), max_length=200)
    link = models.CharField(_("link"), max_length=200, blank=True)
    noted_at = models.DateTimeField(_("noted"))

    objects = DoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("done")
        verbose_name_plural = _("done")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "kind", "source", "link"], name="done_is_noted_once"
            )
        ]
        indexes = [models.Index(fields=["supplier", "kind", "-on"], name="done_by_supplier")]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.on}: {self.source}"
