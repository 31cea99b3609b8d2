"""A workbook is a zip file from somebody else: looked at before anything in it is believed."""

import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from .refusals import SheetRefused

MOST_PARTS = 2_000
MOST_UNPACKED = 512 * 1024 * 1024  # bytes, all parts together
MOST_SMALL_PART = 8 * 1024 * 1024  # bytes of a part that is read as a whole (styles, workbook)
MOST_RATIO = 200  # unpacked ÷ packed, of a part above 1 MB
BLOCK = 1 << 20

_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
#: Read as a whole: what lies directly in the root, in xl/ and in their _rels/, but for the strings.
_WHOLE = re.compile(r"^(?!xl/sharedstrings)(xl/)?(_rels/)?[^/]+\.(xml|rels)$")


def too_big():
    return SheetRefused(
        _(
            "This file unpacks to far more than a workbook holds; it is not opened. Save the sheet anew as .xlsx."
        )
    )


def damaged():
    return SheetRefused(
        _("This workbook is damaged; open it in a spreadsheet program and save it anew as .xlsx.")
    )


def open_archive(path):
    """The zip file of an .xlsx workbook, after every check that needs no XML parser.

    The directory is checked first; then every part is unpacked once, in blocks and counted, so
    that a directory that lies is found out too. Raises SheetRefused.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        raise damaged() from None
    try:
        _check_directory(archive)
        _check_kind(archive)
        _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        archive.close()
        raise damaged() from None
    except SheetRefused:
        archive.close()
        raise
    return archive


def _check_directory(archive):
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_big()
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise damaged()
    for part in parts:
        if part.flag_bits & 1:
            raise SheetRefused(_("This workbook is protected by a password; save it without one."))
        if part.file_size > BLOCK and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise too_big()
        if part.file_size > MOST_SMALL_PART and _WHOLE.match(part.filename.casefold()):
            raise too_big()


def _check_kind(archive):
    held = {name.lstrip("/").casefold() for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in held):
        raise SheetRefused(_("This workbook contains macros; save it as .xlsx, without macros."))
    if "xl/workbook.bin" in held:
        raise SheetRefused(_("This is a binary workbook (.xlsb); save it as .xlsx or .csv."))
    if "index/document.iwa" in held or "index.zip" in held:
        raise SheetRefused(_("This is a Numbers file; export it as .xlsx or .csv."))
    if "mimetype" in held:
        raise SheetRefused(_("This is an OpenDocument file; save it as .xlsx or .csv."))
    if "[content_types].xml" not in held or "xl/workbook.xml" not in held:
        raise SheetRefused(_("This is not a workbook; a file .xlsx or .csv is expected."))
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise SheetRefused(_("This workbook contains macros; save it as .xlsx, without macros."))


def _is_xml(part):
    return part.filename.casefold().endswith((".xml", ".rels", ".vml"))


def _check_parts(archive):
    """Unpack each part once: no more than it declares, no document type, no unusual encoding."""
    left = MOST_UNPACKED
    for part in archive.infolist():
        with archive.open(part) as source:
            tail, first = b"", True
            while block := source.read(BLOCK):
                left -= len(block)
                if left < 0:
                    raise too_big()
                if not _is_xml(part):
                    continue
                if first:
                    _check_encoding(block)
                data = tail + block
                if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                    raise damaged()
                if len(block) == BLOCK and b">" not in block:
                    raise too_big()  # a text or attribute of a megabyte
                tail, first = data[-10:], False


def _check_encoding(block):
    if block.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in block[:200]:
        raise damaged()
    declared = _ENCODING.match(block.removeprefix(b"\xef\xbb\xbf").lstrip())
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"utf8"}:
        raise damaged()
