"""A list of lists as a person edits it: one row a line."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput


def _written(rows):
    """The same rows; ValueError if they cannot be written again."""
    json.dumps(rows, ensure_ascii=False).encode()
    return rows


class RowsField(forms.JSONField):
    """JSON, but each row of a list stands on a line of its own."""

    widget = forms.Textarea(attrs={"rows": 5, "cols": 80})

    def clean(self, value):
        """Nothing, or `null`, is an empty list."""
        rows = super().clean(value)
        return [] if rows is None or rows == "" else rows

    def to_python(self, value):
        try:
            return _written(super().to_python(value))
        except (ValueError, RecursionError) as fault:  # beyond all bounds, or halves of characters
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": value}
            ) from fault

    def bound_data(self, data, initial):
        try:
            return _written(super().bound_data(data, initial))
        except (ValueError, RecursionError):
            return InvalidJSONInput(data)

    def prepare_value(self, value):
        if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
            return super().prepare_value(value)
        rows = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in value)
        return f"[{rows}]"
