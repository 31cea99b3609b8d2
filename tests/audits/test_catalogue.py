import csv
from pathlib import Path

import pytest
from django.utils import translation

from audits import catalogue, catalogue_rba_8
from audits.catalogue_protocols import FILLED
from audits.models import (
    DeadlineRule,
    Protocol,
    Provision,
    ProvisionMatch,
    Severity,
    ZeroToleranceKind,
)
from suppliers.models import Category


@pytest.mark.parametrize(
    ("version", "counts"),
    [("8.0.1", {"A": 6, "B": 8, "C": 8, "D": 8, "E": 12}),
     ("7.0", {"A": 7, "B": 8, "C": 8, "D": 8, "E": 12})],
)  # fmt: skip
def test_five_sections_with_their_provisions(catalogues, version, counts):
    rows = Provision.objects.filter(protocol__version=version)
    sections = list(rows.values_list("section", flat=True))
    assert {section: sections.count(section) for section in "ABCDE"} == counts
    assert str(rows.get(code="B2")) == "B2 Emergency Preparedness"
    listed = [row.code for row in rows.filter(section="E")]
    assert (listed[0], listed[-1]) == ("E1", "E12")


def test_every_heading_has_a_category_a_hint_and_both_chinese_titles(catalogues):
    empty = [
        (row.protocol.version, row.code, name)
        for row in Provision.objects.select_related("protocol")
        for name in FILLED
        if not getattr(row, name)
    ]
    assert empty == []
    assert set(Provision.objects.values_list("category", flat=True)) == set(Category.values)


def test_only_the_current_version_is_offered(catalogues):
    assert [row.version for row in Protocol.objects.filter(is_current=True)] == ["8.0.1"]


def test_a_new_installation_has_a_comment_period_an_older_one_keeps_what_it_has(db, now):
    catalogue.load(at=now)
    assert set(Protocol.objects.values_list("comment_days", flat=True)) == {5}
    Protocol.objects.filter(version="8.0.1").update(comment_days=0)
    catalogue.load(at=now)
    assert Protocol.objects.get(version="8.0.1").comment_days == 0


def test_the_crosswalk_leads_from_every_former_heading_to_a_current_one(catalogues):
    lines = ProvisionMatch.objects.select_related("provision__protocol", "counterpart__protocol")
    assert {(str(row.provision.protocol), str(row.counterpart.protocol)) for row in lines} == {
        ("RBA 7.0", "RBA 8.0.1")
    }
    leads = {row.provision.code: (row.counterpart.code, row.kind) for row in lines}
    assert len(leads) == 43
    assert {code: to for code, to in leads.items() if to != (code, "same")} == {
        "A5": ("A5", "wider"), "A6": ("A5", "wider"), "A7": ("A6", "wider"),
        "B1": ("B1", "wider"), "E8": ("E8", "wider"),
    }  # fmt: skip


def test_what_an_older_installation_lacks_is_filled_and_what_it_has_is_kept(catalogues, now):
    rows = Provision.objects.filter(protocol__version="8.0.1")
    rows.filter(code="B2").update(hint="", title_hant="", hint_hant="Our own words.")
    rows.filter(code="C1").update(title="Permits of ours", hint="")
    Provision.objects.filter(code="D8").delete()
    assert catalogue.load(at=now)["provisions"] == 2
    filled, renamed = rows.get(code="B2"), rows.get(code="C1")
    assert (filled.title_hant, filled.hint_hant) == ("緊急應變準備", "Our own words.")
    assert filled.hint.startswith("Exits open")
    assert (renamed.title, renamed.hint) == ("Permits of ours", "")


def test_severities_of_other_schemes_are_marked_to_confirm(catalogues):
    assert set(Severity.objects.values_list("scheme", flat=True)) == {"SMETA", "amfori BSCI"}
    assert Severity.objects.filter(to_confirm=False).count() == 0
    zero = Severity.objects.get(zero_tolerance=True)
    assert (zero.scheme, zero.name, zero.rating) == ("amfori BSCI", "Zero tolerance", "priority")


def test_the_titles_are_those_of_the_published_list():
    source = Path(__file__).parents[3] / "shared" / "data" / "rba_code_8.0.1_provisions.csv"
    if not source.exists():
        pytest.skip("The published list is not beside this checkout.")
    with source.open(encoding="utf-8", newline="") as file:
        published = {row["provision_code"]: row["provision_title"] for row in csv.DictReader(file)}
    ours = {code: title for code, _category, title, *_chinese in catalogue_rba_8.PROVISIONS}
    assert ours == published


def test_loading_twice_changes_nothing_and_keeps_what_an_admin_changed(catalogues, now):
    rule = DeadlineRule.objects.get(rating="major")
    rule.submit_days = 10
    rule.save()
    made = catalogue.load(at=now)
    assert set(made.values()) == {0}
    rule.refresh_from_db()
    assert rule.submit_days == 10


def test_every_rule_names_its_source(catalogues):
    assert Protocol.objects.get(version="8.0.1").source
    assert DeadlineRule.objects.filter(source="").count() == 0
    assert DeadlineRule.objects.filter(to_confirm=False).count() == 0
    assert ZeroToleranceKind.objects.count() == 5


def test_a_zero_tolerance_matter_is_named_in_the_readers_language(catalogues):
    row = ZeroToleranceKind.objects.get(code="forced-labour")
    names = []
    for language in ("en", "zh-hant", "zh-hans"):
        with translation.override(language):
            names.append(str(row))
    assert names == ["Forced labour", "強迫勞動", "强迫劳动"]
