"""What belongs to a questionnaire changes with it, and not once it is in use."""

from ..models import Questionnaire


def changeable(part):
    """Whether a questionnaire, or something of one, may still change (None: not known yet)."""
    if part is None:
        return True
    questionnaire = part if isinstance(part, Questionnaire) else part.questionnaire
    return not questionnaire.is_used


class Fixed:
    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and changeable(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and changeable(obj)
