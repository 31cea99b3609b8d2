"""What the rules of the due list say, in the reader's language."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import DueKind, RiskClass, Supplier
from .wording import number

PROBLEMS = {
    "no_rows": _("It has no row, so nothing would ever be due."),
    "class_without_row": _(
        "It says nothing about this class. A share of 0 %% says that nothing is due."
    ),
    "unknown_tier_gets_nothing": _(
        "It has rows for single tiers only: suppliers of unknown tier would get nothing."
    ),
    "twice": _("It stands here twice."),
    "unknown_class": _("There is no such class."),
    "unknown_tier": _("There is no such tier."),
    "unknown_kind": _("Nothing of this kind can be due."),
    "months_out_of_range": _("%(months)s months: it must be 1 to %(most)s."),
    "share_out_of_range": _("A share of %(share)s %% must lie between 0 and 100."),
    "remote_without_visit": _("Only an audit on site can be done remotely."),
}


def problem_text(problem):
    """One problem of an approach as a sentence that names its row."""
    return f"{row_text(problem.row)}: {PROBLEMS[problem.key] % problem.detail}"


def row_text(row):
    """ "high/any/survey" → "High › any tier › Annual survey"."""
    parts = row.split("/")
    if len(parts) == 3:
        risk_class, tier, kind = parts
        classes, kinds = dict(RiskClass.choices), dict(DueKind.choices)
        tiers = {str(value): label for value, label in Supplier.Tier.choices}
        words = (
            classes.get(risk_class, risk_class),
            tiers.get(tier) or gettext("any tier"),
            kinds.get(kind, kind),
        )
        return " › ".join(str(word) for word in words)
    return str({"approach": gettext("Approach")}.get(row) or dict(RiskClass.choices).get(row, row))


def share_text(rule):
    """Which part of those due, in words."""
    if rule.share >= 100:
        return gettext("all")
    return gettext("%(share)s %% of them, drawn at random") % {"share": rule.share}


def why_words(item):
    """Why a due item is on the list and where it stands, as sentences. The item with its list, its done row
    and who decided at hand."""
    return [
        *([gettext("Added by hand by %(who)s: %(reason)s") % _by_hand(item)] if item.added else []),
        *([_class_words(item)] if item.risk_class else []),
        *_rhythm_words(item),
        *_state_words(item),
        *_life_words(item),
    ]


def _life_words(item):
    """When it became binding, and when the programme took it up: that stands on the list, not on each item."""
    due_list = item.due_list
    if due_list.confirmed_at and item.state != item.State.BEYOND:
        yield gettext("The list was confirmed by %(who)s on %(when)s.") % {
            "who": due_list.confirmed_by,
            "when": date_format(localdate(due_list.confirmed_at), "SHORT_DATE_FORMAT"),
        }
    if item.taken_up_at:
        yield gettext("The audit programme took it up on %(when)s.") % {
            "when": date_format(localdate(item.taken_up_at), "SHORT_DATE_FORMAT")
        }


def _by_hand(item):
    return {"who": item.decided_by or "–", "reason": item.reason}


def _class_words(item):
    words = {
        "class": item.get_risk_class_display(),
        "score": "–" if item.score is None else number(item.score),
        "year": item.due_list.risk_year_id,
    }
    return gettext("Class of %(year)s: %(class)s, score %(score)s.") % words


def _rhythm_words(item):
    if item.every_months:
        yield gettext("The approach asks for it every %(months)s months.") % {
            "months": item.every_months
        }
    if item.last_on is None:
        yield gettext("It was never done before, as far as the portal knows.")
    elif item.due_on:
        yield gettext("Last done on %(last)s, so due on %(due)s.") % {
            "last": date_format(item.last_on, "SHORT_DATE_FORMAT"),
            "due": date_format(item.due_on, "SHORT_DATE_FORMAT"),
        }
    else:
        yield gettext("Last done on %(last)s.") % {
            "last": date_format(item.last_on, "SHORT_DATE_FORMAT")
        }
    if item.drawn:
        yield gettext("Drawn at random: %(share)s %% of those due, by the seed of the list.") % {
            "share": item.share
        }
    if item.remote:
        yield gettext("A remote one counts too.")


def _state_words(item):
    if item.state == item.State.BEYOND:
        yield gettext("Every place of the year is taken by higher risk.")
    elif item.state == item.State.DROPPED:
        yield gettext("Dropped by %(who)s: %(reason)s") % _by_hand(item)
    elif item.decided and not item.added:
        yield (
            gettext("Moved by %(who)s: %(reason)s") % _by_hand(item)
            if item.reason
            else gettext("Moved by %(who)s.") % _by_hand(item)
        )
