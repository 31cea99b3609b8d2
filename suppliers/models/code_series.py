"""The portal's own supplier codes, handed out once each: A00001, A00002, …"""

from django.db import models


class CodeSeries(models.Model):
    """The last number given out under a prefix. Its row is the lock: taking numbers updates it."""

    prefix = models.CharField(max_length=10, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.prefix}{self.last:05d}"
