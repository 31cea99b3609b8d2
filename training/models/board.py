"""The notice board of a supervision group: posts, files, mentions, who has read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.files.models import KeptFile, not_empty, random_path

from .supervision import SupervisionGroup


class OfVisibleGroup(models.QuerySet):
    """Rows below a group: seen by whoever sees the group."""

    to_group = "group"

    def visible_to(self, user):
        return self.filter(**{f"{self.to_group}__in": SupervisionGroup.objects.visible_to(user)})


class Post(models.Model):
    group = models.ForeignKey(SupervisionGroup, models.CASCADE, related_name="posts")
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answered_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, null=True, related_name="+"
    )  # whose person wrote it; null: one of ours or the auditor
    text = models.TextField(_("text"), max_length=5000)
    at = models.DateTimeField(_("posted"))
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = OfVisibleGroup.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["group", "-at"], name="post_of_group")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="post_says_something"),
        ]

    def __str__(self):
        return self.text[:60]

    def get_absolute_url(self):
        return f"{reverse('training:group_detail', args=[self.group_id])}#post-{self.pk}"


def post_path(row, name):
    return random_path("posts", row.content_type)


class OfVisiblePost(OfVisibleGroup):
    to_group = "post__group"

    def visible_to(self, user):
        """A post that was taken back takes its files with it."""
        return super().visible_to(user).filter(post__taken_back_at=None)


class PostFile(KeptFile):
    post = models.ForeignKey(Post, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=post_path, max_length=200)

    objects = OfVisiblePost.as_manager()

    class Meta:
        verbose_name = _("file of a post")
        verbose_name_plural = _("files of posts")
        constraints = [
            models.UniqueConstraint(fields=["post", "sha256"], name="same_post_file_kept_once"),
            not_empty("post_file_is_not_empty"),
        ]

    def get_absolute_url(self):
        return reverse("training:post_file", args=[self.pk])


class PostRead(models.Model):
    """A person has had a post before them."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="one_read_mark_per_person")
        ]

    def __str__(self):
        return f"{self.user_id} {self.post_id}"


class RobotMessage(models.Model):
    """What a group's WeCom robot still owes, or has said. Owed in the transaction of the post, sent by one
    worker that claims it with a conditional update, tried again until the service takes it."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="robot_message")
    text = models.TextField(_("text"))
    owed_at = models.DateTimeField(_("since"))
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    next_try_at = models.DateTimeField(_("next try"), null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("robot message")
        verbose_name_plural = _("robot messages")
        ordering = ["-owed_at", "-pk"]
        indexes = [
            models.Index(fields=["owed_at"], condition=Q(sent_at=None), name="robot_message_owed")
        ]

    def __str__(self):
        return self.text[:60]
