"""What a start prepares, and that a second one finds nothing to do."""

import pytest
from django.core.management import CommandError, call_command

from sustainportal.accounts.models import User
from sustainportal.web import preparing


@pytest.fixture
def called(settings, tmp_path, monkeypatch):
    """Preparing with an empty state directory; every command is written down, not done."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PORTAL_DEMO = True
    names = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **_: names.append(name))
    monkeypatch.setattr(preparing, "migrations_to_come", lambda: [])
    return names


@pytest.mark.django_db
def test_the_first_start_makes_all_and_the_second_nothing(called, buyer):
    User.objects.all().delete()
    preparing.prepare(lambda text: None)
    assert called == ["migrate", "load_catalogues", "demo", "collectstatic"]

    called.clear()
    User.objects.create_user("buyer")
    preparing.prepare(lambda text: None)
    assert called == []


@pytest.mark.django_db
def test_a_start_without_the_demo_company(called, settings):
    settings.PORTAL_DEMO = False
    preparing.prepare(lambda text: None)

    assert called == ["migrate", "load_catalogues", "collectstatic"]


@pytest.mark.django_db
def test_catalogues_that_broke_off_are_loaded_by_the_next_start(called, buyer, monkeypatch):
    def broken(name, **_):
        called.append(name)
        if name == "load_catalogues":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "call_command", broken)
        with pytest.raises(KeyboardInterrupt):
            preparing.prepare(lambda text: None)
    preparing.prepare(lambda text: None)

    assert called == ["migrate", "load_catalogues"] * 2 + ["collectstatic"]


def test_a_changed_static_file_is_collected(called, settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a {}")
    preparing.collect(lambda text: None)
    preparing.collect(lambda text: None)
    assert called == ["collectstatic"]

    (tmp_path / "source" / "a.css").write_text("a { color: red }")
    preparing.collect(lambda text: None)
    assert called == ["collectstatic"] * 2


def test_serve_refuses_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match=r"gunicorn behind a proxy, see docs/deploy.md\.$"):
        call_command("serve")
