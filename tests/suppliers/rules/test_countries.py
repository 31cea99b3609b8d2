import pytest

from suppliers.rules.countries import CountryBook, spelling_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("USA", "usa"),
        ("U.S.A.", "usa"),
        ("U. S. A.", "usa"),
        ("The Gambia", "gambia"),
        ("Gambia, The", "gambia"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("Côte-d'Ivoire", "cote divoire"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("Sudan (2012-)", "sudan"),
        ("ＴＡＩＷＡＮ", "taiwan"),
        ("India ", "india"),
        ("臺灣", "臺灣"),
        ("AS", "as"),
        ("AG", "ag"),
        ("the", "the"),
    ],
)
def test_spellings_that_differ_in_looks_only_share_a_key(text, key):
    assert spelling_key(text) == key


@pytest.fixture
def book():
    codes = {"NA": "NA", "NAM": "NA", "VN": "VN", "VNM": "VN", "SA": "SA", "MD": "MD"}
    spellings = {"namibia": "NA", "vietnam": "VN", "viet nam": "VN", "moldova": "MD", "malta": "MT"}
    names = {"NA": "Namibia", "VN": "Vietnam", "MD": "Moldova", "MT": "Malta"}
    return CountryBook(codes, spellings, names)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA", "NA"),
        ("na", "NA"),
        ("nam", "NA"),
        ("N/A", None),
        ("N.A.", None),
        ("", None),
        (" Viet Nam ", "VN"),
        ("VNM", "VN"),
        ("Vietman", None),
        ("World", None),
    ],
)
def test_a_spelling_means_a_country_or_nothing(book, text, code):
    assert book.find(text) == code


def test_what_is_not_known_is_answered_by_what_comes_near(book):
    assert book.suggestions("Moldovaa") == ["Moldova"]
    assert book.suggestions("Vietman") == ["Vietnam"]
    assert book.suggestions("World") == []
