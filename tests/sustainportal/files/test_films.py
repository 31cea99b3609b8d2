import struct

import pytest

from sustainportal.files.content import FILMS, PAPERS, Refused, judge

from ...sample_files import ZIP, box, mp4, pdf, png, webm

LIMIT = 10_000
HEAD = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")


@pytest.mark.parametrize(("content", "kind"), [(mp4(), "video/mp4"), (webm(), "video/webm")])
def test_films_are_known_by_their_content(content, kind):
    assert judge(content, size_limit=LIMIT, kinds=FILMS) == kind


@pytest.mark.parametrize("content", [mp4(), webm()])
def test_a_film_is_no_evidence(content):
    with pytest.raises(Refused) as refusal:
        judge(content, size_limit=LIMIT)
    assert refusal.value.code == "kind"


@pytest.mark.parametrize("content", [pdf(), png(), ZIP, b"\x1a\x45\xdf\xa3 matroska"])
def test_what_is_no_film_is_none(content):
    with pytest.raises(Refused) as refusal:
        judge(content, size_limit=LIMIT, kinds=FILMS)
    assert refusal.value.code == "kind"


@pytest.mark.parametrize(
    "content",
    [
        mp4()[:-1], mp4() + b"\0", HEAD, HEAD + box(b"moov"), HEAD + box(b"mdat"),
        box(b"free") + mp4(), HEAD + box(b"moov") + struct.pack(">I4s", 4, b"mdat"),
        HEAD + box(b"moov") + struct.pack(">I4sQ", 1, b"mdat", 99),
        webm().replace(b"\x18\x53\x80\x67", b"\0\0\0\0"),
    ],
)  # fmt: skip
def test_a_torn_film_is_refused(content):
    with pytest.raises(Refused) as refusal:
        judge(content, size_limit=LIMIT, kinds=FILMS)
    assert refusal.value.code in {"broken", "kind"}


def test_long_sizes_and_a_last_box_to_the_end_are_boxes_too():
    long = HEAD + box(b"moov") + struct.pack(">I4sQ", 1, b"mdat", 20) + b"film"
    to_the_end = HEAD + box(b"moov") + struct.pack(">I4s", 0, b"mdat") + b"any length"
    assert judge(long, size_limit=LIMIT, kinds=FILMS) == "video/mp4"
    assert judge(to_the_end, size_limit=LIMIT, kinds=FILMS) == "video/mp4"


def test_both_may_be_asked_for_at_once():
    assert judge(pdf(), size_limit=LIMIT, kinds=PAPERS | FILMS) == "application/pdf"
