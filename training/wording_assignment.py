"""Why a course was assigned, in words. A rule keeps a code ("class:high:2026"), a person a sentence."""

from django.utils.translation import gettext as _

from suppliers.models import RiskClass


def why_words(assignment):
    """In the active language; the code of the provision for a finding."""
    if assignment.assigned_by_id:
        return assignment.why
    kind, _colon, rest = assignment.why.partition(":")
    return rule_words(kind, rest) or assignment.why


def rule_words(kind, rest):
    """For what a rule keeps: ("finding", "B2"), ("new", ""), ("class", "high:2026"); "" for anything else."""
    if kind == "finding":
        return _("finding in %(provision)s") % {"provision": rest}
    if kind == "new":
        return _("new supplier")
    if kind == "class":
        name, _colon, year = rest.partition(":")
        known = dict(RiskClass.choices)
        return _("risk class %(name)s, %(year)s") % {"name": known.get(name, name), "year": year}
    return ""


def who_words(rule):
    """Whom a rule is for, in the active language."""
    if rule.kind == rule.Kind.FINDING:
        whole = len(rule.value) == 1
        text = _("open finding in section %(code)s") if whole else _("open finding in %(code)s")
        return text % {"code": rule.value}
    if rule.kind == rule.Kind.NEW:
        return _("new supplier")
    return _("risk class %(name)s") % {"name": dict(RiskClass.choices).get(rule.value, rule.value)}
