"""When are two spellings the same company name? Only punctuation, case, width and legal forms differ."""

import re
import unicodedata
from functools import lru_cache

_LEGAL = {
    "co", "company", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "llc", "plc",
    "gmbh", "ag", "kg", "sa", "sas", "srl", "spa", "bv", "nv", "oy", "ab", "as", "pte", "pt", "tbk",
    "sdn", "bhd", "jsc", "kk", "pty", "pvt", "private",
}  # fmt: skip
_LEGAL_CJK = ("股份有限公司", "有限責任公司", "有限责任公司", "有限公司", "株式会社", "株式會社")


@lru_cache(maxsize=4096)  # a name is asked for several times in a row
def name_key(name):
    """The comparable form of a company name: NFKC, no accents, no punctuation, no legal form.

    "Foo Co., Ltd." and "FOO Company Limited" share the key "foo". A name made of legal forms
    only keeps them, so that the key is never empty for a non-blank name.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    for form in _LEGAL_CJK:
        text = text.replace(form, " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text.replace("&", " and "))
    words = re.findall(r"\w+", text)
    kept = [word for word in words if word not in _LEGAL]
    return " ".join(kept or words)[:200]
