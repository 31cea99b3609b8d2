"""A certificate as a PDF, one page lying, with a QR of the page that checks it."""

import io

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from .certificate_fonts import is_wide, runs, width_of
from .passes import qr

WIDTH, HEIGHT = landscape(A4)
MIDDLE, ROOM = WIDTH / 2, WIDTH - 140
GREEN, GREY, INK = (0.05, 0.36, 0.32), (0.38, 0.42, 0.45), (0.1, 0.13, 0.16)


def check_address(completion):
    """Where anybody may check it."""
    return settings.PORTAL_ADDRESS + reverse("training:certificate", args=[completion.code])


def certificate(completion):
    """The bytes of the PDF, in the language of the course."""
    with translation.override(completion.course.language):
        return _drawn(completion)


def _drawn(completion):
    course, body = completion.course, io.BytesIO()
    page = Canvas(body, pagesize=(WIDTH, HEIGHT), invariant=1)
    page.setTitle(f"{_('Certificate')} {completion.code}")
    _frame(page)
    _line(page, 455, _("Certificate"), 34, GREEN)
    _line(page, 412, _("This is to certify that"), 13, GREY)
    _line(page, 368, completion.name or str(completion.user), 28, INK)
    _line(page, 328, _("has completed the online course"), 13, GREY)
    for place, text in enumerate(_folded(course.title, 20)):
        _line(page, 290 - 28 * place, text, 20, INK)
    if course.standard:
        _line(page, 234, course.standard, 13, GREY)
    _dates(page, completion)
    _check(page, completion)
    page.save()
    return body.getvalue()


def _frame(page):
    page.setStrokeColorRGB(*GREEN)
    page.setLineWidth(2.5)
    page.rect(28, 28, WIDTH - 56, HEIGHT - 56)
    page.setLineWidth(0.6)
    page.rect(36, 36, WIDTH - 72, HEIGHT - 72)
    _line(page, 512, str(settings.PORTAL_NAME), 11, GREY)


def _dates(page, completion):
    day = _("Completed on %(day)s") % {"day": _day(localdate(completion.completed_at))}
    if completion.score is not None:
        day += " · " + _("Quiz: %(n)d percent") % {"n": completion.score}
    until = completion.valid_until
    held = _("Valid until %(day)s") % {"day": _day(until)} if until else _("Valid without end")
    _write(page, 70, 122, day, 12, INK)
    _write(page, 70, 102, held, 12, INK)


def _day(day):
    return formats.date_format(day, "DATE_FORMAT")


def _check(page, completion):
    address = check_address(completion)
    _write(page, 70, 76, _("Certificate %(code)s") % {"code": completion.code}, 10, GREY)
    _write(page, 70, 62, address, 9, GREY)
    picture, side = qr(address), 104
    module = side / picture["size"]
    left, top = WIDTH - 70 - side, 62 + side
    page.setFillColorRGB(0, 0, 0)
    for x, y in picture["modules"]:
        page.rect(left + x * module, top - (y + 1) * module, module, module, stroke=0, fill=1)
    page.linkURL(address, (left, 62, left + side, top))


def _line(page, y, text, size, colour):
    """Centred, made smaller where it would not fit."""
    width = width_of(text, size)
    size = min(size, size * ROOM / width) if width else size
    _write(page, MIDDLE - width_of(text, size) / 2, y, text, size, colour)


def _folded(text, size):
    """One line, or two of about the same length where one would not fit."""
    if width_of(text, size) <= ROOM:
        return [text]
    breaks = [n for n in range(1, len(text)) if text[n - 1] == " " or is_wide(text[n])]
    if not breaks:
        return [text]
    middle = min(breaks, key=lambda n: abs(n - len(text) // 2))
    return [text[:middle].strip(), text[middle:].strip()]


def _write(page, x, y, text, size, colour):
    page.setFillColorRGB(*colour)
    pen = page.beginText(x, y)
    for font, part in runs(text):
        pen.setFont(font, size)
        pen.textOut(part)
    page.drawText(pen)
