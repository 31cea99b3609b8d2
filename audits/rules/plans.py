"""What a plan must say before it is handed in."""

from unicodedata import east_asian_width

from .life import NO_ACTION_RATINGS

#: The shortest reason that is a sentence, in letters; a character of Chinese script counts as two.
SHORTEST_REASON = 10
CORRECTIVE = "corrective"


def faults(*, rating, discovered_on, root_cause, actions, no_action_because):
    """[(place, field, code)]: place is the action's place from 0, or None for the plan as a whole.

    `actions`: dicts with kind, text, responsible, starts_on, expected_on. Codes: missing, short,
    both (a reason for no action, and actions), must_correct, too_early, ends_before_start.
    """
    found = []
    reason = no_action_because.strip()
    if reason:
        if actions:
            found.append((None, "no_action_because", "both"))
        if _letters(reason) < SHORTEST_REASON:
            found.append((None, "no_action_because", "short"))
        if rating not in NO_ACTION_RATINGS:
            found.append((None, "no_action_because", "must_correct"))
    else:
        if not root_cause.strip():
            found.append((None, "root_cause", "missing"))
        if CORRECTIVE not in {action["kind"] for action in actions}:
            found.append((None, CORRECTIVE, "missing"))
    for place, action in enumerate(actions):
        found += [(place, field, code) for field, code in _of_action(action, discovered_on)]
    return found


def _letters(text):
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _of_action(action, discovered_on):
    for field in ("text", "responsible", "starts_on", "expected_on"):
        if not action.get(field):
            yield field, "missing"
    starts_on, expected_on = action.get("starts_on"), action.get("expected_on")
    if starts_on and starts_on < discovered_on:
        yield "starts_on", "too_early"
    if starts_on and expected_on and expected_on < starts_on:
        yield "expected_on", "ends_before_start"


def root_cause_of(root_cause, whys):
    """The root cause as written, else the last answer to "why?"."""
    answers = [why.strip() for why in whys if why.strip()]
    return root_cause.strip() or (answers[-1] if answers else "")
