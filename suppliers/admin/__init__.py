"""The admin site's pages of this room."""

from . import approach, approval, papers, registry, risk, risk_model  # noqa: F401
