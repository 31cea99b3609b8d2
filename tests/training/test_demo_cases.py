"""The cases the demo company is shipped with: whole, in three languages, over the five sections, naming nobody."""

import pytest

from audits import catalogue
from audits.models import Provision
from training import demo_cases
from training.demo_cases import CONDUCT, WORK
from training.models import Case
from training.models.case import PARTS
from training.queries.anonymity import SUFFIXES
from training.rules.cases import column_for

from ..conftest import make_supplier, person
from .case_texts import finding_at

CASES = WORK | CONDUCT


@pytest.fixture
def demo(site, auditor, now):
    """The company's buyer, its catalogue and a closed finding at a supplier of its registry."""
    person("buyer", "procurement")
    catalogue.load(at=now)
    finding_at(site, auditor, now)
    make_supplier("D-1", "Emberwick Packaging Co., Ltd.")
    return demo_cases.build(at=now)


def test_ten_are_published_over_five_sections_and_one_draft_names_its_supplier(demo):
    assert demo == 11
    assert sorted({case.provision[0] for case in Case.objects.published()}) == list("ABCDE")
    [draft] = Case.objects.filter(published_at=None)
    assert draft.title == "How Red River Mill did it"
    assert Case.objects.published().count() == 10


def test_every_part_is_there_in_every_language(demo):
    for case in Case.objects.published():
        for part in PARTS:
            for suffix in SUFFIXES:
                text = getattr(case, f"{part}{suffix}")
                assert text, f"{case.provision} {part}{suffix}"
                assert bool(column_for(text, str)) == bool(suffix), text


def test_they_treat_provisions_of_the_catalogue(demo):
    known = set(Provision.objects.filter(protocol__is_current=True).values_list("code", flat=True))
    assert set(CASES) - known == set()
