"""Scorecards: the list, and the card with every number opened."""

from django.utils.functional import cached_property

from suppliers.models import RiskClass
from sustainportal.accounts.roles import Role
from sustainportal.web.pages import DetailPage, ListPage

from ..filters import AnyQuarterCardFilter, OwnCardFilter
from ..models import Scorecard
from ..queries.cards import judged_again, trend
from ..queries.policies import policy_rules
from ..wording import card_reason, condition_name, criterion_name, dimension_name
from ..workbooks import CARD_COLUMNS
from .charts import trend_chart
from .raising import raise_by
from .sources import linked

CLASSES = dict(RiskClass.choices)


class ScorecardList(ListPage):
    permission = "scorecards.read_scorecard"
    template_name = "scorecards/scorecard_list.html"
    columns = CARD_COLUMNS
    export_name = "scorecards"
    sorts = {
        "quarter": ("quarter_id", "-supplier__name"),
        "supplier": ("supplier__name", "-quarter_id"),
        "grade": ("grade", "-score"),
        "score": ("score",),
        "coverage": ("coverage",),
    }
    default_sort = "-quarter"

    @property
    def filterset_class(self):
        own = self.request.user.role == Role.SUPPLIER
        return OwnCardFilter if own else AnyQuarterCardFilter

    def get_queryset(self):
        cards = Scorecard.objects.select_related("supplier", "quarter").defer("parts")
        return cards.visible_to(self.request.user)


class ScorecardDetail(DetailPage):
    permission = "scorecards.read_scorecard"
    template_name = "scorecards/scorecard_detail.html"
    queryset = Scorecard.objects.select_related("supplier", "quarter", "policy")

    @cached_property
    def rules(self):
        return policy_rules(self.object.policy)

    def get_context_data(self, **kwargs):
        card, person = self.object, self.request.user
        visible = Scorecard.objects.visible_to(person)
        line = trend(card.supplier_id, card.quarter_id, visible)
        return super().get_context_data(
            dimensions=self.dimensions(),
            conditions=[
                (condition_name(name), linked(rows, person))
                for name, rows in card.parts["conditions"].items()
            ],
            reasons=[card_reason(reason) for reason in card.parts["reasons"]],
            trend=line,
            chart=trend_chart(line, self.rules.bands),
            raise_by=raise_by(self.rules, judged_again(card)),
            **kwargs,
        )

    def dimensions(self):
        """The kept arithmetic with names, and links where the reader may follow them."""
        person = self.request.user
        return [
            part
            | {
                "name": dimension_name(part["code"]),
                "criteria": [
                    row
                    | {
                        "name": criterion_name(row["code"]),
                        "raw": CLASSES.get(row["raw"], row["raw"]),
                        "rows": linked(row["sources"], person),
                    }
                    for row in part["criteria"]
                ],
            }
            for part in self.object.parts["dimensions"]
        ]
