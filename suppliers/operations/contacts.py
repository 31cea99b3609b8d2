"""Keep and erase contacts. The trail never holds who they are: it cannot forget, and people may ask to be."""

from django.db import transaction

from sustainportal.trail.operations import record

from ..models import Contact
from .names import still_there


@transaction.atomic
def add_contact(*, supplier, by, at, **fields):
    """A person to write to at this supplier."""
    contact = Contact.objects.create(supplier=supplier, **fields)
    record("suppliers.contact.added", supplier, by=by, at=at, **told(contact))
    return contact


@transaction.atomic
def change_contact(*, contact, by, at, **fields):
    """Change what is known of a contact; the trail names the fields only."""
    still_there(contact)
    changed = sorted(name for name, value in fields.items() if getattr(contact, name) != value)
    if changed:
        for name in changed:
            setattr(contact, name, fields[name])
        contact.save(update_fields=changed)
        record(
            "suppliers.contact.changed", contact.supplier, by=by, at=at, fields=changed, **told(contact)
        )  # fmt: skip
    return contact


@transaction.atomic
def erase_contact(*, contact, by, at):
    """Forget a contact, with every correction proposed about them. Erasing twice changes nothing."""
    if Contact.objects.filter(pk=contact.pk).delete()[0]:
        record("suppliers.contact.erased", contact.supplier, by=by, at=at, **told(contact))


def told(contact):
    return {"function": contact.function} if contact.function else {}
