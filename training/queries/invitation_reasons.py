"""Why a rule of invitation names a supplier, in words; asked for many at once."""

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suppliers.models import Commodity, Country, RiskClass, Supplier

from ..models import Supervision
from ..rules.invitation import PARTS, in_short, narrows, where_found
from .invitations import OF_FINDING, classes_asked, findings_asked, fits, risk_year

SPAN = 1000  # suppliers asked about at once


def reasons(rule, keys):
    """{supplier id: why the rule names it}, in the active language; at most eight queries a thousand."""
    keys, words = list(keys), {}
    for start in range(0, len(keys), SPAN):
        words |= _reasons(rule, keys[start : start + SPAN])
    return words


def _reasons(rule, keys):
    rows = Supplier.objects.filter(pk__in=keys).order_by()
    fitting = set(rows.filter(fits(rule)).values_list("pk", flat=True)) if narrows(rule) else set()
    tellers = list(_tellers(rule, keys)) if fitting else []
    found, picked = {}, set(rule.get("codes", ()))
    for supplier in rows.only("pk", "code", "tier", "status"):
        told = [tell(supplier) for tell in tellers] if supplier.pk in fitting else []
        if supplier.code in picked:
            told.append(_("chosen by hand"))
        found[supplier.pk] = in_short(told)
    return found


def _tellers(rule, keys):
    """A function for each part of the rule: supplier → phrase."""
    if not any(rule.get(part) for part in PARTS[1:]):
        yield lambda supplier: _("all qualified suppliers")
    if rule.get("key"):
        yield lambda supplier: _("key supplier")
    if rule.get("tiers"):
        yield lambda supplier: _("tier %(tier)s") % {"tier": supplier.tier}
    if rule.get("statuses"):
        yield lambda supplier: str(supplier.get_status_display()).lower()
    if rule.get("country"):
        country = str(Country.objects.get(pk=rule["country"]))
        yield lambda supplier: country
    if rule.get("commodity"):
        name = Commodity.objects.get(code=rule["commodity"]).name
        yield lambda supplier: _("supplies %(name)s") % {"name": name}
    if rule.get("classes"):
        yield _class_words(rule, keys)
    if rule.get("findings") or rule.get("priority"):
        yield _finding_words(rule, keys)
    if rule.get("supervised"):
        yield _supervision_words(keys)


def _class_words(rule, keys):
    year = rule.get("year") or risk_year()
    rows = classes_asked(rule | {"year": year}).filter(supplier__in=keys)
    classes = dict(rows.order_by().values_list("supplier", "risk_class"))
    labels = {code: str(label).lower() for code, label in RiskClass.choices}
    return lambda supplier: (
        _("class %(name)s %(year)s") % {"name": labels[classes[supplier.pk]], "year": year}
    )


def _finding_words(rule, keys):
    rows = findings_asked(rule).filter(**{f"{OF_FINDING}__in": keys})
    counts = dict(rows.order_by().values_list(OF_FINDING).annotate(Count("pk")))
    where = "".join(where_found(rule.get("findings")))
    return lambda supplier: finding_phrase(counts[supplier.pk], where, rule.get("priority"))


def finding_phrase(count, where="", priority=False):
    """“3 open findings in B”."""
    if priority and where:
        text = ngettext(
            "%(n)d open priority finding in %(where)s",
            "%(n)d open priority findings in %(where)s",
            count,
        )
    elif priority:
        text = ngettext("%(n)d open priority finding", "%(n)d open priority findings", count)
    elif where:
        text = ngettext(
            "%(n)d open finding in %(where)s", "%(n)d open findings in %(where)s", count
        )
    else:
        text = ngettext("%(n)d open finding", "%(n)d open findings", count)
    return text % {"n": count, "where": where}


def _supervision_words(keys):
    rows = Supervision.objects.running().filter(supplier__in=keys)
    since = dict(rows.order_by().values_list("supplier", "since"))
    return lambda supplier: (
        _("under supervision since %(day)s")
        % {"day": date_format(since[supplier.pk], "SHORT_DATE_FORMAT")}
    )
