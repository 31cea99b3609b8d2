"""What every page has: one heading, our words for errors, a strict content policy, little weight."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

FIRST_PAGE = [
    "bootstrap/css/bootstrap.min.css",
    "bootstrap/js/bootstrap.bundle.min.js",
    "django_htmx/htmx-2.min.js",
    "portal.css",
    "portal.js",
    "theme.js",
    "logo.svg",
    "favicon.svg",
]


def test_the_first_page_weighs_less_than_100_kilobytes(client, db):
    page = client.get("/accounts/login/").content
    files = [page]
    for name in FIRST_PAGE:
        with open(finders.find(name), "rb") as file:
            files.append(file.read())
    assert sum(len(gzip.compress(content)) for content in files) < 100_000


def test_the_title_is_the_heading_once(as_user, buyer):
    text = as_user(buyer).get("/accounts/settings/").text
    assert text.count("<h1>My settings</h1>") == 1
    assert "<title>My settings · Supplier Sustainability Portal</title>" in text


def test_a_page_allows_no_script_or_style_but_its_own(client, db):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert (rules["script-src"], rules["style-src"]) == ("'self'", "'self'")
    assert rules["frame-ancestors"] == "'none'"


def test_a_missing_page_speaks_in_our_words(as_user, buyer, client):
    for browser in (as_user(buyer), client):
        response = browser.get("/nowhere/")
        assert response.status_code == 404
        assert "<h1>There is nothing here</h1>" in response.text


def test_an_out_of_date_form_speaks_in_our_words(buyer):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/accounts/login/", {"username": "buyer", "password": "x"})
    assert response.status_code == 403
    assert "<h1>The form is out of date</h1>" in response.text


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_pages_need_no_request(name, db):
    assert "Supplier Sustainability Portal" in render_to_string(name)


def test_a_mistake_of_ours_shows_a_page_of_ours(as_user, buyer, monkeypatch):
    from sustainportal.web.views import Home

    monkeypatch.setattr(Home, "template_name", "no/such/template.html")
    browser = as_user(buyer)
    browser.raise_request_exception = False
    response = browser.get("/")
    assert response.status_code == 500
    assert "The portal made a mistake. Nothing of what you just did was kept." in response.text


def test_reasons_open_without_a_script():
    text = render_to_string(
        "components/why.html",
        {
            "text": "Weighted mean of four.",
            "parts": [{"label": "Labour", "value": 72, "note": "weight 40 %"}, "One gap <b>."],
        },
    )
    assert "<details" in text and "<summary>Why?</summary>" in text
    assert "Labour" in text and "72" in text and "weight 40 %" in text
    assert "One gap &lt;b&gt;." in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("high", '<span class="badge risk-high">High</span>'),
        ("", '<span class="badge risk-not_classified">Not classified</span>'),
    ],
)
def test_no_risk_class_is_its_own_badge(value, expected):
    context = {"value": value, "label": value.title()}
    assert expected in render_to_string("components/risk_badge.html", context)


def test_no_grade_is_its_own_badge():
    assert "Not graded" in render_to_string("components/grade_badge.html", {"grade": ""})
    assert ">B</span>" in render_to_string("components/grade_badge.html", {"grade": "B"})
