"""A group with the mill under supervision, and how its people write there."""

import datetime as dt

import pytest

from training.models import SupervisionGroup
from training.operations.board import post
from training.operations.groups import keep_group
from training.operations.supervision import start_supervision

DAY = dt.timedelta(days=1)


@pytest.fixture
def own_files(settings, tmp_path):
    """No test writes into the checkout's files."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def group(buyer, auditor, now, own_files):
    """Led by the mill's auditor; nobody is in it yet."""
    return keep_group(SupervisionGroup(name="Hours", lead=auditor), by=buyer, at=now)


@pytest.fixture
def start(buyer, now):
    """`start(mill, other_mill, group=…)` puts suppliers under supervision today."""

    def started(*suppliers, at=now, **fields):
        values = {"why": "findings", "reason": "Findings come back.", "since": at.date()}
        return start_supervision(suppliers=suppliers, by=buyer, at=at, **values | fields)

    return started


@pytest.fixture
def watched(start, mill, group):
    """The mill's supervision, in the group."""
    return start(mill, group=group)[0]


@pytest.fixture
def write(group, now):
    """`write(person, "Hello")` posts on the group's board."""

    def written(person, text="Hello", at=now, **more):
        return post(group, text=text, by=person, at=at, **more)

    return written
