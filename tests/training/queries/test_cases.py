"""Which cases are suggested beside a finding, and what a case of a finding begins with."""

import datetime as dt

import pytest
from django.utils import translation

from audits import catalogue
from audits.models import Protocol, Provision, ProvisionMatch
from training.models import Case
from training.queries.cases import (
    by_section,
    closed_findings,
    first_draft,
    provision_choices,
    suggested,
)

from ..case_texts import finding_at, published, written

DAY = dt.timedelta(days=1)


@pytest.fixture
def open_finding(site, auditor, now):
    catalogue.load(at=now)
    return finding_at(site, auditor, now, state="not_started")


def titles(cases):
    return [case.title for case in cases]


def test_cases_of_the_provision_come_first_then_of_the_section_the_newest_first(
    open_finding, buyer, mill_user, now
):
    for age, (provision, title) in enumerate(
        [("B2", "new"), ("B2", "old"), ("B4", "same section, new"), ("B7", "same section, old")]
    ):
        published(buyer, now - age * DAY, provision=provision, title=title)
    published(buyer, now, provision="A3", title="another section")
    written(buyer, now, title="a draft")
    assert titles(suggested(open_finding, mill_user)) == ["new", "old", "same section, new"]


def test_nothing_is_suggested_where_no_case_is_near(open_finding, buyer, mill_user, now):
    published(buyer, now, provision="C2")
    assert suggested(open_finding, mill_user) == []


def test_procurement_is_not_shown_drafts_as_suggestions(open_finding, buyer, now):
    written(buyer, now)
    assert suggested(open_finding, buyer) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_provision_is_known_by_what_it_is_called_in_another_version(
    open_finding, buyer, mill_user, now, turned
):
    ProvisionMatch.objects.all().delete()
    former = Provision.objects.exclude(protocol=open_finding.provision.protocol)
    pair = [open_finding.provision, former.get(code="A4", protocol__standard="RBA")]
    provision, counterpart = reversed(pair) if turned else pair
    ProvisionMatch.objects.create(provision=provision, counterpart=counterpart)
    published(buyer, now, provision="B4", title="section")
    published(buyer, now, provision="A4", title="counterpart")
    assert titles(suggested(open_finding, mill_user)) == ["counterpart", "section"]


def test_every_section_is_counted_also_where_there_is_none(buyer, now, db):
    for provision in ("B2", "B10", "E12"):
        published(buyer, now, provision=provision, title=provision)
    counts = {letter: count for letter, _label, count in by_section(Case.objects.all())}
    assert counts == {"A": 0, "B": 2, "C": 0, "D": 0, "E": 1}


def test_a_case_is_made_of_closed_findings_only(site, auditor, buyer, now):
    catalogue.load(at=now)
    finding_at(site, auditor, now, state="not_started")
    closed = finding_at(site, auditor, now)
    assert list(closed_findings(buyer)) == [closed]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Two exits were locked.", "situation"),
        ("兩個出口上鎖。", "situation_hant"),
        ("两个出口上锁。", "situation_hans"),
    ],
)
def test_a_case_of_a_finding_begins_with_its_texts_in_the_column_of_their_language(
    site, auditor, now, text, column
):
    catalogue.load(at=now)
    finding = finding_at(site, auditor, now)
    finding.description = text
    draft = first_draft(finding)
    assert (draft["provision"], draft[column]) == ("B2", text)
    assert "title" not in draft


def test_a_case_begins_with_the_newest_plan(site, auditor, mill_user, now):
    catalogue.load(at=now)
    finding = finding_at(site, auditor, now)
    for version, cause in ((1, "Theft."), (2, "No round.")):
        plan = finding.plans.create(
            version=version, root_cause=cause, submitted_at=now, submitted_by=mill_user
        )
        plan.actions.create(
            number=1, kind="corrective", text=f"Bars {version}.", responsible="Ms Tran",
            starts_on=now.date(), expected_on=now.date(),
        )  # fmt: skip
    draft = first_draft(finding)
    assert (draft["cause"], draft["measure"]) == ("No round.", "Bars 2.")


def test_the_choices_are_the_provisions_in_use_in_the_readers_language(now, db):
    catalogue.load(at=now)
    with translation.override("zh-hant"):
        [(_label, rows), *_others] = provision_choices()
    current = Protocol.objects.get(is_current=True, standard="RBA")
    assert rows[0] == ("A1", "A1 禁止強迫勞動")
    assert sum(len(rows) for _label, rows in provision_choices()) == current.provisions.count()
