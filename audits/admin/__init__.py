"""The admin site's pages of this room."""

from . import catalogues, crosswalk, history, questionnaires  # noqa: F401
