"""A cause found outside the plan: kept once a place, the newest begins the plan."""

import pytest
from django.core.exceptions import ValidationError

from audits.models import FoundCause
from audits.operations import find_cause
from audits.queries import found_causes, new_causes
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry

from ..conftest import DAY


@pytest.fixture
def keep(finding, auditor, now):
    def kept(text="Nobody checks.", **fields):
        values = {
            "finding": finding,
            "source": "A meeting",
            "link": "/a/",
            "by": auditor,
            "at": now,
        }
        return find_cause(text=text, **values | fields)

    return kept


def test_it_is_kept_and_told_to_the_trail(keep, finding, auditor, now):
    cause = keep(" Nobody checks. ")
    assert (cause.text, cause.source, cause.by, cause.at) == (
        "Nobody checks.",
        "A meeting",
        auditor,
        now,
    )
    entry = Entry.objects.first()
    assert (entry.event, entry.subject_id) == ("audits.finding.cause_found", str(finding.pk))
    assert entry.detail == {"source": "A meeting"}


def test_the_same_place_says_one_thing_and_another_place_another(keep, finding, now):
    keep("Haste.")
    keep("Nobody checks.", at=now + DAY)
    keep("No guard.", link="/b/", at=now + 2 * DAY)
    assert [cause.text for cause in found_causes(finding)] == ["No guard.", "Nobody checks."]
    assert new_causes([finding.pk])[finding.pk].text == "No guard."


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_nothing_and_too_much_are_refused(keep, text):
    with pytest.raises(ValidationError):
        keep(text)
    assert FoundCause.objects.count() == 0


def test_a_draft_has_no_causes_yet(keep, find, auditor, now):
    with pytest.raises(NotNow):
        keep(finding=find("minor", "A3"))


def test_only_what_is_newer_than_the_last_plan_is_new(keep, walk, finding, now):
    walk("submitted")  # at this moment
    for moment, new in ((now - DAY, False), (now, False), (now + DAY, True)):
        keep(at=moment)
        assert (finding.pk in new_causes([finding.pk])) is new
    assert new_causes([]) == {}
