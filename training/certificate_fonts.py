"""Which font each letter of a certificate is set in.

Two free fonts (SIL Open Font License) come as packages, and what is used of them is embedded: FiraGO for
Latin, Vietnamese, Thai, Cyrillic and Greek, Noto Sans SC for Chinese, traditional and simplified, and
Japanese. So neither the portal's machine nor the reader's needs fonts of its own. Only Korean syllables
name Adobe's font, which PDF readers replace by one of theirs.
"""

import io
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

LATIN, CHINESE, KOREAN = "FiraGO", "NotoSansSC", "HYSMyeongJo-Medium"


def width_of(text, size):
    """In points."""
    return sum(pdfmetrics.stringWidth(part, font, size) for font, part in runs(text))


def runs(text):
    """[(font, text)]: each letter in the first font that has it, letters of one font together."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        font = _font_of(letter)
        if found and found[-1][0] == font:
            found[-1][1].append(letter)
        else:
            found.append((font, [letter]))
    return [(font, "".join(letters)) for font, letters in found]


def is_wide(letter):
    return unicodedata.east_asian_width(letter) in "WF"


def _font_of(letter):
    if ord(letter) in _latin():
        return LATIN
    return CHINESE if ord(letter) in _chinese() else _korean()


@cache
def _latin():
    """The letters FiraGO has, once it can be used."""
    from pymupdf_fonts.FiraGO_Regular import fontbuffer

    return _registered(TTFont(LATIN, io.BytesIO(fontbuffer)))


@cache
def _chinese():
    """The same of Noto Sans SC. Its package is looked up and not loaded: it would bring up matplotlib."""
    (home,) = find_spec("zhplot").submodule_search_locations
    return _registered(TTFont(CHINESE, Path(home) / "fonts" / "NotoSansSC-Regular.ttf"))


@cache
def _korean():
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
    return KOREAN


def _registered(font):
    pdfmetrics.registerFont(font)
    return font.face.charToGlyph
