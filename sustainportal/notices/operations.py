"""Owe a notice, in the transaction of the change it tells of; read it."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation

from .models import Notice

_muted = ContextVar("muted", default=False)


@contextmanager
def muted():
    """Inside, notices are written as already sent: for history that is rebuilt (the demo, imports)."""
    before = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(before)


def owe(recipients, event, *, subject, body="", link="", at):
    """Owe the same notice to several people; returns how many rows were written.

    `subject` and `body` may be lazy texts (`gettext_lazy`, `format_lazy`) or functions without arguments: they
    are written in each recipient's own language. `link` is a path in the portal. People who are switched
    off are left out; people without an e-mail address find the notice in the portal only.
    """
    people = {person.pk: person for person in recipients if person.is_active}
    rows = [_notice(person, event, subject, body, link, at) for person in people.values()]
    return len(Notice.objects.bulk_create(rows, batch_size=1000))


def owe_each(messages, event, *, at):
    """Owe each person a notice of their own: `messages` are (person, subject, body, link), texts as in
    `owe`. Written in sets; returns how many rows."""
    rows = [
        _notice(person, event, subject, body, link, at)
        for person, subject, body, link in messages
        if person.is_active
    ]
    return len(Notice.objects.bulk_create(rows, batch_size=1000))


def _notice(person, event, subject, body, link, at):
    with translation.override(person.language or settings.LANGUAGE_CODE):
        return Notice(
            recipient=person,
            event=event,
            subject=_text(subject)[:200],
            body=_text(body),
            link=link,
            owed_at=at,
            sent_at=at if _muted.get() or not person.email else None,
            error="" if person.email else "no e-mail address",
        )


def _text(text):
    return str(text() if callable(text) else text)


def read(notices, *, at):
    """Mark these notices (a queryset of the reader's own) as read; returns how many were unread."""
    return notices.unread().update(read_at=at)
