"""Whether it is a person who looks, by what the browser says of the request."""

import re

#: Words in the names of programs that fetch pages for nobody in particular. Cubot makes telephones.
_PROGRAMS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|prefetch|scanner|monitor|curl/|wget/|python-|"
    r"okhttp|java/|go-http|facebookexternalhit|whatsapp|skypeuripreview|safelinks",
    re.IGNORECASE,
)


def is_person(agent, purpose=""):
    """Not a program by its name, and not a page fetched ahead (`Purpose`, `Sec-Purpose`, `X-Moz`)."""
    ahead = re.search(r"prefetch|prerender|preview", purpose, re.IGNORECASE)
    return not ahead and not _PROGRAMS.search(agent)
