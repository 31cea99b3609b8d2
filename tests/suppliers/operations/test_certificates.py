import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from suppliers.models import Certificate, CertificateKind, FactorReading, PaperFile
from suppliers.operations import (
    accept_certificate,
    decline_certificate,
    withdraw_certificate,
)
from suppliers.queries.papers import papers_due, valid_certificates
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.notices.models import Notice
from sustainportal.trail.models import Entry

DAY = dt.timedelta(days=1)


def held(supplier):
    """The values read of the supplier, in the order they were read."""
    rows = FactorReading.objects.filter(supplier=supplier, factor="certificates_held")
    return list(rows.order_by("read_on").values_list("value", flat=True))


def test_a_certificate_counts_once_another_person_has_accepted_it(
    certificate, mill, mill_user, buyer, now
):
    row = certificate(40)
    today = timezone.localdate(now)
    assert valid_certificates([mill.pk], None, today) == {}
    with pytest.raises(NotYours, match="another person"):
        accept_certificate(certificate=row, by=mill_user, at=now)
    accept_certificate(certificate=row, by=buyer, at=now)
    assert valid_certificates([mill.pk], None, today) == {mill.pk: {"iso_9001": row.expires_on}}
    events = Entry.objects.filter(event__startswith="suppliers.certificate")
    assert sorted(events.values_list("event", flat=True)) == [
        "suppliers.certificate.accepted",
        "suppliers.certificate.handed_in",
    ]
    assert (
        row.file.sha256
        in Entry.objects.get(event="suppliers.certificate.handed_in").detail["sha256"]
    )


def test_the_buyer_who_handed_it_in_does_not_accept_it(certificate, buyer, second_buyer, now):
    row = certificate(40, by=buyer)
    with pytest.raises(NotYours):
        accept_certificate(certificate=row, by=buyer, at=now)
    accept_certificate(certificate=row, by=second_buyer, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(judged_by=buyer)


def test_the_last_day_is_still_valid(accepted, mill, now):
    row = accepted(40)
    for day, found in (
        (row.issued_on - DAY, 0),
        (row.issued_on, 1),
        (row.expires_on, 1),
        (row.expires_on + DAY, 0),
    ):
        assert len(valid_certificates([mill.pk], ["iso_9001"], day)) == found


def test_only_the_kinds_asked_for_and_the_longest_of_each(accepted, mill, other_mill, now):
    accepted(40)
    longest = accepted(400)
    accepted(90, kind="sa8000")
    found = valid_certificates(
        [mill.pk, other_mill.pk], ["iso_9001", "iso_14001"], timezone.localdate(now)
    )
    assert found == {mill.pk: {"iso_9001": longest.expires_on}}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"issued_on": dt.date(2026, 8, 18)}, "issued_on"),
        ({"issued_on": dt.date(2025, 1, 1), "expires_on": dt.date(2025, 1, 1)}, "expires_on"),
        ({"issued_on": dt.date(2025, 1, 1), "expires_on": dt.date(2026, 8, 16)}, "expires_on"),
    ],
)
def test_days_that_cannot_be_are_refused_by_field(certificate, said, field):
    with pytest.raises(ValidationError) as refusal:
        certificate(40, **said)
    assert list(refusal.value.message_dict) == [field]
    assert not Certificate.objects.exists()


def test_what_ends_today_is_taken(certificate, now):
    assert certificate(0).expires_on == timezone.localdate(now)


def test_it_is_of_the_suppliers_own_site_and_renews_its_own(
    certificate, accepted, other_mill, stranger, now
):
    with pytest.raises(ValidationError, match="another supplier"):
        certificate(40, site=other_mill.sites.get())
    with pytest.raises(NotYours):
        certificate(40, by=stranger)
    foreign = accepted(30, supplier=other_mill, by=stranger)
    with pytest.raises(ValidationError, match="same supplier and kind"):
        certificate(40, renews=foreign)
    own = accepted(60)
    with pytest.raises(ValidationError, match="longer"):
        certificate(50, renews=own)
    with pytest.raises(ValidationError, match="same supplier and kind"):
        certificate(90, kind="sa8000", renews=own)


def test_the_same_one_twice_is_refused_and_leaves_no_file(certificate, own_files):
    certificate(40)
    with pytest.raises(NotNow, match="handed in already"):
        certificate(40)
    assert PaperFile.objects.count() == len(list(own_files.rglob("*.pdf"))) == 1


