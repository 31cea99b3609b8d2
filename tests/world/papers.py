"""The code in force; for each mill a declaration and a certificate that wait to be accepted, with their files."""

import datetime as dt

from suppliers import catalogue_papers, operations
from suppliers.models import CertificateKind, CodeVersion
from sustainportal.files.content import upload

from ..conftest import NOW
from ..sample_files import pdf


def build(world):
    catalogue_papers.load(at=NOW)
    CodeVersion.objects.update(valid_from=NOW.date())
    code = operations.activate_code(code=CodeVersion.objects.get(), by=None, at=NOW)
    papers_of(world.own, code, by=world.people["supplier"])
    papers_of(world.foreign, code, by=world.second_buyer)


def papers_of(half, code, *, by):
    file = upload("paper.pdf", pdf(half.supplier.code), size_limit=10_000)
    half.declaration = operations.hand_in_declaration(
        supplier=half.supplier,
        code=code,
        upload=file,
        signed_on=NOW.date(),
        signer_name="Minh Tran",
        signer_function="Director",
        by=by,
        at=NOW,
    )
    half.certificate = operations.hand_in_certificate(
        supplier=half.supplier,
        upload=file,
        kind=CertificateKind.objects.get(pk="iso_9001"),
        number="Q-1",
        issuer="Meridian",
        issued_on=NOW.date() - dt.timedelta(days=30),
        expires_on=NOW.date() + dt.timedelta(days=1000),
        by=by,
        at=NOW,
    )
    half.paperfile = half.certificate.file
