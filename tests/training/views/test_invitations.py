import pytest
from django.urls import reverse

from suppliers.models import Supplier
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import run
from sustainportal.notices.models import Notice
from training.models import Event
from training.views import invitations

from ...conftest import make_supplier
from ..guest_cast import load_catalogues
from ..test_views import address


@pytest.fixture
def where(draft):
    return address("event_invite", draft)


def look(browser, where, **words):
    return browser.get(where, words)


def send(browser, where, page_shown=None, **words):
    """Invite whom a page showed, as its button does."""
    mark = (page_shown or look(browser, where, **words)).context["mark"]
    return browser.post(f"{where}?mark={mark}", words)


def test_who_would_be_invited_is_looked_at_with_why_before_anybody_is(
    as_user, buyer, where, draft, mill, other_mill
):
    browser = as_user(buyer)
    shown = look(browser, where, tiers="2")
    assert shown.context["counts"] == {"all": 2, "invited": 0, "left_out": 0, "new": 2}
    assert [(s.code, s.why) for s in shown.context["page_obj"]] == [
        ("M-001", "tier 2"),
        ("M-002", "tier 2"),
    ]
    assert draft.invitations.count() == 0
    assert send(browser, where, shown, tiers="2")["Location"] == draft.get_absolute_url()
    assert set(draft.invitations.values_list("supplier__code", "reason")) == {
        ("M-001", "tier 2"),
        ("M-002", "tier 2"),
    }


def test_who_is_invited_already_is_told_apart_and_not_asked_again(
    as_user, buyer, where, event, mill_user, mill, other_mill, now
):
    browser = as_user(buyer)
    before = Notice.objects.count()
    shown = look(browser, where, tiers="2")
    assert shown.context["counts"] == {"all": 2, "invited": 1, "left_out": 0, "new": 1}
    assert [(s.code, s.is_invited) for s in shown.context["page_obj"]] == [
        ("M-002", False),
        ("M-001", True),
    ]
    send(browser, where, shown, tiers="2")
    assert event.invitations.get(supplier=mill).reason == "open findings"
    assert Notice.objects.count() == before  # nobody of the other mill; the mill knows


def test_who_is_unticked_is_left_out(as_user, buyer, where, draft, mill, other_mill):
    browser = as_user(buyer)
    boxes = {"tiers": "2", "shown": f"{mill.pk}.{other_mill.pk}", "take": str(other_mill.pk)}
    shown = look(browser, where, **boxes)
    assert shown.context["counts"] == {"all": 2, "invited": 0, "left_out": 1, "new": 1}
    send(browser, where, shown, **boxes)
    assert [i.supplier for i in draft.invitations.all()] == [other_mill]


def test_who_was_left_out_on_another_page_stays_out(as_user, buyer, where, draft, mill, other_mill):
    browser = as_user(buyer)
    boxes = {"tiers": "2", "without": str(mill.pk), "shown": str(other_mill.pk)}
    boxes["take"] = str(other_mill.pk)
    send(browser, where, **boxes)
    assert [i.supplier for i in draft.invitations.all()] == [other_mill]


def test_a_box_ticked_again_takes_the_supplier_back_in(
    as_user, buyer, where, draft, mill, other_mill
):
    boxes = {"tiers": "2", "without": str(mill.pk), "shown": str(mill.pk), "take": str(mill.pk)}
    assert look(as_user(buyer), where, **boxes).context["counts"]["new"] == 2


def test_a_search_shows_some_and_all_that_fit_are_invited(
    as_user, buyer, where, draft, mill, other_mill
):
    browser = as_user(buyer)
    shown = look(browser, where, tiers="2", q="Blue")
    assert [s.code for s in shown.context["page_obj"]] == ["M-002"]
    assert shown.context["counts"]["new"] == 2
    send(browser, where, shown, tiers="2", q="Blue")
    assert draft.invitations.count() == 2


def test_nobody_is_invited_who_was_not_looked_at(as_user, buyer, where, draft, mill, country):
    browser = as_user(buyer)
    shown = look(browser, where, tiers="2")
    make_supplier("M-003", "Late Mill", country, tier=2)
    answer = send(browser, where, shown, tiers="2")
    assert (answer.status_code, draft.invitations.count()) == (409, 0)
    assert "have changed since you looked" in answer.text
    assert answer.context["counts"]["new"] == 2
    send(browser, where, answer, tiers="2")
    assert draft.invitations.count() == 2


@pytest.mark.parametrize("words", [{}, {"tiers": "9"}, {"findings": "Z9"}, {"country": "XX"}])
def test_a_rule_that_asks_nothing_or_nonsense_invites_nobody(
    as_user, buyer, where, draft, mill, words
):
    answer = as_user(buyer).post(f"{where}?mark=x", words)
    assert (answer.status_code, draft.invitations.count()) == (422, 0)


def test_nobody_left_to_invite_is_said(as_user, buyer, where, draft, mill):
    answer = send(as_user(buyer), where, tiers="2", without=str(mill.pk))
    assert answer.status_code == 409
    assert "Nobody is left to invite" in answer.text


def test_nobody_is_invited_to_an_event_that_is_over(as_user, buyer, event, mill, other_mill):
    browser, where = as_user(buyer), address("event_invite", event)
    shown = look(browser, where, tiers="2")
    Event.objects.update(state="held")
    answer = send(browser, where, shown, tiers="2")
    assert (answer.status_code, event.invitations.count()) == (409, 1)
    assert browser.get(where).status_code == 409


