"""What is asked of a case beside that it names nobody."""

import hashlib
import json
import re

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


def stamp(texts):
    """A mark of {field: text}: another one as soon as a letter differs. A page hands back the one it saw."""
    plain = json.dumps(texts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def missing(texts, parts):
    """The parts that have no English text; a case is published with all of them."""
    return [part for part in parts if not texts.get(part, "").strip()]


def column_for(text, simpler):
    """The suffix of the language a text is written in: "" English, "_hans", or "_hant" where `simpler`
    (traditional to simplified) changes it."""
    if not _IDEOGRAPH.search(text):
        return ""
    return "_hans" if simpler(text) == text else "_hant"
