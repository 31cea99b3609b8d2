"""What people are told about events."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.notices.operations import owe


def people_of(supplier_ids):
    return User.objects.filter(is_active=True, memberships__supplier__in=supplier_ids)


def tell_invited(event, supplier_ids, *, at):
    """Everyone of the invited suppliers is told once."""
    owe(
        people_of(supplier_ids),
        "training.event.invited",
        subject=lambda: _("Invitation: %(title)s") % {"title": event.title},
        body=lambda: (
            _("Your company is invited to “%(title)s” on %(date)s. Please register your people.")
            % {"title": event.title, "date": date_format(event.starts_on)}
        ),
        link=event.get_absolute_url(),
        at=at,
    )


def tell_cancelled(event, *, at):
    """Everyone of the suppliers that were invited or had registered is told."""
    ids = set(event.invitations.values_list("supplier", flat=True))
    ids |= set(event.registrations.values_list("supplier", flat=True))
    owe(
        people_of(ids),
        "training.event.cancelled",
        subject=lambda: _("Cancelled: %(title)s") % {"title": event.title},
        body=lambda: (
            _("“%(title)s” on %(date)s will not take place.")
            % {"title": event.title, "date": date_format(event.starts_on)}
        ),
        link=event.get_absolute_url(),
        at=at,
    )
