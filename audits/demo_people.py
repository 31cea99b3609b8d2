"""Somebody at every demo supplier who answers findings and surveys."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from suppliers.models import Membership
from suppliers.operations import add_member
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role


def contacts(suppliers, *, at):
    """{supplier id: person}; who has nobody gets a contact without a password."""
    people = {
        row.supplier_id: row.user
        for row in Membership.objects.select_related("user").order_by("-pk")
    }
    lacking = [supplier for supplier in suppliers if supplier.pk not in people]
    User.objects.bulk_create(
        User(
            username=f"contact-{supplier.code.lower()}",
            first_name=supplier.name.split()[0],
            last_name="Contact",
            role=Role.SUPPLIER,
            password=f"{UNUSABLE_PASSWORD_PREFIX}demo",
        )
        for supplier in lacking
    )
    made = User.objects.in_bulk(
        [f"contact-{supplier.code.lower()}" for supplier in lacking], field_name="username"
    )
    for supplier in lacking:
        person = made[f"contact-{supplier.code.lower()}"]
        add_member(supplier=supplier, user=person, by=None, at=at)
        people[supplier.pk] = person
    return people
