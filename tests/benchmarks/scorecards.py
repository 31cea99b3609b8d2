"""What a quarter of every supplier costs beside one hand-written SQL statement with the same totals.

Ours gathers ten criteria and the open findings, judges in decimals, and keeps every card with its whole
arithmetic, down to the rows it was read from; the statement only finds score, coverage and grade. Both
answers are compared card by card. Needs a PostgreSQL server (DATABASE_URL, or the local one).
"""

import datetime as dt
import os
import random
import subprocess
import sys
import time
from collections import Counter
from decimal import Decimal

from .databases import fresh_postgres, portal_environment

SIZE = int(os.environ.get("BENCH_SUPPLIERS", "10000"))
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
QUARTER, FIRST, LAST = "2026Q2", dt.date(2026, 4, 1), dt.date(2026, 6, 30)
OPERATING = ("quality", "cost", "delivery", "technology", "service")

CARDS = """
WITH policy AS (SELECT * FROM scorecards_scorecardpolicy WHERE status = 'active'),
audits AS (
    SELECT DISTINCT ON (s.supplier_id) s.supplier_id, a.score, a.valid_until FROM audits_audit a
    JOIN suppliers_site s ON s.id = a.site_id
    WHERE a.state = 'final' AND a.score IS NOT NULL AND a.final_on <= %(last)s
    ORDER BY s.supplier_id, a.final_on DESC, a.id DESC),
surveys AS (
    SELECT DISTINCT ON (v.supplier_id) v.supplier_id, v.score FROM audits_survey v
    JOIN audits_questionnaire q ON q.id = v.questionnaire_id AND q.posts_score
    WHERE v.year IN (2025, 2026) AND v.score IS NOT NULL AND v.submitted_at::date <= %(last)s
    ORDER BY v.supplier_id, v.year DESC),
findings AS (
    SELECT s.supplier_id, f.* FROM audits_finding f JOIN audits_audit a ON a.id = f.audit_id
    JOIN suppliers_site s ON s.id = a.site_id WHERE a.state = 'final' OR f.rating = 'priority'),
caps AS (
    SELECT supplier_id, round(100.0 * (
        count(*) FILTER (WHERE submit_due BETWEEN %(first)s AND %(last)s
            AND first_submitted_at::date <= submit_due)
        + count(*) FILTER (WHERE complete_due BETWEEN %(first)s AND %(last)s
            AND state IN ('actions_submitted', 'ready_for_closure', 'closed')
            AND completed_at::date <= complete_due)) / (
        count(*) FILTER (WHERE submit_due BETWEEN %(first)s AND %(last)s)
        + count(*) FILTER (WHERE complete_due BETWEEN %(first)s AND %(last)s)), 2) AS percent
    FROM findings WHERE submit_due BETWEEN %(first)s AND %(last)s
        OR complete_due BETWEEN %(first)s AND %(last)s GROUP BY 1),
severe AS (
    SELECT supplier_id, bool_or(zero_tolerance_id IS NOT NULL) AS zero FROM findings
    WHERE rating = 'priority' AND recorded_at::date <= %(last)s
        AND (closed_at IS NULL OR closed_at::date > %(last)s) GROUP BY 1),
classes AS (
    SELECT DISTINCT ON (c.supplier_id) c.supplier_id, v.value FROM suppliers_classification c
    JOIN policy p ON true
    JOIN scorecards_classvalue v ON v.policy_id = p.id AND v.risk_class = c.risk_class
    WHERE c.year_id IN (2025, 2026) AND c.in_scope ORDER BY c.supplier_id, c.year_id DESC),
trained AS (
    SELECT i.supplier_id, round(100.0 * count(a.supplier_id) / count(*), 2) AS rate
    FROM training_invitation i JOIN training_event e ON e.id = i.event_id AND e.state = 'held'
        AND e.starts_on BETWEEN date '2025-07-01' AND %(last)s
    LEFT JOIN (SELECT DISTINCT event_id, supplier_id FROM training_attendance) a
        ON a.event_id = i.event_id AND a.supplier_id = i.supplier_id GROUP BY 1),
known AS (
    SELECT supplier_id, dimension AS code, value FROM scorecards_operatingfigure
        WHERE quarter_id = %(quarter)s
    UNION ALL SELECT supplier_id, 'audit', score FROM audits
        WHERE valid_until IS NULL OR valid_until >= %(last)s
    UNION ALL SELECT supplier_id, 'survey', score FROM surveys
    UNION ALL SELECT supplier_id, 'cap_timeliness', percent FROM caps
    UNION ALL SELECT supplier_id, 'risk_class', value FROM classes
    UNION ALL SELECT supplier_id, 'training', rate FROM trained),
dimensions AS (
    SELECT k.supplier_id, c.dimension, sum(c.weight) AS covered,
        sum(c.weight * CASE WHEN c.code = 'risk_class' THEN k.value
            ELSE least(greatest((k.value - c.worst) * 100 / (c.best - c.worst), 0), 100) END)
            / sum(c.weight) AS value
    FROM known k JOIN policy p ON true
    JOIN scorecards_criterion c ON c.policy_id = p.id AND c.code = k.code GROUP BY 1, 2),
scores AS (
    SELECT d.supplier_id, round(sum(w.weight * d.value) / sum(w.weight), 2) AS score,
        round(sum(w.weight * d.covered) / 100, 2) AS coverage
    FROM dimensions d JOIN policy p ON true
    JOIN scorecards_dimension w ON w.policy_id = p.id AND w.code = d.dimension GROUP BY 1)
SELECT s.supplier_id, s.score, s.coverage, CASE WHEN v.zero THEN 'D'
    WHEN s.coverage < p.coverage_floor THEN 'not_graded'
    ELSE greatest((SELECT grade FROM scorecards_gradeband b
        WHERE b.policy_id = p.id AND s.score >= b.lower ORDER BY b.lower DESC LIMIT 1),
        CASE WHEN v.supplier_id IS NOT NULL THEN 'C' ELSE 'A' END) END
FROM scores s JOIN policy p ON true LEFT JOIN severe v ON v.supplier_id = s.supplier_id
"""


