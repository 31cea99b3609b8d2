"""The admin site's pages of this room."""

from . import registry, risk  # noqa: F401
