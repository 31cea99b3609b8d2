import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.models import Campaign, CampaignMail, LessonView
from training.operations.campaigns import keep_campaign, mail_people, mailing_spans, start_campaign

from ..assignment_cast import colleague, completed, course


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def campaign(exits, buyer, mill, mill_user, now):
    """Sent to the mill's person."""
    row = keep_campaign(
        Campaign(title="Walk it", course=exits, rule={"codes": ["M-001"]}), by=buyer, at=now
    )
    start_campaign(row, by=buyer, at=now)
    for span in mailing_spans(row):
        mail_people(row, span, at=now)
    return row


def link(campaign, name="campaign_link"):
    return reverse(f"training:{name}", args=[campaign.mails.get().token])


def test_planned_looked_at_and_sent(exits, buyer, mill, mill_user, as_user):
    browser = as_user(buyer)
    said = {"title": "Walk it", "course": exits.pk, "text": "", "codes": "M-001"}
    answer = browser.post(reverse("training:campaign_new"), said)
    row = Campaign.objects.get()
    assert (answer.status_code, row.rule) == (302, {"codes": ["M-001"]})
    page = browser.get(row.get_absolute_url())
    assert page.context["counts"]["people"] == 1
    assert not CampaignMail.objects.exists()
    browser.post(reverse("training:campaign_send", args=[row.pk]))
    assert CampaignMail.objects.get().user == mill_user
    assert browser.post(reverse("training:campaign_send", args=[row.pk])).status_code == 409
    assert browser.get(row.get_absolute_url()).context["results"]["mailed"] == 1


@pytest.mark.parametrize("words", [{}, {"codes": "M-009"}, {"not_completed": "on"}])
def test_a_campaign_to_nobody_is_not_planned(exits, buyer, mill, as_user, words):
    said = {"title": "Walk it", "course": exits.pk, **words}
    assert as_user(buyer).post(reverse("training:campaign_new"), said).status_code == 422
    assert not Campaign.objects.exists()


def test_a_change_begins_with_what_was_said(exits, buyer, mill, as_user, now):
    rule = {"tiers": [2], "classes": ["high"], "codes": ["M-001"], "not_completed": True}
    row = keep_campaign(Campaign(title="Walk it", course=exits, rule=rule), by=buyer, at=now)
    form = as_user(buyer).get(reverse("training:campaign_change", args=[row.pk])).context["form"]
    begins = {name: form[name].initial for name in ("title", "codes", "tiers", "not_completed")}
    assert begins == {"title": "Walk it", "codes": "M-001", "tiers": [2], "not_completed": True}


def test_the_link_writes_nothing_until_the_page_says_so(campaign, mill_user, as_user):
    browser = as_user(mill_user)
    page = browser.get(link(campaign))
    assert page.status_code == 200
    assert campaign.mails.get().opened_at is None
    assert link(campaign, "campaign_open") in page.text


@pytest.mark.parametrize("htmx", [True, False])
def test_opened_it_leads_on_and_the_views_count_for_the_campaign(
    campaign, exits, mill_user, as_user, htmx
):
    browser = as_user(mill_user)
    answer = browser.post(
        link(campaign, "campaign_open"), headers={"HX-Request": "true"} if htmx else {}
    )
    leads = answer.headers["HX-Redirect"] if htmx else answer.url
    assert leads == exits.get_absolute_url()
    assert campaign.mails.get().opened_at is not None
    lesson = exits.lessons.first()
    browser.post(
        reverse("training:lesson_viewed", args=[lesson.pk]), headers={"User-Agent": "Mozilla/5.0"}
    )
    assert LessonView.objects.get().campaign == campaign


def test_the_course_in_another_language_counts_too(campaign, exits, mill_user, as_user):
    chinese = course("EXITS-ZH", "zh-hant")
    mill_user.language = "zh-hant"
    mill_user.save()
    browser = as_user(mill_user)
    assert browser.post(link(campaign, "campaign_open")).url == chinese.get_absolute_url()
    browser.post(
        reverse("training:lesson_viewed", args=[chinese.lessons.first().pk]),
        headers={"User-Agent": "Mozilla/5.0"},
    )
    assert LessonView.objects.get().campaign == campaign


