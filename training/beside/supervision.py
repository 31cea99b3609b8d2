"""Beside a supplier: whether it is under supervision, since when and why."""

from sustainportal.web.beside import beside

from ..queries.supervision import supervision_of


@beside("suppliers.supplier", template="training/_supervision_beside.html")
def supervision(supplier, user):
    if not user.has_perm("training.read_supervision"):
        return None
    running, ended = supervision_of(supplier, user)
    may_start = user.has_perm("training.supervise") and running is None
    if running is None and not ended and not may_start:
        return None
    return {"running": running, "ended": ended, "may_start": may_start, "supplier": supplier}
