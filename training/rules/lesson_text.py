"""A lesson's text, read by plain lines: paragraphs, lists and headings. No markup passes through.

An empty line ends a paragraph. "# " begins a heading, "- " a point, "1. " (any number) a step.
"""

import re
from dataclasses import dataclass

_STARTS = (("heading", re.compile(r"#+\s+")), ("points", re.compile(r"[-*•]\s+")))
_STEP = re.compile(r"\d{1,3}[.)、]\s*")


@dataclass(frozen=True)
class Block:
    """`kind`: paragraph, heading, points, steps. A paragraph's lines stand below one another."""

    kind: str
    lines: tuple[str, ...]


def blocks(body):
    """The parts of a text in their order; lines of the same kind that follow one another are one part."""
    found = []
    for paragraph in re.split(r"\n\s*\n", body.replace("\r\n", "\n").replace("\r", "\n")):
        parts = []
        for line in filter(None, map(str.strip, paragraph.split("\n"))):
            kind, text = _read(line)
            if parts and parts[-1][0] == kind != "heading":
                parts[-1][1].append(text)
            else:
                parts.append((kind, [text]))
        found += [Block(kind, tuple(lines)) for kind, lines in parts]
    return found


def _read(line):
    """(kind, text) of one line without what marks its kind."""
    for kind, start in _STARTS:
        if match := start.match(line):
            return (kind, line[match.end() :]) if line[match.end() :] else ("paragraph", line)
    match = _STEP.match(line)
    if match and line[match.end() :] and not line[match.end()].isdigit():  # "3.5 t" is no step
        return "steps", line[match.end() :]
    return "paragraph", line
