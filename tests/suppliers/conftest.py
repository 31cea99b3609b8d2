import datetime as dt

import pytest
from django.utils import timezone

from suppliers import catalogue_papers, catalogue_risk
from suppliers.models import CertificateKind, CodeVersion, Commodity, RiskModel
from suppliers.operations import (
    accept_certificate,
    activate_code,
    hand_in_certificate,
    sign_declaration,
)
from sustainportal.files.content import upload
from tests.sample_files import pdf
from tests.suppliers.risk_cast import small_model


@pytest.fixture
def factors(db, now):
    """The catalogue's factors, and its default model as a draft that nobody activated."""
    catalogue_risk.load(at=now)
    RiskModel.objects.filter(status="active").update(status="draft", activated_at=None)


@pytest.fixture
def model(factors, now):
    return small_model(at=now)


@pytest.fixture
def steel(db):
    return Commodity.objects.create(code="STEEL", name="Steel")


# --- declarations and certificates ------------------------------------------------------------
@pytest.fixture
def own_files(settings, tmp_path):
    """No test writes into the checkout's files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def code(factors, now):
    """The default code, in force since a hundred days."""
    catalogue_papers.load(at=now)
    since = now - dt.timedelta(days=100)
    CodeVersion.objects.update(valid_from=since.date())
    return activate_code(code=CodeVersion.objects.get(), by=None, at=since)


@pytest.fixture
def sign(code, now):
    """`sign(mill, mill_user)` signs what is in force."""

    def signed(supplier, by, at=now, **said):
        version = said.pop("code", code)
        text = version.text_in("en")
        said = {
            "language": text.language,
            "text_sha256": text.sha256,
            "signer_name": "Minh Tran",
            "signer_function": "Director",
        } | said
        return sign_declaration(supplier=supplier, code=version, by=by, at=at, **said)

    return signed


@pytest.fixture
def certificate(code, own_files, mill, mill_user, now):
    """`certificate(days=40)` is one of the mill's, handed in, that ends so many days from now."""

    def handed_in(days=40, *, kind="iso_9001", by=None, at=now, supplier=None, **fields):
        until = timezone.localdate(now) + dt.timedelta(days=days)
        said = {
            "kind": CertificateKind.objects.get(pk=kind),
            "number": f"N-{days}",
            "issuer": "Meridian",
            "scope": "",
            "issued_on": min(
                timezone.localdate(now) - dt.timedelta(days=10), until - dt.timedelta(days=300)
            ),
            "expires_on": until,
            "site": None,
            "renews": None,
            "upload": upload("iso.pdf", pdf(f"{kind} {days}"), size_limit=10_000),
        } | fields
        return hand_in_certificate(supplier=supplier or mill, by=by or mill_user, at=at, **said)

    return handed_in


@pytest.fixture
def accepted(certificate, buyer, now):
    """`accepted(days=40)`: the same, accepted by the buyer. It may be expired by now."""

    def made(days=40, **fields):
        at = now if days >= 0 else now + dt.timedelta(days=days)
        row = certificate(days, at=at, **fields)
        return accept_certificate(certificate=row, by=buyer, at=at)

    return made
