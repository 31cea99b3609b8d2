"""What leads to a supplier: its names and those of its group, sites, addresses, codes, numbers, people and mail,
as they are looked for in a text."""

import re
from dataclasses import dataclass

from suppliers.rules.names import name_key

from .attendees import domain_of
from .folding import folded_key
from .naming import ANYWHERE, WHOLE, is_ordinary
from .people_names import of_person
from .places import PLACES, own_places
from .short_names import LONG, mode_of, short_names, short_sites
from .street_names import of_address

_SECOND_LEVEL = {"com", "co", "net", "org", "edu", "gov", "ac"}


@dataclass(frozen=True)
class Known:
    """What is known of the supplier a case was made of, in plain text. `others` are the names of its group,
    `places` its cities and countries, which a site may be called by, `references` numbers of our own."""

    names: tuple = ()
    others: tuple = ()
    sites: tuple = ()
    places: tuple = ()
    addresses: tuple = ()
    codes: tuple = ()
    numbers: tuple = ()
    people: tuple = ()
    mails: tuple = ()
    phones: tuple = ()
    references: tuple = ()


@dataclass(frozen=True)
class Secret:
    """Something to look for: `key` as it is compared, `kind` for the words of the refusal."""

    kind: str
    key: str
    mode: str = WHOLE


def secrets_of(known):
    """[Secret] of what is known."""
    own = own_places(known.places)
    places = PLACES | own
    for kind, names in (("name", known.names), ("group", known.others)):
        for name in names:
            yield from _of_name(kind, name, places, own)
    for site in known.sites:
        yield from _of_site(site, places)
    for address in known.addresses:
        yield from (Secret("address", key, mode) for key, mode in of_address(address))
    for person in known.people:
        yield from (Secret("person", key, mode) for key, mode in of_person(person))
    for code in (*known.codes, *known.references):
        yield from _of_code("code", code)
    for number in known.numbers:
        yield from _of_code("number", number)
        yield from _of_code("number", digits_of(number), shortest=8)
    for mail in known.mails:
        yield from _of_domain(domain_of(mail))


def digits_of(text):
    return re.sub(r"\D", "", text)


def _of_name(kind, name, places, own):
    """The name as it is written, and what people call it for short."""
    yield from _as_written(kind, name, places)
    for key, mode in short_names(name_key(name), places, own):
        yield Secret(kind, key, mode)


def _as_written(kind, name, places):
    """The name without its legal form and with it, which may stand in the middle."""
    key, whole = name_key(name), folded_key(name)
    one = folded_key(key)
    if len(one) > 1:
        yield Secret(kind, one, mode_of(key, places))
    if whole != one:
        yield Secret(kind, whole, ANYWHERE if len(whole) >= LONG else WHOLE)


def _of_site(site, places):
    """A site, unless it is called by its place or by a word of the field alone."""
    if folded_key(site) in places or is_ordinary(name_key(site)):
        return
    yield from _as_written("site", site, places)
    for key, mode in short_sites(site, places):
        yield Secret("site", key, mode)


def _of_code(kind, code, shortest=3):
    """As a whole word; digits alone from five on: fewer are a year, an hour or a count."""
    key = folded_key(code)
    if key.isdigit():
        shortest = max(shortest, 5)
    if len(key) >= shortest and not (key.isalpha() and is_ordinary(key)):
        yield Secret(kind, key)


def _of_domain(domain):
    """The domain, and the part of it that is the company's own."""
    labels = domain.split(".")
    if len(labels) < 2:
        return
    yield Secret("domain", folded_key(domain))
    own = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
    key = folded_key(own)
    if len(key) >= 5 and not is_ordinary(key):
        yield Secret("domain", key)
