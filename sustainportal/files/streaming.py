"""A kept file shown inside a page, in parts: a player asks for ranges to seek (RFC 9110, section 14)."""

import re

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

_RANGE = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$")
_CHUNK = 64 * 1024


def part_asked(header, size):
    """(first, last) byte of the one range asked for; None for the whole file, which is also the answer to
    several ranges or another unit. Raises ValueError for a range outside the file."""
    asked = _RANGE.match(header.replace(" ", "")) if header else None
    if asked is None or asked[1] == asked[2] == "":
        return None
    if asked[1] == "":  # the last bytes
        first, last = max(0, size - int(asked[2])), size - 1
    else:
        first, last = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
        if asked[2] and int(asked[2]) < first:
            return None  # not a range at all
    if first > last:
        raise ValueError(header)
    return first, last


def shown_in_parts(request, kept):
    """The answer to a player: all of the file (200), one part of it (206), or no such part (416)."""
    tag = f'"{kept.sha256}"'
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        header = ""
    try:
        part = part_asked(header, kept.size)
    except ValueError:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{kept.size}"
    else:
        response = _whole(kept) if part is None else _part(kept, *part)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _whole(kept):
    return FileResponse(kept.file.open("rb"), filename=kept.name, content_type=kept.content_type)


def _part(kept, first, last):
    length = last - first + 1
    body = _read(kept.file, first, length)
    response = StreamingHttpResponse(body, status=206, content_type=kept.content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{kept.size}"
    response["Content-Length"] = str(length)
    return response


def _read(file, first, length):
    with file.open("rb") as source:
        source.seek(first)
        while length > 0 and (chunk := source.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
