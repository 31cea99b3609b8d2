"""What the scorecards room can be asked, by the roof."""

from .waiting import waiting_for

__all__ = ["waiting_for"]
