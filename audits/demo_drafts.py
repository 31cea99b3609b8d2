"""The demo company's draft reports: one the supplier spoke about, one that is with the supplier today; an
agenda of a coming visit, a closure audit that looked again, a report file."""

import datetime as dt

from django.utils import timezone

from . import operations
from .demo_files import record_sheet

DAY = dt.timedelta(days=1)

COMMENT = "The press was being set up on that morning; it does not run like this in production."
ANSWER = "The shift book shows that it ran for two hours. The finding stays; the sentence is clearer now."
OPEN_COMMENT = "Three of the four records were found in the other office. May we send them?"

#: (from, to, topic, with whom)
AGENDA = (
    ((9, 0), (9, 30), "Opening meeting", "Management, workers' speakers"),
    ((9, 30), (12, 0), "Walk through the plant", "Production, safety officer"),
    ((13, 0), (15, 0), "Interviews with workers", "Alone, in a quiet room"),
    ((14, 30), (16, 0), "Records of hours and wages", "Personnel office"),
    ((16, 0), (17, 0), "What was seen today", "Management"),
)


def with_agenda(audit, *, at):
    """The agenda of a coming visit; two of its lines overlap, as they do in life."""
    lines = [
        {"day": audit.planned_on, "starts": dt.time(*starts), "ends": dt.time(*ends),
         "topic": topic, "people": people}
        for starts, ends, topic, people in AGENDA
    ]  # fmt: skip
    return operations.keep_agenda(audit=audit, lines=lines, by=audit.auditor, at=at)


def spoken_about(audit, finding, person, *, at):
    """A comment of the supplier about one finding, and the auditor's answer a day later."""
    said = operations.comment_on_draft(audit=audit, finding=finding, text=COMMENT, by=person, at=at)
    operations.answer_comment(comment=said, text=ANSWER, by=audit.auditor, at=at + DAY)
    operations.say_nothing_to_add(audit=audit, by=person, at=at + DAY)


def with_the_supplier(audit, person, *, now):
    """A draft shared two days ago, open for three more days, with a comment that waits for an answer."""
    operations.record_visit(
        audit=audit, conforming=96, applicable=98, workers=audit.site.workers, interviewed=24,
        closing_on=timezone.localdate(now - 3 * DAY), summary="People spoke openly.",
        by=audit.auditor, at=now - 3 * DAY,
    )  # fmt: skip
    sheet = record_sheet("Report of the visit", now - 2 * DAY)
    operations.keep_reports(audit=audit, files=[sheet], by=audit.auditor, at=now - 2 * DAY)
    audit = operations.share_draft(
        audit=audit, closing_on=audit.closing_on, by=audit.auditor, at=now - 2 * DAY
    )
    finding = audit.findings.order_by("number").last()
    operations.comment_on_draft(
        audit=audit, finding=finding, text=OPEN_COMMENT, by=person, at=now - DAY
    )
    return audit


def looked_at_again(closure, *, at):
    """What the closure audit saw of the findings it follows up: all put right."""
    said = [
        {"finding": finding, "holds": True, "remark": ""}
        for finding in closure.follows.findings.order_by("number")
    ]
    operations.confirm_findings(audit=closure, said=said, by=closure.auditor, at=at)
