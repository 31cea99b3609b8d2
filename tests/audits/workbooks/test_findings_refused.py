"""What a list of the past may not say: days long ago, no name of its own, zero tolerance let pass."""

import pytest

from audits.models import Audit
from audits.operations.foreign_words import Words, remember_words, words_of
from suppliers.models import FactorReading
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets.models import ColumnMapping

from .conftest import PAST, reasons

OTHER = PAST | {"finding_number": "2", "provision": "A1", "rating": "minor", "description": "Fees."}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"started_on": "1900-01-01"}, "C2"), ({"closing_on": "0001-01-01"}, "D2"),
        ({"discovered_on": "1900-01-01"}, "I2"), ({"closed_on": "1989-12-31"}, "J2"),
    ],
)  # fmt: skip
def test_a_day_before_1990_is_a_slip_named_by_its_cell(take, change, said):
    account = take(PAST | {"closed_on": ""} | change)
    assert reasons(account) == [f"{said} This day is too long ago: it must be 1990 or later."]


def test_rows_of_the_past_need_the_name_of_their_list(take):
    account = take(PAST, OTHER, listing=" ")
    sentence = "Name the list this file is of: its next edition finds this audit by that."
    assert reasons(account) == [sentence, sentence]
    assert Audit.objects.count() == 0


def test_the_words_of_a_list_without_a_name_are_not_remembered(take, buyer, now):
    words = Words(severity={"S": "major"})
    assert remember_words(source="", words=words, by=buyer, at=now) == words
    assert (words_of(""), ColumnMapping.objects.count()) == (Words(), 0)
    assert take(PAST | {"rating": "grave"}, listing="").questions == {}


ONLY_REJECTED = "An audit with a zero-tolerance finding can only be rejected."
CHILDREN = PAST | {"rating": "priority", "zero_tolerance": "child-labour", "outcome": ""}


@pytest.mark.parametrize("outcome", ["approved", "conditional"])
def test_zero_tolerance_is_never_approved(take, outcome):
    """In one row, the outcome first, the finding first."""
    told, heard = CHILDREN | {"outcome": outcome}, OTHER | {"outcome": outcome}
    assert reasons(take(told)) == [f"K2 {ONLY_REJECTED}"]
    later = {"finding_number": "3", "zero_tolerance": ""}
    assert reasons(take(heard | {"zero_tolerance": ""}, CHILDREN)) == [f"K3 {ONLY_REJECTED}"]
    assert reasons(take(CHILDREN, heard | later)) == [f"K3 {ONLY_REJECTED}"]
    assert Audit.objects.count() == 0
    assert take(CHILDREN | {"outcome": "rejected"}).created == 1


def test_no_later_edition_approves_what_was_not_tolerated(take):
    take(CHILDREN | {"outcome": "rejected"})
    with pytest.raises(NotNow, match=f"Row 2: {ONLY_REJECTED}"):
        take(OTHER | {"outcome": "approved"})
    assert Audit.objects.get().outcome == "rejected"
    take(OTHER | {"outcome": "approved", "audit_number": "A-8"})
    again = take(CHILDREN | {"audit_number": "A-8"})
    assert [reason.partition(" ")[2] for reason in reasons(again)] == [ONLY_REJECTED]


def test_two_audits_of_one_day_keep_a_score_each(take, mill):
    counts = {"conforming": "98", "applicable": "100", "rating": "minor"}
    two = {"finding_number": "2", "provision": "A1", "description": "Fees."}
    for number in ("A-7", "A-8"):
        here = PAST | counts | {"audit_number": number}
        assert take(here, here | two).created == 2
    scores = FactorReading.objects.filter(supplier=mill, factor="audit_score").order_by("pk")
    assert [row.link for row in scores] == [row.get_absolute_url() for row in Audit.objects.order_by("pk")]
    assert len({(row.read_on, row.source) for row in scores}) == 2
