"""What the yearly figures count: findings of final audits that an audit found, without opportunities."""

from django.db.models import Q

from ..models import TO_PUT_RIGHT, Audit, Finding, FoundBy


def is_counted(year=None, prefix=""):
    """The condition of what is counted: of the audits whose visit began in that year (of all without one).
    `prefix` leads from the rows to the finding."""
    wanted = {"audit__state": Audit.State.FINAL, "rating__in": TO_PUT_RIGHT, "found_by": FoundBy.AUDIT}
    if year is not None:
        wanted["audit__started_on__year"] = year
    return Q(**{prefix + name: value for name, value in wanted.items()})


def counted(year=None):
    """The findings that count."""
    return Finding.objects.filter(is_counted(year)).order_by()
