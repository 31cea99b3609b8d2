"""Whom a rule of invitation asks for, as plain data; what a person pasted; whether what was looked at still fits.

A rule is a dict of any of these: `everyone`, `key`, `supervised`, `priority` (true), `tiers`, `statuses`,
`classes` (lists), `year` (of the classes), `commodity`, `country` (codes), `findings` ("any", a section A–E, or
the code of a provision), and `codes` (suppliers picked by hand). A supplier must fit every part that is given;
those picked by hand are asked whether they fit or not.
"""

import hashlib
import re

#: The parts that narrow, "everyone" first; "year" and "codes" by themselves ask nothing.
PARTS = (
    "everyone", "key", "tiers", "statuses", "commodity", "country", "classes", "findings", "priority",
    "supervised",
)  # fmt: skip
SECTIONS = "ABCDE"
#: Suppliers that are invited by one request; more are invited by a worker.
AT_ONCE = 300


def kept(rule):
    """The rule without the parts that ask nothing."""
    return {name: value for name, value in rule.items() if value}


def narrows(rule):
    """Whether the rule asks for suppliers by what they are, not only by hand."""
    return any(rule.get(part) for part in PARTS)


def where_found(findings):
    """(section, provision) that open findings must lie in; both empty for any."""
    if findings in ("", "any", None):
        return "", ""
    return (findings, "") if findings in SECTIONS else ("", findings)


def codes_in(text):
    """The codes of a pasted text, each once, in their order: parted by commas, semicolons, tabs or lines;
    by spaces too where one line holds several."""
    parts = re.split(r"[,;，；、\s]+", text)
    return list(dict.fromkeys(part for part in parts if part))


def keys_in(text):
    """The numbers in a text like 12.7.40; anything else in it is left out."""
    parts = text.split(".")
    return {int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 10}


def mark_of(keys):
    """Tells two sets of suppliers apart: the same set has the same mark, in whatever order."""
    text = ".".join(str(key) for key in sorted(keys))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def in_short(phrases, most=200):
    """The reasons in one line of at most `most` characters; whole reasons, then … where more follow."""
    line = ""
    for phrase in phrases:
        longer = f"{line}, {phrase}" if line else phrase
        if len(longer) > most - 2:
            return f"{line} …" if line else f"{phrase[: most - 2]} …"
        line = longer
    return line
