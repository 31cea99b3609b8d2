import pytest

from training.rules.viewing import is_person

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CUBOT = (
    "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "purpose", "result"),
    [
        (FIREFOX, "", True), ("", "", True), (FIREFOX, "prefetch", False), (FIREFOX, "prefetch;prerender", False),
        (FIREFOX, "preview", False), ("Mozilla/5.0 (compatible; Googlebot/2.1)", "", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", "", False), ("curl/8.1", "", False),
        ("python-requests/2.31", "", False), ("WhatsApp/2.2", "", False), ("MicroMessenger/8.0 Mobile", "", True),
        ("SkypeUriPreview Preview/0.5", "", False), (FIREFOX, "navigate", True),
    ],
)  # fmt: skip
def test_programs_and_pages_fetched_ahead_are_no_person(agent, purpose, result):
    assert is_person(agent, purpose) is result


def test_a_telephone_whose_name_ends_in_bot_is_a_person():
    assert is_person(CUBOT)
