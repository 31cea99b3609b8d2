import datetime as dt
import io
import json
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from sustainportal.notices import sending
from sustainportal.notices.models import Notice
from sustainportal.notices.operations import owe

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


class Refusing(BaseEmailBackend):
    """A mail server that refuses the first so many mails, then takes them."""

    def __init__(self, times=10**6, **options):
        super().__init__(**options)
        self.times = times
        self.asked = 0

    def send_messages(self, messages):
        self.asked += 1
        if self.times > 0:
            self.times -= 1
            raise smtplib.SMTPServerDisconnected("the line is dead")
        return len(messages)


def send(at, **options):
    run = sending.send_owed(clock=lambda: at, **options)
    return run.mails, run.notices, run.refused, run.later


def tell(*people, at, subject="Something"):
    owe(people, "tests.event", subject=subject, body="Details.", link="/things/1/", at=at)


def test_one_mail_holds_all_that_a_person_is_owed(buyer, sales, now, settings):
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    tell(buyer, sales, at=now, subject="First")
    tell(buyer, at=now, subject="Second")
    assert send(now) == (2, 3, 0, 0)
    to_buyer = next(m for m in mail.outbox if m.to == ["buyer@example.test"])
    assert to_buyer.subject == "Supplier Sustainability Portal: 2 notices"
    assert to_buyer.body == (
        "First\nDetails.\nhttps://portal.example.test/things/1/\n\n"
        "Second\nDetails.\nhttps://portal.example.test/things/1/\n\n"
        "All your notices: https://portal.example.test/notices/\n"
    )
    to_sales = next(m for m in mail.outbox if m.to == ["sales@example.test"])
    assert to_sales.subject == "Supplier Sustainability Portal: First"
    assert to_sales.extra_headers == {"Auto-Submitted": "auto-generated"}


def test_nothing_is_sent_twice(buyer, now):
    tell(buyer, at=now)
    assert send(now) == (1, 1, 0, 0)
    assert send(now + HOUR) == (0, 0, 0, 0)
    assert len(mail.outbox) == 1
    assert Notice.objects.get().sent_at == now


def test_a_person_gets_one_mail_per_quarter_of_an_hour(buyer, now):
    tell(buyer, at=now)
    send(now)
    for _ in range(3):
        tell(buyer, at=now + MINUTE)
    assert send(now + 14 * MINUTE) == (0, 0, 0, 0)
    assert send(now + 15 * MINUTE) == (1, 3, 0, 0)


def test_after_six_mails_in_a_day_the_rest_waits_for_the_next_day(buyer, now):
    for hour in range(8):  # from 17:00 to midnight in Taipei
        tell(buyer, at=now + hour * HOUR)
        send(now + hour * HOUR)
    assert len(mail.outbox) == 7
    assert mail.outbox[6].subject == "Supplier Sustainability Portal: 2 notices"
    assert Notice.objects.get(owed_at=now + 6 * HOUR).sent_at == now + 7 * HOUR


def test_a_run_is_capped_who_waits_longest_goes_first_and_the_rest_is_said(
    buyer, sales, admin_user, now, settings, caplog
):
    settings.NOTICES_PER_RUN = 1
    for place, person in enumerate([sales, buyer, admin_user]):
        tell(person, at=now + place * MINUTE)
    assert send(now + HOUR) == (1, 1, 0, 2)
    assert "2 people wait for a later run" in caplog.text
    assert send(now + HOUR) == (1, 1, 0, 1)
    assert [m.to[0] for m in mail.outbox] == ["sales@example.test", "buyer@example.test"]


def test_a_day_is_capped_too(buyer, sales, now, settings):
    settings.NOTICES_PER_DAY = 1
    tell(buyer, sales, at=now)
    assert send(now) == (1, 1, 0, 1)
    assert send(now + HOUR) == (0, 0, 0, 1)
    assert send(now + 25 * HOUR) == (1, 1, 0, 0)


