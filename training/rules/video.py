"""Which addresses may be shown inside a lesson: https, on a host that is trusted by its exact name."""

import re

_HOST = re.compile(
    r"(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
#: Everything up to the first slash, question mark or number sign is the host and what goes with it.
_ADDRESS = re.compile(r"https://([^/?#]+)(?:[/?#].*)?", re.IGNORECASE)
#: Browsers read some of these otherwise than other programs do.
_DOUBTFUL = re.compile(r"[^!-~]|[\\\"'<>]")


def is_host(text):
    """Whether it is a plain host name in small letters with a dot: no address, no port, no path."""
    return bool(_HOST.fullmatch(text))


def host_of(address):
    """The host of an https address; empty for anything else, for one with a login or a port, and for what
    browsers might read differently."""
    found = _ADDRESS.fullmatch(address)
    if found is None or _DOUBTFUL.search(address):
        return ""
    host = found[1].lower()
    return host if is_host(host) else ""
