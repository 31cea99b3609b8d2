import pytest
from django.urls import reverse
from django.utils.formats import date_format

from audits import operations
from audits.models import Finding, Postponement
from audits.operations.deadlines import last_day
from audits.queries.more_time import checks_waiting
from sustainportal.notices.models import Notice

from ..conftest import DAY


def url(name, thing):
    return reverse(f"audits:{name}", args=[thing.pk])


@pytest.fixture(autouse=True)
def today(time_machine, now):
    time_machine.move_to(now)


def asked(**changes):
    fields = {"kind": "extension", "until": "2027-03-01", "reason": "The bars are late."}
    return fields | changes


@pytest.fixture
def row(finding, mill_user, now):
    return operations.ask_postponement(
        finding=finding, kind="extension", until=finding.complete_due.replace(month=3),
        reason="The bars are late.", by=mill_user, at=now,
    )  # fmt: skip


def test_the_supplier_asks_and_a_reviewer_grants(as_user, mill_user, auditor, finding):
    browser = as_user(mill_user)
    assert url("ask_more_time", finding) in browser.get(finding.get_absolute_url()).text
    answer = browser.post(url("ask_more_time", finding), asked())
    assert (answer.status_code, answer["Location"]) == (302, finding.get_absolute_url())
    row = Postponement.objects.get()
    page = as_user(auditor).get(finding.get_absolute_url()).text
    assert "More time is asked for:" in page
    assert url("postponement_grant", row) in page
    answer = as_user(auditor).post(url("postponement_grant", row), {"remark": ""})
    assert (answer.status_code, answer["Location"]) == (302, finding.get_absolute_url())
    page = browser.get(finding.get_absolute_url()).text
    assert "extended on" in page
    assert "The bars are late." in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"until": "2026-08-17"}, "until"), ({"until": "2028-02-10"}, "until"), ({"reason": ""}, "reason"),
     ({"kind": "holiday"}, "kind")],
)  # fmt: skip
def test_what_cannot_be_asked_comes_back_by_name(as_user, mill_user, finding, changes, field):
    answer = as_user(mill_user).post(url("ask_more_time", finding), asked(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Postponement.objects.count() == 0


def test_who_asked_is_not_offered_to_decide(as_user, buyer, second_buyer, finding, now):
    row = operations.ask_postponement(
        finding=finding, kind="extension", until=finding.complete_due.replace(month=3),
        reason="They are slow.", by=buyer, at=now,
    )  # fmt: skip
    assert url("postponement_grant", row) not in as_user(buyer).get(finding.get_absolute_url()).text
    assert url("postponement_grant", row) in as_user(second_buyer).get(finding.get_absolute_url()).text
    answer = as_user(buyer).post(url("postponement_grant", row), {"remark": ""})
    assert (answer.status_code, Postponement.objects.get().state) == (403, "asked")


def test_a_refusal_needs_a_remark(as_user, auditor, row):
    answer = as_user(auditor).post(url("postponement_refuse", row), {"remark": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["remark"])


def test_the_second_who_decides_is_told(as_user, auditor, buyer, row):
    as_user(auditor).post(url("postponement_refuse", row), {"remark": "Too long."})
    answer = as_user(buyer).post(url("postponement_grant", row), {"remark": ""})
    assert answer.status_code == 409
    assert "auditor has decided it before you" in answer.text


def test_a_pause_stands_on_the_page_and_is_ended_there(as_user, mill_user, buyer, finding, now):
    as_user(mill_user).post(url("ask_more_time", finding), asked(kind="pause", until="2026-09-16"))
    as_user(buyer).post(url("postponement_grant", Postponement.objects.get()), {"remark": ""})
    assert "clock stands still since" in as_user(mill_user).get(finding.get_absolute_url()).text
    listed = as_user(buyer).get(reverse("audits:finding_list") + "?time=paused")
    assert list(listed.context["object_list"]) == [finding]
    assert "Clock stands still" in listed.text
    assert as_user(mill_user).post(url("pause_end", finding)).status_code == 403
    assert as_user(buyer).post(url("pause_end", finding)).status_code == 302
    assert as_user(buyer).post(url("pause_end", finding)).status_code == 409
    assert Finding.objects.get().paused_on is None


@pytest.mark.parametrize("query", ["asked", "granted", "paused"])
def test_the_list_tells_where_more_time_is(as_user, buyer, row, query):
    address = reverse("audits:finding_list") + f"?time={query}"
    found = as_user(buyer).get(address).context["object_list"]
    assert len(found) == (1 if query == "asked" else 0)


def test_strangers_ask_and_decide_nothing(as_user, stranger, strange_auditor, sales, finding, row):
    for person in (stranger, strange_auditor):
        assert as_user(person).post(url("ask_more_time", finding), asked()).status_code == 404
    assert as_user(strange_auditor).post(url("postponement_grant", row), {}).status_code == 404
    assert as_user(sales).post(url("postponement_grant", row), {}).status_code == 403
    assert as_user(stranger).post(url("postponement_grant", row), {}).status_code == 403


def test_the_pile_opens_the_rows_it_counts(as_user, buyer, second_buyer, mill_user, finding, now):
    operations.ask_postponement(
        finding=finding, kind="extension", until=finding.complete_due.replace(month=3),
        reason="They are slow.", by=buyer, at=now,
    )  # fmt: skip
    for who, rows in ((buyer, []), (second_buyer, [finding])):
        [pile] = [pile for pile in checks_waiting(who, on=now.date()) if "time=" in pile.address]
        assert pile.count == len(rows)
        assert list(as_user(who).get(pile.address).context["object_list"]) == rows
    answer = as_user(buyer).get(reverse("audits:finding_list") + "?time=asked")
    assert list(answer.context["object_list"]) == [finding]
    answer = as_user(mill_user).get(reverse("audits:finding_list") + "?open=filters")
    assert "decide" not in dict(answer.context["filterset"].form.fields["time"].choices)


def test_days_in_sentences_are_written_for_people(as_user, mill_user, protocol, finding):
    last = date_format(last_day(finding))
    browser = as_user(mill_user)
    answer = browser.post(url("ask_more_time", finding), asked(until="2028-02-10"))
    assert answer.context["form"].errors["until"] == [
        f"Nothing may be due after {last} (the cap after the closing meeting)."
    ]
    browser.post(url("ask_more_time", finding), asked())
    told = Notice.objects.filter(event="audits.postponement.asked").first()
    assert told.body == "Extension until 1 Mar 2027: The bars are late."


def test_without_a_cap_nothing_is_said_of_one(as_user, mill_user, protocol, finding):
    protocol.deadline_profile.cap_months = 0
    protocol.deadline_profile.save()
    page = as_user(mill_user).get(url("ask_more_time", finding))
    due = date_format(finding.complete_due)
    assert page.context["intro"] == f"{finding}: completion is due on {due}."


def test_a_day_that_has_passed_is_a_sentence_on_the_form(as_user, finding, mill_user, auditor, now, time_machine):
    row = operations.ask_postponement(
        finding=finding, kind="pause", until=(now + 5 * DAY).date(), reason="The flood.",
        by=mill_user, at=now,
    )  # fmt: skip
    time_machine.move_to(now + 6 * DAY)
    answer = as_user(auditor).post(reverse("audits:postponement_grant", args=[row.pk]), {"remark": ""})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["The day asked for has passed: refuse it."]
