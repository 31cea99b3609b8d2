"""An address is found with and without its abbreviations; its number and its street by themselves are not."""

import pytest

from training.rules.anonymity import leaks
from training.rules.traces import Known


@pytest.mark.parametrize(
    ("address", "text", "found"),
    [
        ("12 Nguyen Trai Street", "12, Nguyen Trai St.", ["12, Nguyen Trai St"]),
        ("12 Nguyen Trai St., Hanoi", "no. 12 Nguyen Trai street", ["12 Nguyen Trai street"]),
        ("No. 12, Nguyen Trai Street, Hanoi", "12 Nguyen Trai", ["12 Nguyen Trai"]),
        ("Nguyen Trai Street 12", "Nguyen Trai St. No. 12", ["Nguyen Trai St. No. 12"]),
        ("Nguyen Trai Street 12", "Nguyen Trai St 12", ["Nguyen Trai St 12"]),
        ("8 Canal Road", "8 Canal Rd.", ["8 Canal Rd"]),
        ("8 Canal Road", "8 canal boats", []),
        ("12 Nguyen Trai Street", "112 Nguyen Trai St., Nguyen Trai Street", []),
        ("10 Fire Safety Road", "10 fire safety drills", []),
    ],
)
def test_an_address_is_found(address, text, found):
    assert [leak.words for leak in leaks({"cause": text}, Known(addresses=(address,)))] == found
