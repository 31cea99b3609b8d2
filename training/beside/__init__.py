"""What this room puts beside findings and suppliers, by noun."""

from . import assignment, cases, counselling, participation, supervision

__all__ = ["assignment", "cases", "counselling", "participation", "supervision"]
