import datetime as dt
import io
import sys

import pytest

from training.certificate_fonts import CHINESE, KOREAN, LATIN, runs
from training.certificate_pdf import certificate, check_address
from training.models import Completion

from .course_cast import make_course


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("Mei Lin", [LATIN]), ("Nguyễn Thị Hằng", [LATIN]), ("สมชาย Жюль Ελένη", [LATIN]),
        ("陳美玲", [CHINESE]), ("张伟", [CHINESE]), ("김민수", [KOREAN]), ("証書、龍龙", [CHINESE]),
        ("Mei-Ling 陳美玲", [LATIN, CHINESE]), ("山田 Taro はな", [CHINESE, LATIN, CHINESE]),
        ("", []),
    ],
)  # fmt: skip
def test_every_letter_stands_in_a_font_that_has_it(text, fonts):
    found = runs(text)
    assert [font for font, _part in found] == fonts
    assert "".join(part for _font, part in found) == text


def test_letters_put_together_from_two_are_one():
    assert runs("Nguye\u0302\u0303n") == [(LATIN, "Nguyễn")]


def test_the_letters_of_both_chinese_standards_are_there_and_matplotlib_stays_unloaded():
    """All that GB 2312 and Big5 have."""
    pairs = [bytes([a, b]) for a in range(0xA4, 0xFA) for b in range(0x40, 0xFF)]
    for standard in ("gb2312", "big5"):
        letters = {pair.decode(standard, "ignore") for pair in pairs}
        wide = "".join(one for one in letters if len(one) == 1 and "\u4e00" <= one <= "\u9fff")
        assert len(wide) > 6000
        assert {font for font, _part in runs(wide)} == {CHINESE}
    assert "matplotlib" not in sys.modules


@pytest.fixture
def row(mill, mill_user, now):
    course = make_course(
        title="工時與休息:" + "怎樣記錄才站得住" * 9, language="zh-hant", valid_months=12
    )
    return Completion(
        course=course, user=mill_user, supplier=mill, completed_at=now, name="陳美玲", score=80
    )


def test_the_pdf_carries_its_fonts_its_code_and_a_link(row, settings):
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    made = certificate(row)
    assert made.startswith(b"%PDF-")
    assert made.count(b"/FontFile2") == 2  # both fonts are embedded
    assert KOREAN.encode() not in made
    assert check_address(row).encode() in made
    assert check_address(row) == f"https://portal.example.test/training/certificates/{row.code}/"
    assert certificate(row) == made


def test_its_end_is_the_one_it_was_given_for(row):
    row.valid_until = dt.date(2027, 8, 17)
    made = certificate(row)
    row.course.valid_months = 24
    assert certificate(row) == made
    row.valid_until = None
    assert certificate(row) != made


def test_no_name_or_title_is_too_long(row):
    row.name, row.course.title = "Aleksandra " * 18, "Word" * 50
    assert len(io.BytesIO(certificate(row)).getvalue()) > 5000