def test_a_declined_one_may_be_handed_in_again(certificate, buyer, now):
    decline_certificate(certificate=certificate(40), reason="Page 2?", by=buyer, at=now)
    again = certificate(40)
    accept_certificate(certificate=again, by=buyer, at=now)
    assert Certificate.objects.count() == 2
    assert Notice.objects.get(event="suppliers.certificate.declined").body == "Page 2?"


def test_a_renewal_keeps_what_was_before(certificate, accepted, buyer, now):
    old = accepted(20)
    new = certificate(1000)
    assert Certificate.objects.with_renewal().get(pk=old.pk).renewed is False
    accept_certificate(certificate=new, by=buyer, at=now)
    assert (new.renews, old.renewals.get()) == (old, new)  # linked though nobody said so
    assert Certificate.objects.with_renewal().get(pk=old.pk).renewed is True
    assert list(Certificate.objects.not_renewed()) == [new]


def test_another_sites_certificate_renews_nothing(accepted, site, now):
    old = accepted(20)
    accepted(1000, site=site)
    assert old in Certificate.objects.not_renewed()
    second = accepted(500, site=site, number="S-2")
    assert old in Certificate.objects.not_renewed()
    assert second not in Certificate.objects.not_renewed()


def test_one_is_renewed_once(certificate, accepted, buyer, now):
    old = accepted(20)
    first, second = certificate(900, renews=old), certificate(950, renews=old)
    accept_certificate(certificate=first, by=buyer, at=now)
    with pytest.raises(NotNow, match="another renewal"):
        accept_certificate(certificate=second, by=buyer, at=now)
    second.refresh_from_db()
    assert second.state == "handed_in"


def test_accepting_and_withdrawing_tell_the_risk_model(accepted, mill, buyer, now):
    first = accepted(40)
    assert held(mill) == [25.0]  # one of four wanted kinds
    accepted(50, kind="iso_14001")
    accepted(50, kind="sa8000")  # not wanted: nothing new to read
    assert held(mill) == [50.0]
    withdraw_certificate(certificate=first, reason="Revoked", by=buyer, at=now + DAY)
    assert held(mill) == [50.0, 25.0]
    reading = FactorReading.objects.first()
    assert (reading.source, reading.link) == (
        "Certificates in the portal",
        f"/suppliers/{mill.pk}/papers/",
    )


def test_nothing_is_read_of_whom_nothing_is_known(accepted, mill):
    accepted(50, kind="sa8000")
    assert held(mill) == []


def test_no_kind_wanted_means_no_reading(accepted, mill):
    CertificateKind.objects.update(management_system=False)
    accepted(50)
    assert held(mill) == []


def test_a_withdrawn_one_needs_a_reason_and_is_withdrawn_once(accepted, buyer, now):
    row = accepted(40)
    withdraw_certificate(certificate=row, reason="Revoked", by=buyer, at=now)
    with pytest.raises(NotNow, match="withdrawn meanwhile"):
        withdraw_certificate(certificate=row, reason="Again", by=buyer, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(reason="")


def test_what_is_due_of_a_supplier(
    accepted, certificate, sign, code, mill, mill_user, buyer, now, django_assert_num_queries
):
    soon, _long = accepted(90), accepted(91, kind="iso_14001")
    over = accepted(-3, kind="iso_45001")
    with django_assert_num_queries(2):
        due = papers_due(mill, on=timezone.localdate(now))
    until = (
        max(timezone.localdate(mill.created_at), timezone.localdate(code.activated_at)) + 30 * DAY
    )
    assert due == [
        ("Sign “Supplier code of conduct 1.0”", until, f"/suppliers/{mill.pk}/papers/"),
        ("Renew ISO 45001 N--3", over.expires_on, over.get_absolute_url()),
        ("Renew ISO 9001 N-90", soon.expires_on, soon.get_absolute_url()),
    ]
    sign(mill, mill_user)
    certificate(900, renews=soon)  # waits: the supplier has done its part
    assert [text for text, _day, _address in papers_due(mill, on=timezone.localdate(now))] == [
        "Renew ISO 45001 N--3"
    ]


@pytest.mark.parametrize(
    ("issued", "days", "field"),
    [((1989, 12, 31), 30, "issued_on"), ((2010, 1, 1), 365 * 5, "expires_on")],
)
def test_days_that_are_slips_of_the_pen_are_refused(certificate, issued, days, field):
    with pytest.raises(ValidationError) as refusal:
        certificate(days, issued_on=dt.date(*issued))
    assert field in refusal.value.message_dict
