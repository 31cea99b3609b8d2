import pytest
from django.core.exceptions import ValidationError

from audits import operations
from audits.operations.surveys_smelters import NewSmelter
from audits.queries.surveys import answers_by_key
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.models import Entry

from ..survey_cast import GOLD, TIN, question


def add(survey, smelters, by, at):
    return operations.add_smelters(
        survey=survey, question=question(survey, "smelters"), smelters=smelters, by=by, at=at
    )


def test_smelters_are_added_and_the_answer_is_how_many(annual, mill_user, now):
    assert add(annual, [TIN, GOLD, TIN], mill_user, now) == (2, 0)
    assert answers_by_key(annual)["smelters"].value == "2"
    entry = Entry.objects.get(event="audits.survey.smelters")
    assert entry.detail == {"question": "smelters", "created": 2, "updated": 0}


def test_a_known_smelter_gets_its_new_status(annual, mill_user, now):
    add(annual, [TIN], mill_user, now)
    assert add(
        annual, [NewSmelter("tin", "River Tin", "CID001", "", "active")], mill_user, now
    ) == (0, 1)
    row = annual.smelters.get()
    assert (row.status, row.country_id) == ("active", None)
    assert answers_by_key(annual)["smelters"].version == 2


def test_adding_what_is_there_changes_nothing(annual, mill_user, now):
    add(annual, [TIN], mill_user, now)
    assert add(annual, [TIN], mill_user, now) == (0, 0)
    assert answers_by_key(annual)["smelters"].version == 1


def test_a_smelter_is_taken_off_once(annual, mill_user, now):
    add(annual, [TIN, GOLD], mill_user, now)
    row = annual.smelters.get(metal="tin")
    operations.remove_smelter(smelter=row, by=mill_user, at=now)
    assert answers_by_key(annual)["smelters"].value == "1"
    with pytest.raises(NotNow):
        operations.remove_smelter(smelter=row, by=mill_user, at=now)


def test_the_list_is_replaced_as_a_whole(annual, mill_user, now):
    add(annual, [TIN, GOLD], mill_user, now)
    asked = question(annual, "smelters")
    new = [GOLD, NewSmelter("cobalt", "Cobalt Works")]

    def replaced():
        return operations.replace_smelters(
            survey=annual, question=asked, smelters=new, by=mill_user, at=now
        )

    assert replaced() is True
    assert sorted(annual.smelters.values_list("metal", "name")) == [
        ("cobalt", "Cobalt Works"), ("gold", "Hill Gold")
    ]  # fmt: skip
    assert replaced() is False


def test_the_list_is_the_suppliers_and_only_while_it_is_open(annual, mill_user, stranger, now):
    with pytest.raises(NotYours):
        add(annual, [TIN], stranger, now)
    add(annual, [TIN], mill_user, now)
    with pytest.raises(NotYours):
        operations.remove_smelter(smelter=annual.smelters.get(), by=stranger, at=now)
    operations.submit_survey(survey=annual, by=mill_user, at=now)
    with pytest.raises(NotNow):
        add(annual, [GOLD], mill_user, now)
    assert annual.smelters.count() == 1


def test_only_a_question_for_smelters_takes_them(annual, mill_user, now):
    with pytest.raises(ValidationError):
        operations.add_smelters(
            survey=annual, question=question(annual, "words"), smelters=[TIN], by=mill_user, at=now
        )
