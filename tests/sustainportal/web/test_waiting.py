"""The home page says what waits for a person, room by room."""

import datetime as dt

from sustainportal.web import waiting
from sustainportal.web.waiting import Waiting

ON = dt.date(2026, 8, 17)


def test_the_rooms_that_know_piles_are_asked_in_the_order_of_the_river():
    assert [room.__module__.partition(".")[0] for room in waiting.rooms()] == [
        "suppliers", "audits", "training", "scorecards",
    ]  # fmt: skip


def test_an_empty_pile_is_not_shown(buyer, monkeypatch):
    piles = [Waiting("Names", 0, "/names/"), Waiting("Papers", 2, "/papers/", late=1)]
    monkeypatch.setattr(waiting, "rooms", lambda: [lambda person, *, on: piles])
    assert waiting.waiting_for(buyer, on=ON) == piles[1:]


def test_the_home_page_shows_each_pile_and_what_is_late(as_user, buyer, monkeypatch):
    piles = [Waiting("Papers", 2, "/papers/", late=1)]
    monkeypatch.setattr(waiting, "rooms", lambda: [lambda person, *, on: piles])
    text = as_user(buyer).get("/").text
    for part in ('href="/papers/"', "Papers", "1 is late"):
        assert part in text
