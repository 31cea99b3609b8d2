"""What a proxy or a watchman may ask without logging in."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse


@pytest.mark.django_db
def test_live_asks_nothing_of_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("web:live"))

    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_ready_asks_the_database_once(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get(reverse("web:ready"))

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "inside"})


@pytest.mark.django_db
def test_without_the_database_it_is_not_ready_and_names_no_cause(client, monkeypatch, caplog):
    def refuse(*_):
        raise OperationalError("password of portal is wrong")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        answer = client.get(reverse("web:ready"))

    assert (answer.status_code, answer.json()) == (503, {"database": "down", "broker": "inside"})
    assert "password of portal is wrong" in caplog.text


@pytest.mark.django_db
def test_without_the_broker_it_is_ready_and_says_so(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = client.get(reverse("web:ready"))

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "down"})


@pytest.mark.parametrize("name", ["web:live", "web:ready"])
def test_there_is_nothing_to_change(client, name):
    assert client.post(reverse(name)).status_code == 405
