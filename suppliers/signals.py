"""The news this room gives. A receiver does nothing but ask for a job on commit."""

from django.dispatch import Signal

#: Readings of factors were posted or corrected. Sent with suppliers= (ids), by=, at=.
reading_changed = Signal()
