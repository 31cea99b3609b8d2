"""The demo company's papers: every state there is, and nothing that could not have happened."""

import pytest

from suppliers import catalogue, demo, demo_papers
from suppliers.models import Certificate, CodeVersion, Declaration, PaperFile, Supplier
from suppliers.queries.papers import ASKED, signed_current, valid_certificates
from suppliers.queries.papers_pages import coverage, declaration_years
from suppliers.rules.papers import text_hash
from sustainportal.notices.operations import muted


@pytest.fixture
def company(db, own_files, now):
    catalogue.load(at=now)
    with muted():
        demo.build(at=now)
        return demo_papers.build(at=now)


def test_the_papers_of_the_demo_company(company, now):
    current, old = CodeVersion.objects.order_by("-valid_from")
    assert (current.status, old.status) == ("active", "retired")
    signed, asked = coverage(current)
    assert 0.5 * asked < signed < asked
    ids = list(Supplier.objects.filter(status__in=ASKED).values_list("pk", flat=True))
    days = signed_current(ids, now.date())
    assert sum(day is not None for day in days.values()) == signed
    only_old = Declaration.objects.accepted().filter(code=old)
    assert only_old.exclude(supplier__declarations__code=current).exists()
    states = set(Certificate.objects.values_list("state", flat=True))
    assert states == {"handed_in", "accepted", "declined", "withdrawn"}
    assert Certificate.objects.waiting().count() == 2
    assert Certificate.objects.filter(renews__isnull=False).exists()
    for standing in ("valid", "soon", "expired"):
        assert Certificate.objects.accepted().not_renewed().with_standing(standing, now.date())
    assert valid_certificates(ids, ["iso_9001"], now.date())
    assert [line.year for line in declaration_years() if line.source] == [
        2023,
        2022,
        2021,
        2020,
        2019,
    ]
    assert demo_papers.build(at=now) == {}  # never twice


def test_every_signature_of_the_demo_is_of_the_text_it_names(company):
    for row in Declaration.objects.filter(how="signed").select_related("code"):
        text = row.code.texts.get(language=row.language)
        assert row.text_sha256 == text.sha256 == text_hash(text.text)


def test_a_handful_of_files_is_kept(company, own_files):
    assert len(list(own_files.rglob("*.pdf"))) == 6
    for kept in PaperFile.objects.all():
        with kept.file.open("rb") as file:
            assert len(file.read()) == kept.size
