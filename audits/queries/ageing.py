"""Where the open findings stand today: how old, how late, who waits for whom. Reported ones only."""

from django.db.models import Case, CharField, Count, Q, Value, When

from suppliers.models import Supplier
from sustainportal.accounts.models import User

from ..models import Finding, Rating, State
from ..rules import life
from ..rules.ageing import AGES, LATE, days_of
from ..wording_overviews import AGE_WORDS, LATE_WORDS, WAITING_WORDS

MOST = 10  # suppliers, auditors and buyers listed


def standing(today):
    """{"ages", "late", "waiting", "suppliers", "auditors", "buyers", "open", "overdue"}; three aggregates."""
    cells = _cells(today)
    return {
        "ages": _spans(cells, "age", AGE_WORDS),
        "late": _spans(cells, "late", LATE_WORDS),
        "ratings": [(str(rating), rating.label) for rating in Rating],
        "waiting": _waiting(cells),
        "open": sum(cell["count"] for cell in cells),
        "overdue": sum(cell["count"] for cell in cells if cell["late"] != "no"),
        "suppliers": _suppliers(today),
        **_reviewers(today),
    }


def open_rows(today):
    return Finding.objects.reported().open().with_due(today).order_by()


def between(name, span, today):
    """The condition that the date `name` lies in a span of rules.ageing."""
    first, last = days_of(span, today)
    condition = Q(**{f"{name}__lte": last})
    return condition if first is None else condition & Q(**{f"{name}__gte": first})


def _cells(today):
    """[{state, rating, age, late, count}]: every open finding once. One query."""
    ages = [
        When(between("discovered_on", span, today), then=Value(code)) for code, span in AGES.items()
    ]
    late = [When(between("due", span, today), then=Value(code)) for code, span in LATE.items()]
    rows = open_rows(today).annotate(
        age=Case(*ages, default=Value("30"), output_field=CharField()),
        late=Case(*late, default=Value("no"), output_field=CharField()),
    )
    return list(rows.values("state", "rating", "age", "late").annotate(count=Count("pk")))


def _spans(cells, name, words):
    """[{code, label, counts: [(rating, count)], count}] in the order of the words."""
    table = {code: dict.fromkeys(Rating.values, 0) for code in words}
    for cell in cells:
        table[cell[name]][cell["rating"]] += cell["count"]
    return [
        {
            "code": code,
            "label": label,
            "counts": list(table[code].items()),
            "count": sum(table[code].values()),
        }
        for code, label in words.items()
    ]


def _waiting(cells):
    """[{state, label, count, overdue}] in the order of a finding's life."""
    table = {state: {"count": 0, "overdue": 0} for state in WAITING_WORDS}
    for cell in cells:
        row = table[cell["state"]]
        row["count"] += cell["count"]
        row["overdue"] += cell["count"] * (cell["late"] != "no")
    return [
        {
            "state": state,
            "state_label": State(state).label,
            "label": WAITING_WORDS[state],
            "role": "supplier" if state in life.WAITS_FOR_SUPPLIER else "reviewer",
            **table[state],
        }
        for state in life.STATES
        if state in table
    ]


OVERDUE = Count("pk", filter=Q(is_overdue=True))


def _suppliers(today):
    """The suppliers most is waited for: [{supplier, name, count, overdue}]."""
    rows = open_rows(today).filter(state__in=life.WAITS_FOR_SUPPLIER)
    found = rows.values_list("audit__site__supplier").annotate(count=Count("pk"), overdue=OVERDUE)
    most = list(found.order_by("-overdue", "-count", "audit__site__supplier")[:MOST])
    names = Supplier.objects.in_bulk([pk for pk, *_counts in most])
    return [
        {"pk": pk, "name": names[pk].name, "count": count, "overdue": overdue}
        for pk, count, overdue in most
    ]


def _reviewers(today):
    """{"auditors", "buyers"}: whom suppliers wait for; a finding counts with its lead auditor and with the
    buyer who planned its audit. One query."""
    rows = open_rows(today).filter(state__in=life.WAITS_FOR_REVIEWER)
    auditors, buyers = {}, {}
    for auditor, buyer, count, overdue in rows.values_list(
        "audit__auditor", "audit__planned_by"
    ).annotate(Count("pk"), overdue=OVERDUE):
        for table, person in ((auditors, auditor), (buyers, buyer)):
            cell = table.setdefault(person, {"pk": person, "count": 0, "overdue": 0})
            cell["count"] += count
            cell["overdue"] += overdue
    names = User.objects.in_bulk([*auditors, *buyers])
    return {
        "auditors": _most(auditors, names),
        "buyers": _most(buyers, names),
    }


def _most(table, names):
    rows = sorted(table.values(), key=lambda row: (-row["overdue"], -row["count"], row["pk"]))
    return [row | {"name": str(names[row["pk"]])} for row in rows[:MOST]]
