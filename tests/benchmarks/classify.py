"""What judging every supplier costs beside one hand-written SQL statement that finds the same classes.

Ours refreshes the derived readings, judges, and keeps scores, class and every reading that was judged, with
the trail; the statement only finds the class from the readings that are there. Both answers are compared
supplier by supplier. About 20 readings of a supplier count. Needs a PostgreSQL server (DATABASE_URL, or the
local one as `postgres`). BENCH_SUPPLIERS=100000 is the size of the bar; CPU seconds (ours and the
database's) are printed beside the wall's, for machines that are not ours alone. The memory is that of the
process that judges, the classes of all suppliers for the comparison included.

At last two real Celery workers (one process each, the embedded broker) share a run in which every row
changes; the load of the machine is printed beside it, since they want both its cores.
"""

import contextlib
import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

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
    SELECT s.id AS supplier_id, f.factor_id, f.category, f.weight, f.missing,
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
        coalesce(sum(weight) FILTER (WHERE valid), 0) AS covered
    FROM points GROUP BY supplier_id, category),
flagged AS (
    SELECT supplier_id, count(DISTINCT factor_id) AS flags FROM points CROSS JOIN model m
    WHERE valid AND read >= m.red_flag_from * 100 GROUP BY supplier_id),
overall AS (
    SELECT supplier_id,
        round(sum(score * w.weight) / sum(w.weight) FILTER (WHERE score IS NOT NULL)) AS score,
        floor(sum(w.weight * covered)) / 100 AS coverage
    FROM categories c JOIN model m ON true
    JOIN suppliers_categoryweight w ON w.model_id = m.id AND w.category = c.category
    GROUP BY supplier_id)
SELECT o.supplier_id, CASE
    WHEN s.status IN ('rejected', 'ended') OR NOT s.is_key AND b.amount < m.scope_amount
        THEN 'out_of_scope'
    WHEN z.value >= 1 OR q.value < 70 AND r.flags >= 2 THEN 'high'
    WHEN o.score IS NULL OR o.coverage < m.coverage_floor THEN 'not_classified'
    WHEN o.score >= m.high_from * 100 THEN 'high'
    WHEN o.score >= m.medium_from * 100 THEN 'medium' ELSE 'low' END AS risk_class
FROM overall o JOIN suppliers_supplier s ON s.id = o.supplier_id CROSS JOIN model m
LEFT JOIN bought b ON b.supplier_id = s.id
LEFT JOIN flagged r ON r.supplier_id = s.id
LEFT JOIN latest z ON z.supplier_id = s.id AND z.factor_id = 'zero_tolerance'
LEFT JOIN latest q ON q.supplier_id = s.id AND q.factor_id = 'saq_score'
"""


#: Seven factors more than the catalogue's model has: 20 readings for each supplier.
MORE = {f"bench_{number}": number for number in range(7)}


def model_of_twenty():
    """The catalogue's model with seven more posted factors of a weight of 1 each; active."""
    from suppliers import catalogue_risk
    from suppliers.models import Factor, RiskModel
    from suppliers.operations.risk_model import activate_model, copy_model

    Factor.objects.bulk_create(Factor(code=code, name=code, lowest=0, highest=100) for code in MORE)
    model = copy_model(
        model=RiskModel.objects.get(name=catalogue_risk.MODEL), name="Twenty", by=None, at=AT
    )
    categories = list(model.categories.order_by("category"))
    for code, number in MORE.items():
        category = categories[number % len(categories)].category
        heaviest = model.factors.filter(category=category).order_by("-weight").first()
        heaviest.weight -= 1
        heaviest.save()
        model.factors.create(
            category=category, factor_id=code, weight=1, best=0, worst=100,
            missing="leave_out", max_age_days=1100,
        )  # fmt: skip
    activate_model(model=model, by=None, at=AT)


def seed():
    """SIZE suppliers with a site, a purchase and, for most of them, twelve posted readings."""
    from suppliers import catalogue_risk
    from suppliers.models import Commodity, Country, FactorReading, Site, Supplier, Supply
    from suppliers.rules.names import name_key

    catalogue_risk.load(at=AT)
    model_of_twenty()
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
    **{code: lambda chance: chance.randrange(0, 101) for code in MORE},
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
    """(wall seconds, what it returned); CPU seconds of ours and of the database's process are printed."""
    start, ours_before, theirs_before = time.perf_counter(), time.process_time(), database_seconds()
    result = work()
    seconds = time.perf_counter() - start
    ours_cpu, theirs_cpu = time.process_time() - ours_before, database_seconds() - theirs_before
    print(
        f"  {label}: {seconds:.2f} s (CPU {ours_cpu:.1f} s, database {theirs_cpu:.1f} s)",
        flush=True,
    )
    return seconds, result


