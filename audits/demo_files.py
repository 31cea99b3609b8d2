"""Small files that show something, made on the spot: a coloured picture, a one-page PDF."""

import struct
import zlib

from django.conf import settings

from sustainportal.files.content import upload
from sustainportal.files.drawing import sheet


def photo(number, side=48):
    """A picture of two colours, different for each number."""
    light = bytes((90 + number * 37 % 120, 120 + number * 53 % 100, 110 + number * 71 % 90))
    dark = bytes(part // 2 for part in light)
    row = b"\x00" + (light * (side // 2) + dark * (side // 2))
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(row * side)),
            _chunk(b"IEND", b""),
        )
    )
    return upload(f"photo-{number}.png", content, size_limit=settings.UPLOAD_MAX_BYTES)


def _chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def record_sheet(text, at):
    """A page with one line of text and the day."""
    content = sheet(f"{at:%Y-%m-%d} {text}")
    return upload("record.pdf", content, size_limit=settings.UPLOAD_MAX_BYTES)
