"""Small files of each kind, made by hand, and some that lie."""

import struct
import zlib


def _chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(colour=0):
    """A picture of one dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes([0, colour, 0, 0]))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def jpeg(height=8, width=8):
    """The head of a photo: application segment, then the frame with its size."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def pdf(text="Permit"):
    """A document that begins and ends as one."""
    return f"%PDF-1.4\n1 0 obj<<>>endobj\n% {text}\ntrailer<<>>\n%%EOF\n".encode()


def box(name, content=b""):
    """One box of an MP4."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(film=b"\0" * 400):
    """The boxes of a film whose pictures are noughts."""
    head = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    return head + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", film)


def webm():
    """The head of a WebM film and an empty segment."""
    kind = b"\x42\x82\x84webm"
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 + len(kind)]) + kind + b"\x18\x53\x80\x67\x80"


HTML = b"<!doctype html><script>alert(1)</script>"
ZIP = b"PK\x03\x04" + bytes(60)
TORN_PDF = b"%PDF-1.4\nnothing follows"
TORN_PNG = png()[:30]
