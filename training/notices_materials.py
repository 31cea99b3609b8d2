"""What suppliers that were absent are told: where to read what they missed."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.notices.operations import owe


def tell_absent(event, supplier_ids, *, at):
    """Everyone of the suppliers that were absent is told once where the records are."""
    owe(
        User.objects.filter(is_active=True, memberships__supplier__in=supplier_ids),
        "training.records.sent",
        subject=lambda: _("Records of “%(title)s”") % {"title": event.title},
        body=lambda: (
            _(
                "Nobody of your company was at “%(title)s” on %(date)s. Its slides and records are "
                "here for you: please read them."
            )
            % {"title": event.title, "date": date_format(event.starts_on)}
        ),
        link=reverse("training:material_list", args=[event.pk]),
        at=at,
    )