def seed():
    """SIZE suppliers with a share, figures, an audit, a survey, a class, findings and invitations."""
    from audits import catalogue as audits_catalogue
    from scorecards import catalogue
    from scorecards.models import Quarter
    from suppliers import catalogue_risk

    for part in (catalogue_risk, audits_catalogue, catalogue):
        part.load(at=AT)
    chance = random.Random("scorecards")
    suppliers = make_suppliers()
    Quarter.objects.create(pk=QUARTER, opened_at=AT)
    make_figures(chance, suppliers)
    make_audits(chance, suppliers)
    make_training(chance, suppliers)


def make_suppliers():
    from suppliers.models import Commodity, Site, Supplier, Supply

    suppliers = Supplier.objects.bulk_create(
        Supplier(
            code=f"B-{n:06}", name=f"Mill {n}", name_key=f"mill {n}", created_at=AT, changed_at=AT
        )
        for n in range(SIZE)
    )
    Site.objects.bulk_create(Site(supplier=supplier, name="Plant") for supplier in suppliers)
    steel = Commodity.objects.create(code="STEEL", name="Steel")
    Supply.objects.bulk_create(
        Supply(supplier=supplier, commodity=steel, quarter=QUARTER) for supplier in suppliers
    )
    return suppliers


def make_figures(chance, suppliers):
    from scorecards.models import OperatingFigure
    from suppliers.models import Classification, RiskModel, RiskYear

    OperatingFigure.objects.bulk_create(
        OperatingFigure(
            supplier=supplier, quarter_id=QUARTER, dimension=name, source="import", recorded_at=AT,
            value=Decimal(chance.randrange(4000, 10001)) / 100,
        )
        for supplier in suppliers
        for name in OPERATING
        if chance.random() < 0.9
    )  # fmt: skip
    year = RiskYear.objects.create(year=2026)
    model = RiskModel.objects.first()
    Classification.objects.bulk_create(
        Classification(
            supplier=supplier, year=year, model=model, coverage=100, judged_at=AT,
            risk_class=chance.choice(["low", "medium", "high"]),
        )
        for supplier in suppliers
    )  # fmt: skip


