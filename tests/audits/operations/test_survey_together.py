"""Two people of one supplier at the same moment, each on a connection of their own."""

import threading

import pytest
from django.db import connection

from audits import operations
from audits.models import Survey
from audits.operations.surveys_answers import Stale
from audits.queries.surveys import answers_by_key, mark
from audits.rules.answers import Given
from sustainportal.accounts.refusals import NotNow

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer"),
]


def at_once(*works):
    """Run these at the same moment; what each returned or raised."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        start.wait()
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_answers_to_one_question_one_is_kept_and_one_told(annual, mill_user, colleague, now):
    def save(person, text):
        survey = Survey.objects.get(pk=annual.pk)
        return lambda: operations.save_answer(
            survey=survey, key="words", answer=Given(text), seen=mark(None), by=person, at=now
        )

    results = at_once(save(mill_user, "Mine."), save(colleague, "Theirs."))
    lost = [one for one in results if isinstance(one, Stale)]
    kept = [one for one in results if not isinstance(one, Exception)]
    assert (len(lost), len(kept)) == (1, 1)
    row = answers_by_key(annual)["words"]
    assert (row.value, row.version) == (kept[0].value, 1)


def test_different_questions_are_answered_side_by_side(annual, mill_user, colleague, now):
    def save(person, key, text):
        survey = Survey.objects.get(pk=annual.pk)
        return lambda: operations.save_answer(
            survey=survey, key=key, answer=Given(text), seen=mark(None), by=person, at=now
        )

    at_once(save(mill_user, "words", "Mine."), save(colleague, "sources", "sea"))
    assert {key: row.value for key, row in answers_by_key(annual).items()} == {
        "words": "Mine.",
        "sources": "sea",
    }


def test_an_answer_never_slips_in_after_handing_in(annual, mill_user, colleague, now):
    operations.save_answers(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    first, second = Survey.objects.get(pk=annual.pk), Survey.objects.get(pk=annual.pk)

    def hand_in():
        return operations.submit_survey(survey=first, by=mill_user, at=now)

    def save():
        return operations.save_answer(
            survey=second, key="sources", answer=Given("sea"), seen=mark(None), by=colleague, at=now
        )

    done, saved = at_once(hand_in, save)
    assert not isinstance(done, Exception)
    assert Survey.objects.get(pk=annual.pk).state == "submitted"
    rows = answers_by_key(annual)
    assert ("sources" in rows) == (not isinstance(saved, NotNow))
