import pytest
from django.utils import timezone

from suppliers.models import Assessment
from suppliers.workbooks import AssessmentImporter
from sustainportal.sheets.importing import run
from sustainportal.trail.models import Entry
from tests.suppliers.approval_cast import assess, small_policy

HEAD = "Supplier code,Site,Kind,Assessed on,Assessor,Organisation,Valid until,Remark,QSA 1 Dimension 1,qsa_2,csr_1"
ROW = "M-001,,QSA,2026-08-01,Ana,Clearwater,,,80,60,"


@pytest.fixture(autouse=True)
def policy(db, now):
    return small_policy(at=now)


@pytest.fixture
def take(tmp_path, buyer, now):
    """`take(*rows)` imports these lines as a .csv and gives the account."""

    def run_it(*rows, **options):
        path = tmp_path / "assessments.csv"
        path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        return run(AssessmentImporter, path, by=buyer, at=now, **options)

    return run_it


def reasons(account):
    return [f"{problem.cell} {problem.reason}".strip() for problem in account.refused]


def test_a_row_is_kept_confirmed_with_its_total(take, mill, buyer):
    account = take(ROW)
    assert (account.kept, account.created) == (True, 1)
    kept = Assessment.objects.get()
    assert (kept.supplier, kept.kind_id, str(kept.total)) == (mill, "qsa", "72.00")
    assert (kept.passed, kept.confirmed_by, kept.site) == (True, buyer, None)
    assert [str(row.score) for row in kept.scores.all()] == ["80.00", "60.00"]
    entry = Entry.objects.get(event="suppliers.assessment.confirmed")
    assert (entry.subject_id, entry.actor) == (str(kept.pk), "buyer")


def test_the_same_file_again_says_nothing_new(take, mill):
    take(ROW)
    account = take(ROW)
    assert (account.unchanged, account.created, Assessment.objects.count()) == (1, 0, 1)


def test_other_scores_for_what_is_recorded_are_refused(take, mill):
    take(ROW)
    account = take(ROW.replace("80", "81"))
    assert account.kept is False
    assert reasons(account) == [
        "D2 It is recorded already, with other scores. Change a draft on its page."
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace("M-001", "X-9"), "A3 No supplier has this code."),
        (ROW.replace("M-001,", "M-001,Nowhere"), "B3 This supplier has no site of this name."),
        (
            ROW.replace("2026-08-01", "2026-08-18"),
            "D3 An assessment cannot be of a day in the future.",
        ),
        (
            ROW.replace("Clearwater,", "Clearwater,2026-07-31"),
            "G3 It would have ended before it was made.",
        ),
        (
            ROW.replace("2026-08-01", "1989-12-31"),
            "D3 This day is too long ago: it must be 1990 or later.",
        ),
        (ROW.replace("80", ""), "I3 This dimension needs a score from 0 to 100."),
        (ROW + "50", "K3 This dimension belongs to another kind."),
    ],
)
def test_a_bad_row_is_refused_by_its_cell_and_nothing_is_kept(take, mill, row, reason):
    account = take(ROW.replace("2026-08-01", "2026-08-02"), row)
    assert account.kept is False
    assert reasons(account) == [reason]
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("score", ["100.01", "-1", "NaN", "text", "80.123"])
def test_a_score_that_is_none_is_refused(take, mill, score):
    account = take(ROW.replace("80", score))
    assert (account.kept, account.refused_rows) == (False, 1)
    assert account.refused[0].cell == "I2"


def test_today_and_the_day_itself_are_taken(take, mill):
    day = ROW.replace("2026-08-01", "2026-08-17").replace("Clearwater,", "Clearwater,2026-08-17")
    assert take(day).created == 1


def test_twice_in_one_file_is_refused(take, mill):
    account = take(ROW, ROW)
    assert reasons(account) == ["D3 Row 2 of this file is of the same kind, site and day."]


def test_a_site_of_the_supplier_is_found_by_its_name(take, mill, site):
    take(ROW.replace("M-001,", f"M-001,{site.name}"), ROW)
    assert set(Assessment.objects.values_list("site", flat=True)) == {site.pk, None}


def test_the_export_comes_back_unchanged(as_user, buyer, mill, site, take, tmp_path, now):
    assess(mill, at=now, by=buyer)
    assess(mill, at=now, by=buyer, site=site, scores=(70, 40))
    assess(mill, at=now, by=buyer, kind="csr", scores=(55,))
    answer = as_user(buyer).get("/suppliers/assessments/?export=csv")
    path = tmp_path / "back.csv"
    path.write_bytes(b"".join(answer.streaming_content))
    account = run(AssessmentImporter, path, by=buyer, at=timezone.now())
    assert (account.unchanged, account.refused_rows, account.created) == (3, 0, 0)


@pytest.mark.parametrize(
    ("who", "code"), [("buyer", 200), ("auditor", 403), ("mill_user", 403), ("sales", 403)]
)
def test_only_procurement_imports(as_user, request, mill, who, code):
    browser = as_user(request.getfixturevalue(who))
    assert browser.get("/sheets/import/suppliers.assessments/").status_code == code


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_goes_out_as_a_sheet(as_user, buyer, mill, now, kind):
    assess(mill, at=now, by=buyer)
    answer = as_user(buyer).get(f"/suppliers/assessments/?export={kind}")
    assert (answer.status_code, len(b"".join(answer.streaming_content)) > 0) == (200, True)
