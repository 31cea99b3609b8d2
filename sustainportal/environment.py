"""Reading settings from the environment (and from `.env` beside manage.py): what is missing or wrong is
refused in one sentence that begins with the setting's name."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def refuse(name, sentence):
    raise ImproperlyConfigured(f"{name} {sentence} (see docs/deploy.md)")


def text(name, default=REQUIRED):
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        refuse(name, "is not set. Set it in the environment or in .env")
    return default


def number(name, default, *, least=0):
    """A whole number of at least `least`."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        refuse(name, f"must be a whole number of at least {least}, not {value!r}")
    return int(value)


def flag(name, default):
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        refuse(name, f"must be true or false, not {value!r}")
    return value in YES


def choice(name, choices, default):
    value = text(name, default)
    if value not in choices:
        refuse(name, f"must be one of {', '.join(choices)}, not {value!r}")
    return value


def several(name, default):
    """Values between commas."""
    value = text(name, default)
    if isinstance(value, list):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def hosts(name, default):
    """Bare host names: no scheme, no port, no star that lets any host in."""
    values = several(name, default)
    for value in values:
        if value == "*" or "/" in value:
            refuse(name, f"must be host names like portal.example.org, not {value!r}")
    return values


def address(name, default):
    """An http(s) address without the last slash."""
    value = text(name, default)
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
        refuse(name, f"must be an address like https://portal.example.org, not {value!r}")
    return value.rstrip("/")


def addresses(name, default):
    values = several(name, default)
    for value in values:
        if not value.startswith(("http://", "https://")):
            refuse(name, f"must be addresses like https://portal.example.org, not {value!r}")
    return values


def redis(name, default):
    """A Redis address that kombu understands: redis://, rediss:// or redis+socket://."""
    value = text(name, default)
    if not value:
        return value
    parts = urlsplit(value)
    local = parts.scheme == "redis+socket" and parts.path
    if not local and not (
        parts.scheme in {"redis", "rediss"} and parts.hostname and _port_is_good(parts)
    ):
        refuse(name, f"must look like redis://host:6379/0, not {_masked(value)!r}")
    if not local and not (parts.path.strip("/") or "0").isdecimal():
        refuse(
            name,
            f"must end in the number of a database, like redis://host:6379/0, not {parts.path!r}",
        )
    return value


def database(name, default, *, sqlite):
    """Django's dictionary for postgres://user:password@host:5432/name, and, where allowed, for
    sqlite:///file or the path that is the default."""
    value = text(name, default)
    if isinstance(value, Path):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": value}
    parts = urlsplit(value)
    kinds = {"postgres", "postgresql"} | ({"sqlite"} if sqlite else set())
    if parts.scheme not in kinds or not parts.path.strip("/") or not _port_is_good(parts):
        refuse(
            name, f"must look like postgres://user:password@host:5432/name, not {_masked(value)!r}"
        )
    return environ.Env.db_url_config(value)


def mail(name, default):
    """Django's EMAIL_ settings out of smtp+tls://user:password@host:587 or consolemail://."""
    value = text(name, default)
    parts = urlsplit(value)
    known = parts.scheme in environ.Env.EMAIL_SCHEMES and _port_is_good(parts)
    if not known or (parts.scheme.startswith("smtp") and not parts.hostname):
        refuse(name, f"must look like smtp+tls://user:password@host:587, not {_masked(value)!r}")
    return environ.Env.email_url_config(value)


def time_zone(name, default):
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        refuse(name, f"must be a time zone like Asia/Taipei, not {value!r}")
    return value


def directory(name, default=REQUIRED, *, must_exist=False, writable=True):
    """A directory this process can use, and write to where it must be `writable`. One that is not there is made, for this user alone, unless
    it `must_exist` because somebody named it (it may be a share that is not mounted)."""
    path = Path(text(name, default)).absolute()
    try:
        if not (must_exist and os.environ.get(name)):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.joinpath(".").stat()
    except OSError as error:
        refuse(name, f"names {path}, which cannot be used: {error.strerror}")
    if not os.access(path, os.R_OK | os.X_OK | (os.W_OK if writable else 0)):
        refuse(name, f"names {path}, where this user may not {'write' if writable else 'read'}")
    return path


def _port_is_good(parts):
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _masked(value):
    """The value without what could be a password."""
    scheme, mark, rest = value.partition("://")
    return f"{scheme}{mark}***@{rest.rpartition('@')[2]}" if "@" in rest else value


def settings_or_sentence():
    """Load the settings; nothing when they stand, else the sentence that names what is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sustainportal.settings")
    from django.conf import settings

    try:
        settings.PORTAL_ENV  # noqa: B018 - the first name asked for loads them all
    except ImproperlyConfigured as error:
        return f"The portal cannot start: {error}."
    return ""


def settings_or_exit():
    """For gunicorn and Celery: the sentence on the error stream instead of a traceback."""
    sentence = settings_or_sentence()
    if sentence:
        exit_with(sentence)


def exit_with(sentence):
    """Status 3 is what tells gunicorn's master not to start the worker again."""
    print(sentence, file=sys.stderr, flush=True)
    sys.exit(3)
