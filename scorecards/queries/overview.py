"""Everything about one supplier, read for one page: a bounded number of queries."""

from audits.models import Audit, Finding, Survey
from audits.queries import worst_open
from suppliers.models import Supply
from suppliers.queries import latest_classification
from suppliers.rules import quarters
from training.models import Event
from training.queries import participation, support_offered

from ..models import AllocationLine, Scorecard
from .cards import trend

ROWS = 8


def overview(supplier, *, person, today):
    """The sections of the page; every queryset is narrowed to what `person` may see."""
    quarter = quarters.of(today)
    cards = Scorecard.objects.visible_to(person).filter(supplier=supplier)
    newest = cards.select_related("policy").order_by("-quarter_id").first()
    return {
        "quarter": quarter,
        "classification": latest_classification(supplier),
        "newest": newest,
        "trend": trend(supplier.pk, newest.quarter_id, cards) if newest else [],
        "supplies": _supplies(supplier),
        "lines": _lines(supplier, person),
        "audits": _audits(supplier, person),
        "findings": _findings(supplier, person, today),
        "worst": worst_open([supplier.pk]).get(supplier.pk),
        "surveys": _surveys(supplier, person),
        "events": _events(supplier),
        "training": participation(quarter, [supplier.pk]).get(supplier.pk),
        "support": supplier.pk in support_offered([supplier.pk], today),
    }


def _supplies(supplier):
    """What the newest quarter on record says it supplies."""
    newest = Supply.objects.filter(supplier=supplier).order_by("-quarter").values("quarter")[:1]
    rows = Supply.objects.filter(supplier=supplier, quarter=newest)
    return rows.select_related("commodity").order_by("commodity__name")


def _lines(supplier, person):
    rows = AllocationLine.objects.visible_to(person).filter(supplier=supplier)
    rows = rows.select_related("allocation__commodity", "allocation__decision")
    return rows.order_by("-allocation__quarter_id", "allocation__commodity__name")[:ROWS]


def _audits(supplier, person):
    rows = Audit.objects.visible_to(person).filter(site__supplier=supplier)
    return rows.select_related("site").order_by("-planned_on", "-pk")[:ROWS]


def _findings(supplier, person, today):
    rows = Finding.objects.visible_to(person).filter(audit__site__supplier=supplier).open()
    return rows.with_due(today).select_related("provision").order_by("due", "pk")[:ROWS]


def _surveys(supplier, person):
    rows = Survey.objects.visible_to(person).filter(supplier=supplier)
    return rows.select_related("questionnaire").order_by("-year", "-pk")[:4]


def _events(supplier):
    """Events the supplier was invited to or came to, newest first."""
    invited = Event.objects.filter(invitations__supplier=supplier).order_by()
    came = Event.objects.filter(attendances__supplier=supplier).order_by()
    ids = invited.values("pk").union(came.values("pk"))
    rows = list(Event.objects.filter(pk__in=ids).order_by("-starts_on", "-pk")[:ROWS])
    attended = set(came.values_list("pk", flat=True))
    return [(event, event.pk in attended) for event in rows]
