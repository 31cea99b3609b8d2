"""The news this room gives. A receiver does nothing but ask for a job on commit."""

from django.dispatch import Signal

#: Readings of factors were posted or corrected. Sent with suppliers= (ids), by=, at=.
reading_changed = Signal()

#: What the registry says of suppliers and risk is worked out from has changed: status, key flag, country,
#: sector, sites, workforce or purchases. Sent with suppliers= (ids), by=, at=.
registry_changed = Signal()

#: A confirmed due list has something new: it was confirmed, or items were added, moved, dropped or done.
#: Sent with year=, at=.
due_list_changed = Signal()
