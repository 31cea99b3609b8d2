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


def owe(recipients, event, *, subject, body="", link="", at, calendar=""):
    """Owe the same notice to several people; returns how many rows were written.

    `subject` and `body` may be lazy texts (`gettext_lazy`, `format_lazy`) or functions without arguments: they
    are written in each recipient's own language, once per language. `link` is a path in the portal,
    `calendar` an .ics file (a text or such a function) that goes with the mail. People who are switched off are
    left out; people without an e-mail address find the notice in the portal only.
    """
    people = {person.pk: person for person in recipients if person.is_active}
    rows, texts = [], {}
    for person in people.values():
        language = person.language or settings.LANGUAGE_CODE
        if language not in texts:
            texts[language] = _texts(language, subject, body, calendar)
        rows.append(_notice(person, event, *texts[language], link, at))
    return len(Notice.objects.bulk_create(rows, batch_size=1000))


def owe_each(messages, event, *, at):
    """Owe each person a notice of their own: `messages` are (person, subject, body, link) and perhaps a
    calendar entry, texts as in `owe`. Written in sets; returns how many rows."""
    rows = []
    for person, subject, body, link, *calendar in messages:
        if person.is_active:
            language = person.language or settings.LANGUAGE_CODE
            texts = _texts(language, subject, body, *(calendar or [""]))
            rows.append(_notice(person, event, *texts, link, at))
    return len(Notice.objects.bulk_create(rows, batch_size=1000))


def take_back_owed(event, *, link):
    """Delete the notices of this kind and link that nobody has read and no mail has taken up yet: what is
    owed next says it better. Returns how many."""
    owed = Notice.objects.owed().unread().filter(event=event, link=link, claimed_at=None)
    return owed.delete()[0]


def _texts(language, *texts):
    with translation.override(language):
        return [_text(text) for text in texts]


def _notice(person, event, subject, body, calendar, link, at):
    return Notice(
        recipient=person,
        event=event,
        subject=subject[:200],
        body=body,
        link=link,
        calendar=calendar,
        owed_at=at,
        sent_at=at if _muted.get() or not person.email else None,
        error="" if person.email else "no e-mail address",
    )


def _text(text):
    return str(text() if callable(text) else text)


def read(notices, *, at):
    """Mark these notices (a queryset of the reader's own) as read; returns how many were unread."""
    return notices.unread().update(read_at=at)
