"""Small files that show something, made on the spot: a coloured picture, a one-page PDF."""

import struct
import zlib

from django.conf import settings

from .rules.uploads import upload


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
    line = f"{at:%Y-%m-%d} {text}".replace("(", "[").replace(")", "]")
    drawn = f"BT /F1 14 Tf 60 760 Td ({line}) Tj ET".encode("latin-1", "replace")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    )
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return upload("record.pdf", content, size_limit=settings.UPLOAD_MAX_BYTES)