def test_somebody_else_s_link_is_not_there(campaign, stranger, buyer, as_user):
    for name in ("campaign_link", "campaign_open"):
        method = "post" if name == "campaign_open" else "get"
        assert getattr(as_user(stranger), method)(link(campaign, name)).status_code == 404
        assert getattr(as_user(buyer), method)(link(campaign, name)).status_code == 403
    assert campaign.mails.get().opened_at is None


@pytest.mark.parametrize("token", ["%00abc", "a%00", "a.b", "%E9%80%83"])
def test_a_link_that_is_none_is_not_there(mill_user, as_user, token):
    browser = as_user(mill_user)
    assert browser.get(f"/training/c/{token}/").status_code == 404
    assert browser.post(f"/training/c/{token}/open/").status_code == 404


def test_a_token_fits_its_link(campaign):
    for token in ("-_" * 16, "0", "A"):
        assert reverse("training:campaign_link", args=[token])


@pytest.fixture
def planned(exits, buyer, mill, mill_user, now):
    """To the mill, of whose two people one has completed the course."""
    completed(exits, colleague(mill, "ann"), mill)
    rule = {"codes": ["M-001"], "not_completed": True}
    return keep_campaign(Campaign(title="Walk it", course=exits, rule=rule), by=buyer, at=now)


def test_the_preview_says_who_is_left_out(planned, buyer, as_user):
    page = as_user(buyer).get(planned.get_absolute_url())
    counts = page.context["counts"]
    assert (counts["people"], counts["left_out"]) == (1, 1)
    assert [row[2:] for row in page.context["suppliers"]] == [(1, 1)]
    assert "1 left out: completed it already" in page.text
    planned.rule.pop("not_completed")
    planned.save()
    page = as_user(buyer).get(planned.get_absolute_url())
    assert [row[2:] for row in page.context["suppliers"]] == [(2, 0)]
    assert "left out" not in page.text.lower()


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("", ["Red River Mill", "Blue Hill Mill"]),
        ("mailed", ["Red River Mill"]),
        ("left_out", ["Red River Mill"]),
        ("without", ["Blue Hill Mill"]),
    ],
)
def test_the_figures_of_the_preview_open_their_rows(
    planned, other_mill, buyer, as_user, part, names
):
    planned.rule["codes"].append("M-002")
    planned.save()
    page = as_user(buyer).get(planned.get_absolute_url() + f"?part={part}")
    assert [row[0].name for row in page.context["suppliers"]] == names


def test_the_preview_costs_the_same_with_one_supplier_and_with_two(
    planned, other_mill, stranger, buyer, as_user
):
    browser = as_user(buyer)
    browser.get(planned.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        browser.get(planned.get_absolute_url())
    planned.rule["codes"].append("M-002")
    planned.save()
    with CaptureQueriesContext(connection) as two:
        assert len(browser.get(planned.get_absolute_url()).context["suppliers"]) == 2
    assert len(two) == len(one)


def test_the_preview_shows_the_course_in_the_reader_s_language(planned, buyer, as_user):
    planned.course = course("EXITS-ZH", "zh-hant", title="逃生出口")
    planned.save()
    page = as_user(buyer).get(planned.get_absolute_url())
    assert "Ways out en" in page.text and "逃生出口" not in page.text
    assert "Each reader gets it in their language: English, 繁體中文" in page.text
    assert "逃生出口" not in as_user(buyer).get(reverse("training:campaign_list")).text


def test_to_nobody_the_form_asks_who_gets_it(exits, buyer, as_user):
    answer = as_user(buyer).post(
        reverse("training:campaign_new"), {"title": "W", "course": exits.pk}
    )
    assert "Choose who gets it" in answer.text
    assert "Choose whom to invite" not in answer.text


def test_every_field_of_a_campaign_is_on_its_form(exits, buyer, as_user):
    page = as_user(buyer).get(reverse("training:campaign_new"))
    assert all(f'name="{name}"' in page.text for name in page.context["form"].fields)
    assert page.text.index('name="everyone"') < page.text.index('name="findings"')


def test_the_counts_of_the_list_open_their_rows(campaign, exits, buyer, as_user, now):
    keep_campaign(Campaign(title="Later", course=exits, rule={"everyone": True}), by=buyer, at=now)
    page = as_user(buyer).get(reverse("training:campaign_list")).text
    mails = reverse("training:campaign_mails", args=[campaign.pk])
    for address in (f"{mails}?opened=1", f"?campaign={campaign.pk}"):
        assert address in page
    assert page.count("?campaign=") == 3  # none of the one that was not sent
