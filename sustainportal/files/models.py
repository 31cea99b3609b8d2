"""What is known of a kept file. Rooms make a model of it, with their own `file` field and owner."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .content import ENDINGS


def random_path(folder, content_type):
    """A random name: nothing of the sender's name reaches the disk."""
    return f"{folder}/{uuid.uuid4().hex}.{ENDINGS[content_type]}"


class KeptFile(models.Model):
    """A file outside the web's reach, found by its row, never overwritten."""

    name = models.CharField(_("name"), max_length=150)
    content_type = models.CharField(_("kind"), max_length=40)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("size, bytes"))

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


def not_empty(name):
    """The constraint that a kept file holds something."""
    return models.CheckConstraint(condition=Q(size__gt=0), name=name)
