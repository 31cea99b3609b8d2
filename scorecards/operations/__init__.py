"""What can be changed in the scorecards room."""

from .allocations import allocate, decide, published_quarter
from .policies import activate_policy, copy_policy, problems_of
from .quarters import (
    compute_cards,
    finish_computing,
    open_quarter,
    policy_to_use,
    publish_quarter,
)

__all__ = [
    "activate_policy",
    "allocate",
    "compute_cards",
    "copy_policy",
    "decide",
    "finish_computing",
    "open_quarter",
    "policy_to_use",
    "problems_of",
    "publish_quarter",
    "published_quarter",
]
