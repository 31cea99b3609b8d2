"""Who is treated, who is not, from which day they count, and that the numbers are their rows."""

import datetime as dt

import pytest
from django.utils import timezone

from training import operations as events
from training.models import Event
from training.operations.counselling import record_cause
from training.queries.effect import days_of, group, judged, line, lines, years

from ..counselling_cast import DAY, audited, closed, found, opened

MEETING = dt.date(2026, 3, 10)


def noon(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@pytest.fixture
def ours(mill, auditor, buyer):
    return audited(mill, auditor, buyer, at=noon(MEETING - 40 * DAY))


@pytest.fixture
def theirs(other_mill, strange_auditor, buyer):
    return audited(other_mill, strange_auditor, buyer, at=noon(MEETING - 40 * DAY))


@pytest.fixture
def meet(auditor, buyer):
    """`meet([findings], day)`: a meeting that was held, with somebody of each supplier (unless `absent`), and found
    the cause of these (of all, unless `but`)."""

    def met(findings, on=MEETING, *, but=(), hold=True, absent=False):
        code = f"CM-{Event.objects.count()}"
        event = opened(findings, lead=auditor, by=buyer, on=on, at=noon(on - 5 * DAY), code=code)
        suppliers = {finding.audit.site.supplier for finding in findings}
        for supplier in [] if absent else suppliers:
            events.record_attendance(event, supplier=supplier, name="Lan", by=buyer, at=noon(on))
        for row in event.treated.select_related("event", "finding__audit"):
            if row.finding not in but:
                record_cause(row, cause="Nobody checks.", by=auditor, at=noon(on))
        return events.hold_event(event, by=buyer, at=noon(on)) if hold else event

    return met


@pytest.fixture
def close(auditor, second_buyer):
    return lambda finding, day: closed(finding, noon(day), verifier=auditor, closer=second_buyer)


def keys(name, year=2026, quarter=""):
    return set(group(name, days_of(year, quarter)).values_list("pk", flat=True))


def test_treated_beside_untreated_from_the_same_day(ours, theirs, meet, close):
    treated, slow = found(ours), found(ours)
    there, quick = found(theirs), found(theirs)
    meet([treated, slow])
    close(treated, MEETING + 20 * DAY)
    close(quick, MEETING + 70 * DAY)
    assert keys("treated") == {treated.pk, slow.pk}
    assert keys("untreated") == {there.pk, quick.pk}
    whole = line(2026)
    assert (whole["treated"].rate, whole["treated"].median) == (50, 20)
    assert (whole["untreated"].rate, whole["untreated"].median) == (50, 70)
    assert (whole["meetings"], whole["ahead"]) == (1, 0)


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, False), (1, True)])
def test_what_was_closed_by_the_end_of_the_day_is_in_neither_group(
    ours, theirs, meet, close, days, counts
):
    treated, untreated = found(ours), found(theirs)
    meet([treated])
    close(treated, MEETING + days * DAY)
    close(untreated, MEETING + days * DAY)
    assert (keys("treated") == {treated.pk}, keys("untreated") == {untreated.pk}) == (
        counts,
        counts,
    )


@pytest.mark.parametrize(("days", "counts"), [(0, True), (1, False)])
def test_what_was_found_after_the_day_is_not_counted_from_it(ours, theirs, meet, days, counts):
    meet([found(ours)])
    late = found(theirs, at=noon(MEETING + days * DAY))
    assert (late.pk in keys("untreated")) is counts


def test_the_other_findings_of_a_supplier_that_was_treated_are_in_neither_group(ours, meet):
    treated, on_the_agenda, other = found(ours), found(ours), found(ours)
    meet([treated, on_the_agenda], but=[on_the_agenda])
    assert (keys("treated"), keys("untreated")) == ({treated.pk}, set())
    assert other.pk not in keys("treated")


def test_a_supplier_whose_findings_got_no_cause_was_not_treated(ours, theirs, meet):
    absent = found(theirs)
    meet([found(ours), absent], but=[absent])
    assert keys("untreated") == {absent.pk}


