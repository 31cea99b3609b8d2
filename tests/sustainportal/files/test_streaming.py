import pytest

from sustainportal.files.streaming import part_asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None), ("bytes=0-", (0, 99)), ("bytes=0-0", (0, 0)), ("bytes=10-19", (10, 19)),
        ("bytes=99-", (99, 99)), ("bytes=90-500", (90, 99)), ("bytes=-1", (99, 99)),
        ("bytes=-500", (0, 99)), ("bytes= 5 - 6 ", (5, 6)),
        ("bytes=-", None), ("bytes=6-5", None), ("bytes=0-1,4-5", None), ("lines=0-1", None),
        ("bytes=a-b", None), ("bytes=" + "9" * 40 + "-", None),
    ],
)  # fmt: skip
def test_a_range_is_read_as_the_standard_has_it(header, part):
    assert part_asked(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_outside_the_file_is_an_error(header):
    with pytest.raises(ValueError, match="bytes"):
        part_asked(header, 100)
