"""Groups are made and changed by procurement; a robot's key goes in and never comes out."""

import pytest
from django.urls import reverse

from training.models import RobotMessage, SupervisionGroup

KEY = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa"
NEW = "/training/groups/new/"


@pytest.fixture
def robots(settings):
    settings.WECOM_ROBOTS = True


def change(group):
    return reverse("training:group_change", args=[group.pk])


def form(**fields):
    return {"name": "Hours", "about": "", "lead": "", "chat_link": ""} | fields


def test_a_group_is_made(as_user, buyer, auditor):
    link = "https://work.weixin.qq.com/gm/abc"
    answer = as_user(buyer).post(NEW, form(lead=auditor.pk, chat_link=link))
    row = SupervisionGroup.objects.get()
    assert (answer.status_code, row.lead, row.robot_key) == (302, auditor, "")
    page = as_user(auditor).get(row.get_absolute_url()).text
    assert f'<a href="{link}" target="_blank" rel="noopener noreferrer">' in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"chat_link": "javascript:alert(1)"}, "chat_link"),
        ({"chat_link": "http://plain.test/"}, "chat_link"),
        ({"lead": "99"}, "lead"),
        ({"key": "short"}, "key"),
        ({"key": "https://evil.test/?a=b"}, "key"),
    ],
)
def test_what_cannot_be_is_refused(robots, as_user, buyer, fields, field):
    answer = as_user(buyer).post(NEW, form(**fields))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_buyer_leads_no_group(as_user, buyer):
    assert as_user(buyer).post(NEW, form(lead=buyer.pk)).status_code == 422


def test_a_name_stands_once(as_user, buyer, group):
    assert as_user(buyer).post(NEW, form()).status_code == 422


def test_the_key_is_kept_and_shown_nowhere(
    robots, as_user, buyer, admin_user, mill_user, watched, group
):
    browser = as_user(buyer)
    address = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"
    browser.post(change(group), form(key=address))
    group.refresh_from_db()
    assert group.robot_key == KEY
    pages = [change(group), group.get_absolute_url(), reverse("training:group_list"), "/trail/"]
    for page in pages:
        assert KEY not in browser.get(page).text, page
    assert KEY not in browser.post(change(group), form(name="", key=KEY)).text
    for page in (
        reverse("admin:training_supervisiongroup_changelist"),
        reverse("admin:training_supervisiongroup_change", args=[group.pk]),
        group.get_absolute_url(),
    ):
        assert KEY not in as_user(admin_user).get(page).text, page
    assert KEY not in as_user(mill_user).get(group.get_absolute_url()).text


def test_an_empty_key_keeps_it_and_a_tick_forgets_it(robots, as_user, buyer, group):
    browser = as_user(buyer)
    browser.post(change(group), form(key=KEY))
    browser.post(change(group), form(about="Nights"))
    group.refresh_from_db()
    assert (group.about, group.robot_key) == ("Nights", KEY)
    browser.post(change(group), form(forget_key="on"))
    group.refresh_from_db()
    assert group.robot_key == ""


def test_with_robots_switched_off_no_key_is_asked_for(as_user, buyer, group):
    assert "key" not in as_user(buyer).get(change(group)).context["form"].fields
    as_user(buyer).post(change(group), form(key=KEY))
    group.refresh_from_db()
    assert group.robot_key == ""


def test_procurement_sees_what_the_robot_owes_and_why(
    robots, as_user, buyer, auditor, group, write
):
    as_user(buyer).post(change(group), form(key=KEY, lead=auditor.pk))
    group.refresh_from_db()
    write(buyer)
    RobotMessage.objects.update(error="93000: invalid webhook url", attempts=1)
    page = as_user(buyer).get(group.get_absolute_url()).text
    assert "1 message waits for the WeCom robot." in page
    assert "93000: invalid webhook url" in page
    assert "WeCom" not in as_user(auditor).get(group.get_absolute_url()).text
    assert "not said any more" in as_user(buyer).get(change(group)).text
    as_user(buyer).post(change(group), form(forget_key="on", lead=auditor.pk))
    assert "WeCom" not in as_user(buyer).get(group.get_absolute_url()).text


def test_the_minute_task_is_there_for_the_worker():
    from sustainportal.celery import app

    app.loader.import_default_modules()
    assert "training.send_robot_messages" in app.tasks


def test_a_new_lead_opens_the_board_and_the_old_one_loses_it(
    as_user, buyer, group, auditor, strange_auditor
):
    as_user(buyer).post(change(group), form(lead=strange_auditor.pk))
    assert as_user(auditor).get(group.get_absolute_url()).status_code == 404
    assert as_user(strange_auditor).get(group.get_absolute_url()).status_code == 200
