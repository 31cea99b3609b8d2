"""The rows behind a number, with links the reader may follow."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass

#: kind of source → (name, route, permission); routes take the source's id, or its `place`. The sums
#: of `LISTS` open the list of their rows, narrowed to the supplier that is the source's id.
#: Training opens the events of the supplier in the quarter that is the source's label.
KINDS = {
    "figure": (_("Operating figure"), "", ""),
    "audit": (_("Audit"), "audits:audit_detail", "audits.read_audit"),
    "survey": (_("Survey"), "audits:survey_detail", "audits.read_survey"),
    "finding": (_("Finding"), "audits:finding_detail", "audits.read_finding"),
    "classification": (_("Risk class"), "suppliers:risk_of_year", "suppliers.read_risk"),
    "caps": (_("Corrective actions"), "audits:finding_list", "audits.read_finding"),
    "training": (_("Training"), "training:participation_list", "training.read_event"),
}
LISTS = {"caps"}


def linked(sources, person):
    """The kept sources with the name of their kind, and an address where this person may go."""
    rows = []
    for source in sources:
        name, route, permission = KINDS[source["kind"]]
        address = ""
        if route and person.has_perm(permission):
            if source["kind"] in LISTS:
                address = f"{reverse(route)}?supplier={source['id']}"
            elif source["kind"] == "training":
                address = f"{reverse(route, args=[source['id']])}?quarter={source['label']}"
            else:
                address = reverse(route, args=source.get("place") or [source["id"]])
        row = {**source, "name": name, "address": address}
        if "on" in source:
            row["on"] = dt.date.fromisoformat(source["on"])
        if source["kind"] == "classification":
            row["value"] = RiskClass(source["value"]).label
        rows.append(row)
    return rows
