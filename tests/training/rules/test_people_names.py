"""People are found by their first and last name in either order; two words that are no name are not."""

import pytest

from training.rules.anonymity import leaks
from training.rules.traces import Known


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Nguyen Van An", "An Nguyen and nguyen an", ["An Nguyen", "nguyen an"]),
        ("Nguyen Van An", "Van An Nguyen", ["Van An Nguyen"]),
        ("Nguyen Van An", "a van, an Nguyenova", []),
        ("Do Van An", "An Do did it", ["An Do"]),
        ("Do Van An", "do an audit. Do an audit", []),  # short: only with capitals
        ("陳美玲", "陳總經理与陈经理、陳課長", ["陳總經理", "陈经理", "陳課長"]),
        ("陳美玲", "經理說", []),
        ("John Smith", "Smith John", ["Smith John"]),
    ],
)
def test_a_person_is_found(name, text, found):
    assert [leak.words for leak in leaks({"cause": text}, Known(people=(name,)))] == found
