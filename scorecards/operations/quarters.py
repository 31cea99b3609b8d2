"""A quarter from open to published: gather, judge, keep; then freeze."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.rules import quarters
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import SYSTEM, record

from ..models import OperatingFigure, Quarter, Scorecard
from ..notices import tell_published
from ..queries.cards import suppliers_of
from ..queries.inputs import gather
from ..queries.policies import active_scorecard_policy, policy_rules
from ..rules.scorecard import judge, plain

COMPUTED, PUBLISHED = Quarter.State.COMPUTED, Quarter.State.PUBLISHED
JUDGED = ["policy_id", "score", "grade", "coverage", "parts"]


@transaction.atomic
def open_quarter(code, *, by, at):
    """The quarter, made if it is not there yet. NotNow before it begins."""
    if code > quarters.of(timezone.localdate(at)):
        raise NotNow(_("This quarter has not begun yet."))
    quarter, created = Quarter.objects.get_or_create(pk=code, defaults={"opened_at": at})
    if created:
        record("scorecards.quarter.opened", quarter, by=by, at=at)
    return quarter


def policy_to_use():
    """The active scorecard policy; NotNow without one."""
    policy = active_scorecard_policy()
    if policy is None:
        raise NotNow(_("There is no active scorecard policy. An administrator activates one."))
    return policy


def _locked(quarter):
    """The quarter's row, held against publishing until the transaction ends."""
    row = Quarter.objects.select_for_update().get(pk=quarter.pk)
    if row.is_published:
        raise NotNow(
            _("%(quarter)s is published: its scorecards do not change.") % {"quarter": row}
        )
    return row


@transaction.atomic
def compute_cards(*, quarter, policy, supplier_ids, at):
    """Judge these suppliers' quarter and keep what changed; returns created/updated/unchanged."""
    quarter = _locked(quarter)
    known = {
        card.supplier_id: card
        for card in Scorecard.objects.filter(quarter=quarter, supplier__in=supplier_ids)
    }
    rules = policy_rules(policy)
    new, changed, unchanged = [], [], 0
    for supplier, inputs in gather(quarter.pk, supplier_ids, on=timezone.localdate(at)).items():
        card = _card(quarter, policy, supplier, judge(rules, *inputs), at)
        before = known.get(supplier)
        if before is None:
            new.append(card)
        elif any(getattr(before, name) != getattr(card, name) for name in JUDGED):
            changed.append(card)
        else:
            unchanged += 1
    Scorecard.objects.bulk_create(
        new + changed,
        update_conflicts=True,
        unique_fields=["supplier", "quarter"],
        update_fields=["policy", *JUDGED[1:], "computed_at"],
        batch_size=500,
    )
    return {"created": len(new), "updated": len(changed), "unchanged": unchanged}


def _card(quarter, policy, supplier_id, judgement, at):
    return Scorecard(
        quarter=quarter,
        supplier_id=supplier_id,
        policy=policy,
        score=judgement.score,
        grade=judgement.grade,
        coverage=judgement.coverage,
        parts=plain(judgement),
        computed_at=at,
    )


@transaction.atomic
def finish_computing(*, quarter, by, at):
    """Drop the cards of suppliers that no longer belong to the quarter and call it computed."""
    quarter = _locked(quarter)
    expected = suppliers_of(quarter.pk).values("pk")
    left = Scorecard.objects.filter(quarter=quarter).exclude(supplier__in=expected)
    removed = left.count()
    left.delete()
    Quarter.objects.filter(pk=quarter.pk).update(
        state=COMPUTED, computed_at=at, computed_by=SYSTEM if by is None else str(by)
    )
    record("scorecards.quarter.computed", quarter, by=by, at=at, grades=grades_of(quarter))
    return {"removed": removed}


def grades_of(quarter):
    """{grade: number of cards} of a quarter."""
    counts = quarter.cards.order_by().values_list("grade").annotate(Count("pk"))
    return dict(sorted(counts))


@transaction.atomic
def publish_quarter(*, quarter, by, at):
    """Freeze every card of the quarter and tell the suppliers. NotNow unless computed and up to date."""
    quarter = _locked(quarter)
    if quarter.state != COMPUTED:
        raise NotNow(_("%(quarter)s is not computed yet. Compute it first.") % {"quarter": quarter})
    if not quarter.cards.exists():
        raise NotNow(_("%(quarter)s has no scorecard to publish.") % {"quarter": quarter})
    later = OperatingFigure.objects.filter(quarter=quarter, recorded_at__gt=quarter.computed_at)
    if later.exists():
        raise NotNow(_("Figures came in after the computation. Compute the quarter again first."))
    quarter.cards.all().update(frozen_at=at)
    claimed = Quarter.objects.filter(pk=quarter.pk, state=COMPUTED).update(
        state=PUBLISHED, published_at=at, published_by=SYSTEM if by is None else str(by)
    )
    if claimed != 1:
        raise NotNow(_("Somebody else is publishing this quarter at this moment."))
    record("scorecards.quarter.published", quarter, by=by, at=at, grades=grades_of(quarter))
    tell_published(quarter, at=at)
    quarter.refresh_from_db()
    return quarter
