"""What a supplier is called, who belongs to it, and whom to write to."""

from django.forms import model_to_dict
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.web.pages import ActOnOne, ChangePage

from ..forms_names import AliasKindForm, ContactForm, IdentifierForm, ParentForm
from ..models import Contact, Supplier, SupplierAlias, SupplierIdentifier
from ..operations import contacts, groups, names
from ..queries.groups import group_of
from .profile import ProfilePage


def names_address(supplier_id):
    return reverse("suppliers:supplier_names", args=[supplier_id])


class SupplierNames(ProfilePage):
    """Names, numbers, group, contacts, logins and auditors."""

    template_name = "suppliers/supplier_names.html"

    def get_context_data(self, **kwargs):
        supplier, person = self.object, self.request.user
        auditors = supplier.assignments.select_related("user").order_by("user__username")
        if person.role == Role.AUDITOR:  # which colleagues see it as well is no business of theirs
            auditors = auditors.filter(user=person)
        return super().get_context_data(
            aliases=list(supplier.aliases.all()),
            identifiers=list(supplier.identifiers.all()),
            contacts=list(supplier.contacts.all()),
            group=group_of(supplier, person),
            members=list(supplier.memberships.select_related("user").order_by("user__username")),
            auditors=list(auditors),
            logins=person.has_perm("suppliers.change_supplier_record")
            or person.has_perm("trail.read_trail"),
            **kwargs,
        )


class ChangeRecord(ChangePage):
    """Base of the pages that change something of one supplier, and lead back to its names."""

    permission = "suppliers.change_supplier_record"

    def supplier_id(self):
        return self.object.pk if isinstance(self.object, Supplier) else self.object.supplier_id

    def cancel_address(self):
        return names_address(self.supplier_id())

    def change(self, form):
        self.keep(form.cleaned_data)
        return names_address(self.supplier_id())

    def keep(self, values):
        """Call one operation."""
        raise NotImplementedError


class RemoveRecord(ActOnOne):
    """Base of the buttons that take something of a supplier away."""

    permission = "suppliers.change_supplier_record"

    def act(self):
        self.remove()
        return names_address(self.object.supplier_id)


# --- names ------------------------------------------------------------------------------------
class AliasChange(ChangeRecord):
    queryset = SupplierAlias.objects.select_related("supplier")
    form_class = AliasKindForm
    title = _("What a spelling is")

    def get_initial(self):
        return {"kind": self.object.kind}

    def get_context_data(self, **kwargs):
        return super().get_context_data(intro=self.object.spelling, **kwargs)

    def keep(self, values):
        names.change_alias(alias=self.object, by=self.request.user, at=now(), **values)


class AliasRemove(RemoveRecord):
    queryset = SupplierAlias.objects.select_related("supplier")
    success_message = _("The spelling is gone; imports will not recognise it any more.")

    def remove(self):
        names.remove_alias(alias=self.object, by=self.request.user, at=now())


# --- numbers ----------------------------------------------------------------------------------
class IdentifierNew(ChangeRecord):
    model = Supplier
    form_class = IdentifierForm
    title = _("Add a number")
    intro = _("A tax number, an LEI, a D-U-N-S number or another one that somebody else gave.")
    success_message = _("The number was added.")

    def keep(self, values):
        names.add_identifier(supplier=self.object, by=self.request.user, at=now(), **values)


class IdentifierChange(ChangeRecord):
    queryset = SupplierIdentifier.objects.select_related("supplier")
    form_class = IdentifierForm
    title = _("Change a number")
    success_message = _("The number was changed.")

    def get_initial(self):
        return model_to_dict(self.object, ["kind", "value", "note"])

    def keep(self, values):
        names.change_identifier(identifier=self.object, by=self.request.user, at=now(), **values)


class IdentifierRemove(RemoveRecord):
    queryset = SupplierIdentifier.objects.select_related("supplier")
    success_message = _("The number is gone.")

    def remove(self):
        names.remove_identifier(identifier=self.object, by=self.request.user, at=now())


# --- contacts ---------------------------------------------------------------------------------
class ContactNew(ChangeRecord):
    model = Supplier
    form_class = ContactForm
    title = _("Add a contact")
    intro = _("Somebody to write to. A contact has no login.")
    success_message = _("The contact was added.")

    def keep(self, values):
        contacts.add_contact(supplier=self.object, by=self.request.user, at=now(), **values)


class ContactChange(ChangeRecord):
    queryset = Contact.objects.select_related("supplier")
    form_class = ContactForm
    title = _("Change a contact")
    success_message = _("The contact was changed.")

    def get_initial(self):
        return model_to_dict(self.object, ContactForm.Meta.fields)

    def keep(self, values):
        contacts.change_contact(contact=self.object, by=self.request.user, at=now(), **values)


class ContactErase(RemoveRecord):
    queryset = Contact.objects.select_related("supplier")
    success_message = _(
        "The contact is erased. The trail keeps that there was one, not who it was."
    )

    def remove(self):
        contacts.erase_contact(contact=self.object, by=self.request.user, at=now())


# --- group ------------------------------------------------------------------------------------
class ParentChange(ChangeRecord):
    queryset = Supplier.objects.select_related("parent")
    form_class = ParentForm
    title = _("Parent company")
    success_message = _("The group was changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def get_initial(self):
        return {"parent": self.object.parent.code if self.object.parent else ""}

    def keep(self, values):
        groups.set_parent(supplier=self.object, by=self.request.user, at=now(), **values)
