"""Numbers others gave a company: one spelling each, and digits that can be right."""

import pytest

from suppliers.rules.identifiers import lei_with_check_digits, normalised, problem_with


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("tax_id", " 12.345-678 ", "12345678"),
        ("tax_id", "vn 0101/248.141", "VN0101248141"),
        ("tax_id", "１２３４５６７８", "12345678"),  # full width
        ("lei", "5493 001k jtii gc8y 1r12", "5493001KJTIIGC8Y1R12"),
        ("duns", "15-048-3782", "150483782"),
        ("other", " ab 12-3 ", "AB 12-3"),
    ],
)
def test_a_number_has_one_spelling(kind, written, kept):
    assert normalised(kind, written) == kept


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("lei", "5493001KJTIIGC8Y1R12", ""),  # the example of the standard's registrar
        ("lei", "5493001KJTIIGC8Y1R13", "lei_digits"),
        ("lei", "5493001KJTIIGC8Y1R1", "lei_form"),
        ("lei", "5493001KJTIIGC8Y1R123", "lei_form"),
        ("lei", "5493001KJTIIGC8Y1RAB", "lei_form"),
        ("duns", "150483782", ""),
        ("duns", "15048378", "duns"),
        ("duns", "1504837820", "duns"),
        ("duns", "15048378X", "duns"),
        ("tax_id", "1234", ""),
        ("tax_id", "123", "tax_id"),
        ("tax_id", "A" * 24, ""),
        ("tax_id", "A" * 25, "tax_id"),
        ("other", "#", ""),
        ("other", "#" * 60, ""),
        ("other", "#" * 61, "long"),
        ("other", "", "empty"),
    ],
)
def test_digits_are_checked(kind, value, problem):
    assert problem_with(kind, value) == problem


def test_check_digits_fit_what_they_are_made_for():
    made = lei_with_check_digits("DEMO00AURORA000001")
    assert problem_with("lei", made) == ""
    swapped = made[:3] + made[4] + made[3] + made[5:]
    assert swapped == made or problem_with("lei", swapped) == "lei_digits"
