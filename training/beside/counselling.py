"""Beside a finding: the counselling meetings that treat it, and what follows. Its page shows the causes."""

from sustainportal.web.beside import beside

from ..queries.counselling import treated_in


@beside("audits.finding", template="training/_treated_beside.html")
def treated(finding, user):
    if not user.has_perm("training.read_meeting"):
        return None
    rows = treated_in(finding, user)
    return {"treated": rows} if rows else None
