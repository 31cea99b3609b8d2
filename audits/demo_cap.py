"""One corrective action of the demo company, lived through until today."""

import datetime as dt

from django.utils import timezone

from . import operations
from .demo_files import photo, record_sheet
from .demo_words import DONE, NO_ACTION, RETURNS_OF_ACTION, RETURNS_OF_PLAN
from .rules import life

DAY = dt.timedelta(days=1)


class Cap:
    """Moves one finding by the right people at plausible moments, never beyond `now`."""

    def __init__(self, finding, case, people, chance, now):
        self.finding, self.case, self.chance, self.now = finding, case, chance, now
        self.person, staff = people
        self.auditor = finding.audit.auditor
        self.closer = staff[chance.choice(("buyer", "buyer2"))]
        self.shown = 0  # files so far: none is shown twice
        self.clock = max(finding.recorded_at, finding.audit.final_at)

    def live(self, *, until="", no_action=False):
        """Go the whole way, or to the state `until`; time stops it earlier when none is named."""
        self.squeeze = until != ""
        if not until and self.chance.random() < 0.07:
            return  # some never begin: these are overdue today
        for verb in self.way(until, no_action):
            if not self.later(verb):
                return
            getattr(self, verb)()
        return

    def way(self, until, no_action):
        """The verbs, with returns where the state wants one or chance brings one."""
        if no_action:
            return ("submit_nothing", "accept", "close")
        verbs = ["submit_plan"]
        if until == life.NEEDS_REVISION or (not until and self.chance.random() < 0.25):
            verbs += ["return_plan", "submit_plan"]
        verbs += ["approve_plan", "submit_actions"]
        if until == life.FURTHER_ACTION or (not until and self.chance.random() < 0.2):
            verbs += ["return_actions", "submit_actions"]
        verbs += ["verify", "close"]
        return verbs[: _LAST[until](verbs)] if until else verbs

    def later(self, verb):
        """Move the clock on to the verb's moment; False when that is still to come."""
        days = self.chance.randint(*_TAKES[verb])
        if self.squeeze:
            days = max(1, days // 4)
        moment = self.clock + days * DAY + self.chance.randint(0, 300) * dt.timedelta(minutes=1)
        if moment >= self.now:
            return False
        self.clock = moment
        return True

    # --- the verbs ----------------------------------------------------------------------------
    def submit_plan(self):
        today = timezone.localdate(self.clock)
        _code, _found, cause, corrective, preventive = self.case
        same = {
            "responsible": self.chance.choice(("Ms Lin", "Mr Rao", "Ms Cruz", "Mr Sato")),
            "starts_on": today,
            "expected_on": today + self.chance.choice((30, 45, 60, 90)) * DAY,
        }
        operations.submit_plan(
            finding=self.finding,
            root_cause=cause,
            actions=[
                {"kind": "corrective", "text": corrective} | same,
                {"kind": "preventive", "text": preventive} | same,
            ],
            by=self.person,
            at=self.clock,
        )

    def submit_nothing(self):
        operations.submit_plan(
            finding=self.finding, no_action_because=NO_ACTION, by=self.person, at=self.clock
        )

    def return_plan(self):
        remark = self.chance.choice(RETURNS_OF_PLAN)
        operations.return_plan(finding=self.finding, remark=remark, by=self.auditor, at=self.clock)

    def approve_plan(self):
        operations.approve_plan(finding=self.finding, by=self.auditor, at=self.clock)

    def accept(self):
        operations.accept_no_action(
            finding=self.finding, remark="The lease was shown.", by=self.auditor, at=self.clock
        )

    def submit_actions(self):
        number = self.finding.pk + 1000 * self.shown
        self.shown += 1
        file = photo(number) if number % 3 else record_sheet(self.case[3], self.clock)
        operations.submit_actions(
            finding=self.finding,
            done=self.chance.choice(DONE),
            done_on=dict.fromkeys((1, 2), timezone.localdate(self.clock)),
            files=[file],
            by=self.person,
            at=self.clock,
        )

    def return_actions(self):
        remark = self.chance.choice(RETURNS_OF_ACTION)
        operations.return_actions(
            finding=self.finding, remark=remark, by=self.auditor, at=self.clock
        )

    def verify(self):
        operations.verify(finding=self.finding, by=self.auditor, at=self.clock)

    def close(self):
        operations.close(finding=self.finding, by=self.closer, at=self.clock)


#: Days from one step to the next, at least and at most.
_TAKES = {
    "submit_plan": (5, 14), "submit_nothing": (4, 10), "return_plan": (3, 9), "approve_plan": (4, 16),
    "accept": (4, 12), "submit_actions": (25, 150), "return_actions": (3, 12), "verify": (4, 18),
    "close": (2, 9),
}  # fmt: skip

#: How many verbs of the way lead to a state.
_LAST = {
    life.NOT_STARTED: lambda verbs: 0,
    life.SUBMITTED: lambda verbs: 1,
    life.NEEDS_REVISION: lambda verbs: 2,
    life.APPROVED: lambda verbs: 2,
    life.ACTIONS_SUBMITTED: lambda verbs: 3,
    life.FURTHER_ACTION: lambda verbs: 4,
    life.READY_FOR_CLOSURE: lambda verbs: 4,
    life.CLOSED: lambda verbs: len(verbs),
}
