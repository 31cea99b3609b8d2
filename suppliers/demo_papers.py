"""The demo company's papers: an old code and the current one, certificates in every state."""

import datetime as dt
import random

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from sustainportal.accounts.models import User
from sustainportal.files.content import upload
from sustainportal.files.drawing import sheet
from sustainportal.trail.operations import entry, record_many

from . import catalogue_papers, operations
from .models import (
    Certificate,
    CertificateKind,
    CodeText,
    CodeVersion,
    Declaration,
    DeclarationBalance,
    Membership,
    PaperFile,
    SignatureRequest,
    Supplier,
)
from .operations.certificates import post_held
from .queries.papers import ASKED

DAY = dt.timedelta(days=1)
FIRST_CODE, CURRENT_CODE = 815, 190  # days ago
#: New suppliers and how many of them signed, in years before the portal.
BALANCES = ((2019, 41, 40), (2020, 38, 38), (2021, 44, 43), (2022, 52, 52), (2023, 47, 46))
BALANCE_SOURCE = "Sustainability report of Aurora Devices"
ISSUERS = ("Meridian Certification", "Northbridge Assurance", "Tidewater Registrar")
ROLES = ("General manager", "Quality director", "Compliance manager")
#: Kind, how many of a hundred suppliers hold it.
HELD = (
    ("iso_9001", 92),
    ("iso_14001", 78),
    ("iso_45001", 55),
    ("iecq_qc_080000", 30),
    ("sa8000", 8),
)


def build(*, at):
    """Codes, declarations and certificates. Does nothing where declarations are."""
    if Declaration.objects.exists():
        return {}
    chance = random.Random("papers")
    catalogue_papers.load(at=at)
    people = {
        person.username: person
        for person in User.objects.filter(username__in=("buyer", "buyer2", "supplier", "supplier2"))
    }
    people["scan"] = scanner(at, people["buyer2"])
    suppliers = list(Supplier.objects.filter(status__in=ASKED).order_by("code"))
    old, current = make_codes(at)
    make_declarations(chance, suppliers, old, current, people, at)
    make_certificates(chance, suppliers, people, at)
    hand_in_files(suppliers, current, people, at)
    post_held([supplier.pk for supplier in suppliers], by=None, at=at)
    DeclarationBalance.objects.bulk_create(
        DeclarationBalance(year=year, asked=asked, signed=signed, source=BALANCE_SOURCE)
        for year, asked, signed in BALANCES
    )
    return {
        "declarations": Declaration.objects.count(),
        "certificates": Certificate.objects.count(),
    }


def make_codes(at):
    """The version before and the one in force: their dates lie in the past, so they are written, not moved."""
    current = CodeVersion.objects.get()
    begun, since = at - FIRST_CODE * DAY, at - CURRENT_CODE * DAY
    old = CodeVersion.objects.create(
        title=current.title,
        version="0.9",
        valid_from=timezone.localdate(begun),
        source=current.source,
        to_confirm=True,
    )
    for text in current.texts.all():
        before = text.text.partition("\n\n6.")[0]  # what the older version did not say yet
        CodeText.objects.create(code=old, language=text.language, text=before)
    CodeVersion.objects.filter(pk=old.pk).update(
        status="retired", activated_at=begun, activated_by="Ada Admin", retired_at=since
    )
    CodeVersion.objects.filter(pk=current.pk).update(
        status="active",
        activated_at=since,
        activated_by="Ada Admin",
        valid_from=timezone.localdate(since),
    )
    return CodeVersion.objects.get(pk=old.pk), CodeVersion.objects.get(pk=current.pk)


def make_declarations(chance, suppliers, old, current, people, at):
    """Most have signed the current version, some only the old one, some nothing."""
    members = {row.supplier_id: row.user for row in Membership.objects.select_related("user")}
    rows, asked = [], []
    for number, supplier in enumerate(suppliers, start=1):
        signer = members.get(supplier.pk)
        fate = (
            "open" if number in (2, 12) else chance.choice(("both",) * 7 + ("old", "new", "open"))
        )
        if fate in ("both", "old"):
            days = chance.randint(FIRST_CODE - 60, FIRST_CODE - 5)
            rows.append(declared(chance, supplier, old, signer, at - days * DAY, people))
        if fate in ("both", "new"):
            days = chance.randint(5, CURRENT_CODE - 5)
            rows.append(declared(chance, supplier, current, signer, at - days * DAY, people))
        elif signer:
            day = timezone.localdate(at - 20 * DAY)
            asked.append(SignatureRequest(supplier=supplier, code=current, asked_on=day))
    PaperFile.objects.bulk_create([row.file for row in rows if row.file])
    Declaration.objects.bulk_create(rows)
    SignatureRequest.objects.bulk_create(asked)
    record_many(
        entry(
            "suppliers.declaration.signed"
            if row.how == "signed"
            else "suppliers.declaration.accepted",
            row.supplier,
            by=row.by if row.how == "signed" else row.judged_by,
            at=row.at,
            code=str(row.code),
            signer=row.signer_name,
        )
        for row in rows
    )


