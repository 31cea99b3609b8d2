"""A case is a draft until it names nobody, and does not stay published once it does."""

import pytest
from django.core.exceptions import ValidationError

from audits import catalogue
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from training.models import Case
from training.operations import cases as operations
from training.operations.cases import seen_of

from ..case_texts import finding_at, published, written


@pytest.fixture
def source(site, buyer, now):
    catalogue.load(at=now)
    return finding_at(site, buyer, now)


def events():
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def refused(call):
    with pytest.raises(ValidationError) as error:
        call()
    return error.value.message_dict


def changed(case, **fields):
    """The case as a form hands it over: its kept row with other texts, and the mark of what was seen."""
    case = Case.objects.get(pk=case.pk)
    seen = seen_of(case)
    for name, value in fields.items():
        setattr(case, name, value)
    return case, seen


def test_a_case_goes_from_draft_to_published_and_back(buyer, second_buyer, now, source):
    case = written(buyer, now, source=source)
    assert (case.published_at, case.written_by) == (None, buyer)
    operations.publish_case(case, seen=seen_of(case), by=second_buyer, at=now)
    case.refresh_from_db()
    assert (case.published_at, case.published_by) == (now, second_buyer)
    operations.withdraw_case(case, by=buyer, at=now)
    case.refresh_from_db()
    assert (case.published_at, case.published_by) == (None, None)
    assert events() == [
        "training.case.written", "training.case.published", "training.case.withdrawn",
    ]  # fmt: skip


def test_a_case_that_names_its_supplier_is_not_published(buyer, now, source):
    case = written(buyer, now, source=source, measure="Red River Mill did it.")
    told = refused(lambda: operations.publish_case(case, seen=seen_of(case), by=buyer, at=now))
    assert told == {
        "measure": [
            "What was done, English: “Red River Mill” is a name of the supplier this case was made of. Leave it out."
        ]
    }
    case.refresh_from_db()
    assert case.published_at is None
    assert events() == ["training.case.written"]


def test_every_name_in_every_language_is_told_at_once(buyer, now, source, other_mill):
    case = written(
        buyer, now, source=source, cause_hant="Red River Mill", cause_hans="Blue Hill Mill, M-001"
    )
    told = refused(lambda: operations.publish_case(case, seen=seen_of(case), by=buyer, at=now))
    assert told == {
        "cause_hant": [
            "Why, 繁體中文: “Red River Mill” is a name of the supplier this case was made of. Leave it out."
        ],
        "cause_hans": [
            "Why, 简体中文: “Blue Hill Mill” is the name of the supplier Blue Hill Mill (M-002). Leave it out, or use other words if you mean something else.",
            "Why, 简体中文: “M-001” is a code that leads to the supplier or the finding. Leave it out.",
        ],
    }


@pytest.mark.parametrize("part", ["situation", "cause", "measure", "result"])
def test_a_case_is_published_with_every_part_in_english(buyer, now, db, part):
    case = written(buyer, now, **{part: " ", f"{part}_hant": "有"})
    told = refused(lambda: operations.publish_case(case, seen=seen_of(case), by=buyer, at=now))
    assert list(told) == [part]


def test_a_published_case_is_changed_only_to_what_names_nobody(buyer, now, source):
    case = published(buyer, now, source=source)
    for field, text in (("result", ""), ("result_hant", "Red River Mill")):
        other, seen = changed(case, **{field: text})
        assert refused(lambda o=other, s=seen: operations.change_case(o, seen=s, by=buyer, at=now))
    kept = Case.objects.get()
    assert (kept.result, kept.result_hant) == ("No locked exit in a year of rounds.", "")
    other, seen = changed(case, result="No locked exit in two years.")
    operations.change_case(other, seen=seen, by=buyer, at=now)
    kept.refresh_from_db()
    assert (kept.result, kept.published_at) == ("No locked exit in two years.", now)


def test_a_draft_may_name_whom_it_likes(buyer, now, source):
    other, seen = changed(written(buyer, now, source=source), measure="Red River Mill, by Ms Tran")
    operations.change_case(other, seen=seen, by=buyer, at=now)
    assert Case.objects.get().measure == "Red River Mill, by Ms Tran"


def test_a_case_published_meanwhile_is_checked_when_the_draft_of_before_is_kept(buyer, now, source):
    """The page knew a draft; somebody published it since."""
    case = written(buyer, now, source=source)
    other, seen = changed(case, measure="Red River Mill did it.")
    operations.publish_case(case, seen=seen_of(case), by=buyer, at=now)
    assert refused(lambda: operations.change_case(other, seen=seen, by=buyer, at=now))
    assert Case.objects.get().published_at == now


def test_the_source_cannot_be_changed_away(buyer, now, source):
    other, seen = changed(
        published(buyer, now, source=source), source=None, measure="M-001 did it."
    )
    assert refused(lambda: operations.change_case(other, seen=seen, by=buyer, at=now))


def test_nobody_writes_over_what_somebody_else_kept(buyer, second_buyer, now, db):
    case = written(buyer, now)
    mine, seen = changed(case, title="Mine")
    theirs, _seen = changed(case, title="Theirs")
    operations.change_case(theirs, seen=seen, by=second_buyer, at=now)
    with pytest.raises(NotNow):
        operations.change_case(mine, seen=seen, by=buyer, at=now)
    with pytest.raises(NotNow):
        operations.publish_case(mine, seen=seen, by=buyer, at=now)
    assert Case.objects.get().title == "Theirs"


def test_moves_that_are_done_are_not_done_again(buyer, now, db):
    case = published(buyer, now)
    with pytest.raises(NotNow):
        operations.publish_case(case, seen=seen_of(case), by=buyer, at=now)
    operations.withdraw_case(case, by=buyer, at=now)
    with pytest.raises(NotNow):
        operations.withdraw_case(case, by=buyer, at=now)


def test_only_a_draft_is_removed_and_twice_changes_nothing(buyer, now, db):
    case = published(buyer, now)
    with pytest.raises(NotNow):
        operations.remove_case(case, by=buyer, at=now)
    operations.withdraw_case(case, by=buyer, at=now)
    pk = case.pk
    operations.remove_case(case, by=buyer, at=now)
    case.pk = pk
    operations.remove_case(case, by=buyer, at=now)
    assert (Case.objects.count(), events().count("training.case.removed")) == (0, 1)
    with pytest.raises(NotNow):
        operations.publish_case(case, seen="", by=buyer, at=now)


def test_a_change_without_its_trail_did_not_happen(buyer, now, db, monkeypatch):
    case = written(buyer, now)
    monkeypatch.setattr(operations, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        operations.publish_case(case, seen=seen_of(case), by=buyer, at=now)
    case.refresh_from_db()
    assert case.published_at is None
