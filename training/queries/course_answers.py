"""What a rule of assignment does with each supplier it fits."""

from collections import Counter, defaultdict
from dataclasses import replace

from django.utils import timezone

from ..models import Completion, CourseAssignment
from ..rules.assignment import GIVE, answer
from .course_rules import fits
from .courses import family
from .people import among, logins_by_supplier


def answered(rule, *, on, suppliers=None):
    """The fits of a rule, each with what is done with it: "give", "has_it" or "completed"."""
    found = fits(rule, on=on, suppliers=suppliers)
    held = Held(rule.course, {fit.supplier_id for fit in found}, on)
    return [replace(fit, answer=held.answer(rule, fit)) for fit in found]


class Held:
    """What suppliers have of a course already: read in sets, asked supplier by supplier."""

    def __init__(self, course, suppliers, on):
        courses = family(course)
        self.people = logins_by_supplier(suppliers)
        self.for_finding, self.open, self.by_rule = set(), set(), set()
        self.completed = defaultdict(dict)
        given = among(CourseAssignment.objects.filter(course__in=courses), suppliers)
        for supplier, finding, by_rule, why, *over in given.values_list(
            "supplier", "finding", "rule", "why", "completed_at", "lifted_at"
        ):
            self._take(supplier, finding, by_rule, why, over)
        done = among(Completion.objects.filter(course__in=courses).holding(on), suppliers)
        for supplier, person, *times in done.values_list(
            "supplier", "user", "renewed_at", "completed_at"
        ):
            days, day = self.completed[supplier], timezone.localdate(times[0] or times[1])
            days[person] = max(day, days.get(person, day))

    def _take(self, supplier, finding, by_rule, why, over):
        if finding is not None:
            self.for_finding.add(finding)
        elif not any(over):
            self.open.add(supplier)
        if by_rule is not None:
            self.by_rule.add((by_rule, supplier, why))

    def nobody_left(self, supplier):
        """Whether everybody of a supplier has completed it; False where nobody can log in."""
        logins = self.people.get(supplier, ())
        return bool(logins) and self.completed.get(supplier, {}).keys() >= set(logins)

    def answer(self, rule, fit):
        logins = self.people.get(fit.supplier_id, ())
        days = self.completed.get(fit.supplier_id, {})
        return answer(
            rule.kind,
            found_on=fit.found_on,
            has_for_finding=fit.finding_id in self.for_finding,
            has_open=fit.supplier_id in self.open,
            had_by_rule=(rule.pk, fit.supplier_id, fit.why) in self.by_rule,
            people=len(logins),
            completed_on=[days[person] for person in logins if person in days],
        )


def counted(found):
    """{"all", "give", "has_it", "completed", "suppliers", "no_login"} of judged fits; the last two are of
    the suppliers that would get it."""
    counts = Counter(fit.answer for fit in found)
    getting = {fit.supplier_id for fit in found if fit.answer == GIVE}
    reached = getting & logins_by_supplier(getting).keys()
    return {
        "all": len(found),
        "give": counts["give"],
        "has_it": counts["has_it"],
        "completed": counts["completed"],
        "suppliers": len(getting),
        "no_login": len(getting) - len(reached),
    }
