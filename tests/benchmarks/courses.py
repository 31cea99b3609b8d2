"""Courses assigned by rule at 100,000 suppliers, on PostgreSQL: the look at whom a rule fits, the night in
which 2,000 suppliers (each with a person who is told) get a course, the night after, and the lists.

Needs a PostgreSQL server (DATABASE_URL, or the local one as `postgres`).
"""

import datetime as dt
import statistics
import subprocess
import sys
import time

from .databases import fresh_postgres, portal_environment
from .training import PEOPLE_OF_THE_INVITED

SUPPLIERS, NEW = 100_000, 2000
ROUNDS = 9
BAR = 500  # milliseconds, for a page
PAGES = {
    "assigned courses": "/training/assignments/",
    "assigned courses, overdue": "/training/assignments/?standing=overdue",
    "found again after completion": "/training/assignments/?seen=completed_again",
    "courses and findings": "/training/assignments/findings/",
    "course counts": "/training/courses/counts/",
    "a rule that fits 33,333 suppliers": "/training/assignments/rules/{rule}/",
}


def fill():
    """Suppliers, 2,000 of them with a person and new since today; two rules, one of them in use."""
    from django.db import connection
    from django.utils import timezone

    from suppliers.models import Supplier
    from training.models import Course, CourseRule

    from . import crowd

    buyer, now = crowd.grow(SUPPLIERS)["procurement"], timezone.now()
    Supplier.objects.update(created_at=now - dt.timedelta(days=400))
    with connection.cursor() as cursor:
        for statement in PEOPLE_OF_THE_INVITED:
            cursor.execute(statement.replace("{invited}", str(NEW)))
    Supplier.objects.filter(memberships__isnull=False).update(created_at=now)
    course = Course.objects.create(code="B", title="Ways out", language="en", is_published=True)
    day = timezone.localdate(now)
    new = CourseRule.objects.create(course=course, kind="new", since=day, is_active=True)
    high = CourseRule.objects.create(course=course, kind="class", value="high", since=day)
    return buyer, new, high, now


def nights(now):
    """The night in which the rule gives, and the next one."""
    from django.db import transaction

    from sustainportal.notices.models import Notice
    from training.models import CourseAssignment
    from training.tasks.assignment import apply_span, suppliers_to_give

    for name in ("the first night", "the night after"):
        start = time.perf_counter()
        for span in suppliers_to_give(by=None, at=now):
            with transaction.atomic():
                apply_span(span, by=None, at=now)
        taken = time.perf_counter() - start
        given, told = CourseAssignment.objects.count(), Notice.objects.count()
        print(f"  {name}: {taken:.1f} s; {given} courses given, {told} people told so far")


def ask():
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    buyer, _new, high, now = fill()
    nights(now)
    browser = Client()
    browser.force_login(buyer, backend="sustainportal.accounts.backends.RoleBackend")
    for name, address in PAGES.items():
        print(f"  {name}: {median(browser, address.format(rule=high.pk)):.0f} ms (bar {BAR})")


def median(browser, address):
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        answer = browser.get(address)
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, address
    return statistics.median(times)


def main():
    with fresh_postgres("portal_bench_courses") as url:
        environment = portal_environment(url)
        for verb in (["migrate", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"]):
            subprocess.run([sys.executable, "manage.py", *verb], env=environment, check=True)
        subprocess.run([sys.executable, "-m", __spec__.name, "ask"], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["ask"]:
        import django

        django.setup()
        ask()
    else:
        main()
