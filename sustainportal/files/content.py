"""What a file is, by its content and never by its name. Pictures and PDF; films where they are asked for.

The signature is asked first (`filetype`), then the file is opened as what it claims to be:
a picture must have a size, a PDF a beginning and an end, a film its boxes.
"""

import hashlib
import struct
from dataclasses import dataclass

import filetype

from . import films

JPEG, PNG, WEBP, HEIC, PDF = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/pdf",
)
MP4, WEBM = "video/mp4", "video/webm"
#: Content type → the ending a kept file has.
ENDINGS = {
    JPEG: "jpg", PNG: "png", WEBP: "webp", HEIC: "heic", PDF: "pdf", MP4: "mp4", WEBM: "webm",
}  # fmt: skip
#: What shows something: taken everywhere. Films are taken by who asks for them.
PAPERS = frozenset({JPEG, PNG, WEBP, HEIC, PDF})
FILMS = frozenset({MP4, WEBM})
_NAME_LENGTH = 150


class Refused(ValueError):
    """The file is not taken. `code`: empty, too_large, kind, broken."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Upload:
    """A file that was judged: made by `upload` and nowhere else."""

    name: str
    content: bytes
    content_type: str

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


def upload(name, content, *, size_limit, kinds=PAPERS):
    """The judged file. Raises Refused as `judge` does."""
    return Upload(plain_name(name), content, judge(content, size_limit=size_limit, kinds=kinds))


def judge(content, *, size_limit, kinds=PAPERS):
    """The content type of these bytes, one of `kinds`. Raises Refused when empty, too large, another kind
    or broken."""
    if not content:
        raise Refused("empty")
    if len(content) > size_limit:
        raise Refused("too_large")
    guessed = filetype.guess_mime(content[:8192])
    if guessed == "image/heif":
        guessed = HEIC
    if guessed not in kinds:
        raise Refused("kind")
    if not _OPENERS[guessed](content):
        raise Refused("broken")
    return guessed


def plain_name(name):
    """The name as a person gave it, without folders and control characters, at most 150 long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip()
    return kept[-_NAME_LENGTH:] or "file"


def _jpeg(content):
    """Walks the segments to the frame header: height and width must not be zero."""
    place = 2
    while place + 9 <= len(content):
        if content[place] != 0xFF:
            return False
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        length = struct.unpack(">H", content[place + 2 : place + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return height > 0 and width > 0
        place += 2 + length
    return False


def _png(content):
    if content[12:16] != b"IHDR" or len(content) < 33:
        return False
    width, height = struct.unpack(">II", content[16:24])
    return width > 0 and height > 0 and b"IEND" in content[-64:]


def _webp(content):
    size = struct.unpack("<I", content[4:8])[0]
    return content[12:15] == b"VP8" and size + 8 <= len(content) + 1


def _heic(content):
    length = struct.unpack(">I", content[:4])[0]
    return (
        content[4:8] == b"ftyp" and 16 <= length <= 256 and b"meta" in content[length : length + 64]
    )


def _pdf(content):
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


_OPENERS = {
    JPEG: _jpeg, PNG: _png, WEBP: _webp, HEIC: _heic, PDF: _pdf, MP4: films.is_mp4, WEBM: films.is_webm,
}  # fmt: skip
