"""What was said of a foreign list – its severities, codes, dates – is remembered for its next edition."""

from dataclasses import asdict, dataclass, field

from django.db import transaction

from sustainportal.sheets.models import ColumnMapping
from sustainportal.trail.operations import record

IMPORTER = "audits.findings"
SHAPE = "words"  # beside the fingerprints of headings, which are hexadecimal


@dataclass
class Words:
    """`severity`: their word → rating; `provision`: their code, or its beginning → our code; `default`: our
    code for all others; `dates`: forms of their dates; `missing`: what they write for an empty cell;
    `kind` and `protocol`: of audits where the list says nothing."""

    severity: dict = field(default_factory=dict)
    provision: dict = field(default_factory=dict)
    default: str = ""
    dates: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    kind: str = ""
    protocol: str = ""

    def with_more(self, other):
        """These words, and over them what `other` says."""
        return Words(
            severity=self.severity | other.severity,
            provision=self.provision | other.provision,
            default=other.default or self.default,
            dates=list(dict.fromkeys([*other.dates, *self.dates])),
            missing=list(dict.fromkeys([*self.missing, *other.missing])),
            kind=other.kind or self.kind,
            protocol=other.protocol or self.protocol,
        )


def words_of(source):
    """The words remembered for a list of this name; none for a name that is not known, or for no name."""
    if not source:
        return Words()
    kept = ColumnMapping.objects.filter(importer=IMPORTER, source=source, fingerprint=SHAPE)
    return Words(**(kept.values_list("mapping", flat=True).first() or {}))


@transaction.atomic
def remember_words(*, source, words, by, at):
    """Keep these words beside what is known of the list. Nothing new writes nothing, a list without a name
    is not remembered. Returns them all."""
    before = words_of(source)
    known = before.with_more(words)
    if known == before or not source:
        return known
    row, _new = ColumnMapping.objects.update_or_create(
        importer=IMPORTER,
        source=source,
        fingerprint=SHAPE,
        defaults={"mapping": asdict(known), "by": by, "at": at},
    )
    record("audits.list.words", row, by=by, at=at, source=source, words=asdict(words))
    return known
