"""What judging every supplier costs beside one hand-written SQL statement that finds the same classes.

Ours refreshes the derived readings, judges, and keeps scores, class and every reason down to the reading,
with the trail; the statement only finds the class from the readings that are there. Both answers are
compared supplier by supplier. Needs a PostgreSQL server (DATABASE_URL, or the local one as `postgres`).
"""

import datetime as dt
import os
import random
import subprocess
import sys
import time

from .databases import fresh_postgres, portal_environment

SIZE = int(os.environ.get("BENCH_SUPPLIERS", "10000"))
AT = dt.datetime(2026, 8, 17, 9, tzinfo=dt.UTC)
ON, YEAR, QUARTER = dt.date(2026, 8, 17), 2026, "2026Q2"

CLASSES = """
WITH model AS (SELECT * FROM suppliers_riskmodel WHERE status = 'active'),
latest AS (
    SELECT DISTINCT ON (supplier_id, factor_id) supplier_id, factor_id, value, read_on
    FROM suppliers_factorreading WHERE withdrawn_at IS NULL AND read_on <= %(on)s
    ORDER BY supplier_id, factor_id, read_on DESC, recorded_at DESC, id DESC),
bought AS (
    SELECT supplier_id, CASE WHEN bool_and(currency = 'TWD') THEN sum(amount) END AS amount
    FROM suppliers_supply WHERE quarter = %(quarter)s AND amount IS NOT NULL GROUP BY 1),
lines AS (
    SELECT s.id AS supplier_id, f.category, f.weight, f.missing,
        l.read_on >= %(on)s - f.max_age_days AS valid,
        floor(least(greatest((l.value - f.best) / (f.worst - f.best), 0), 1) * 10000 + 0.5)::numeric
            AS read
    FROM suppliers_supplier s CROSS JOIN suppliers_modelfactor f JOIN model m ON m.id = f.model_id
    LEFT JOIN latest l ON l.supplier_id = s.id AND l.factor_id = f.factor_id),
points AS (
    SELECT *, CASE WHEN valid THEN read WHEN missing = 'worst' THEN 10000
        WHEN missing IN ('neutral', 'country') THEN 5000 END AS points FROM lines),
categories AS (
    SELECT supplier_id, category,
        round(sum(points * weight) / sum(weight) FILTER (WHERE points IS NOT NULL)) AS score,
        coalesce(sum(weight) FILTER (WHERE valid), 0) AS covered,
        count(*) FILTER (WHERE valid AND read >= m.red_flag_from * 100) AS flags
    FROM points CROSS JOIN model m GROUP BY supplier_id, category),
overall AS (
    SELECT supplier_id,
        round(sum(score * w.weight) / sum(w.weight) FILTER (WHERE score IS NOT NULL)) AS score,
        floor(sum(w.weight * covered)) / 100 AS coverage, sum(flags) AS flags
    FROM categories c JOIN model m ON true
    JOIN suppliers_categoryweight w ON w.model_id = m.id AND w.category = c.category
    GROUP BY supplier_id)
SELECT o.supplier_id, CASE
    WHEN s.status IN ('rejected', 'ended') OR NOT s.is_key AND b.amount < m.scope_amount
        THEN 'out_of_scope'
    WHEN z.value >= 1 OR q.value < 70 AND o.flags >= 2 THEN 'high'
    WHEN o.score IS NULL OR o.coverage < m.coverage_floor THEN 'not_classified'
    WHEN o.score >= m.high_from * 100 THEN 'high'
    WHEN o.score >= m.medium_from * 100 THEN 'medium' ELSE 'low' END AS risk_class
FROM overall o JOIN suppliers_supplier s ON s.id = o.supplier_id CROSS JOIN model m
LEFT JOIN bought b ON b.supplier_id = s.id
LEFT JOIN latest z ON z.supplier_id = s.id AND z.factor_id = 'zero_tolerance'
LEFT JOIN latest q ON q.supplier_id = s.id AND q.factor_id = 'saq_score'
"""


