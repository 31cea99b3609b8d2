"""What a group robot is told, in how many bytes, and when again."""

import datetime as dt

import pytest

from training.rules.robot import key_in, pause_after, robot_text, without_key

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"


@pytest.mark.parametrize(
    ("pasted", "key"),
    [
        (KEY, KEY),
        (f"  {KEY}\n", KEY),
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}", KEY),
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?debug=1&key={KEY}&x=1", KEY),
        ("short", ""),
        ("", ""),
        (f"{KEY} {KEY}", ""),
        (f"{KEY}&next=http://evil.test", ""),
        ("https://evil.test/?key=%0d%0aHost:%20a", ""),
    ],
)
def test_the_key_is_found_in_what_is_pasted(pasted, key):
    assert key_in(pasted) == key


@pytest.mark.parametrize("letter", ["a", "é", "工", "🙂"])
def test_a_long_text_is_cut_at_a_whole_character_and_keeps_its_address(letter):
    text = robot_text("Mei in “Hours”:", letter * 3000, "https://portal.test/posts/1/")
    assert 2040 <= len(text.encode()) <= 2048
    assert text.startswith("Mei in “Hours”:\n")
    assert text.endswith("…\nhttps://portal.test/posts/1/")


def test_a_short_text_stays_as_it_is():
    assert robot_text("H", "one\ntwo", "https://p.test/") == "H\none\ntwo\nhttps://p.test/"


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (1000, 360)]
)
def test_the_pause_doubles_and_ends_at_six_hours(failures, minutes):
    assert pause_after(failures) == dt.timedelta(minutes=minutes)


def test_the_key_is_blotted_out():
    assert without_key(f"failed: {KEY}", KEY) == "failed: ***"
    assert without_key("failed", "") == "failed"
