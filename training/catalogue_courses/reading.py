"""A lesson's text as it is kept: the data files break long lines, a lesson does not."""

import re

#: What begins a line of its own: a heading, a point, a step.
_MARK = re.compile(r"#+\s|-\s|\d{1,3}\.\s")


def unfolded(text):
    """Lines that only go on are joined to the one before, Chinese without a space. Empty lines, headings,
    points and steps stay lines of their own."""
    lines = []
    for line in text.strip().split("\n"):
        goes_on = lines and lines[-1] and not lines[-1].startswith("#")
        if line and goes_on and not _MARK.match(line):
            lines[-1] += _between(lines[-1][-1], line[0]) + line
        else:
            lines.append(line)
    return "\n".join(lines)


def _between(last, first):
    return " " if last.isascii() or first.isascii() else ""
