"""Keep and take away views of lists."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.scopes import sees_every_supplier
from sustainportal.trail.operations import record

from .models import SavedView

MOST_VIEWS = 50  # of one person


@transaction.atomic
def keep_view(*, route, name, query, shared=False, by, at):
    """Keep a list as it is shown under a name. One's own view of that name is a form error, and so is the
    51st. Whoever does not see every supplier keeps it for themselves only."""
    if SavedView.objects.filter(owner=by).count() >= MOST_VIEWS:
        raise ValidationError(_("You have %d views already: remove one first.") % MOST_VIEWS)
    shared = shared and sees_every_supplier(by)
    view = SavedView(owner=by, route=route, name=name, query=query, shared=shared, created_at=at)
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        text = _("You have a view of this name already.")
        raise ValidationError({"name": text}) from error
    record("web.view.kept", view, by=by, at=at, query=query, shared=shared)
    return view


@transaction.atomic
def remove_view(*, view, by, at):
    """Take a view away. Taking it away twice changes nothing."""
    if SavedView.objects.filter(pk=view.pk).delete()[0]:
        record("web.view.removed", view, by=by, at=at, query=view.query)
