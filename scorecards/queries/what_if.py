"""What closing findings would do to a supplier's last card, and to the move of orders its grade asks for."""

from dataclasses import dataclass

from audits.queries.what_if import what_if
from suppliers.models import RiskClass

from ..models import Scorecard
from ..rules.scorecard import Judgement
from ..rules.whatif import judged_if
from .cards import judged_again
from .policies import active_allocation_policy, limit_rules, policy_rules


@dataclass(frozen=True)
class CardIf:
    """`before` is the card as it was published; the moves are points of a commodity's orders, from and to,
    that the grades ask for before any other rule (None without an allocation policy)."""

    card: Scorecard
    before: Judgement
    after: Judgement
    move_before: tuple | None
    move_after: tuple | None


def card_if(supplier, chosen, person, *, on):
    """The CardIf of closing these findings, on the newest published card this person may see; None
    without one. A closure audit is taken to confirm them."""
    cards = Scorecard.objects.visible_to(person).published().filter(supplier=supplier)
    card = cards.select_related("policy", "quarter").order_by("-quarter_id").first()
    if card is None:
        return None
    answer = what_if(supplier, chosen, on=on)
    after = judged_if(policy_rules(card.policy), card.parts, _changes(answer), answer.chosen)
    before, policy = judged_again(card), active_allocation_policy()
    moves = limit_rules(policy).moves if policy else {}
    return CardIf(card, before, after, moves.get(before.grade), moves.get(after.grade))


def _changes(answer):
    changes = {} if answer.audit_score is None else {"audit": answer.audit_score}
    risk = answer.risk_confirmed
    if risk and risk.risk_class != RiskClass.NOT_CLASSIFIED:
        changes["risk_class"] = risk.risk_class
    return changes
