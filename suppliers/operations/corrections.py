"""Propose what should stand in the registry instead, and decide it: the supplier's people propose, a buyer
accepts (the ordinary operation then makes the change) or declines with a reason."""

import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices
from ..models import Contact, Correction, Country, Site, Supplier
from .contacts import add_contact, change_contact
from .names import add_identifier, checked
from .registry import add_site, change_site, change_supplier, value_of

About, State = Correction.About, Correction.State
MODELS = {About.PROFILE: Supplier, About.SITE: Site, About.CONTACT: Contact}


@transaction.atomic
def propose_changes(*, thing, values, why, by, at):
    """One correction for each field of a supplier, site or contact that `values` has otherwise.

    Returns them; an empty list is a form error, and so is a field that waits for an answer already.
    """
    about, supplier = about_what(thing)
    changed = {name: value for name, value in values.items() if getattr(thing, name) != value}
    if not changed:
        raise ValidationError(_("Nothing differs from what stands there now."))
    rows = [
        Correction(
            supplier=supplier,
            about=about,
            field=name,
            before=plain(getattr(thing, name)),
            proposed=plain(value),
            why=why,
            proposed_by=by,
            proposed_at=at,
            **{str(about): thing for about in [about] if about != About.PROFILE},
        )
        for name, value in changed.items()
    ]
    return keep_proposals(supplier, rows, by, at)


@transaction.atomic
def propose_new(*, supplier, about, values, why, by, at):
    """A site, contact or number of this supplier that the registry does not know yet."""
    if about == About.IDENTIFIER:
        values = values | {"value": checked(values["kind"], values["value"])}
    proposed = {name: plain(value) for name, value in values.items() if value not in (None, "")}
    row = Correction(
        supplier=supplier, about=about, proposed=proposed, why=why, proposed_by=by, proposed_at=at
    )
    return keep_proposals(supplier, [row], by, at)


def keep_proposals(supplier, rows, by, at):
    for row in rows:
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            text = _(
                "A correction of this waits for an answer already. Take it back to propose another."
            )
            raise ValidationError({row.field: text} if row.field else text) from error
    record(
        "suppliers.correction.proposed", supplier, by=by, at=at,
        about=sorted({str(row.about) for row in rows}), fields=[row.field for row in rows if row.field],
    )  # fmt: skip
    notices.corrections_proposed(supplier, count=len(rows), by=by, at=at)
    return rows


@transaction.atomic
def accept_correction(*, correction, by, at):
    """Make the change as the supplier proposed it. NotNow when it was decided already, or when what
    stands there is no longer what the proposer saw, or when the ordinary operation refuses it; NotYours
    for the proposer."""
    if correction.proposed_by_id == by.pk:
        raise NotYours(_("You proposed this: a colleague decides."))
    claim(correction, State.ACCEPTED, by, at)
    try:
        with transaction.atomic():
            (apply_change if correction.field else apply_new)(correction, by, at)
    except ValidationError as error:
        raise NotNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise NotNow(
            _(
                "Somebody else kept the same at this moment, or it cannot be kept together with what is there. Nothing of yours was kept: look, then try again."
            )
        ) from error
    told(correction, by, at)
    return correction


@transaction.atomic
def decline_correction(*, correction, reason, by, at):
    """Leave it as it is, and say why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the supplier will read it.")})
    claim(correction, State.DECLINED, by, at, reason=reason.strip())
    told(correction, by, at)
    return correction


@transaction.atomic
def withdraw_correction(*, correction, by, at):
    """The supplier takes its proposal back before anybody decided it."""
    claim(correction, State.WITHDRAWN, by, at)
    record(
        "suppliers.correction.withdrawn", correction.supplier, by=by, at=at,
        about=correction.about, fields=[correction.field],
    )  # fmt: skip
    return correction


def claim(correction, state, by, at, reason=""):
    """Decide it, or NotNow. A new contact that does not come to be is forgotten at once."""
    fields = {"state": state, "decided_by": by, "decided_at": at, "reason": reason}
    if correction.about == About.CONTACT and not correction.field and state != State.ACCEPTED:
        fields["proposed"] = {}
    if Correction.objects.filter(pk=correction.pk, state=State.OPEN).update(**fields) != 1:
        raise NotNow(_("This correction has been decided already; open the list again."))
    for name, value in fields.items():
        setattr(correction, name, value)


def told(correction, by, at):
    record(
        f"suppliers.correction.{correction.state}", correction.supplier, by=by, at=at,
        about=correction.about, fields=[correction.field], reason=correction.reason,
    )  # fmt: skip
    notices.correction_decided(correction, at=at)


def apply_change(correction, by, at):
    """The one field, by the ordinary operation, if it still is what the proposer saw."""
    thing = thing_of(correction)
    if plain(getattr(thing, correction.field)) != correction.before:
        raise NotNow(
            _(
                "What stands there was changed after this was proposed. Look at it, and decline the "
                "proposal or make the change yourself."
            )
        )
    values = {correction.field: typed(type(thing), correction.field, correction.proposed)}
    if correction.about == About.PROFILE:
        change_supplier(supplier=thing, seen_at=thing.changed_at, by=by, at=at, **values)
    elif correction.about == About.SITE:
        values = {"name": thing.name, "address": thing.address} | values
        change_site(site=thing, by=by, at=at, **values)
    else:
        change_contact(contact=thing, by=by, at=at, **values)


def apply_new(correction, by, at):
    about, supplier, given = correction.about, correction.supplier, correction.proposed
    if about == About.IDENTIFIER:
        add_identifier(supplier=supplier, by=by, at=at, **given)
        return
    values = {name: typed(MODELS[about], name, value) for name, value in given.items()}
    add = {About.SITE: add_site, About.CONTACT: add_contact}[about]
    made = add(supplier=supplier, by=by, at=at, **values)
    setattr(correction, about, made)  # erased with the contact, should they ask
    correction.save(update_fields=[about])


def about_what(thing):
    """(About, supplier) of a supplier, a site or a contact."""
    about = next(about for about, model in MODELS.items() if isinstance(thing, model))
    return about, thing if about == About.PROFILE else thing.supplier


def thing_of(correction):
    """The thing a correction of a field is about, as it stands now, locked until the change is kept."""
    about = correction.about
    pk = correction.supplier_id if about == About.PROFILE else getattr(correction, f"{about}_id")
    return MODELS[about].objects.select_for_update().get(pk=pk)


def plain(value):
    """A value as JSON keeps it: two are the same when these are."""
    return json.loads(json.dumps(value_of(value), cls=DjangoJSONEncoder))


def typed(model, name, value):
    """A kept value as the model takes it."""
    field = model._meta.get_field(name)
    if field.remote_field:
        return Country.objects.filter(pk=value).first()
    return field.to_python(value)
