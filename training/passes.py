"""The pass of a registered person: a signed code, good at this event only, and its QR picture."""

import segno
from django.core import signing

from .models import Registration


def code_of(registration):
    """The text of the QR: it holds the registration's number, signed with the event's own secret."""
    return signing.dumps(registration.pk, salt=registration.event.secret)


def read_code(event, text):
    """The registration of this event that a code stands for, or None: another event's, or made up."""
    try:
        number = signing.loads(text.strip(), salt=event.secret)
    except signing.BadSignature:
        return None
    return Registration.objects.filter(event=event, pk=number).select_related("supplier").first()


def qr(text):
    """{"size", "path", "modules"}: the QR of a text for an SVG, one unit a module, quiet zone included;
    `modules` are the places (x, y) of the dark ones, for other pictures."""
    matrix = segno.make(text, error="m", micro=False).matrix
    dark = [(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit]
    path = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
    return {"size": len(matrix) + 8, "path": path, "modules": dark}