def test_pasted_codes_are_added_to_those_that_fit(as_user, buyer, where, draft, mill, other_mill):
    Supplier.objects.filter(pk=other_mill.pk).update(tier=3)
    send(as_user(buyer), where, tiers="2", codes="M-002\n")
    assert set(draft.invitations.values_list("supplier__code", "reason")) == {
        ("M-001", "tier 2"),
        ("M-002", "chosen by hand"),
    }


def test_a_thousand_pasted_codes_are_looked_at_page_by_page(
    as_user, buyer, where, draft, mill, country
):
    from suppliers.models import Supplier

    Supplier.objects.bulk_create(
        Supplier(code=f"X-{n:05}", name=f"X {n}", created_at=draft.created_at, changed_at=draft.created_at)
        for n in range(1000)
    )  # fmt: skip
    pasted = {"codes": "\n".join(f"X-{n:05}" for n in range(1000))}
    browser = as_user(buyer)
    first = browser.post(where, pasted)
    assert (first.status_code, first.context["counts"]["new"]) == (200, 1000)
    second = browser.post(where, dict(first.context["carried"]) | {"page": "2"})
    assert second.context["page_obj"][0].code == "X-00050"
    assert draft.invitations.count() == 0  # nobody was invited by looking


def test_pasted_codes_that_cannot_be_invited_are_named(
    as_user, buyer, where, draft, mill, other_mill
):
    Supplier.objects.filter(pk=other_mill.pk).update(status="ended")
    gone = make_supplier("M-003", "Old Mill", merged_into=mill)
    answer = as_user(buyer).post(f"{where}?mark=x", {"codes": f"M-001 M-002 {gone.code} X-9"})
    assert answer.context["form"].errors["codes"] == [
        "There is no supplier with the code X-9.",
        "M-002 cannot be invited: its status is “Ended”.",
        "M-003 was merged into M-001: invite that one.",
    ]
    assert draft.invitations.count() == 0


def test_a_supplier_is_found_by_name_and_added(as_user, buyer, where, draft, mill, other_mill):
    browser = as_user(buyer)
    shown = look(browser, where, find="blue hill", key="on")
    assert [s.code for s in shown.context["found"]] == ["M-002"]
    added = look(browser, where, add="M-002", key="on")
    assert [s.code for s in added.context["page_obj"]] == ["M-002"]
    assert look(browser, where, find="blue", without="7", key="on").context["left_out"] == "7"
    again = look(browser, where, add="M-001", **dict(added.context["carried"]))
    assert [s.code for s in again.context["page_obj"]] == ["M-001", "M-002"]


def test_the_rule_begins_with_the_provision_the_event_is_about(as_user, buyer, where, draft):
    load_catalogues()
    Event.objects.update(about="B2")
    assert as_user(buyer).get(where).context["form"].initial == {"findings": "B2"}
    Event.objects.update(about="Z9")
    assert as_user(buyer).get(where).context["form"].initial == {"findings": ""}


def test_many_are_invited_by_a_worker(
    as_user, buyer, where, draft, mill, other_mill, now, monkeypatch
):
    monkeypatch.setattr(invitations, "AT_ONCE", 1)
    answer = send(as_user(buyer), where, tiers="2")
    job = Job.objects.get(kind="training.invite")
    assert (answer["Location"], draft.invitations.count()) == (job.get_absolute_url(), 0)
    run(job, at=now)
    job.refresh_from_db()
    assert job.result == {"invited": 2}
    assert set(draft.invitations.values_list("supplier__code", "reason")) == {
        ("M-001", "tier 2"),
        ("M-002", "tier 2"),
    }


def test_a_worker_leaves_out_who_was_left_out(
    as_user, buyer, where, draft, mill, other_mill, country, now, monkeypatch
):
    monkeypatch.setattr(invitations, "AT_ONCE", 1)
    make_supplier("M-003", "Third Mill", country, tier=2)
    send(as_user(buyer), where, tiers="2", without=str(mill.pk))
    run(Job.objects.get(), at=now)
    assert set(draft.invitations.values_list("supplier__code", flat=True)) == {"M-002", "M-003"}


def test_a_worker_invites_nobody_who_was_not_looked_at(
    as_user, buyer, where, draft, mill, other_mill, country, now, monkeypatch
):
    from sustainportal.jobs.work import JobFailed

    monkeypatch.setattr(invitations, "AT_ONCE", 1)
    send(as_user(buyer), where, tiers="2")
    make_supplier("M-003", "Late Mill", country, tier=2)
    with pytest.raises(JobFailed, match="have changed since you looked"):
        run(Job.objects.get(), at=now)
    assert draft.invitations.count() == 0


def test_the_preview_costs_the_same_for_one_and_for_three(
    as_user, buyer, where, mill, country, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = as_user(buyer)
    counts = []
    for number in (0, 2):
        for n in range(number):
            make_supplier(f"N-{n}", f"N {n}", country, tier=2)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            look(browser, where, tiers="2")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_only_procurement_invites(as_user, event, auditor, mill_user, sales, admin_user):
    event.lead = auditor
    event.save()
    for person in (auditor, mill_user, sales, admin_user):
        assert as_user(person).get(address("event_invite", event)).status_code == 403
    assert reverse("training:event_invite", args=[event.pk]) == address("event_invite", event)
