"""What the trail tells."""

from .models import Entry


def about(thing):
    """The entries about one thing, newest first."""
    return Entry.objects.about(thing)
