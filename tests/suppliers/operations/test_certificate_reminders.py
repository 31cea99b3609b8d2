import datetime as dt

import pytest

from suppliers.models import Certificate, CertificateReminder, FactorReading, Supplier
from suppliers.operations import accept_certificate
from suppliers.operations.certificate_reminders import remind_span, tell_buyers
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import ask, ask_nightly, run
from sustainportal.notices.models import Notice

DAY = dt.timedelta(days=1)
ENDS = ("suppliers.certificate.expires", "suppliers.certificate.expired")


@pytest.fixture
def night(mill, now):
    """`night(5)` is the work of the night five days from now, for the mill."""

    def worked(days=0):
        return remind_span(first=mill.pk, last=mill.pk, by=None, at=now + days * DAY)

    return worked


def told(person):
    rows = Notice.objects.filter(recipient=person, event__in=ENDS)
    return list(rows.order_by("owed_at").values_list("subject", flat=True))


def steps():
    return list(CertificateReminder.objects.order_by("pk").values_list("step", flat=True))


def test_every_step_is_told_once_on_its_day_and_weekly_after_the_end(night, accepted, mill_user):
    accepted(100)
    for day in range(130):
        night(day)
        night(day)
    assert steps() == ["90", "30", "7", "after", "week 1", "week 2", "week 3", "week 4"]
    sent = CertificateReminder.objects.order_by("pk").values_list("sent_on", flat=True)
    ends = Certificate.objects.get().expires_on
    assert [(day - ends).days for day in sent] == [-90, -30, -7, 1, 8, 15, 22, 29]
    assert len(told(mill_user)) == 8
    assert told(mill_user)[2].startswith("ISO 9001 N-100 is valid until")
    assert told(mill_user)[3].startswith("ISO 9001 N-100 has expired on")


def test_a_missed_night_is_made_good_without_a_flood(night, accepted, mill_user):
    accepted(100)
    night(75)
    assert steps() == ["30"]
    night(120)
    assert steps() == ["30", "week 2"]


def test_a_renewal_ends_the_reminding(night, accepted, certificate, mill_user, buyer, now):
    accepted(20)
    night(0)
    new = certificate(1000)
    night(13)  # the renewal waits: it is with the buyers now
    assert (steps(), len(told(mill_user))) == (["30", "7"], 1)
    accept_certificate(certificate=new, by=buyer, at=now + 14 * DAY)
    assert night(21) == {"reminded": 0, "people": 0, "readings": 0}
    assert night(300)["reminded"] == 0


def test_what_was_not_accepted_or_of_no_supplier_any_more_is_not_reminded_of(
    night, accepted, certificate
):
    certificate(20)
    assert night()["reminded"] == 0
    accepted(10, number="X")
    Supplier.objects.update(status="ended")
    assert night()["reminded"] == 0


def test_expiry_tells_the_risk_model_the_day_after_the_last_day(night, accepted, mill):
    accepted(5)
    values = FactorReading.objects.filter(factor="certificates_held").order_by("read_on")
    assert night(5)["readings"] == 0
    assert night(6)["readings"] == 1
    assert list(values.values_list("value", flat=True)) == [25.0, 0.0]
    assert night(7)["readings"] == 0


def test_buyers_get_one_notice_a_night_about_what_needs_them(
    night, accepted, mill, mill_user, buyer, second_buyer, now
):
    accepted(20)
    night(0)
    assert tell_buyers(at=now) == {"buyers_told": 0}  # the supplier was told
    mill.memberships.all().delete()
    night(13)
    tell_buyers(at=now + 13 * DAY)
    night(21)
    tell_buyers(at=now + 21 * DAY)
    assert tell_buyers(at=now + 22 * DAY) == {"buyers_told": 0}
    rows = Notice.objects.filter(event="suppliers.certificates.night", recipient=buyer)
    assert [row.subject for row in rows] == ["1 certificate needs you"] * 2
    assert "Expired and not renewed: 1" in rows.order_by("owed_at").last().body


def test_the_night_asks_for_its_jobs_once_and_they_do_the_work(
    code, accepted, mill, mill_user, now
):
    accepted(20)
    Job.objects.all().delete()  # the one the activation asked for
    kinds = {"suppliers.certificate_reminders", "suppliers.ask_to_sign"}
    jobs = [job for job in ask_nightly(at=now) if job.kind in kinds]
    assert {job.kind for job in jobs} == kinds
    results = {job.kind: run(job, at=now).result for job in jobs}
    assert results["suppliers.certificate_reminders"] == {
        "reminded": 1, "people": 1, "readings": 0, "buyers_told": 0,
    }  # fmt: skip
    assert results["suppliers.ask_to_sign"] == {"asked": 1, "people": 1}
    assert [job for job in ask_nightly(at=now) if job.kind in kinds] == []


def test_a_job_of_a_version_that_is_not_in_force_any_more_asks_nobody(code, mill, mill_user, now):
    from suppliers.operations import activate_code, copy_code

    activate_code(code=copy_code(code=code, version="2", by=None, at=now), by=None, at=now)
    job = ask("suppliers.ask_to_sign", by=None, at=now, code=code.pk)
    assert run(job, at=now).result == {}


def test_one_reminder_per_step_holds_in_the_database(accepted, now):
    from django.db import IntegrityError

    row = {"certificate": accepted(20), "step": "30", "sent_on": now.date(), "told": 1}
    CertificateReminder.objects.create(**row)
    with pytest.raises(IntegrityError):
        CertificateReminder.objects.create(**row)
