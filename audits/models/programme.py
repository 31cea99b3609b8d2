"""The programme: what `suppliers` says is due, taken up here, and what became of it."""

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.accounts.scopes import ScopedQuerySet


class ProgrammeItemQuerySet(ScopedQuerySet):
    to_supplier = "due_item__supplier"

    def of_year(self, year):
        return self.filter(due_item__due_list=year)

    def with_late(self, today):
        """`is_late`: not done although the quarter has gone by."""
        quarter = (today.month - 1) // 3 + 1
        gone = Q(due_item__due_list__lt=today.year) | Q(
            due_item__due_list=today.year, due_item__quarter__lt=quarter
        )
        late = gone & Q(state__in=["open", "planned"])
        return self.annotate(
            is_late=Case(When(late, then=True), default=False, output_field=models.BooleanField())
        )

    def search(self, text):
        if not text.strip():
            return self
        found = Supplier.objects.search(text).order_by()
        return self.filter(due_item__supplier__in=found.values("pk"))


class ProgrammeItem(models.Model):
    """One item of a confirmed due list. Who, what and when stand there; here is how it is fulfilled.

    open → planned (its audit or survey is there) → done, or dropped when the due list drops it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be planned")
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    due_item = models.OneToOneField(
        "suppliers.DueItem", models.PROTECT, related_name="programme_item"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    audit = models.OneToOneField(
        "audits.Audit", models.PROTECT, null=True, related_name="programme_item"
    )
    survey = models.OneToOneField(
        "audits.Survey", models.PROTECT, null=True, related_name="programme_item"
    )
    taken_up_at = models.DateTimeField(_("taken up"))
    done_on = models.DateField(_("done on"), null=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the programme")
        verbose_name_plural = _("items of the programme")
        ordering = ["due_item"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", audit__isnull=False)
                | Q(state="planned", survey__isnull=False)
                | Q(state="open", audit=None, survey=None)
                | Q(state__in=["done", "dropped"]),
                name="programme_item_planned_has_its_visit",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on=None)),
                name="programme_item_done_has_when",
            ),
            models.CheckConstraint(
                condition=Q(audit=None) | Q(survey=None), name="programme_item_has_one_visit"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="programme_item_by_state")]

    def __str__(self):
        return str(self.due_item)
