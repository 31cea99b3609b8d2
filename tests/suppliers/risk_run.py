"""The portal's Celery application with a yearly run that only test_risk_kill knows: small spans, each holding its
written rows back for a moment before they are committed, so that a kill finds some half done.

    python -m celery -A tests.suppliers.risk_run worker
    python -m tests.suppliers.risk_run
"""

import os
import time

from celery.signals import worker_process_init

from sustainportal.celery import app

app.conf.broker_transport_options = {
    **app.conf.broker_transport_options,
    "global_keyprefix": os.environ["PROMISE"],
}
SUPPLIERS, SPAN = 60, 5


@worker_process_init.connect
def slow_down(**_signal):
    """Small spans, and a pause between the rows of a span and its commit."""
    from suppliers import tasks
    from suppliers.operations import risk

    keep = risk.keep

    def keep_slowly(*args, **kwargs):
        changed = keep(*args, **kwargs)
        time.sleep(0.15)
        return changed

    tasks.SPAN, risk.keep = SPAN, keep_slowly


def ask():
    """Suppliers in a country with figures, a model, and the question for this year's classes."""
    from django.utils import timezone

    from suppliers import catalogue_risk
    from suppliers.models import Country, CountryIndicator, Supplier
    from sustainportal.jobs import operations

    now = timezone.now()
    catalogue_risk.load(at=now)
    country = Country.objects.create(code="VN", alpha3="VNM", name="Vietnam")
    for factor, value in {"cpi": 42, "hdi": 0.7, "epi": 25, "wgi_rq": -0.4, "fh_aor": 2}.items():
        CountryIndicator.objects.create(
            country=country, factor_id=factor, year=2022, value=value, source="index"
        )
    Supplier.objects.bulk_create(
        Supplier(
            code=f"K-{number:03}",
            name=f"Mill {number}",
            name_key=f"mill {number}",
            country=country,
            created_at=now,
            changed_at=now,
        )
        for number in range(SUPPLIERS)
    )
    operations.ask("suppliers.classify", by=None, at=now, year=timezone.localdate(now).year)


if __name__ == "__main__":
    import django

    django.setup()
    ask()
