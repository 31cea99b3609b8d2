"""A job: long work that was asked for. This row is the truth; a message to a worker is only a hint."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.words import actor_words, name_words

from . import kinds


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


OPEN = (State.QUEUED, State.RUNNING)


def short(value):
    """An argument as a reader sees it; of a long list only the beginning."""
    if not isinstance(value, list):
        return str(value)
    return ", ".join(str(part) for part in value[:3]) + (" …" if len(value) > 3 else "")


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All jobs for those who may read jobs; for anyone else the ones they asked for."""
        if user.has_perm("jobs.read_jobs"):
            return self
        return self.filter(asked_by=user.pk)

    def open(self):
        return self.filter(state__in=OPEN)

    def whole(self):
        """What was asked for, without the parts that jobs in lanes were shared out to."""
        return self.filter(part_of=None)

    def search(self, text):
        return self.filter(Q(kind__icontains=text) | Q(asked_by_name__icontains=text))


class Job(models.Model):
    """`token` names the worker that holds the job, until `lease_until` (the database's clock).
    `position` items of `total` have taken effect; `result` sums their counts. A job in `lanes` is worked by
    its `parts`, jobs of their own, and sums up what they did; nobody holds it itself (see lanes.py)."""

    State = State

    kind = models.CharField(_("kind"), max_length=80)
    args = models.JSONField(_("arguments"), default=dict)
    key = models.CharField(max_length=64, editable=False)  # hash of kind and args
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_by_name = models.CharField(_("asked by"), max_length=200)
    asked_at = models.DateTimeField(_("asked"))
    night = models.DateField(_("night"), null=True, blank=True)  # of a nightly job
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    hinted_at = models.DateTimeField(null=True, editable=False)
    token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(  # claims since the last progress
        _("attempts"), default=0
    )
    part_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="parts",
        verbose_name=_("part of"),
    )
    lanes = models.PositiveSmallIntegerField(
        default=0, editable=False
    )  # parts it was shared out to
    plan = models.JSONField(null=True, editable=False)
    position = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps"), default=0)
    result = models.JSONField(_("result"), default=dict, encoder=DjangoJSONEncoder)
    error = models.TextField(_("what went wrong"), blank=True)  # for people; empty if unexpected
    error_detail = models.TextField(_("technical detail"), blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["key", "-asked_at"], name="job_key_asked"),
            models.Index(fields=["-asked_at", "-id"], name="job_asked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=["queued", "running"]), name="one_open_job"
            ),
            models.UniqueConstraint(fields=["key", "night"], name="one_job_per_night"),
            models.CheckConstraint(
                condition=Q(position__lte=models.F("total")), name="job_position_within_plan"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="running", lanes=0, token__isnull=False, lease_until__isnull=False
                )
                | (~Q(state="running", lanes=0) & Q(token__isnull=True, lease_until__isnull=True)),
                name="job_running_is_held",
            ),
        ]

    def __str__(self):
        values = ", ".join(short(value) for value in self.args.values())
        return f"{self.label} {values}".strip()

    def get_absolute_url(self):
        return reverse("jobs:job_detail", args=[self.pk])

    @property
    def label(self):
        kind = kinds.KINDS.get(self.kind)
        return str(kind.label) if kind else self.kind

    @property
    def arg_rows(self):
        """The arguments as (words, value)."""
        return [(name_words(name), short(value)) for name, value in self.args.items()]

    @property
    def who(self):
        """Who asked, or the portal itself."""
        return actor_words(self.asked_by_name, self.asked_by_id)

    @property
    def result_rows(self):
        """The counts as (words, number)."""
        return [(name_words(name), number) for name, number in self.result.items()]

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def percent(self):
        """Steps done, 0–100, rounded down; 100 only when done."""
        if self.state == State.DONE:
            return 100
        return min(99, self.position * 100 // self.total) if self.total else 0

    @property
    def trouble(self):
        """What went wrong, as a sentence for people; empty unless the job failed."""
        if self.state != State.FAILED:
            return ""
        reason = self.error or gettext("an unexpected error. An administrator can see the details.")
        if self.plan is None:
            return gettext("It could not begin: %(reason)s") % {"reason": reason}
        if self.lanes:
            done = {"done": self.position, "total": self.total, "reason": reason}
            return gettext("A part failed; %(done)s of %(total)s steps are done: %(reason)s") % done
        step = {"step": self.position + 1, "total": self.total, "reason": reason}
        return gettext("Step %(step)s of %(total)s failed: %(reason)s") % step

    @property
    def done_address(self):
        """Where the result can be seen, or an empty text."""
        kind = kinds.KINDS.get(self.kind)
        if self.state != State.DONE or kind is None or kind.done is None:
            return ""
        place = kind.done(self.args)
        return place if isinstance(place, str) else reverse(place[0], args=place[1])