def test_a_finding_counts_once_a_period_from_the_first_day_it_may(ours, theirs, meet, close):
    later = MEETING + 90 * DAY
    treated, control = found(ours), found(theirs)
    young = found(theirs, at=noon(MEETING + 30 * DAY))
    meet([treated])
    meet([treated], later)
    since = dict(group("untreated", days_of(2026)).values_list("pk", "since"))
    assert since == {control.pk: MEETING, young.pk: later}
    assert dict(group("treated", days_of(2026)).values_list("pk", "since")) == {treated.pk: MEETING}
    assert judged(group("untreated", days_of(2026, "2026Q2"))).findings == 2


def test_what_was_treated_before_is_no_untreated_one_later(ours, theirs, meet):
    before, control = found(ours), found(theirs)
    meet([before])
    Event.objects.update(starts_on=MEETING)
    second = found(theirs)
    meet([second], MEETING + 90 * DAY)
    assert keys("untreated", 2026, "2026Q2") == set()
    assert keys("untreated", 2026, "2026Q1") == {control.pk, second.pk}


def test_only_meetings_that_were_held_and_found_a_cause_count(ours, theirs, meet):
    found(theirs)
    meet([found(ours)], hold=False)
    assert (years(), days_of(2026), keys("untreated")) == ([], [], set())
    nothing = found(ours)
    meet([nothing], MEETING + DAY, but=[nothing])
    assert years() == []
    meet([found(ours)], MEETING - 300 * DAY)
    assert years() == [2025]


def test_opportunities_and_drafts_are_not_counted(
    ours, theirs, meet, other_mill, strange_auditor, buyer
):
    found(theirs, "opportunity")
    meet([found(ours)])
    draft = audited(other_mill, strange_auditor, buyer, at=noon(MEETING - 20 * DAY), final=False)
    found(draft, "minor")
    assert keys("untreated") == set()
    at_once = found(draft, "priority")
    assert keys("untreated") == {at_once.pk}


@pytest.mark.parametrize(("days", "closed_then"), [(89, 1), (90, 1), (91, 0), (None, 0)])
def test_what_is_treated_later_is_watched_as_untreated_until_then_only(
    ours, theirs, meet, close, days, closed_then
):
    later = found(theirs)
    meet([found(ours)])
    meet([later], MEETING + 90 * DAY)
    if days:
        close(later, MEETING + days * DAY)
    effect = line(2026, "2026Q1")["untreated"]
    assert (effect.findings, effect.closed) == (1, closed_then)
    assert dict(group("untreated", days_of(2026, "2026Q1")).values_list("pk", "closed_on")) == {
        later.pk: MEETING + days * DAY if closed_then else None
    }
    assert line(2026, "2026Q2")["treated"].findings == (days in (91, None))


def test_a_cause_recorded_without_anybody_of_the_supplier_treated_nothing(
    ours, theirs, other_mill, meet
):
    meet([found(ours)])
    alone = found(theirs)
    event = meet([alone], MEETING + DAY, absent=True)
    assert alone.pk not in keys("treated")
    assert (line(2026)["meetings"], keys("untreated")) == (1, {alone.pk})
    event.head_counts.create(
        organisation="Blue Hill", supplier=other_mill, heads=2, recorded_at=noon(MEETING + DAY)
    )
    assert alone.pk in keys("treated")
    assert (line(2026)["meetings"], keys("untreated")) == (2, set())


def test_the_year_and_its_quarters(ours, theirs, meet):
    meet([found(ours)])
    meet([found(ours)], MEETING + 90 * DAY)
    assert [(one["quarter"], one["meetings"]) for one in lines(2026)] == [
        ("", 2),
        ("2026Q1", 1),
        ("2026Q2", 1),
    ]


def test_a_year_costs_as_much_with_many_findings_as_with_one(
    ours, theirs, meet, django_assert_num_queries
):
    meet([found(ours)])
    found(theirs)
    with django_assert_num_queries(7):
        lines(2026)
    meet([found(ours) for _ in range(3)])
    with django_assert_num_queries(7):
        lines(2026)


def test_midnight_belongs_to_the_next_day(ours, theirs, meet, strange_auditor, second_buyer):
    treated, untreated = found(ours), found(theirs)
    meet([treated])
    midnight = timezone.make_aware(dt.datetime.combine(MEETING + DAY, dt.time()))
    for finding in (treated, untreated):
        closed(finding, midnight, verifier=strange_auditor, closer=second_buyer)
    assert (keys("treated"), keys("untreated")) == ({treated.pk}, {untreated.pk})
    assert judged(group("untreated", days_of(2026))).median == 1
