"""What a person looks at to say whose people the unknown ones of a list are."""

from django.db.models import Q

from suppliers.models import Contact, Membership, Supplier

from ..models import Event, Invitation, UnknownAttendee
from ..rules.attendees import domain_of
from .who import moments

MOST = 8  # suggestions shown


def alike(question):
    """The other open questions that have the same answer: the same organisation, or else the same mail
    domain that is not one of free mail. With neither: none."""
    held = [Event.State.OPEN, Event.State.HELD]
    others = UnknownAttendee.objects.open().exclude(pk=question.pk).filter(event__state__in=held)
    if question.organisation:
        return others.filter(organisation__iexact=question.organisation)
    domain = domain_of(question.email)
    return others.filter(email__iendswith=f"@{domain}") if domain else others.none()


def suggestions(question, text, user):
    """[(supplier, why)] a person may mean, at most MOST: what they search for, or who is near: suppliers
    found by the organisation or with this mail domain, invited ones first. `why`: "search", "domain", "name"."""
    suppliers = Supplier.objects.standing().visible_to(user)
    if text:
        return [(one, "search") for one in suppliers.search(text)[:MOST]]
    found = {one: "domain" for one in _of_domain(suppliers, domain_of(question.email))}
    for word in [question.organisation, *_words(question)]:
        if len(found) < MOST and len(word) > 2:
            for one in suppliers.search(word)[:MOST]:
                found.setdefault(one, "name")
    invited = set(
        Invitation.objects.filter(event=question.event, supplier__in=found).values_list(
            "supplier", flat=True
        )
    )
    ranked = sorted(found.items(), key=lambda pair: pair[0].pk not in invited)
    return ranked[:MOST]


def _words(question):
    """The name of the mail domain: mill of mei@mill.test."""
    domain = domain_of(question.email)
    return [domain.split(".")[0]] if domain else []


def _of_domain(suppliers, domain):
    if not domain:
        return []
    ending = f"@{domain}"
    contacts = Contact.objects.filter(mail__iendswith=ending)
    members = Membership.objects.filter(user__email__iendswith=ending)
    known = Q(pk__in=contacts.values("supplier")) | Q(pk__in=members.values("supplier"))
    return suppliers.filter(known)[:MOST]


def stays_of(question):
    """The (entered, left) times of the list."""
    return list(moments(question.stays))
