import pytest
from django.urls import reverse
from django.utils import timezone

from training.models import Course, Event

from ..guest_cast import final_audit, found, load_catalogues

PAGE = reverse("training:topics")


@pytest.fixture
def years(mill, other_mill, auditor, buyer):
    """2025: B2 at both mills (three times), A1 at one; 2024: B2 once; one of 2025 is closed."""
    load_catalogues()
    import datetime as dt

    new, old = dt.date(2025, 5, 1), dt.date(2024, 5, 1)
    ours, theirs = (final_audit(s, auditor, buyer, began=new) for s in (mill, other_mill))
    found(ours, "B2"), found(ours, "B2", closed=True), found(theirs, "B2"), found(theirs, "A1")
    found(theirs, "C1", "opportunity")
    found(final_audit(mill, auditor, buyer, began=old), "B2")


def rows(browser, **words):
    context = browser.get(PAGE, {"year": "2025"} | words).context
    return [
        (
            r["topic"].code,
            r["topic"].suppliers,
            r["topic"].findings,
            r["topic"].before,
            r["topic"].open,
        )
        for r in context["rows"]
    ]


def test_the_most_found_provisions_of_a_year_are_suggested(as_user, buyer, years):
    assert rows(as_user(buyer)) == [
        ("B2", 2, 3, 1, 3),
        ("A1", 1, 1, 0, 1),
        ("C1", 0, 0, 0, 1),  # an opportunity is not counted, but it is open
    ]


def test_a_section_narrows_them(as_user, buyer, years):
    assert rows(as_user(buyer), section="A") == [("A1", 1, 1, 0, 1)]
    assert len(rows(as_user(buyer), section="Z")) == 3


def test_without_a_year_it_is_the_last_one_that_is_over(as_user, buyer, years):
    assert as_user(buyer).get(PAGE).context["year"] == timezone.localdate().year - 1


@pytest.mark.parametrize("year", ["x", "0", "99999", "²025"])
def test_a_year_that_is_none_is_left_out(as_user, buyer, years, year):
    context = as_user(buyer).get(PAGE, {"year": year}).context
    assert context["year"] == timezone.localdate().year - 1


def test_the_same_heading_of_two_versions_is_one_topic(as_user, buyer, years, mill, auditor):
    import datetime as dt

    from audits.models import Protocol, Provision

    old = Protocol.objects.exclude(version="8.0.1").filter(provisions__code="B2").first()
    Provision.objects.filter(protocol=old, code="B2").update(title="Emergency Preparedness")
    found(final_audit(mill, auditor, buyer, began=dt.date(2025, 6, 1), version=old.version), "B2")
    assert rows(as_user(buyer))[0] == ("B2", 2, 4, 1, 4)


def test_each_number_opens_its_findings(as_user, buyer, years):
    browser = as_user(buyer)
    page = browser.get(PAGE, {"year": "2025"})
    headings = page.context["rows"][0]["headings"]
    findings = reverse("audits:finding_list")
    for words, count in (
        (f"counted=1&year=2025&heading={headings}", 3),
        (f"counted=1&year=2024&heading={headings}", 1),
        (f"reported=1&standing=open&heading={headings}", 3),
    ):
        assert f"{findings}?{words}".replace("&", "&amp;") in page.text
        assert len(browser.get(f"{findings}?{words}").context["object_list"]) == count


def test_events_and_courses_that_treat_it_are_named(as_user, buyer, years, now, event):
    Event.objects.update(about="B2")
    Event.objects.create(
        code="E-X", title="Called off", kind="forum", starts_on=now.date(), about="B2",
        state="cancelled", created_at=now,
    )  # fmt: skip
    Course.objects.create(
        code="C1", title="Exits", language="en", provision="B2", is_published=True
    )
    Course.objects.create(code="C2", title="Hidden", language="en", provision="B2")
    first = as_user(buyer).get(PAGE, {"year": "2025"}).context["rows"][0]
    assert ([str(e.code) for e in first["events"]], [c.code for c in first["courses"]]) == (
        ["E-900"], ["C1"],
    )  # fmt: skip


def test_courses_on_a_whole_section_stand_beside_its_provisions(as_user, buyer, years):
    said = {"language": "en", "is_published": True}
    Course.objects.create(code="ALL-B", title="All of B", provision="B", series="b", **said)
    Course.objects.create(
        code="ALL-B-ZH", title="B 章", provision="B", series="b", **said | {"language": "zh-hant"}
    )
    Course.objects.create(code="EXITS", title="Exits", provision="B2", **said)
    Course.objects.create(code="ALL-D", title="All of D", provision="D", **said)
    found = as_user(buyer).get(PAGE, {"year": "2025"}).context["rows"]
    assert {row["topic"].code: [c.code for c in row["courses"]] for row in found} == {
        "B2": ["EXITS", "ALL-B"], "A1": [], "C1": [],
    }  # fmt: skip


def test_an_event_about_it_is_planned_with_its_words(as_user, buyer, admin_user, years, event):
    link = f"{reverse('training:event_new')}?about=B2&amp;title=Training%3A+Emergency+Preparedness&amp;theme=Health+and+safety&amp;kind=training"
    assert link in as_user(buyer).get(PAGE, {"year": "2025"}).text
    assert "event_new" not in as_user(admin_user).get(PAGE, {"year": "2025"}).text
    assert "Plan an event" not in as_user(admin_user).get(PAGE, {"year": "2025"}).text
    for state, said in (("open", "is open already"), ("draft", "is being planned already")):
        Event.objects.update(about="B2", state=state)  # one is coming already
        shown = as_user(buyer).get(PAGE, {"year": "2025"}).text
        assert (link in shown, f"An event about this {said}." in shown) == (False, True)


def test_the_topics_are_taken_away_as_a_file(as_user, buyer, years):
    answer = as_user(buyer).get(PAGE, {"year": "2025", "export": "csv"})
    lines = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"B,B2,Emergency Preparedness,2,3,1,3" in lines


def test_the_page_costs_the_same_for_one_topic_and_for_three(as_user, buyer, years):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for section in ("A", ""):
        browser = as_user(buyer)
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE, {"year": "2025", "section": section})
        counts.append(len(captured))
    assert counts[0] == counts[1]
