"""Whether bytes are a film: the boxes of an MP4 (ISO/IEC 14496-12), the head of a WebM (RFC 9559)."""

import struct

_MOST_BOXES = 100_000  # a fragmented film has some thousand; more is no film
_DOC_TYPE = b"\x42\x82\x84webm"  # element DocType, four bytes long
_SEGMENT = b"\x18\x53\x80\x67"


def is_mp4(content):
    """Its boxes follow one another to the last byte, and it has a table of contents and pictures."""
    names = _boxes(content)
    return bool(names) and names[0] == b"ftyp" and {b"moov", b"mdat"} <= set(names)


def _boxes(content):
    """The names of the outermost boxes in their order; nothing when they do not fill the file."""
    place, names = 0, []
    while place + 8 <= len(content) and len(names) < _MOST_BOXES:
        size, name = struct.unpack(">I4s", content[place : place + 8])
        least = 8
        if size == 1 and place + 16 <= len(content):  # the size is longer than four bytes
            (size,) = struct.unpack(">Q", content[place + 8 : place + 16])
            least = 16
        elif size == 0:  # the last box reaches to the end
            size = len(content) - place
        if size < least:
            return []
        names.append(name)
        place += size
    return names if place == len(content) else []


def is_webm(content):
    """It begins as Matroska, calls itself WebM, and a segment follows."""
    head = content[:512]
    return head.startswith(b"\x1a\x45\xdf\xa3") and _DOC_TYPE in head and _SEGMENT in head
