"""The group robot says what is written; it is tried until the service takes it; its key stays hidden.

The service is a small HTTP server of this test's own on this machine.
"""

import datetime as dt
import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from sustainportal.trail.models import Entry
from training.models import RobotMessage
from training.operations.board import take_back
from training.operations.groups import keep_group
from training.operations.robot import CLAIM_LASTS, send_robot_messages

KEY = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa"
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


class Service(HTTPServer):
    """Remembers what it was told; `answers` are given in their order, then errcode 0."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.answers, self.followed = [], [], []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        key = parse_qs(urlsplit(self.path).query)["key"][0]
        self.server.asked.append((key, json.loads(body)))
        status, answer = 200, {"errcode": 0, "errmsg": "ok"}
        if self.server.answers:
            status, answer = self.server.answers.pop(0)
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", answer)
            answer = ""
        self.end_headers()
        self.wfile.write((answer if isinstance(answer, str) else json.dumps(answer)).encode())

    def do_GET(self):
        self.server.followed.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"errcode": 0}')

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def service(settings):
    server = Service()
    settings.WECOM_ROBOTS = True
    settings.WECOM_ADDRESS = f"http://127.0.0.1:{server.server_port}/send"
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def robot(group, buyer, now, service):
    """The group has a robot."""
    return keep_group(group, robot_key=KEY, by=buyer, at=now)


def send(at):
    run = send_robot_messages(clock=lambda: at)
    return run.sent, run.failed, run.later


def test_a_post_is_said_once_with_who_where_and_its_address(
    robot, watched, write, service, mill_user, now
):
    row = write(mill_user, "Two shifts?")
    assert send(now) == (1, 0, 0)
    text = (
        f"mill_user in “Hours”:\nTwo shifts?\nhttps://portal.example.test/training/posts/{row.pk}/"
    )
    assert service.asked == [(KEY, {"msgtype": "text", "text": {"content": text}})]
    assert send(now + HOUR) == (0, 0, 0)
    message = RobotMessage.objects.get()
    assert (message.sent_at, message.error, message.claimed_at) == (now, "", None)


def test_without_a_key_or_switched_off_nothing_is_owed(group, write, buyer, service, settings, now):
    write(buyer)
    keep_group(group, robot_key=KEY, by=buyer, at=now)
    settings.WECOM_ROBOTS = False
    write(buyer)
    assert RobotMessage.objects.count() == 0


def test_switched_off_what_is_owed_stays_owed(robot, write, buyer, service, settings, now):
    write(buyer)
    settings.WECOM_ROBOTS = False
    assert send(now) == (0, 0, 0)
    settings.WECOM_ROBOTS = True
    assert send(now) == (1, 0, 0)


def test_a_refusal_is_tried_again_after_longer_and_longer_pauses_and_never_lost(
    robot, write, buyer, service, now
):
    write(buyer)
    at = now
    for minutes in (1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360):
        service.answers.append((200, {"errcode": 93000, "errmsg": "invalid webhook url"}))
        assert send(at) == (0, 1, 0)
        assert RobotMessage.objects.get().next_try_at == at + minutes * MINUTE
        assert send(at + minutes * MINUTE - dt.timedelta(seconds=1)) == (0, 0, 0)
        at += minutes * MINUTE
    assert RobotMessage.objects.get().error == "93000: invalid webhook url"
    assert send(at) == (1, 0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        (500, "broken"),
        (200, "<html>"),
        (200, []),
        (200, {"errmsg": "no code"}),
    ],
)
def test_an_answer_that_is_no_answer_is_a_failure(robot, write, buyer, service, now, answer):
    write(buyer)
    service.answers.append(answer)
    assert send(now) == (0, 1, 0)
    assert len(service.asked) == 1
    assert RobotMessage.objects.get().attempts == 1
    assert send(now + MINUTE) == (1, 0, 0)


def test_the_robot_is_not_led_elsewhere(robot, write, buyer, service, now):
    write(buyer)
    service.answers.append((302, f"http://127.0.0.1:{service.server_port}/elsewhere"))
    assert send(now) == (0, 1, 0)
    assert service.followed == []


def test_a_rate_limit_waits_a_minute_and_is_no_failure(robot, write, buyer, service, now):
    write(buyer)
    service.answers.append((200, {"errcode": 45009, "errmsg": "api freq out of limit"}))
    assert send(now) == (0, 0, 0)
    message = RobotMessage.objects.get()
    assert (message.attempts, message.next_try_at) == (0, now + MINUTE)
    assert send(now + MINUTE) == (1, 0, 0)


def test_no_robot_says_more_than_twenty_a_minute(robot, write, buyer, service, now):
    for n in range(22):
        write(buyer, f"Post {n}")
    assert send(now) == (20, 0, 2)
    assert send(now + MINUTE / 2) == (0, 0, 2)
    assert send(now + MINUTE + MINUTE / 60) == (2, 0, 0)
    said = [body["text"]["content"].split("\n")[1] for _key, body in service.asked]
    assert said == [f"Post {n}" for n in range(22)]


def test_the_messages_of_a_group_keep_their_order_behind_one_that_waits(
    robot, write, buyer, service, now
):
    write(buyer, "First", at=now)
    write(buyer, "Second", at=now + MINUTE / 60)
    service.answers.append((200, {"errcode": 93000, "errmsg": "no"}))
    assert send(now + MINUTE) == (0, 1, 0)
    assert send(now + 2 * MINUTE) == (2, 0, 0)
    said = [body["text"]["content"].split("\n")[1] for _key, body in service.asked]
    assert said == ["First", "First", "Second"]


def test_while_one_is_on_its_way_another_run_says_none_of_that_group(
    robot, write, buyer, service, now
):
    first = write(buyer, "First")
    write(buyer, "Second", at=now + MINUTE)
    RobotMessage.objects.filter(post=first).update(claimed_at=now + MINUTE)
    assert send(now + 2 * MINUTE) == (0, 0, 0)
    assert send(now + 2 * MINUTE + CLAIM_LASTS) == (2, 0, 0)


def test_a_claim_holds_until_its_worker_is_given_up(robot, write, buyer, service, now):
    write(buyer)
    RobotMessage.objects.update(claimed_at=now)
    assert send(now + CLAIM_LASTS) == (0, 0, 0)
    assert send(now + CLAIM_LASTS + MINUTE) == (1, 0, 0)


def test_a_service_that_is_down_ends_the_run_and_hides_the_key(
    robot, write, buyer, service, settings, now, caplog
):
    caplog.set_level(logging.DEBUG)
    settings.WECOM_ADDRESS = "http://127.0.0.1:9/send"
    write(buyer)
    assert send(now) == (0, 1, 0)
    message = RobotMessage.objects.get()
    assert message.error.startswith("URLError:")
    told = " ".join(str(entry.detail) + entry.subject for entry in Entry.objects.all())
    assert KEY not in caplog.text + message.error + message.text + told


def test_a_refusal_that_repeats_the_key_is_kept_without_it(robot, write, buyer, service, now):
    write(buyer)
    service.answers.append((200, {"errcode": 93000, "errmsg": f"bad key {KEY}"}))
    send(now)
    assert RobotMessage.objects.get().error == "93000: bad key ***"


def test_what_was_taken_back_in_time_is_not_said(robot, write, buyer, service, now):
    row = write(buyer)
    take_back(row, by=buyer, at=now)
    assert send(now) == (0, 0, 0)


def test_the_same_key_again_tries_what_waits_at_once_and_the_trail_says_only_that_there_is_one(
    robot, write, buyer, service, now
):
    write(buyer)
    service.answers.append((200, {"errcode": 93000, "errmsg": "no"}))
    send(now)
    keep_group(robot, robot_key=KEY, by=buyer, at=now)
    assert send(now) == (1, 0, 0)
    entry = Entry.objects.filter(event="training.group.changed").first()
    assert entry.detail == {"name": "Hours", "robot": "set"}


@pytest.mark.parametrize("key", ["", "aaaaaaaa-bbbb"])
def test_what_was_owed_with_another_key_is_not_said_in_another_chat(
    robot, write, buyer, service, now, key
):
    write(buyer, "Said")
    send(now)
    write(buyer, "Old", at=now + MINUTE)
    keep_group(robot, robot_key=key, by=buyer, at=now + MINUTE)
    assert RobotMessage.objects.get().text.split("\n")[1] == "Said"
    keep_group(robot, robot_key="aaaaaaaa-bbbb", by=buyer, at=now + MINUTE)
    write(buyer, "New", at=now + 2 * MINUTE)
    assert send(now + 2 * MINUTE) == (1, 0, 0)
    told = [(key, body["text"]["content"].split("\n")[1]) for key, body in service.asked]
    assert told == [(KEY, "Said"), ("aaaaaaaa-bbbb", "New")]


def test_a_change_without_a_key_leaves_what_is_owed(robot, write, buyer, service, now):
    write(buyer)
    keep_group(robot, by=buyer, at=now)
    assert send(now) == (1, 0, 0)
