"""The calendar: one secret address per person, only that person's days, nothing for anybody else."""

import hashlib
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from audits.models import CalendarFeed, Finding, Survey
from suppliers.models import Membership
from sustainportal.accounts.roles import Role
from sustainportal.trail.models import Entry

from ...conftest import person
from ..conftest import DAY

PAGE = reverse("audits:calendar")


@pytest.fixture
def subscribe(as_user):
    """`subscribe(person)`: makes the address and returns its path."""

    def subscribed(person):
        text = as_user(person).post(PAGE).text
        return re.search(r'value="http://localhost:\d+([^"]+)"', text)[1]

    return subscribed


@pytest.fixture
def at_now(now):
    with time_machine.travel(now, tick=False):
        yield


def events(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        str(event["uid"]).partition("@")[0]: (event["dtstart"].dt, str(event["summary"]))
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_the_supplier_reads_its_findings_surveys_and_audits_without_login(
    client, finding, survey, mill_user, subscribe, at_now
):
    found = events(client, subscribe(mill_user))
    assert found == {
        f"finding-{finding.pk}-submit": (finding.submit_due, f"{finding.reference}: Supplier: plan"),
        f"survey-{survey.pk}": (survey.due_on, f"Survey: {survey.questionnaire}"),
    }


def test_a_planned_visit_stands_in_everybodys_calendar_it_concerns(
    client, planned, mill_user, auditor, buyer, second_buyer, stranger, subscribe, at_now
):
    for reader in (mill_user, auditor, buyer):
        assert set(events(client, subscribe(reader))) == {f"audit-{planned.pk}"}
    assert events(client, subscribe(second_buyer)) == {}
    assert events(client, subscribe(stranger)) == {}


def test_what_waits_for_a_reviewer_is_in_the_reviewers_calendar(
    client, walk, auditor, buyer, mill_user, subscribe, at_now
):
    finding = walk("submitted")
    key = f"finding-{finding.pk}-approve"
    assert set(events(client, subscribe(auditor))) == {key}
    assert set(events(client, subscribe(buyer))) == {key}
    assert events(client, subscribe(mill_user)) == {}


def test_another_owners_finding_is_not_in_it(client, finding, mill, mill_user, subscribe, at_now):
    owner = person("owner", Role.SUPPLIER)
    Membership.objects.create(supplier=mill, user=owner)
    finding.owners.add(owner)
    assert events(client, subscribe(mill_user)) == {}
    assert set(events(client, subscribe(owner))) == {f"finding-{finding.pk}-submit"}


def test_only_the_hash_is_kept_and_the_address_is_shown_once(as_user, mill_user, subscribe):
    path = subscribe(mill_user)
    key = path.rpartition("/")[2].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.key_sha256 == hashlib.sha256(key.encode()).hexdigest()
    assert key not in as_user(mill_user).get(PAGE).text
    assert key not in str(list(Entry.objects.values()))
    assert [entry.event for entry in Entry.objects.filter(event__startswith="audits.calendar")] == [
        "audits.calendar.made"
    ]


def test_a_new_address_ends_the_old_one_and_removing_ends_it(client, as_user, mill_user, subscribe):
    old = subscribe(mill_user)
    new = subscribe(mill_user)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    as_user(mill_user).post(reverse("audits:calendar_remove"))
    assert client.get(new).status_code == 404
    assert CalendarFeed.objects.count() == 0


def test_strangers_guesses_and_people_who_are_gone_get_404(client, mill_user, subscribe):
    path = subscribe(mill_user)
    kept = CalendarFeed.objects.get().key_sha256
    for key in ("x", kept, "é" * 9, path.rpartition("/")[2][:-5]):
        assert client.get(reverse("audits:calendar_feed", args=[key])).status_code == 404
    mill_user.is_active = False
    mill_user.save()
    assert client.get(path).status_code == 404


def test_it_only_reads(client, mill_user, subscribe):
    assert client.post(subscribe(mill_user)).status_code == 405


def test_it_speaks_the_persons_language(client, finding, mill_user, subscribe, at_now):
    mill_user.language = "zh-hant"
    mill_user.save()
    body = client.get(subscribe(mill_user)).content.decode()
    assert finding.provision.title_hant in body.replace("\r\n ", "")


def test_it_reaches_sixty_days_back_and_costs_the_same_queries(
    client, find, finish, mill_user, subscribe, at_now, now
):
    for code in ("A1", "A2", "A3"):
        find("minor", code)
    finish()
    first, second, third = Finding.objects.order_by("pk")
    Finding.objects.filter(pk=first.pk).update(submit_due=now.date() - 60 * DAY)
    Finding.objects.filter(pk=second.pk).update(submit_due=now.date() - 61 * DAY)
    path, counts = subscribe(mill_user), []
    assert {f"finding-{first.pk}-submit", f"finding-{third.pk}-submit"} == set(events(client, path))
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
        Finding.objects.update(submit_due=now.date())
        Survey.objects.update(due_on=now.date())
    assert counts[0] == counts[1] <= 7


def test_who_has_no_days_here_has_no_calendar(as_user, sales, admin_user):
    assert as_user(sales).get(PAGE).status_code == 403
    assert as_user(admin_user).post(PAGE).status_code == 403


def test_with_its_owner_gone_a_finding_is_in_everybodys_calendar(
    client, finding, colleague, mill_user, subscribe, at_now
):
    finding.owners.add(colleague)
    path = subscribe(mill_user)
    assert events(client, path) == {}
    colleague.is_active = False
    colleague.save()
    assert set(events(client, path)) == {f"finding-{finding.pk}-submit"}
    colleague.is_active = True
    colleague.save()
    colleague.memberships.all().delete()
    assert set(events(client, path)) == {f"finding-{finding.pk}-submit"}
