"""Cases beside a finding: others' that may help while it is open, and one to be made of it once it is closed."""

from sustainportal.web.beside import beside

from ..queries.cases import made_of, suggested


@beside("audits.finding", template="training/_cases_beside.html")
def cases_for_finding(finding, user):
    if not finding.is_open or not user.has_perm("training.read_case"):
        return None
    cases = suggested(finding, user)
    return {"cases": cases} if cases else None


@beside("audits.plan", template="training/_cases_beside.html")
def cases_for_plan(finding, user):
    """In a window of their own: what is written of the plan stays."""
    words = cases_for_finding(finding, user)
    return words | {"apart": True} if words else None


@beside("audits.finding", template="training/_case_of_finding.html")
def case_of_finding(finding, user):
    """A closed finding may become a case; procurement sees which ones were made of it."""
    if finding.is_open or not user.has_perm("training.write_case"):
        return None
    return {"finding": finding, "made": made_of(finding, user)}
