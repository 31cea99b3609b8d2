"""The admin site's pages of this room."""

from . import catalogues, history  # noqa: F401
