"""A name in an imported file that may or may not be a supplier we know: a person decides, once."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PossibleMatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Questions about the whole registry: for those who answer them, and for nobody else."""
        return self if user.has_perm("suppliers.review_import") else self.none()

    def open(self):
        return self.filter(state=PossibleMatch.State.OPEN)

    def matched_automatically(self):
        return self.filter(state=PossibleMatch.State.SAME, automatic=True)


class PossibleMatch(models.Model):
    """One name and country, its candidates, and the answer, remembered for every later import.

    `evidence`: supplier (id as text) → the parts of its score. An `automatic` answer was given by the
    score alone. `brought` is what the answer changed, so that it can be taken back: the spelling, the ids of the sites and supplies
    it added, and the supplier's facts before and after.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        SAME = "same", _("The same supplier")
        NEW = "new", _("A new supplier")

    name = models.CharField(_("name as read"), max_length=200)
    key = models.CharField(max_length=200, editable=False)
    country = models.ForeignKey(
        "suppliers.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    candidates = models.ManyToManyField(
        "suppliers.Supplier", related_name="possible_matches", verbose_name=_("may be")
    )
    evidence = models.JSONField(_("parts of the scores"), default=dict, blank=True)
    automatic = models.BooleanField(_("matched automatically"), default=False)
    brought = models.JSONField(_("what the answer brought"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, null=True, blank=True, related_name="answered_matches"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    created_at = models.DateTimeField(_("asked"))

    objects = PossibleMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible match")
        verbose_name_plural = _("possible matches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "country"], name="one_question_per_name"),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(country__isnull=True),
                name="one_question_per_name_without_country",
            ),
            models.CheckConstraint(
                condition=Q(state="open", supplier__isnull=True, decided_at__isnull=True)
                | Q(state__in=["same", "new"], supplier__isnull=False, decided_at__isnull=False),
                name="an_answer_names_its_supplier",
            ),
        ]
        indexes = [models.Index(fields=["state", "name"], name="possible_match_open")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("suppliers:review_list")


class WaitingRow(models.Model):
    """One row of a file that waits for the answer, as it was read (typed values, plain JSON)."""

    match = models.ForeignKey(PossibleMatch, models.CASCADE, related_name="rows")
    source = models.CharField(_("file"), max_length=200)
    number = models.PositiveIntegerField(_("row"))
    values = models.JSONField(_("values"), encoder=DjangoJSONEncoder)
    fingerprint = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("waiting row")
        verbose_name_plural = _("waiting rows")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "fingerprint"], name="a_row_waits_once_however_often_imported"
            )
        ]

    def __str__(self):
        return f"{self.source}, {self.number}"