def seed():
    """SIZE suppliers with a site, a purchase and, for most of them, six posted readings."""
    from suppliers import catalogue_risk
    from suppliers.models import Commodity, Country, FactorReading, Site, Supplier, Supply
    from suppliers.rules.names import name_key

    catalogue_risk.load(at=AT)
    chance = random.Random("classify")
    Country.objects.bulk_create(
        Country(code=f"{a}{b}", alpha3=f"{a}{b}X", name=f"Country {a}{b}")
        for a in "ABCDE"
        for b in "QRS"
    )
    _indicators(chance)
    countries = list(Country.objects.values_list("pk", flat=True))
    steel = Commodity.objects.create(code="STEEL", name="Steel")
    names = [f"Mill {number}" for number in range(SIZE)]
    suppliers = Supplier.objects.bulk_create(
        [
            Supplier(
                code=f"B-{number:06}",
                name=name,
                name_key=name_key(name),
                country_id=chance.choice(countries),
                is_key=chance.random() < 0.2,
                status=chance.choice(["active"] * 19 + ["ended"]),
                created_at=AT,
                changed_at=AT,
            )
            for number, name in enumerate(names)
        ],
        batch_size=5000,
    )
    Site.objects.bulk_create(
        (
            Site(
                supplier=supplier,
                name="Plant",
                country_id=chance.choice(countries),
                workers=chance.randrange(20, 5000),
                migrant_percent=chance.randrange(0, 60),
            )
            for supplier in suppliers
        ),
        batch_size=5000,
    )
    Supply.objects.bulk_create(
        (
            Supply(
                supplier=supplier,
                commodity=steel,
                quarter=QUARTER,
                amount=chance.randrange(1_000_000, 400_000_000),
                currency=chance.choice(["TWD"] * 19 + ["USD"]),
            )
            for supplier in suppliers
        ),
        batch_size=5000,
    )
    FactorReading.objects.bulk_create(
        (
            FactorReading(
                supplier=supplier,
                factor_id=factor,
                value=value(chance),
                read_on=ON - dt.timedelta(days=chance.randrange(1, 1500)),
                source=f"Audit {chance.randrange(1000)}",
                link=f"/audits/{chance.randrange(1000)}/",
                recorded_at=AT,
            )
            for supplier in suppliers
            for factor, value in POSTED.items()
            if chance.random() < 0.9
        ),
        batch_size=5000,
    )


POSTED = {
    "audit_score": lambda chance: chance.randrange(60, 201),
    "saq_score": lambda chance: chance.randrange(30, 101),
    "open_findings": lambda chance: chance.randrange(0, 90),
    "cap_overdue": lambda chance: chance.randrange(0, 6),
    "zero_tolerance": lambda chance: int(chance.random() < 0.02),
}
INDICES = {"cpi": 90, "wgi_ge": 2, "wgi_rl": 2, "wgi_rq": 2, "epi": 80, "hdi": 1, "fh_aor": 12}


def _indicators(chance):
    from suppliers.models import Country, CountryIndicator

    CountryIndicator.objects.bulk_create(
        CountryIndicator(
            country=country,
            factor_id=factor,
            year=year,
            value=round(chance.random() * best, 3),
            source="A published index",
        )
        for country in Country.objects.all()
        for factor, best in INDICES.items()
        for year in range(2019, 2023)
    )


def timed(label, work):
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"  {label}: {seconds:.2f} s")
    return seconds, result


def judge_all(model=""):
    from suppliers import tasks
    from suppliers.models import Supplier
    from sustainportal.jobs.operations import ask, run

    args = {"model": model} if model else {}
    job = run(ask("suppliers.classify", by=None, at=AT, year=YEAR, **args), at=AT)
    assert job.total == -(-Supplier.objects.count() // tasks.SPAN)
    return job.result


def by_statement():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(CLASSES, {"on": ON, "quarter": QUARTER})
        return dict(cursor.fetchall())


def ours():
    from suppliers.models import Classification

    rows = Classification.objects.order_by().values_list("supplier", "risk_class", "in_scope")
    return {pk: risk_class if in_scope else "out_of_scope" for pk, risk_class, in_scope in rows}


def measure():
    from collections import Counter

    from django.db import connection

    from suppliers.models import FactorReading, Supplier
    from suppliers.operations import activate_model, copy_model
    from suppliers.operations.risk import judge_anew
    from suppliers.queries.risk_model import active_model

    seed()
    print(f"risk of {SIZE:,} suppliers, PostgreSQL")
    timed("first run (readings derived, all rows new)", judge_all)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"  {FactorReading.objects.count():,} readings; classes {dict(Counter(ours().values()))}")
    statement = min(timed("hand-written statement", by_statement)[0] for _ in range(3))
    again, _ = timed("run with nothing changed (nightly)", judge_all)
    draft = copy_model(model=active_model(), name="Another", by=None, at=AT)
    activate_model(model=draft, by=None, at=AT)
    whole, result = timed("run with every row changed (another model)", judge_all)
    assert result["changed"] == SIZE
    found = by_statement()
    wrong = {pk for pk, risk_class in ours().items() if found[pk] != risk_class}
    print(f"  the two agree on {len(found) - len(wrong):,} of {len(found):,} suppliers")
    print(
        f"  every row changed {whole / statement:.1f} × the statement, nothing changed {again / statement:.1f} ×"
    )
    one = Supplier.objects.order_by("?").first().pk
    judge_anew(supplier_id=one, by=None, at=AT)
    timed("one supplier judged anew", lambda: judge_anew(supplier_id=one, by=None, at=AT))
    if wrong:
        raise SystemExit("The classes differ.")


def main():
    with fresh_postgres("bench_classify") as address:
        environment = portal_environment(address)
        for command in (
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            [sys.executable, "-m", "tests.benchmarks.classify", "measure"],
        ):
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        import django

        django.setup()
        measure()
    else:
        main()
