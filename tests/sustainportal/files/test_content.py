import pytest

from sustainportal.files.content import Refused, judge, plain_name, upload

from ...sample_files import HTML, TORN_PDF, TORN_PNG, ZIP, jpeg, pdf, png

LIMIT = 10_000


@pytest.mark.parametrize(
    ("content", "kind"),
    [(png(), "image/png"), (jpeg(), "image/jpeg"), (pdf(), "application/pdf")],
)
def test_pictures_and_documents_are_known_by_their_content(content, kind):
    assert judge(content, size_limit=LIMIT) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (HTML, "kind"), (ZIP, "kind"), (b"just text", "kind"),
        (TORN_PDF, "broken"), (TORN_PNG, "broken"), (jpeg(height=0), "broken"),
        (b"\xff\xd8\xff" + bytes(40), "broken"), (pdf() + bytes(LIMIT), "too_large"),
    ],
)  # fmt: skip
def test_what_is_not_taken_says_why(content, code):
    with pytest.raises(Refused) as refusal:
        judge(content, size_limit=LIMIT)
    assert refusal.value.code == code


def test_the_limit_itself_is_taken():
    content = pdf()
    assert judge(content, size_limit=len(content)) == "application/pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\photos\\exit.jpg", "exit.jpg"), ("../../etc/passwd", "passwd"),
        ("消防演練.jpg", "消防演練.jpg"), ("a\r\nb.pdf", "ab.pdf"), ("", "file"), ("x" * 200 + ".pdf", "x" * 146 + ".pdf"),
    ],
)  # fmt: skip
def test_names_are_kept_without_folders(given, kept):
    assert plain_name(given) == kept


def test_an_upload_carries_its_hash():
    taken = upload("a.pdf", b"%PDF-1.4\n%%EOF", size_limit=LIMIT)
    assert len(taken.sha256) == 64