def database_seconds():
    """CPU seconds of our connection's server process; 0 where it runs elsewhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        return 0
    facts = path.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


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

    from suppliers.models import FactorReading
    from suppliers.operations import activate_model, copy_model
    from suppliers.queries.risk_model import active_model

    print(f"risk of {SIZE:,} suppliers, PostgreSQL")
    first, _ = timed("first run (readings derived, all rows new)", judge_all)
    tidy()
    print(f"  {FactorReading.objects.count():,} readings; classes {dict(Counter(ours().values()))}")
    statement = statistics.median(
        timed("hand-written statement", by_statement)[0] for _ in range(3)
    )
    again, _ = timed("run with nothing changed (nightly)", judge_all)
    draft = copy_model(model=active_model(), name="Another", by=None, at=AT)
    activate_model(model=draft, by=None, at=AT)
    whole, result = timed("run with every row changed (another model)", judge_all)
    assert result["changed"] == SIZE
    shared = by_two_workers()
    found = by_statement()
    wrong = {pk for pk, risk_class in ours().items() if found[pk] != risk_class}
    print(f"  the two agree on {len(found) - len(wrong):,} of {len(found):,} suppliers")
    print(
        f"  first run {first / statement:.1f} ×, every row changed {whole / statement:.1f} ×, nothing"
        f" changed {again / statement:.1f} × the statement (bar for the yearly run: 3)"
    )
    if shared:
        changed, new = (seconds / statement for seconds in shared)
        print(
            f"  by two workers: first run {new:.1f} ×, every row changed {changed:.1f} × the statement"
        )
    print(f"  memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    one_changed()
    if wrong:
        raise SystemExit("The classes differ.")


def tidy():
    """As the database does by itself after a while: the statistics are true."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def by_two_workers():
    """Wall seconds from asking until the job is done: (every row changed, first run); None where there is
    no broker."""
    from suppliers.operations import activate_model, copy_model
    from suppliers.queries.risk_model import active_model

    if not os.environ.get("PORTAL_BROKER"):
        print("  two workers: no embedded broker on this system, not measured")
        return None
    with contextlib.ExitStack() as stack:
        for number in range(2):
            stack.enter_context(worker(number))
        for _ in range(2):  # the first still waits for a worker to begin
            by_workers("run with nothing changed by two workers")
        draft = copy_model(model=active_model(), name="A third", by=None, at=AT)
        activate_model(model=draft, by=None, at=AT)
        changed, result = by_workers("run with every row changed by two workers")
        assert result["changed"] == SIZE
        forget()
        first, result = by_workers("first run by two workers")
        assert result["changed"] == SIZE
    return changed, first


def forget():
    """As if no supplier had been judged yet."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM suppliers_classification")
        cursor.execute("DELETE FROM suppliers_factorreading WHERE derived")
    tidy()


@contextlib.contextmanager
def worker(number):
    """A Celery worker of one process whose clock stands at AT."""
    command = (
        f"celery -A tests.benchmarks.classify_worker worker -c 1 -n w{number}@bench -l WARNING"
    )
    alone = "--without-gossip --without-mingle --without-heartbeat"
    with open(Path(os.environ["PORTAL_VAR"]) / f"worker{number}.log", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command.split(), *alone.split()], stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def by_workers(label):
    """(wall seconds, result) of a run that workers do."""
    from sustainportal.jobs.operations import ask

    load, start = os.getloadavg()[0], time.perf_counter()
    job = ask("suppliers.classify", by=None, at=AT, year=YEAR)
    while job.is_open:
        time.sleep(0.02)
        job.refresh_from_db()
    seconds = time.perf_counter() - start
    assert job.state == "done", job.trouble
    spans = " + ".join(str(part.total) for part in job.parts.order_by("pk")) or job.total
    print(f"  {label}: {seconds:.2f} s ({spans} spans, load before {load:.1f})", flush=True)
    return seconds, job.result


def one_changed():
    """The judgement that follows one changed reading, ten times."""
    from suppliers.models import Supplier
    from suppliers.operations import read_factor
    from suppliers.operations.risk import judge_anew

    taken = []
    for number, supplier in enumerate(Supplier.objects.order_by("?")[:11]):
        read_factor(
            supplier=supplier, factor="saq_score", value=number, read_on=ON, source="bench",
            by=None, at=AT,
        )  # fmt: skip
        start = time.perf_counter()
        judge_anew(supplier_id=supplier.pk, by=None, at=AT)
        taken.append(1000 * (time.perf_counter() - start))
    middle, most = statistics.median(taken[1:]), max(taken[1:])
    print(f"  one changed reading judged: {middle:.0f} ms, at most {most:.0f} ms (bar 50)")


def main():
    with fresh_postgres("bench_classify") as address:
        environment = portal_environment(address)
        with embedded_broker(environment["PORTAL_VAR"]) as broker:
            environment |= {"PORTAL_BROKER": broker, "REDIS_URL": ""}
            for command in (
                [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
                [sys.executable, "-m", "tests.benchmarks.classify", "seed"],
                [sys.executable, "-m", "tests.benchmarks.classify", "measure"],
            ):
                subprocess.run(command, env=environment, check=True)


@contextlib.contextmanager
def embedded_broker(folder):
    """The address of a broker of our own; empty where only the one inside a process can be had."""
    from sustainportal.launch.broker import INSIDE, Broker

    os.environ["PORTAL_VAR"] = folder
    broker = Broker()
    broker.start(Path(folder))
    try:
        yield "" if broker.address == INSIDE else broker.address
    finally:
        broker.stop()


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        django.setup()
        if sys.argv[1] == "seed":
            seed()
            tidy()
        else:
            measure()
    else:
        main()
