"""The agenda as it stands."""

from django.db.models import Max


def agenda_version(audit):
    """A number that changes whenever the agenda is written anew; 0 where there is none."""
    return audit.agenda.aggregate(last=Max("pk"))["last"] or 0
