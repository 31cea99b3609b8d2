"""Does a text name the supplier it must not name? Refused are its names, those of its group, its sites,
addresses, codes, numbers, people, and how to reach them; and any e-mail address at all.

Names are looked for without legal form, case, width, accents, spaces and punctuation, a long one inside longer words
too; and so is what is left of a name without words such as "Electronics" ("Red River" of "Red River Mill Co., Ltd.").
"""

import re
import unicodedata
from dataclasses import dataclass, field

from .folding import fold
from .naming import stands
from .traces import LONG, digits_of, secrets_of

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-–/]{4,}\d")
_EXTENSION = re.compile(r"(?:ext|x|#|分機|分机|轉|转).*", re.I | re.S)


@dataclass(frozen=True, order=True)
class Leak:
    """`words` of the text in `part` that tell: `kind` says what they are, `owner` whose, where it matters."""

    part: str
    place: int
    words: str = field(compare=False)
    kind: str = field(compare=False)
    owner: str = field(default="", compare=False)


def leaks(texts, known):
    """[Leak] of all parts, in their order; each stretch of a text is told of once, by its longest secret."""
    secrets = sorted(dict.fromkeys(secrets_of(known)), key=lambda one: -len(one.key))
    phones = [tail for tail in map(_tail, known.phones) if tail]
    found = []
    for part, text in texts.items():
        found += sorted(_in_text(part, text, secrets, phones))
    return found


def _in_text(part, text, secrets, phones):
    text = unicodedata.normalize("NFKC", text)
    told = [Leak(part, found.start(), found[0], "mail") for found in _MAIL.finditer(text)]
    for found in _PHONE.finditer(text):
        if any(tail in digits_of(found[0]) for tail in phones):
            told.append(Leak(part, found.start(), found[0], "phone"))
    return told + list(_secrets_in(part, fold(text), secrets, told))


def _secrets_in(part, folded, secrets, told):
    covered = [(leak.place, leak.place + len(leak.words)) for leak in told]
    for secret in secrets:
        for start, end in stands(folded, secret.key, secret.mode):
            begin, over = folded.places[start], folded.places[end - 1] + 1
            if not any(one < over and begin < other for one, other in covered):
                covered.append((begin, over))
                yield Leak(part, begin, folded.words(start, end), secret.kind)


def _tail(phone):
    """The last digits of a telephone number, eight at most, which stay the same with and without the country."""
    digits = digits_of(_EXTENSION.sub("", unicodedata.normalize("NFKC", phone)))
    return digits[-8:] if len(digits) >= LONG else ""
