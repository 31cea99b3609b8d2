import secrets

import pytest
from django.db import IntegrityError

from suppliers.models import Membership
from sustainportal.accounts.models import User
from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.jobs.models import Job
from sustainportal.notices.models import Notice
from training.models import Campaign, CampaignMail
from training.operations.campaigns import (
    keep_campaign,
    mail_people,
    mailing_spans,
    open_mail,
    send_campaign,
    start_campaign,
)
from training.operations.courses import view_lesson
from training.queries.campaigns import mails_seen, reach, recipients, results
from training.tasks.assignment import mail_span, people_to_mail

from ..assignment_cast import DAY, TODAY, colleague, completed, course


@pytest.fixture
def exits(db):
    return course()


@pytest.fixture
def campaign(exits, buyer, now):
    """To everybody; not sent yet."""
    row = Campaign(title="Walk it", course=exits, text="Now.", rule={"everyone": True})
    return keep_campaign(row, by=buyer, at=now)


def send(campaign, by, at):
    start_campaign(campaign, by=by, at=at)
    return sum(mail_people(campaign, span, at=at) for span in mailing_spans(campaign))


def test_it_reaches_the_people_of_suppliers_that_fit(
    campaign, mill, mill_user, other_mill, stranger
):
    assert list(recipients(campaign)) == [mill_user, stranger]
    campaign.rule = {"codes": ["M-001"]}
    assert list(recipients(campaign)) == [mill_user]


def test_who_cannot_log_in_is_not_reached(campaign, mill, mill_user, auditor, buyer):
    mill_user.is_active = False
    mill_user.save()
    assert list(recipients(campaign)) == []
    counts = reach(campaign)
    assert (counts["suppliers"], counts["people"], counts["without_people"]) == (1, 0, 1)


def test_who_has_completed_the_course_in_any_language_is_left_out_where_asked(
    campaign, exits, mill, mill_user, stranger, other_mill
):
    completed(course("EXITS-ZH", "zh-hant"), mill_user, mill)
    assert list(recipients(campaign)) == [mill_user, stranger]
    campaign.rule["not_completed"] = True
    assert list(recipients(campaign)) == [stranger]


def test_it_is_sent_once_and_each_person_has_a_link_of_their_own(
    campaign, buyer, mill_user, stranger, now
):
    assert send(campaign, buyer, now) == 2
    with pytest.raises(NotNow):
        start_campaign(campaign, by=buyer, at=now)
    links = set(
        Notice.objects.filter(event="training.campaign.sent").values_list("link", flat=True)
    )
    tokens = set(CampaignMail.objects.values_list("token", flat=True))
    assert links == {f"/training/c/{token}/" for token in tokens}
    assert len(tokens) == 2


def test_each_reads_of_the_course_in_their_language(campaign, exits, mill, buyer, now):
    course("EXITS-ZH", "zh-hant", title="逃生出口")
    reader = colleague(mill, "mei", "zh-hant")
    send(campaign, buyer, now)
    notice = Notice.objects.get(recipient=reader)
    assert notice.subject == "Walk it"
    assert notice.body.startswith("Now.") and "逃生出口" in notice.body


def test_nobody_gets_it_twice_when_a_worker_begins_again(campaign, buyer, mill_user, stranger, now):
    start_campaign(campaign, by=buyer, at=now)
    (span,) = people_to_mail(by=buyer, at=now, campaign=campaign.pk)
    assert mail_span(span, by=buyer, at=now, campaign=campaign.pk) == {"people": 2}
    assert mail_people(campaign, span, at=now) == 0
    assert people_to_mail(by=buyer, at=now, campaign=campaign.pk) == []
    assert Notice.objects.filter(event="training.campaign.sent").count() == 2


def test_to_nobody_it_is_not_sent(campaign, buyer, now):
    with pytest.raises(NotNow):
        start_campaign(campaign, by=buyer, at=now)
    campaign.refresh_from_db()
    assert campaign.sent_at is None


def test_when_the_mails_fail_it_is_not_sent(campaign, buyer, mill_user, stranger, now, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(secrets, "token_urlsafe", lambda size: "the same for all")
        with pytest.raises(IntegrityError):
            send_campaign(campaign, by=buyer, at=now)
    campaign.refresh_from_db()
    assert campaign.sent_at is None
    assert send_campaign(campaign, by=buyer, at=now) == (2, None)


@pytest.mark.parametrize(("people", "mailed"), [(300, 300), (301, 0)])
def test_to_very_many_a_worker_mails(campaign, buyer, mill, now, people, mailed):
    crowd = [User(username=f"p{n}", role=Role.SUPPLIER) for n in range(people)]
    crowd = User.objects.bulk_create(crowd)
    Membership.objects.bulk_create(Membership(supplier=mill, user=user) for user in crowd)
    count, job = send_campaign(campaign, by=buyer, at=now)
    assert (count, job) == (mailed, Job.objects.first())
    assert CampaignMail.objects.count() == mailed
    assert job is None or job.args == {"campaign": campaign.pk}


def test_sent_it_stands_still(campaign, buyer, mill_user, now):
    send(campaign, buyer, now)
    campaign.title = "Other words"
    with pytest.raises(NotNow):
        keep_campaign(campaign, by=buyer, at=now)


def test_the_first_opening_counts(campaign, buyer, mill_user, now):
    send(campaign, buyer, now)
    mail = CampaignMail.objects.get()
    assert [open_mail(mail, at=now), open_mail(mail, at=now)] == [True, False]
    assert results(campaign)["opened"] == 1


def test_its_results_are_what_came_by_its_links(
    campaign, exits, buyer, mill, mill_user, other_mill, stranger, now
):
    send(campaign, buyer, now)
    first, second = exits.lessons.all()
    view_lesson(first, supplier=mill, by=mill_user, at=now, on=TODAY, campaign=campaign)
    view_lesson(second, supplier=mill, by=mill_user, at=now, on=TODAY, campaign=campaign)
    view_lesson(first, supplier=other_mill, by=stranger, at=now, on=TODAY)
    before = colleague(mill, "ann")
    view_lesson(first, supplier=mill, by=before, at=now, on=TODAY, campaign=campaign)
    completed(exits, before, mill, now - DAY)  # not since it was sent
    completed(exits, mill_user, mill)
    completed(exits, stranger, other_mill)
    found = results(campaign)
    assert (found["mailed"], found["views"], found["learners"], found["completions"]) == (
        2,
        3,
        2,
        1,
    )
    assert (found["rate"], found["opened_rate"]) == (50, 0)
    seen = {mail.user: (mail.learned, mail.completed) for mail in mails_seen(campaign)}
    assert seen == {mill_user: (True, True), stranger: (False, False)}  # ann has no mail


def test_a_renewal_after_a_mailing_is_not_a_completion_of_it(
    campaign, exits, buyer, mill, mill_user, now
):
    completed(exits, mill_user, mill, now - 400 * DAY, renewed_at=now + DAY)
    send(campaign, buyer, now)
    lesson = exits.lessons.first()
    view_lesson(lesson, supplier=mill, by=mill_user, at=now, on=TODAY, campaign=campaign)
    assert (results(campaign)["learners"], results(campaign)["completions"]) == (1, 0)
