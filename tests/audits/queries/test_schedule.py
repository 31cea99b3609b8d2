import datetime as dt

from audits.queries.schedule import visits

AUGUST = dt.date(2026, 8, 1), dt.date(2026, 8, 31)


def test_everybody_sees_the_visits_of_suppliers_they_may_see(
    planned, buyer, auditor, mill_user, stranger, strange_auditor
):
    assert [list(visits(person, *AUGUST)) for person in (buyer, auditor, mill_user)] == [
        [planned]
    ] * 3
    assert [list(visits(person, *AUGUST)) for person in (stranger, strange_auditor)] == [[], []]


def test_a_visit_is_found_by_each_of_its_days_and_no_other(planned, buyer):
    planned.agenda.create(
        day=dt.date(2026, 8, 9), starts=dt.time(9), ends=dt.time(10), topic="Closing meeting"
    )
    days = [dt.date(2026, 8, day) for day in range(5, 12)]
    assert [day.day for day in days if visits(buyer, day, day)] == [7, 8, 9]
