"""Settings: what production must be told, and how it says what is missing or wrong."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "sustainportal" / "settings.py"

GOOD = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "".join(f"{n:02x}" for n in range(40)),
    "ALLOWED_HOSTS": "portal.example.test",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.test:587",
    "DEFAULT_FROM_EMAIL": "portal@example.test",
    "PORTAL_ADDRESS": "https://portal.example.test",
}
REQUIRED = [*(name for name in GOOD if name != "PORTAL_ENV"), "PORTAL_VAR"]

WRONG = [
    ("PORTAL_ENV", "prod"),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", "a" * 60),
    ("DEBUG", "true"),
    ("DEBUG", "perhaps"),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", "https://portal.example.test"),
    ("CSRF_TRUSTED_ORIGINS", "portal.example.test"),
    ("DATABASE_URL", "mysql://portal@127.0.0.1/portal"),
    ("DATABASE_URL", "sqlite:////tmp/portal.sqlite3"),
    ("DATABASE_URL", "postgres://portal@127.0.0.1:54x2/portal"),
    ("DATABASE_URL", "postgres://portal@127.0.0.1:5432/"),
    ("DATABASE_CONN_MAX_AGE", "a minute"),
    ("REDIS_URL", "amqp://127.0.0.1"),
    ("REDIS_URL", "redis://127.0.0.1:6379/first"),
    ("REDIS_URL", "unix:///run/redis.sock"),
    ("EMAIL_URL", "mail.example.test"),
    ("EMAIL_URL", "smtp://"),
    ("PORTAL_ADDRESS", "portal.example.test"),
    ("TIME_ZONE", "Formosa"),
    ("LOG_LEVEL", "LOUD"),
    ("JOB_LEASE_SECONDS", "0"),
    ("UPLOAD_MAX_BYTES", "50 MB"),
    ("SHEET_MAX_ROWS", "-1"),
    ("SECURE_SSL_REDIRECT", "maybe"),
    ("SECURE_HSTS_SECONDS", "1.5"),
    ("PROXIES", "one"),
    ("WECOM_ROBOTS", "perhaps"),
    ("WECOM_ADDRESS", "http://robots.example.test/send"),
    ("PORTAL_VAR", "/nowhere/at/all"),
    ("MEDIA_ROOT", "/nowhere/at/all"),
    ("STATIC_ROOT", "/dev/null"),
]


@pytest.fixture
def good(monkeypatch, tmp_path):
    """An environment in which production starts, whatever this machine's own environment says."""
    told = {**GOOD, "PORTAL_VAR": str(tmp_path)}
    for name in {name for name, _ in WRONG} | set(told):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(environ.Env, "read_env", lambda *_: None)
    return told


def settings():
    return runpy.run_path(str(SETTINGS))


def refusal():
    with pytest.raises(ImproperlyConfigured) as caught:
        settings()
    return str(caught.value)


def test_production_starts_when_it_is_told_everything(good):
    found = settings()

    assert found["PRODUCTION"] is True
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert found["REDIS_URL"] == "redis://127.0.0.1:6379/0"
    assert found["EMAIL_HOST"] == "mail.example.test"
    assert found["EMAIL_USE_TLS"] is True
    assert found["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_setting_is_named(good, monkeypatch, name):
    monkeypatch.delenv(name)

    assert refusal() == (
        f"{name} is not set. Set it in the environment or in .env (see docs/deploy.md)"
    )


@pytest.mark.parametrize("name", REQUIRED)
def test_an_empty_setting_is_a_missing_one(good, monkeypatch, name):
    monkeypatch.setenv(name, " ")

    assert refusal().startswith(f"{name} is not set.")


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named(good, monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert refusal().startswith(f"{name} ")


def test_a_password_is_not_repeated(good, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://portal:hunter2@127.0.0.1/portal")

    assert "mysql://***@127.0.0.1/portal" in refusal()
    assert "hunter2" not in refusal()


def test_local_needs_nothing(good, monkeypatch):
    for name in GOOD:
        monkeypatch.delenv(name)
    found = settings()

    assert found["PRODUCTION"] is False
    assert found["DATABASES"]["default"]["NAME"] == found["VAR_DIR"] / "portal.sqlite3"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SESSION_COOKIE_NAME"] == "session_8000"
    assert (found["VAR_DIR"] / "secret_key").stat().st_mode & 0o077 == 0


def test_two_checkouts_on_two_ports_have_their_own_cookies(good, monkeypatch):
    for name in GOOD:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORTAL_ADDRESS", "http://localhost:8001")

    assert settings()["SESSION_COOKIE_NAME"] == "session_8001"


def started(*command, environment):
    """Run a program in production's environment: its exit status and what it said on the error stream."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_check_deploy_is_clean_under_production_settings(good):
    status, said = started(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=good
    )

    assert said == ""
    assert status == 0


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["manage.py", "check"], 1),
        (["manage.py", "classify", "2026"], 1),
        (["-m", "gunicorn", "sustainportal.wsgi", "--no-control-socket", "-b", "127.0.0.1:0"], 3),
        (["-m", "celery", "-A", "sustainportal", "worker"], 3),
    ],
)
def test_every_door_says_one_sentence_and_no_traceback(good, command, status):
    del good["REDIS_URL"]
    code, said = started(*command, environment=good)

    assert "The portal cannot start: REDIS_URL is not set." in said
    assert "Traceback" not in said
    assert code == status


def test_a_database_out_of_reach_is_one_sentence(good):
    good["DATABASE_URL"] = "postgres://portal:secret@127.0.0.1:1/portal"
    status, said = started("manage.py", "migrate", environment=good)

    assert said.startswith("DATABASE_URL: the database cannot be reached (")
    assert "Traceback" not in said
    assert status == 1


def test_gunicorn_says_when_static_files_were_not_collected(good):
    status, said = started(
        *("-m", "gunicorn", "sustainportal.wsgi", "--no-control-socket", "-b", "127.0.0.1:0"),
        environment=good,
    )

    assert f"STATIC_ROOT: {good['PORTAL_VAR']}/static holds no static files." in said
    assert "Traceback" not in said
    assert status == 3
