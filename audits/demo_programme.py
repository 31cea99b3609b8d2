"""The demo company's due lists and programmes: last year's mostly done, this year's half, next year's a draft."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from suppliers.models import Approach, Classification, DueItem, DueList
from suppliers.operations.approach import activate_approach, fill_approach
from suppliers.operations.due import confirm_due_list, propose_due_list, set_capacity
from suppliers.operations.due_done import settle
from suppliers.operations.due_items import add_item, drop_item
from suppliers.operations.risk import classify_span
from suppliers.queries.approach import approach_rules
from sustainportal.accounts.models import User
from sustainportal.notices.operations import muted

from . import operations
from .demo_words import FIRMS
from .models import ProgrammeItem, Protocol
from .operations.programme import mark_done, take_up, tell_what_was_done
from .rules.programme import SUPERVISION, SURVEY, kinds_for

DAY = dt.timedelta(days=1)
APPROACH = "Aurora 2026"
#: Besides the default: one in ten of medium risk gets a visit, by lot.
BY_LOT = ("medium", None, "second_party", 24, 10, True)
CAPACITY = {"second_party": 2, "third_party": 1, "document_review": 2, "supervision": 2}
COMMENTS = ("Meetings held each quarter, hours followed up.", "Four visits by our own engineer.")


@transaction.atomic
def build(*, at):
    """Does nothing where due lists are, or nobody has a class yet."""
    if DueList.objects.exists() or not Classification.objects.exists():
        return {}
    with muted():
        story = Story(at)
        tell_what_was_done(at=at)
        for year, most in ((story.year - 1, 0.93), (story.year, 0.85)):
            story.confirmed(year)
            story.what_it_brought(year)
            story.finished(year, most=most)
        story.begun()
        story.judged_again()
        story.by_lot()
        story.draft(story.year + 1)
    return {
        "due items": DueItem.objects.count(),
        "items of the programme": ProgrammeItem.objects.count(),
    }


class Story:
    def __init__(self, at):
        self.at, self.today = at, timezone.localdate(at)
        self.year = self.today.year
        self.chance = random.Random("audits.programme")
        logins = ("buyer", "buyer2", "auditor", "auditor2")
        self.staff = {login: User.objects.get(username=login) for login in logins}
        self.protocol = Protocol.objects.filter(is_current=True).first()
        self.visited = set()

    def january(self, year, day):
        return min(timezone.make_aware(dt.datetime(year, 1, day, 10, 0)), self.at)

    def proposed(self, year, at, by):
        propose_due_list(year=year, seed=f"aurora-{year}", by=by, at=at)
        places = {(kind, quarter): n for kind, n in CAPACITY.items() for quarter in (1, 2, 3, 4)}
        set_capacity(year=year, places=places, by=by, at=at)
        propose_due_list(year=year, by=by, at=at)

    def confirmed(self, year):
        """Proposed in January by one buyer, confirmed four days later by the other, taken up."""
        at = self.january(year, 8)
        self.proposed(year, at, self.staff["buyer"])
        self.by_hand(year, at)
        seen = DueList.objects.get(pk=year).proposed_at
        at = self.january(year, 12)
        confirm_due_list(year=year, seen_at=seen, by=self.staff["buyer2"], at=at)
        self.taken_up(year, at)

    def taken_up(self, year, at):
        ids = DueItem.objects.filter(due_list=year).order_by("pk").values_list("pk", flat=True)
        take_up(year=year, first=ids.first(), last=ids.last(), at=at)

    def by_hand(self, year, at):
        """One taken off, and one more supplier under supervision."""
        rows = DueItem.objects.filter(due_list=year, kind="document_review", state="proposed")
        item = rows.select_related("due_list", "supplier").order_by("-position").first()
        if item:
            drop_item(
                item=item, reason="The plant closes in spring.", by=self.staff["buyer"], at=at
            )
        free = Classification.objects.filter(year=DueList.objects.get(pk=year).risk_year)
        free = free.filter(risk_class="medium", in_scope=True, supplier__status="active")
        row = (
            free.exclude(
                supplier__in=DueItem.objects.filter(due_list=year, kind=SUPERVISION).values(
                    "supplier"
                )
            )
            .order_by("-overall", "pk")
            .first()
        )
        if row:
            add_item(
                year=year, supplier=row.supplier, kind=SUPERVISION, quarter=4,
                reason="Asked for by the sales team after two late answers.",
                by=self.staff["buyer"], at=at,
            )  # fmt: skip

    def what_it_brought(self, year):
        """The demo's own audits and surveys fulfil what they fit."""
        settle(year=year, by=None, at=self.at)
        self.taken_up(year, self.at)

    def finished(self, year, *, most):
        """What the quarters that have gone by asked for, done but for a few."""
        for item in self.open_items(year):
            end = item.due_item.by
            if end >= self.today or self.chance.random() > most:
                continue
            at = timezone.make_aware(dt.datetime.combine(end, dt.time(15)))
            at -= self.chance.randint(3, 60) * DAY
            if item.due_item.kind == SUPERVISION:
                remark = self.chance.choice(COMMENTS)
                on = timezone.localdate(at)
                mark_done(item=item, on=on, remark=remark, by=self.staff["buyer2"], at=at)
            else:
                self.audited(item, at)

    def begun(self):
        """The next of this year's visits are planned."""
        coming = [item for item in self.open_items(self.year) if item.due_item.by >= self.today]
        visits = [item for item in coming if item.due_item.kind != SUPERVISION]
        for number, item in enumerate(visits[:4]):
            self.planned(item, self.today + (12 + 5 * number) * DAY, self.at - 6 * DAY)

    def open_items(self, year):
        """All but surveys: those go out and come back by themselves."""
        rows = ProgrammeItem.objects.of_year(year).filter(state="open")
        rows = rows.exclude(due_item__kind=SURVEY).exclude(due_item__quarter=None)
        return rows.select_related("due_item__supplier", "due_item__due_list").order_by(
            "due_item__quarter", "due_item__position"
        )

    def planned(self, item, day, at):
        due = item.due_item
        auditor = self.staff[self.chance.choice(("auditor", "auditor2"))]
        return operations.plan_audit(
            site=due.supplier.sites.order_by("pk").first(),
            kind=kinds_for(due.kind, remote=False)[0],
            protocol=self.protocol,
            auditor=auditor,
            planned_on=day,
            firm=FIRMS[auditor.pk % len(FIRMS)],
            programme_item=item,
            by=self.staff["buyer"],
            at=at,
        )

    def audited(self, item, at):
        """An audit without findings; the supplier had its days to comment, then it is final."""
        visit = at - 7 * DAY
        day = timezone.localdate(visit)
        audit = self.planned(item, day, visit - 30 * DAY)
        operations.start_audit(audit=audit, started_on=day, by=audit.auditor, at=visit)
        counts = {"conforming": 120, "applicable": 120} if audit.is_scored_kind else {}
        operations.record_visit(
            audit=audit, workers=None, interviewed=None, closing_on=day,
            summary="Nothing was found that does not conform.", by=audit.auditor, at=visit,
            **{"conforming": None, "applicable": None} | counts,
        )  # fmt: skip
        operations.share_draft(audit=audit, closing_on=day, by=audit.auditor, at=visit)
        operations.finalise_audit(
            audit=audit, outcome="approved", closing_on=day, by=audit.auditor, at=at
        )
        self.visited.add(item.due_item.supplier_id)

    def judged_again(self):
        """This year's class of who was visited: a visit is a reading."""
        for supplier in sorted(self.visited):
            classify_span(year=self.year, first=supplier, last=supplier, by=None, at=self.at)

    def by_lot(self):
        """From now on the company's own approach."""
        old = Approach.objects.get(status=Approach.Status.ACTIVE)
        own = Approach.objects.create(
            name=APPROACH, valid_from=self.today, source="Aurora Devices, purchasing policy"
        )
        rows = [
            (rule.risk_class, rule.tier, rule.kind, rule.every_months, rule.share, rule.remote)
            for rule in approach_rules(old)
        ]
        fill_approach(approach=own, rows=[*rows, BY_LOT])
        activate_approach(approach=own, by=User.objects.get(username="admin"), at=self.at)

    def draft(self, year):
        self.proposed(year, self.at, self.staff["buyer"])
