"""Long work of this room, by noun."""

from . import assignment, board, counselling, erasure, invitations, readings, reminders, robot

__all__ = ["assignment", "board", "counselling", "erasure", "invitations", "readings", "reminders", "robot"]
