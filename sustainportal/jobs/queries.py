"""What is known of jobs."""

from .models import Job
from .operations import key_of


def latest(kind, **args):
    """The job of this kind and args that was asked for last, or None."""
    return Job.objects.filter(key=key_of(kind, args)).first()