def make_audits(chance, suppliers):
    from audits.models import Audit, Finding, Protocol, Provision, Questionnaire, Survey
    from audits.models import ZeroToleranceKind as Severe
    from sustainportal.accounts.models import User

    person = User.objects.create_user("bench", role="auditor")
    protocol = Protocol.objects.first()
    sites = {site.supplier_id: site for site in suppliers[0].sites.model.objects.all()}
    day = AT - dt.timedelta(days=150)
    audits = Audit.objects.bulk_create(
        Audit(
            site=sites[supplier.pk], kind="vap_initial", protocol=protocol, auditor=person,
            state="final", outcome="approved", planned_on=day.date(), planned_at=day,
            planned_by=person, started_on=day.date(), conforming=90, applicable=100,
            score=Decimal(chance.randrange(60, 201)), final_at=day, final_on=day.date(),
            final_by=person, valid_until=day.date() + dt.timedelta(days=chance.choice([90, 700])),
        )
        for supplier in suppliers
    )  # fmt: skip
    provision, severe = Provision.objects.first(), Severe.objects.first()
    Finding.objects.bulk_create(
        Finding(
            audit=audit, number=number, provision=provision, description="…", recorded_at=day,
            discovered_on=day.date(), recorded_by=person,
            rating="priority" if number == 1 and chance.random() < 0.1 else "minor",
            submit_due=FIRST + dt.timedelta(days=chance.randrange(-30, 100)),
            complete_due=FIRST + dt.timedelta(days=chance.randrange(0, 150)),
            first_submitted_at=day + dt.timedelta(days=chance.randrange(20, 150)),
        )
        for audit in audits
        for number in (1, 2)
    )  # fmt: skip
    some = list(Finding.objects.filter(rating="priority").values_list("pk", flat=True)[::10])
    Finding.objects.filter(pk__in=some).update(zero_tolerance=severe)
    Survey.objects.bulk_create(
        Survey(
            questionnaire=Questionnaire.objects.first(), supplier=supplier, year=2025,
            due_on=FIRST, state="accepted", assigned_at=day, assigned_by=person, submitted_at=day,
            submitted_by=person, accepted_at=day, accepted_by=person,
            score=Decimal(chance.randrange(3000, 10001)) / 100,
        )
        for supplier in suppliers
        if chance.random() < 0.8
    )  # fmt: skip


def make_training(chance, suppliers):
    from training.models import Attendance, Event, Invitation

    events = Event.objects.bulk_create(
        Event(
            code=f"E-{n}", title="Training", kind="training", state="held", created_at=AT,
            starts_on=dt.date(2025, 8 + n, 15),
        )
        for n in range(4)
    )  # fmt: skip
    pairs = [(event, s) for event in events for s in suppliers if chance.random() < 0.6]
    Invitation.objects.bulk_create(
        Invitation(event=event, supplier=supplier, invited_at=AT) for event, supplier in pairs
    )
    Attendance.objects.bulk_create(
        Attendance(event=e, supplier=s, name="A", person_key="a", recorded_at=AT)
        for e, s in pairs
        if chance.random() < 0.7
    )


def timed(label, work):
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"  {label}: {seconds:.2f} s", flush=True)
    return seconds, result


def compute():
    from sustainportal.jobs.operations import ask, run

    return run(ask("scorecards.compute_quarter", by=None, at=AT, quarter=QUARTER), at=AT).result


def by_statement():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(CARDS, {"first": FIRST, "last": LAST, "quarter": QUARTER})
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}


def ours():
    from scorecards.models import Scorecard

    rows = Scorecard.objects.order_by().values_list("supplier", "score", "coverage", "grade")
    return {row[0]: tuple(row[1:]) for row in rows}


def measure():
    from django.db import connection

    print(f"a quarter of {SIZE:,} suppliers, ten criteria, PostgreSQL")
    seed()
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'Asia/Taipei'")
        cursor.execute("VACUUM ANALYZE")
    statement = min(timed("hand-written statement", by_statement)[0] for _ in range(3))
    first, result = timed("quarter computed, every card new", compute)
    again, _ = timed("computed again, nothing changed", compute)
    found, kept = by_statement(), ours()
    same = sum(kept[pk] == row for pk, row in found.items())
    print(f"  {result}; grades {dict(sorted(Counter(row[2] for row in kept.values()).items()))}")
    print(f"  the two agree on {same:,} of {len(found):,} cards")
    print(
        f"  new cards {first / statement:.1f} × the statement, unchanged {again / statement:.1f} ×"
    )
    if same != len(found) or len(found) != len(kept):
        raise SystemExit("The totals differ.")


def main():
    with fresh_postgres("bench_scorecards") as address:
        environment = portal_environment(address)
        for command in (
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            [sys.executable, "-m", "tests.benchmarks.scorecards", "measure"],
        ):
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        import django

        django.setup()
        measure()
    else:
        main()
