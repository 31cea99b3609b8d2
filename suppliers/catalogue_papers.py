"""The code every supplier signs, in our own words, and the kinds of certificates. Defaults of ours, to be
confirmed by the company.

`load` may run any number of times: it brings what is missing and never touches what is there.
"""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .models import CertificateKind, CodeText, CodeVersion

DATA = Path(__file__).parent / "data"
TITLE, VERSION = "Supplier code of conduct", "1.0"
SOURCE = "sustainportal default, in our own words"

#: code: (name, what it says, counts for the risk factor)
KINDS = {
    "iso_9001": ("ISO 9001", "Quality management", True),
    "iso_14001": ("ISO 14001", "Environmental management", True),
    "iso_45001": ("ISO 45001", "Occupational health and safety", True),
    "iso_50001": ("ISO 50001", "Energy management", False),
    "iso_14064_1": ("ISO 14064-1", "Verified greenhouse gas inventory", False),
    "iecq_qc_080000": ("IECQ QC 080000", "Hazardous substance management", True),
    "sa8000": ("SA8000", "Social accountability", False),
    "iso_27001": ("ISO/IEC 27001", "Information security", False),
}


def load(*, at):
    """Kinds of certificates, and the default code as a draft: nobody is asked to sign it before an
    administrator has read it and put it into force."""
    CertificateKind.objects.bulk_create(
        [
            CertificateKind(code=code, name=name, help=text, management_system=wanted, place=place)
            for place, (code, (name, text, wanted)) in enumerate(KINDS.items(), start=1)
        ],
        ignore_conflicts=True,
    )
    if not CodeVersion.objects.exists():
        default_code(at=at)


def default_code(*, at, version=VERSION):
    """The default code as a draft, in every language of the portal."""
    code = CodeVersion.objects.create(
        title=TITLE,
        version=version,
        valid_from=timezone.localdate(at),
        source=SOURCE,
        to_confirm=True,
    )
    for language, _name in settings.LANGUAGES:
        text = (DATA / f"code_declaration.{language}.txt").read_text(encoding="utf-8")
        CodeText.objects.create(code=code, language=language, text=text)
    return code
