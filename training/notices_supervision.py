"""What suppliers are told about their supervision."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.operations import owe, owe_each


def _people(supplier_ids):
    """(person, supplier id) of everyone of these suppliers."""
    people = User.objects.filter(
        role=Role.SUPPLIER, is_active=True, memberships__supplier__in=supplier_ids
    )
    for person in people.prefetch_related("memberships").distinct():
        for membership in person.memberships.all():
            yield person, membership.supplier_id


def supervision_started(supervisions, *, at):
    """One notice for each of the suppliers' people."""
    of = {row.supplier_id: row for row in supervisions}
    owe_each(
        (
            (
                person,
                lambda: _("Your company is under supervision"),
                lambda row=of[supplier]: _started(row),
                of[supplier].get_absolute_url(),
            )
            for person, supplier in _people(list(of))
        ),
        "training.supervision.started",
        at=at,
    )


def _started(row):
    text = _("Since %(day)s: %(reason)s") % {"day": date_format(row.since), "reason": row.reason}
    if not row.group:
        return text
    return text + "\n" + _("You are in the group “%s” and can write on its board.") % row.group.name


def joined_group(supervision, *, at):
    group = supervision.group
    owe(
        [person for person, _id in _people([supervision.supplier_id])],
        "training.supervision.moved",
        subject=lambda: _("You are now in the group “%s”") % group.name,
        body=lambda: _("Its board shows what all of the group are told. You can write there."),
        link=reverse("training:group_detail", args=[group.pk]),
        at=at,
    )


def supervision_ended(supervision, *, at):
    owe(
        [person for person, _id in _people([supervision.supplier_id])],
        "training.supervision.ended",
        subject=lambda: _("The supervision of your company has ended"),
        body=supervision.ended_because,
        link=supervision.get_absolute_url(),
        at=at,
    )
