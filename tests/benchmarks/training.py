"""The statistics of training over 100,000 attendances and 20,000 heads, on PostgreSQL: server time of the
page as a buyer asks for it, and of its rows; and 300 people checked in from four devices at once.

Needs a PostgreSQL server (DATABASE_URL, or the local one as `postgres`).
"""

import statistics
import subprocess
import sys
import time

from .databases import fresh_postgres, portal_environment

SUPPLIERS, EVENTS, PEOPLE = 3000, 500, 200  # of an event
ROUNDS = 15
BAR = 500  # milliseconds
PAGES = {
    "statistics": "/training/statistics/",
    "statistics, split by all three": "/training/statistics/?split=all",
    "statistics of a tier, split by theme": "/training/statistics/?tier=2&split=theme",
    "attendances of a year": "/training/attendance/?year=2024",
    "suppliers reached in a year": "/training/reached/?year=2024",
    "sessions of a tier": "/training/sessions/?year=2024&tier=2",
}
STATEMENTS = [
    """
    INSERT INTO training_event (code, title, kind, theme, starts_on, is_online, place, zone, secret, open_to_all,
        state, created_at)
    SELECT 'B' || n, 'Event ' || n, ('{{conference,training,forum,training}}'::text[])[1 + n %% 4],
        ('{{Climate,Labour,Safety,Minerals,Water,""}}'::text[])[1 + n %% 6], date '2013-01-01' + n * 9, true, '',
        'Asia/Taipei', md5(n::text), true, 'held', now()
    FROM generate_series(1, {events}) n
    """,
    """
    INSERT INTO training_session (event_id, topic, speaker, organisation, starts_at, minutes)
    SELECT id, 'Part ' || part, '', '', starts_on, 45 FROM training_event CROSS JOIN generate_series(1, 4) part
    """,
    """
    INSERT INTO training_attendance (event_id, supplier_id, name, email, person_key, attended_seconds, origin,
        recorded_at)
    SELECT e.id, s.id, 'Person ' || n, '', 'person ' || n, 1800 + n, 'list', now()
    FROM training_event e CROSS JOIN generate_series(1, {people}) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM suppliers_supplier) s
        ON s.place = 1 + abs(hashint8(e.id * 1000 + n)) %% {suppliers}
    """,
    """
    INSERT INTO training_headcount (event_id, organisation, supplier_id, heads, recorded_at)
    SELECT e.id, 'Organisation ' || n, CASE WHEN n %% 2 = 0 THEN s.id END, 10, now()
    FROM training_event e CROSS JOIN generate_series(1, 4) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM suppliers_supplier) s
        ON s.place = 1 + abs(hashint8(e.id * 77 + n)) %% {suppliers}
    """,
    "VACUUM ANALYZE",
]


def fill():
    """Held events with people and heads; the buyer who looks at them."""
    from django.db import connection

    from . import crowd

    buyer = crowd.grow(SUPPLIERS)["procurement"]
    sizes = {"events": EVENTS, "people": PEOPLE, "suppliers": SUPPLIERS}
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement.format(**sizes).replace("%%", "%"))
    return buyer


def ask():
    """Ask for each page ROUNDS times."""
    from django.conf import settings
    from django.test import Client

    from training.models import Attendance

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    buyer = fill()
    print(f"  {Attendance.objects.count()} attendances, {EVENTS} events, {SUPPLIERS} suppliers")
    browser = Client()
    browser.force_login(buyer, backend="sustainportal.accounts.backends.RoleBackend")
    for name, address in PAGES.items():
        print(f"  {name}: {median(browser, address):.0f} ms (bar {BAR})")


def check_in():
    """Four devices take 75 people each in turn, one message a scan, and every scan is sent twice."""
    import json
    import threading

    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from suppliers.models import Supplier
    from training.models import Attendance, Event, Interval, Registration, Scan

    from . import crowd

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    now, buyer = timezone.now(), crowd.person("procurement", "procurement")
    event = Event.objects.create(
        code="DOOR", title="Door", kind="forum", starts_on=now.date(), created_at=now, state="open"
    )
    suppliers = list(Supplier.objects.order_by("pk")[:300])
    rows = Registration.objects.bulk_create(
        Registration(
            event=event, supplier=supplier, name=f"P{n}", person_key=f"p{n}", registered_at=now
        )
        for n, supplier in enumerate(suppliers)
    )

    def device(number):
        browser = Client()
        browser.force_login(buyer, backend="sustainportal.accounts.backends.RoleBackend")
        for row in rows[number::4]:
            scan = {"nonce": f"device-{row.pk}", "direction": "in", "age": 1, "registration": row.pk}
            for _again in range(2):
                sent = json.dumps({"scans": [scan]})
                answer = browser.post(
                    f"/training/events/{event.pk}/scans/", sent, content_type="application/json"
                )
                assert answer.json()["results"][0]["kept"], answer.text
        connection.close()

    threads = [threading.Thread(target=device, args=(number,)) for number in range(4)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - start
    counts = [model.objects.count() for model in (Scan, Interval)]
    people = Attendance.objects.filter(event=event).count()
    print(f"  check-in of {people} people from 4 devices, each scan sent twice: {taken:.0f} s (bar 300)")
    print(f"  scans and stays kept: {counts} (300 each)")


def median(browser, address):
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        answer = browser.get(address)
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200
    return statistics.median(times)


def main():
    with fresh_postgres("portal_bench_training") as url:
        environment = portal_environment(url)
        for verb in (["migrate", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"]):
            subprocess.run([sys.executable, "manage.py", *verb], env=environment, check=True)
        subprocess.run([sys.executable, "-m", __spec__.name, "ask"], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["ask"]:
        import django

        django.setup()
        ask()
        check_in()
    else:
        main()
