"""The statistics of training over 100,000 attendances and 20,000 heads, on PostgreSQL: server time of the
page as a buyer asks for it, and of its rows; 300 people checked in from four devices at once; and 2,000
suppliers invited by a rule, each with a person who is told, with a calendar entry.

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


INVITED = 2000
PEOPLE_OF_THE_INVITED = [
    """
    INSERT INTO accounts_user (password, is_superuser, username, first_name, last_name, is_staff, is_active,
        date_joined, email, role, language)
    SELECT '', false, 'guest-' || n, 'Guest', n::text, false, true, now(), 'guest-' || n || '@example.test',
        'supplier', (ARRAY['en', 'zh-hant', 'zh-hans'])[1 + n % 3]
    FROM generate_series(1, {invited}) n
    """,
    """
    INSERT INTO suppliers_membership (supplier_id, user_id, is_manager)
    SELECT s.id, u.id, false
    FROM (SELECT id, row_number() OVER (ORDER BY code DESC) AS place FROM suppliers_supplier) s
    JOIN accounts_user u ON u.username = 'guest-' || s.place
    """,
    "UPDATE suppliers_supplier SET is_key = EXISTS (SELECT 1 FROM suppliers_membership m WHERE m.supplier_id = suppliers_supplier.id AND m.user_id IN (SELECT id FROM accounts_user WHERE username LIKE 'guest-%'))",
    "VACUUM ANALYZE",
]


def invite():
    """Invite by a rule as the worker does: look who fits, say why, keep the invitations, owe the notices."""
    from django.db import connection, transaction
    from django.utils import timezone

    from sustainportal.notices.models import Notice
    from training import operations
    from training.models import Event, Invitation
    from training.queries.invitations import suppliers_by
    from training.rules.invitation import mark_of
    from training.tasks.invitations import invite_span, invited_spans

    from . import crowd

    with connection.cursor() as cursor:
        for statement in PEOPLE_OF_THE_INVITED:
            cursor.execute(statement.replace("{invited}", str(INVITED)))
    buyer, now = crowd.person("procurement", "procurement"), timezone.now()
    day = timezone.localdate(now)
    event = Event(code="INVITE", title="Forum", kind="forum", starts_on=day, is_online=True)
    operations.plan_event(event, by=buyer, at=now)
    operations.add_session(
        event, topic="Opening", speaker="", organisation="", starts_at=now, minutes=60, by=buyer, at=now
    )
    operations.open_event(event, by=buyer, at=now)
    rule = {"key": True, "classes": ["low", "medium", "high"], "year": 2026, "tiers": [1, 2, 3]}
    start = time.perf_counter()
    mark = mark_of(suppliers_by(rule).values_list("pk", flat=True))
    for span in invited_spans(by=buyer, at=now, event=event.pk, rule=rule, without=[], mark=mark):
        with transaction.atomic():
            invite_span(span, by=buyer, at=now, event=event.pk)
    taken = time.perf_counter() - start
    invited = Invitation.objects.filter(event=event).count()
    told = Notice.objects.filter(event="training.event.invited")
    entries = told.exclude(calendar="").count()
    print(
        f"  {invited} suppliers invited, {told.count()} people told, {entries} with a calendar entry: "
        f"{taken:.1f} s (bar 10)"
    )


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
        invite()
    else:
        main()