def test_a_refusing_mail_server_leaves_the_notice_owed_with_its_answer(buyer, now):
    tell(buyer, at=now)
    assert send(now, connection=Refusing()) == (0, 0, 1, 0)
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.claimed_at, notice.mail, notice.attempts) == (
        None,
        None,
        None,
        1,
    )
    assert notice.error == "SMTPServerDisconnected: the line is dead"
    assert notice.next_try_at == now + MINUTE


def test_it_is_tried_again_more_and_more_slowly_and_never_given_up(buyer, now):
    tell(buyer, at=now)
    pauses = []
    server = Refusing(12)
    at = now
    while server.times:
        assert send(at, connection=server)[2] == 1
        pauses.append(Notice.objects.get().next_try_at - at)
        assert send(at + pauses[-1] - dt.timedelta(seconds=1), connection=server)[2] == 0
        at += pauses[-1]
    assert pauses[:4] == [1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert pauses[-1] == 6 * HOUR
    assert send(at, connection=server) == (1, 1, 0, 0)
    assert Notice.objects.get().error == ""


def test_a_dead_mail_server_is_not_asked_for_everybody(buyer, sales, admin_user, auditor, now):
    tell(buyer, sales, admin_user, auditor, at=now)
    server = Refusing()
    assert send(now, connection=server) == (0, 0, 3, 1)
    assert server.asked == 3


def test_one_bad_address_does_not_hold_up_the_others(buyer, sales, now):
    tell(buyer, at=now)
    tell(sales, at=now + MINUTE)
    assert send(now + HOUR, connection=Refusing(1)) == (1, 1, 1, 0)
    assert Notice.objects.get(recipient=sales).sent_at == now + HOUR


def test_what_another_worker_has_claimed_is_left_to_it_until_the_claim_is_old(buyer, now):
    tell(buyer, at=now)
    Notice.objects.update(claimed_at=now, mail="00000000-0000-0000-0000-000000000001")
    assert send(now + 14 * MINUTE) == (0, 0, 0, 0)
    assert send(now + 16 * MINUTE) == (1, 1, 0, 0)


def test_who_was_switched_off_meanwhile_is_not_mailed(buyer, now):
    tell(buyer, at=now)
    buyer.is_active = False
    buyer.save()
    assert send(now) == (0, 0, 0, 0)
    assert mail.outbox == []
    assert Notice.objects.owed().count() == 0


def test_the_mail_speaks_the_persons_language(buyer, now):
    buyer.language = "zh-hant"
    buyer.save()
    spoken = []
    tell(buyer, at=now)
    connection = Refusing(0)
    connection.send_messages = lambda messages: spoken.append(messages[0].subject) or 1
    send(now, connection=connection)
    assert spoken[0].endswith(": Something")


def test_a_long_mail_counts_what_it_does_not_write_out(buyer, now, monkeypatch):
    monkeypatch.setattr(sending, "WRITTEN_OUT", 1)
    for _ in range(3):
        tell(buyer, at=now)
    send(now)
    assert "2 more notices are in the portal." in mail.outbox[0].body
    assert Notice.objects.owed().count() == 0


def test_a_line_break_in_a_subject_does_not_break_the_mail(buyer, now):
    tell(buyer, at=now, subject="One\nBcc: all@example.test")
    assert send(now) == (1, 1, 0, 0)
    assert mail.outbox[0].subject == "Supplier Sustainability Portal: One Bcc: all@example.test"


def test_the_command_sends_and_tells_scripts_what_it_did(buyer, now):
    tell(buyer, at=now)
    out = io.StringIO()
    call_command("send_notices", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"mails": 1, "notices": 1, "refused": 0, "later": 0}


def test_the_command_ends_with_status_one_when_a_mail_was_refused(buyer, now, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    tell(buyer, at=now)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("send_notices", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue() == (
        "0 notices in 0 mails; 1 mails refused; 0 people wait for a later run.\n"
    )
