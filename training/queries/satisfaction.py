"""What suppliers' people thought of an event."""

from django.db.models import Q

from suppliers.models import Supplier
from sustainportal.accounts.models import User
from sustainportal.notices.models import Notice

from ..models import Attendance, HeadCount, Satisfaction
from ..rules.satisfaction import summary


def attending(event):
    """The suppliers of which somebody was there, by name or as a head."""
    named = Attendance.objects.filter(event=event).order_by()
    heads = HeadCount.objects.filter(event=event).exclude(supplier=None).order_by()
    there = Q(pk__in=named.values("supplier")) | Q(pk__in=heads.values("supplier"))
    return Supplier.objects.filter(there)


def not_asked(event, kind, link):
    """The people of those suppliers without a notice of this kind and link, who have not answered either."""
    people = User.objects.filter(is_active=True, memberships__supplier__in=attending(event))
    told = Notice.objects.filter(event=kind, link=link).order_by()
    said = event.satisfaction.order_by()
    return people.exclude(pk__in=told.values("recipient")).exclude(pk__in=said.values("user"))


def answers_of(event):
    """{"answers", "suppliers", "attending", "marks", "remarks"}: who said something is in none of it. The
    remarks stand in alphabetical order, which tells nothing of who and when."""
    rows = list(event.satisfaction.order_by().values("supplier", "remark", *Satisfaction.MARKS))
    return {
        "answers": len(rows),
        "suppliers": len({row["supplier"] for row in rows}),
        "attending": attending(event).count(),
        "marks": summary(rows, Satisfaction.MARKS),
        "remarks": sorted(row["remark"] for row in rows if row["remark"]),
    }


def answer_of(event, person):
    """What this person said, or None."""
    return Satisfaction.objects.filter(event=event, user=person).first()
