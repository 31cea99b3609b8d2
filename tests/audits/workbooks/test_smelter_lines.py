"""A pasted line of smelters: one separator for the whole line."""

import pytest

from audits.operations.surveys_smelters import NewSmelter
from audits.workbooks.smelters import read_line
from suppliers.queries import country_book

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "name", "number"),
    [
        ("tin\tRiver Tin, Inc.; Plant 2\tCID001", "River Tin, Inc.; Plant 2", "CID001"),
        ("tin; River Tin, Inc.; CID001", "River Tin, Inc.", "CID001"),
        ("tin；River Tin, Inc.；CID001", "River Tin, Inc.", "CID001"),
        ("tin, River Tin, CID001", "River Tin", "CID001"),
        ("tin,River Tin,CID001", "River Tin", "CID001"),
        ("tin，River Tin、CID001", "River Tin", "CID001"),
    ],
)
def test_what_does_not_separate_belongs_to_the_name(line, name, number):
    assert read_line(line, country_book()) == NewSmelter("tin", name, number)
