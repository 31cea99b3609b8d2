"""Change people: their own settings and password, recorded in the trail."""

from django.db import transaction

from sustainportal.trail.operations import record


@transaction.atomic
def change_settings(user, *, changes, by, at):
    """Keep the new values in `changes` (field name -> value); the trail names the fields only."""
    changed = sorted(name for name, value in changes.items() if getattr(user, name) != value)
    if not changed:
        return user
    for name in changed:
        setattr(user, name, changes[name])
    user.save(update_fields=changed)
    record("accounts.settings.changed", user, by=by, at=at, fields=changed)
    return user


@transaction.atomic
def change_password(user, *, password, by, at):
    """Set a validated password. The session that asked must be renewed by the view."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("accounts.password.changed", user, by=by, at=at)
    return user
