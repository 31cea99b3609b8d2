"""The shared strings of a workbook, kept on disk."""

import re
import tempfile
from array import array
from functools import lru_cache
from xml.parsers import expat

from django.utils.translation import gettext as _

from .archive import damaged
from .refusals import SheetRefused

BLOCK = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


UNSEEN = "\x1a"  # stands for a character that no text may hold; every column refuses it
LONGEST = 100_000  # characters of one cell; a spreadsheet program keeps 32,767


def unescape(text):
    """Undo _x000D_ and the like."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found):
    code = int(found[1], 16)
    seen = code in (9, 10, 13) or (32 <= code < 0xFFFE and not 0xD800 <= code < 0xE000)
    return chr(code) if seen else UNSEEN


def too_long():
    return SheetRefused(_("A cell holds far more text than a sheet can; this file is not read."))


def expat_reader(start, end, text):
    reader = expat.ParserCreate()
    reader.buffer_text = True
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.CharacterDataHandler = text

    def refuse(*_arguments):
        raise damaged()

    reader.StartDoctypeDeclHandler = refuse
    return reader


class Strings:
    """The shared strings of a workbook, kept on disk: a file may hold a million of them."""

    def __init__(self):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        self.get = lru_cache(maxsize=8192)(self._get)

    def load(self, source):
        parts, inside, phonetic = [], False, False

        def start(name, _attributes):
            nonlocal inside, phonetic
            name = name.rpartition(":")[2]
            if name == "t":
                inside = not phonetic
            elif name == "rPh":
                phonetic = True

        def end(name):
            nonlocal inside, phonetic
            name = name.rpartition(":")[2]
            if name == "t":
                inside = False
            elif name == "rPh":
                phonetic = False
            elif name == "si":
                self._add("".join(parts))
                parts.clear()

        reader = expat_reader(start, end, lambda text: parts.append(text) if inside else None)
        try:
            while block := source.read(BLOCK):
                reader.Parse(block, False)
                if sum(map(len, parts)) > LONGEST:
                    raise too_long()
            reader.Parse(b"", True)
        except expat.ExpatError:
            raise damaged() from None
        self._file.flush()

    def _add(self, text):
        data = unescape(text).encode("utf-8")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def _get(self, index):
        if index < 0:
            raise IndexError(index)
        start, end = self._ends[index], self._ends[index + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self):
        self._file.close()
