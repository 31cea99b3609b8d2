"""What taking part means for risk, pushed up as readings: the risk model knows nothing else of us."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Factor, FactorReading
from suppliers.operations.readings import NewReading, read_factors
from suppliers.operations.readings_posted import withdraw_factor
from suppliers.rules import quarters
from sustainportal.jobs.operations import ask

from ..models import Attendance, Event, HeadCount, Invitation
from ..queries.participation import participation

FACTOR = "training_participation"
SOURCE = "Training"  # stored text, one in every language: a reading is unique by it
JOB = "training.post_participation"


def ask_to_post(event, *, at):
    """After an event was held: the readings of who was invited or came are posted soon."""
    return ask(JOB, by=None, at=at, event=event.pk)


def suppliers_concerned(event=None):
    """The ids of the suppliers that were invited or came to held events, or to this event; of every supplier
    that has a reading too, where no event is named."""
    events = Event.objects.held() if event is None else Event.objects.held().filter(pk=event)
    ids = set()
    for model in (Invitation, Attendance, HeadCount):
        rows = model.objects.filter(event__in=events).exclude(supplier=None).order_by()
        ids.update(rows.values_list("supplier", flat=True).distinct())
    if event is None:
        ids.update(_posted().order_by().values_list("supplier", flat=True).distinct())
    return sorted(ids)


@transaction.atomic
def post_participation(suppliers, *, by, at):
    """Post the participation of these suppliers (ids) in the four quarters up to today's, where it differs
    from the last reading; the readings of who was invited to nothing are withdrawn. Returns what became of
    them."""
    if not Factor.objects.filter(pk=FACTOR).exists():  # its catalogue was not loaded yet
        return {"created": 0, "updated": 0, "unchanged": 0, "withdrawn": 0}
    today = timezone.localdate(at)
    quarter = quarters.of(today)
    last = _last_values(suppliers)
    rates = {pk: part.rate for pk, part in participation(quarter, suppliers).items()}
    readings = [
        NewReading(
            supplier_id=supplier,
            factor=FACTOR,
            value=rate,
            read_on=today,
            source=SOURCE,
            link=f"{reverse('training:participation_list', args=[supplier])}?quarter={quarter}",
        )
        for supplier, rate in sorted(rates.items())
        if rate is not None and last.get(supplier) != rate
    ]
    over = [supplier for supplier in last if rates.get(supplier) is None]
    gone = withdraw_factor(suppliers=over, factor=FACTOR, source=SOURCE, by=by, at=at)
    return read_factors(readings=readings, by=by, at=at) | {"withdrawn": gone}


def _posted():
    return FactorReading.objects.valid().filter(factor=FACTOR, source=SOURCE)


def _last_values(suppliers):
    """{supplier: the value posted last}."""
    rows = _posted().filter(supplier__in=suppliers)
    return dict(rows.order_by("read_on", "pk").values_list("supplier", "value"))
