"""Where the page of a refusal leads back to."""

import pytest
from django.test import RequestFactory

from sustainportal.web.middleware import came_from


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/training/events/?q=1&page=2#top", "/training/events/?q=1&page=2"),
        ("http://testserver/", "/"),
        ("http://testserver/here/", ""),  # the page itself: it would refuse again
        ("http://elsewhere.test/training/", ""),
        ("http://testserver.elsewhere.test/", ""),
        ("http://testserver//elsewhere.test/", ""),
        ("//elsewhere.test/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_another_page_of_our_own_is_led_back_to(referer, back):
    request = RequestFactory().get("/here/", headers={"referer": referer})
    assert came_from(request) == back
