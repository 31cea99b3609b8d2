"""Long work of this room: judge a quarter in shards of suppliers, recommend commodity by commodity."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.rules import quarters
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.kinds import job_kind

from . import operations
from .models import Quarter, ScorecardPolicy
from .queries.cards import (
    judged_differently,
    newest_open_quarter,
    newest_published_quarter,
    suppliers_of,
)
from .queries.commodities import commodities_of

SHARD = 500


def checked(quarter):
    """The quarter's text; NotNow when it is none."""
    try:
        quarters.parts(quarter)
    except ValueError as error:
        raise NotNow(gettext("Write a quarter like 2026Q3.")) from error
    return quarter


def shards(*, by, at, quarter):
    """Suppliers in shards, under one policy for the whole quarter; a published quarter is only checked."""
    row = operations.open_quarter(checked(quarter), by=by, at=at)
    if row.is_published:
        return [{"check": True}]
    policy = operations.policy_to_use()
    ids = list(suppliers_of(quarter).order_by("pk").values_list("pk", flat=True))
    cut = [ids[start : start + SHARD] for start in range(0, len(ids), SHARD)]
    return [{"policy": policy.pk, "suppliers": part} for part in cut] + [{"finish": True}]


def open_quarter_tonight(at):
    """The newest quarter that has begun and is not published, if there is one."""
    quarter = newest_open_quarter(at)
    return {"quarter": quarter.pk} if quarter else None


@job_kind(
    "scorecards.compute_quarter",
    label=_("Scorecards of a quarter"),
    plan=shards,
    nightly=open_quarter_tonight,
    done=lambda args: ("scorecards:quarter_detail", [args["quarter"]]),
)
def compute_shard(item, *, by, at, quarter):
    row = Quarter.objects.get(pk=quarter)
    if "check" in item:
        different = len(judged_differently(row))
        return {"unchanged": row.cards.count() - different, "different": different}
    if "finish" in item:
        return operations.finish_computing(quarter=row, by=by, at=at)
    policy = ScorecardPolicy.objects.get(pk=item["policy"])
    return operations.compute_cards(
        quarter=row, policy=policy, supplier_ids=item["suppliers"], at=at
    )


def commodities(*, by, at, quarter):
    """The ids of the quarter's commodities."""
    operations.published_quarter(checked(quarter))
    return commodities_of(quarter)


def published_quarter_tonight(at):
    """The newest published quarter: its open recommendations are refreshed."""
    quarter = newest_published_quarter()
    return {"quarter": quarter.pk} if quarter else None


@job_kind(
    "scorecards.allocate",
    label=_("Order recommendations"),
    plan=commodities,
    nightly=published_quarter_tonight,
    done=lambda args: ("scorecards:quarter_detail", [args["quarter"]]),
)
def allocate_commodity(item, *, by, at, quarter):
    row = operations.published_quarter(quarter)
    return operations.allocate(quarter=row, commodity_id=item, by=by, at=at)
