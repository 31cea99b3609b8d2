"""Cases beside findings, how many there are of each section, and what a case of a finding begins with."""

from django.db.models import Case as First
from django.db.models import Count, IntegerField, Q, Value, When
from django.db.models.functions import Left

from audits.models import Finding, Provision, ProvisionMatch
from suppliers.rules.matching import simpler
from sustainportal.web.languages import in_language

from ..models import Case
from ..rules.cases import column_for

MOST = 3  # suggested beside a finding


def suggested(finding, user, most=MOST):
    """[Case] for who has to put a finding right: published ones of its provision or what it is called in other
    versions of the code, then of its section. Two queries."""
    near = finding.provision
    codes = {near.code, *_codes_elsewhere(near)}
    rank = First(
        When(provision__in=codes, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = Case.objects.visible_to(user).published()
    rows = rows.filter(Q(provision__in=codes) | Q(provision__startswith=near.section))
    return list(rows.annotate(rank=rank).order_by("rank", "-published_at", "pk")[:most])


def _codes_elsewhere(provision):
    lines = ProvisionMatch.objects.filter(Q(provision=provision) | Q(counterpart=provision))
    rows = lines.values_list("provision__code", "counterpart__code")
    return {code for pair in rows for code in pair}


def made_of(finding, user):
    """The cases that were made of a finding, for who may know it."""
    return list(Case.objects.visible_to(user).filter(source=finding).order_by("pk"))


def by_section(cases):
    """[(letter, label, count)] of the sections of the code, every section named."""
    rows = cases.order_by().values_list(Left("provision", 1)).annotate(Count("pk"))
    counts = dict(rows)
    return [(letter, label, counts.get(letter, 0)) for letter, label in Provision.Section.choices]


def provision_titles():
    """{code: title} of the catalogue in the reader's language; of several versions the one in use."""
    rows = Provision.objects.select_related("protocol").order_by("protocol__is_current", "protocol")
    return {row.code: in_language(row, "title") for row in rows}


def provision_choices():
    """[(section label, [(code, "B2 Emergency preparedness")])] of the versions in use."""
    found = {}
    for row in Provision.objects.filter(protocol__is_current=True).order_by("section", "number"):
        label = Provision.Section(row.section).label
        found.setdefault(label, {}).setdefault(row.code, str(row))
    return [(label, list(rows.items())) for label, rows in found.items()]


def closed_findings(user):
    """The findings a case may be made of."""
    rows = Finding.objects.visible_to(user).reported().filter(state=Finding.State.CLOSED)
    return rows.select_related("provision", "audit__site__supplier")


def first_draft(finding):
    """{field: text} a case of a finding begins with: what was found, why, and what was done, each in the column of
    its language. It still names everybody; that is for a person to change."""
    plan = finding.plans.order_by("-version").first()
    done = [action.text for action in plan.actions.all()] if plan else []
    parts = {
        "situation": finding.description,
        "cause": plan.root_cause if plan else "",
        "measure": "\n".join(done),
    }
    texts = {f"{part}{column_for(text, simpler)}": text[:3000] for part, text in parts.items()}
    return texts | {"provision": finding.provision.code}