def declared(chance, supplier, code, signer, moment, people):
    """One that counts: signed by the supplier's own person; on paper where nobody has a login."""
    day = timezone.localdate(moment)
    declaration = Declaration(
        supplier=supplier,
        code=code,
        year=day.year,
        signed_on=day,
        state="accepted",
        signer_name=str(signer or f"{supplier.name.split()[0]} Contact"),
        signer_function=chance.choice(ROLES),
        at=moment,
        by=signer or people["buyer2"],
    )
    if signer:
        text = code.text_in(chance.choice(("en", "zh-hant", "zh-hans")))
        declaration.how, declaration.language = "signed", text.language
        declaration.text_sha256 = text.sha256
        return declaration
    declaration.how, declaration.file = "uploaded", people["scan"](supplier, moment)
    declaration.judged_by, declaration.judged_at = people["buyer"], moment + DAY
    return declaration


def scanner(at, by):
    """Rows of one and the same stored scan: a demonstration needs no seventy files."""
    scan = paper("Declaration of compliance, signed")
    stored = []

    def of(supplier, moment):
        kept = PaperFile(
            supplier=supplier,
            name=scan.name,
            content_type=scan.content_type,
            sha256=scan.sha256,
            size=len(scan.content),
            at=moment,
            by=by,
        )
        if not stored:
            kept.file.save(scan.name, ContentFile(scan.content), save=False)
            stored.append(kept.file.name)
        kept.file.name = stored[0]
        return kept

    return of


def make_certificates(chance, suppliers, people, at):
    """Three years each; some renewed, some about to end, some ended, one withdrawn. No file: paper came first."""
    today = timezone.localdate(at)
    kinds = CertificateKind.objects.in_bulk()
    rows, renewals = [], []
    for number, supplier in enumerate(suppliers, start=1):
        for kind, share in HELD:
            if number == 1 or chance.randint(1, 100) <= share:
                near = chance.choice((5, 24, 60, 88, -1, -40)) + chance.randint(0, 2)
                left = near if chance.random() < 0.2 else chance.randint(95, 1000)
                row = certified(chance, supplier, kinds[kind], today + left * DAY, people, at)
                rows.append(row)
                if chance.random() < 0.4:
                    before = certified(
                        chance, supplier, kinds[kind], row.issued_on + 20 * DAY, people, at
                    )
                    renewals.append((row, before))
    rows[7].state, rows[7].reason = "withdrawn", "The certification body has withdrawn it."
    rows[7].withdrawn_at, rows[7].withdrawn_by = at - 12 * DAY, people["buyer"]
    Certificate.objects.bulk_create([before for _row, before in renewals])
    for row, before in renewals:
        row.renews = before
    Certificate.objects.bulk_create(rows)
    record_many(
        entry(
            "suppliers.certificate.accepted",
            row.supplier,
            by=row.judged_by,
            at=row.judged_at,
            certificate=str(row),
            expires_on=row.expires_on.isoformat(),
        )
        for row in rows
    )


def certified(chance, supplier, kind, until, people, at):
    """An accepted certificate that ends on a day, three years after it was issued."""
    issued = until - 1095 * DAY
    moment = min(
        timezone.make_aware(dt.datetime.combine(issued + 9 * DAY, dt.time(10))), at - 3 * DAY
    )
    return Certificate(
        supplier=supplier,
        kind=kind,
        number=f"{kind.code.replace('_', '').upper()}-{chance.randint(10_000, 99_999)}",
        issuer=chance.choice(ISSUERS),
        scope=f"{supplier.category}: development and manufacture",
        issued_on=issued,
        expires_on=until,
        state="accepted",
        at=moment,
        by=people["buyer2"],
        judged_at=moment + DAY,
        judged_by=people["buyer"],
    )


def hand_in_files(suppliers, current, people, at):
    """A few papers with a real file: a renewal and a new kind wait, one was declined, one was accepted."""
    first, second = suppliers[:2]
    supplier, supplier2 = people["supplier"], people["supplier2"]
    today = timezone.localdate(at)

    def certificate(of, kind, days, by, number):
        return operations.hand_in_certificate(
            supplier=of,
            upload=paper(f"{kind} {number}"),
            kind=CertificateKind.objects.get(pk=kind),
            number=number,
            issuer=ISSUERS[0],
            scope="Development and manufacture",
            issued_on=today - 30 * DAY,
            expires_on=today + 1065 * DAY,
            site=None,
            renews=None,
            by=by,
            at=at - days * DAY,
        )

    certificate(first, "iso_50001", 2, supplier, "EN-20417")
    certificate(second, "sa8000", 1, supplier2, "SA-77120")
    accepted = certificate(first, "iso_27001", 9, supplier, "IS-30918")
    operations.accept_certificate(certificate=accepted, by=people["buyer"], at=at - 8 * DAY)
    declined = certificate(second, "iso_14064_1", 6, supplier2, "GH-11802")
    operations.decline_certificate(
        certificate=declined,
        reason="The second page with the scope is missing.",
        by=people["buyer2"],
        at=at - 5 * DAY,
    )
    operations.hand_in_declaration(
        supplier=second,
        code=current,
        upload=paper("Declaration of compliance, signed"),
        signed_on=today - 4 * DAY,
        signer_name=str(supplier2),
        signer_function=ROLES[0],
        by=supplier2,
        at=at - 3 * DAY,
    )


def paper(line):
    return upload(f"{line}.pdf", sheet(line), size_limit=settings.UPLOAD_MAX_BYTES)
