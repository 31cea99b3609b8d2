"""What the invited answered, and who of them came."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Attendance, Event, HeadCount, Invitation, Registration
from ..rules.seats import numbers_in_line

#: How an invitation stands, and its name.
ANSWERS = {
    "registered": _("registered"),
    "waiting": _("waits in line"),
    "declined": _("declined"),
    "none": _("no answer"),
}


def _of_supplier(model):
    return model.objects.filter(event=OuterRef("event"), supplier=OuterRef("supplier")).order_by()


def with_registered(invitations):
    """`registered`: whether the supplier has anybody registered, seated or waiting."""
    return invitations.annotate(registered=Exists(_of_supplier(Registration)))


def with_answer(invitations):
    """Invitations with `answer`, a key of ANSWERS."""
    seated = Exists(_of_supplier(Registration).seated())
    return with_registered(invitations).annotate(
        answer=Case(
            When(seated, then=Value("registered")),
            When(registered=True, then=Value("waiting")),
            When(declined_at__isnull=False, then=Value("declined")),
            default=Value("none"),
        )
    )


def with_came(invitations):
    """Invitations with `somebody_came`: by name, or in a head count."""
    named, counted = Exists(_of_supplier(Attendance)), Exists(_of_supplier(HeadCount))
    return invitations.annotate(somebody_came=Case(When(named | counted, then=True), default=False))


def answer_counts(event):
    """{"invited": suppliers, and each key of ANSWERS: suppliers}; one query."""
    rows = with_answer(event.invitations).order_by().values_list("answer")
    counts = dict.fromkeys(ANSWERS, 0) | dict(rows.annotate(n=Count("pk")))
    return {"invited": sum(counts.values())} | counts


def came_counts(event):
    """{"invited", "came", "stayed_away", "declined": suppliers}; those who declined stayed away, too, unless
    somebody came after all. One query."""
    rows = with_came(event.invitations).order_by()
    return rows.aggregate(
        invited=Count("pk"),
        came=Count("pk", filter=Q(somebody_came=True)),
        stayed_away=Count("pk", filter=Q(somebody_came=False)),
        declined=Count("pk", filter=Q(declined_at__isnull=False)),
    )


def people_counts(event):
    """{"seated", "waiting"}: people, of invited and other suppliers; one query."""
    waits = Q(waiting_since__isnull=False)
    rows = event.registrations.order_by()
    return rows.aggregate(seated=Count("pk", filter=~waits), waiting=Count("pk", filter=waits))


def came(event, supplier):
    """Whether anybody of the supplier (its id) came to the event."""
    models = (Attendance, HeadCount)
    return any(model.objects.filter(event=event, supplier=supplier).exists() for model in models)


def who_came_is_known(event, on):
    """Whether on this day anybody can be said to have stayed away: the event was held on a day before, so
    that lists had time to come in, and somebody at all is recorded."""
    if event.state != Event.State.HELD:
        return False
    if event.held_at is not None and timezone.localdate(event.held_at) >= on:
        return False
    return event.attendances.exists() or event.head_counts.exists()


def absent(event):
    """The invitations of suppliers nobody came from, with `answer`; declined ones too."""
    rows = with_came(with_answer(Invitation.objects.filter(event=event)))
    return rows.filter(somebody_came=False)


def answered(invitations):
    """Invitations as the organiser reads them: `answer`, `somebody_came`, and how many people of the
    supplier are `seated` and `in_line`."""
    of_supplier = _of_supplier(Registration).values("supplier").annotate(n=Count("pk")).values("n")
    waits = Q(waiting_since__isnull=False)
    return with_came(with_answer(invitations)).annotate(
        seated=Coalesce(Subquery(of_supplier.filter(~waits)), 0),
        in_line=Coalesce(Subquery(of_supplier.filter(waits)), 0),
    )


def numbered(event, registrations):
    """Give those of the registrations (a list) who wait their number in line, as `in_line`; one query, none
    while nobody of them waits."""
    if not any(row.waiting_since for row in registrations):
        return
    line = list(event.registrations.waiting().values_list("pk", "place"))
    numbers = numbers_in_line(line, together=event.capacity is not None)
    for row in registrations:
        row.in_line = numbers.get(row.pk)
