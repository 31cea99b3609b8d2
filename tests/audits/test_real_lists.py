"""Two public lists through the foreign mapping: the numbers here are the numbers of the file."""

import pytest
from django.conf import settings
from django.core.management import call_command

from audits import real_lists
from audits.models import Audit, Finding
from suppliers.models import Site, Supplier

DATA = settings.BASE_DIR.parent / "shared" / "data"
here = pytest.mark.skipif(not (DATA / real_lists.OSHA).exists(), reason="the public lists are not here")


@pytest.fixture
def loaded(db):
    call_command("load_catalogues", verbosity=0)


def names_shown(path, *columns):
    """The real establishments of a list whose names stand anywhere in what is kept of it."""
    real = {row[column] for row in real_lists.read(path) for column in columns} - {""}
    kept = set(Supplier.objects.values_list("name", flat=True))
    kept |= set(Site.objects.values_list("name", flat=True))
    kept |= set(Finding.objects.values_list("description", flat=True))
    kept |= set(Audit.objects.values_list("source_number", flat=True))
    assert len(kept) > 100
    return {name for name in real if any(name in text for text in kept)}


@here
def test_citations_come_in_with_the_numbers_of_the_file(loaded, tmp_path, now):
    lines = list(real_lists.osha(DATA / real_lists.OSHA, tmp_path, now))
    assert lines[1] == (
        "  745 rows read = 712 created + 0 updated + 33 unchanged + 0 queued + 0 refused (adds up)"
    )
    for line in (
        "  audits: 380 (as in the file)",
        "  audits without a finding in the list: 191 (as in the file)",
        "  findings and those taken back: 554 (as in the file)",
        "  taken back there: 50 (as in the file)",
        "  findings: 504 (as in the file)",
        "  deadlines computed: 504 of 504",
    ):
        assert line in lines, lines
    assert [line for line in lines if "NOT" in line] == []
    assert "745 rows read = 0 created + 0 updated + 745 unchanged + 0 queued + 0 refused (adds up)" in "\n".join(lines)
    assert names_shown(DATA / real_lists.OSHA, "estab_name", "site_address") == set()


@here
def test_violations_come_in_with_the_numbers_of_the_file(loaded, tmp_path, now):
    lines = list(real_lists.epa(DATA / real_lists.EPA, tmp_path, now))
    assert lines[1] == (
        "  1853 rows read = 1853 created + 0 updated + 0 unchanged + 0 queued + 0 refused (adds up)"
    )
    for line in (
        "  plants: 26 (as in the file)",
        "  audits: 80 (as in the file)",
        "  findings: 1853 (as in the file)",
        "  unresolved by the list's own word: 6 (as in the file)",
        "  deadlines computed: 1853 of 1853",
    ):
        assert line in lines, lines
    assert [line for line in lines if "NOT" in line] == []
    assert names_shown(DATA / real_lists.EPA, "FACILITY_NAME", "NPDES_ID") == set()
