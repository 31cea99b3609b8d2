"""Which country does a spelling mean? Codes first, then the table of known spellings; never a guess."""

import re
import unicodedata

from rapidfuzz import fuzz, process

_YEARS = re.compile(r"\(\s*-?\d{4}\s*-?\s*(\d{4})?\s*\)")  # "Sudan (2012-)"
_QUOTES = re.compile(r"['’‘´`ʼ]")
_SMALL_WORDS = {"the", "of"}
SUGGEST_FROM = 70  # similarity, 0–100, from which a known spelling is worth offering


def spelling_key(text):
    """The comparable form of a country's spelling: NFKC, no case, accents, punctuation or small words.

    "U.S.A." and "USA" share "usa"; "Gambia, The" and "The Gambia" share "gambia"; "Côte d’Ivoire"
    is "cote divoire". Company legal forms are left alone: "AS" and "SA" may be countries here.
    """
    text = unicodedata.normalize("NFKC", _YEARS.sub(" ", text)).casefold()
    text = _QUOTES.sub("", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\b(\w)\.\s?(?=\w\b)", r"\1", text.replace("&", " and "))
    words = re.findall(r"\w+", text)
    return " ".join([word for word in words if word not in _SMALL_WORDS] or words)[:100]


class CountryBook:
    """Every spelling the portal knows, to ask many times.

    `codes`: two- or three-letter ISO code -> two-letter code. `spellings`: spelling key -> code.
    `names`: code -> the name a person reads.
    """

    def __init__(self, codes, spellings, names):
        self.codes, self.spellings, self.names = codes, spellings, names

    def find(self, text):
        """The two-letter code, or None. "NA" is Namibia; "N.A." and "N/A" are not."""
        text = str(text).strip()
        return self.codes.get(text.upper()) or self.spellings.get(spelling_key(text))

    def suggestions(self, text, limit=3):
        """Names of up to `limit` countries whose spelling comes near, nearest first."""
        near = process.extract(
            spelling_key(text),
            self.spellings.keys(),
            scorer=fuzz.ratio,
            score_cutoff=SUGGEST_FROM,
            limit=limit * 4,
        )
        codes = dict.fromkeys(self.spellings[spelling] for spelling, _score, _index in near)
        return [self.names[code] for code in codes][:limit]
