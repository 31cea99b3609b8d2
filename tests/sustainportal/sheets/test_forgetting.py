"""A file of personal data is deleted after its time; every other file stays."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from sustainportal.jobs.kinds import find
from sustainportal.sheets import operations
from sustainportal.sheets.models import Upload
from sustainportal.trail.models import Entry


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def personal(importer, monkeypatch):
    monkeypatch.setattr(importer, "kept_days", 30)
    return importer


@pytest.fixture
def handed_in(importer, buyer, now):
    def receive(days_ago):
        file = SimpleUploadedFile("list.csv", b"Name\nMei\n")
        at = now - dt.timedelta(days=days_ago)
        return operations.receive(importer=importer, file=file, by=buyer, at=at)

    return receive


def test_a_file_stays_for_the_days_its_importer_says(personal, handed_in, now):
    handed_in(30)
    old = handed_in(31)
    assert list(Upload.objects.outlived(now)) == [old]


def test_without_such_a_word_every_file_stays(importer, handed_in, now):
    handed_in(1000)
    assert not Upload.objects.outlived(now).exists()
    assert find("sheets.forget").nightly(now) is None


def test_the_night_deletes_the_file_and_what_was_read_of_it(
    personal, handed_in, now, django_capture_on_commit_callbacks
):
    kind, upload = find("sheets.forget"), handed_in(31)
    name = upload.file.name
    args = kind.nightly(now)
    assert kind.plan(by=None, at=now, **args) == [upload.pk]
    with django_capture_on_commit_callbacks(execute=True):
        assert kind.work(upload.pk, by=None, at=now, **args) == {"forgotten": 1}
    assert not default_storage.exists(name)
    assert not Upload.objects.exists()
    assert Entry.objects.get(event="sheets.upload.forgotten").subject == "list.csv"
    assert kind.work(upload.pk, by=None, at=now, **args) == {"forgotten": 0}
