"""A person decides whose name it is; the answer holds for every later import."""

import csv

import pytest

from suppliers.models import PossibleMatch, Supplier
from suppliers.operations.review import answer_new, answer_same
from suppliers.workbooks import SupplierImporter
from sustainportal.accounts.refusals import NotNow
from sustainportal.sheets.importing import run
from sustainportal.trail.models import Entry


@pytest.fixture
def take(tmp_path, buyer, now):
    def take(*rows):
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        importer = SupplierImporter()
        importer.source = "list.csv"
        return run(importer, path, by=buyer, at=now)

    return take


ROWS = (
    {"name": "Red River Mills", "site": "Plant 8", "workers": "12", "tier": "3", "share": "", "commodity": "", "quarter": ""},
    {"name": "Red River Mills", "site": "Plant 9", "workers": "", "tier": "", "share": "12.5", "commodity": "Yarn", "quarter": "2026Q1"},
)  # fmt: skip


@pytest.fixture
def question(take, mill):
    take(*ROWS)
    return PossibleMatch.objects.get()


def test_the_same_keeps_the_spelling_and_takes_the_rows_in(question, mill, buyer, now):
    assert answer_same(match=question, supplier=mill, by=buyer, at=now) == []
    mill.refresh_from_db()
    assert mill.aliases.get().spelling == "Red River Mills"
    assert mill.tier == 3
    assert sorted(mill.sites.values_list("name", flat=True)) == [
        "Plant 8",
        "Plant 9",
        "Red River Plant 1",
    ]
    assert mill.supplies.get().share == 12.5
    question.refresh_from_db()
    assert (question.state, question.supplier, question.decided_by) == ("same", mill, buyer)
    assert question.rows.count() == 0
    events = set(Entry.objects.values_list("event", flat=True))
    assert events == {
        "suppliers.match.answered",
        "suppliers.alias.added",
        "suppliers.supplier.changed",
    }


def test_a_new_supplier_is_made_of_the_waiting_rows(question, buyer, now):
    assert answer_new(match=question, by=buyer, at=now) == []
    made = Supplier.objects.get(code="A00001")
    assert (made.name, made.tier, made.sites.count(), made.supplies.count()) == (
        "Red River Mills", 3, 2, 1,
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.state, question.supplier) == ("new", made)


@pytest.mark.parametrize("answer", ["same", "new"])
def test_the_next_import_does_not_ask_again(question, take, mill, buyer, now, answer):
    if answer == "same":
        answer_same(match=question, supplier=mill, by=buyer, at=now)
    else:
        answer_new(match=question, by=buyer, at=now)
    account = take(*ROWS)
    assert (account.unchanged, account.queued) == (2, 0)
    assert PossibleMatch.objects.count() == 1


def test_an_answer_among_several_of_the_same_name_holds(take, mill, other_mill, buyer, now):
    Supplier.objects.filter(pk=other_mill.pk).update(
        name="Red River Mill", name_key="red river mill"
    )
    row = {"name": "Red River Mill", "site": "Plant 5"}
    take(row)
    answer_same(match=PossibleMatch.objects.get(), supplier=other_mill, by=buyer, at=now)
    assert take(row).unchanged == 1
    assert other_mill.sites.filter(name="Plant 5").count() == 1


def test_a_question_is_answered_once(question, mill, buyer, second_buyer, now):
    answer_same(match=question, supplier=mill, by=buyer, at=now)
    with pytest.raises(NotNow, match="Somebody else has already decided"):
        answer_new(match=question, by=second_buyer, at=now)
    assert Supplier.objects.count() == 1


def test_only_a_candidate_can_be_the_answer(question, other_mill, buyer, now):
    with pytest.raises(NotNow, match="was not among the candidates"):
        answer_same(match=question, supplier=other_mill, by=buyer, at=now)


def test_a_waiting_row_that_can_no_longer_be_taken_in_is_told(take, mill, buyer, now):
    take({"name": "Red River Mills", "status": "candidate"})
    told = answer_same(match=PossibleMatch.objects.get(), supplier=mill, by=buyer, at=now)
    assert told == ["Row 2: A supplier that is “Active” cannot become “Candidate” from there."]
    assert Entry.objects.get(event="suppliers.match.rows_refused").detail == {"refused": told}


def test_a_new_supplier_from_the_queue_is_no_more_than_a_candidate(take, mill, buyer, now):
    """Its row said “approved”: that is told as a refusal, and two people decide in the portal."""
    take({"name": "Red River Mills", "status": "approved"})
    match = PossibleMatch.objects.get()
    refused = answer_new(match=match, by=buyer, at=now)
    assert match.rows.count() == 0
    assert [made.status for made in Supplier.objects.filter(name="Red River Mills")] == [
        "candidate"
    ]
    assert "two people decide" in refused[0]
