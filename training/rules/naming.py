"""Where a name stands in a text, and when an ordinary word is meant as a name.

A name that says more than the words of this field counts wherever it stands. One that does not ("Fire Safety",
"Progress") counts only where it is written as a name: with capitals that no sentence's beginning explains, or
before a legal form ("Progress Ltd."); in Chinese before a word for a company ("大同公司").
"""

import re

from suppliers.rules.matching import form
from suppliers.rules.names import name_key

from .folding import is_apart, occurrences

#: FIRM is for a place: only before a legal form or a word for a company.
ANYWHERE, WHOLE, NAMED, FIRM = "anywhere", "whole", "named", "firm"
#: Words of the field and of factories: by themselves they name nobody.
_WORDS = """
access accident action active audit auditor auditors audits awareness board boiler break
breaks building canteen case cases cause causes certificate check checks chemical chemicals
child children clean clear clinic code compliance conduct contract contracts control cooling
corrective customer daily department discipline disclosure document documents door doors
dormitory drill dust emergency employee employees employer energy environment environmental
ethics evacuation event evidence example exit exits factory fair fee fees finding findings
fire first floor food forced foreign free gas general good green guard hazardous health hour
hours house human improvement incident information injury inspection inventory job justice
labor labour law leader leaders learning leave legal level light line lock machine machinery
machines main maintenance major management manager managers map master material materials
meal measure measures medical meeting meetings migrant mill mills minor monitoring month
motor night noise notice number office oil open operation operator operators overtime
package page paper part party pay payment people permit personnel pipe plan planning plant
point policy pollution power practice press prime priority privacy procedure procurement
product production program programme progress project protection public pump quality quick
rate rating reception record records recruitment recycling report reports research resource
resources response rest result right rights risk risks road roof room root rule rules safe
safety sales sample schedule science section security service sewage shift shifts sign site
sites smart social solar solid source spill staff standard start steam steel step storage
store study suggestion supervisor supplier suppliers supply support survey system tank
target task team teams test time tool tools training transport treatment union unit
ventilation village wage wages warehouse waste wastewater watch water week welfare women
work worker workers working works workshop year young zero zone
"""
ORDINARY = frozenset(_WORDS.split())
#: What follows a short Chinese name that means a company, as it is compared.
_COMPANY = (
    "公司",
    "总公司",
    "總公司",
    "分公司",
    "集团",
    "企业",
    "股份",
    "有限",
    "工厂",
    "厂",
    "实业",
    "工业",
    "株式会社",
)
_UNMISTAKABLE = {"ltd", "gmbh", "llc", "inc", "plc", "corp", "bhd"}
_SENTENCE_OVER = ".!?:;•。！？：；…"
_NEXT = re.compile(r"[\s,.()（）]{0,4}(\w+)(?:[\s,.()（）]{1,4}(\w+))?")
_SHORTEST_CAPITAL = 4  # letters: shorter words with capitals are ISO, PPE, CAP


def is_ordinary(key):
    """Whether a `name_key` has nothing but ordinary and generic words."""
    distinctive = form(key).distinctive.split()
    return all(word in ORDINARY or word.removesuffix("s") in ORDINARY for word in distinctive)


def stands(folded, key, mode):
    """(start, end) of every place where a folded name stands as `mode` asks."""
    for start, end in occurrences(folded, key, whole=mode != ANYWHERE):
        if mode in (ANYWHERE, WHOLE) or _as_a_name(folded, start, end, mode):
            yield start, end


def is_company(key, place):
    """Whether a word for a company begins at this place of a folded text."""
    return key.startswith(_COMPANY, place)


def _as_a_name(folded, start, end, mode):
    if is_apart(folded.key[start : end + 1]) and is_company(folded.key, end):
        return True
    if is_apart(folded.key[start:end]):
        return False
    return _before_a_legal_form(folded.after(end)) or (
        mode == NAMED and end - start >= _SHORTEST_CAPITAL and _with_capitals(folded, start, end)
    )


def _before_a_legal_form(text):
    """Whether "Ltd.", "Co.", "GmbH" is next; in small letters only one that is no other word, or two."""
    found = _NEXT.match(text)
    if not (found and _is_legal(found[1])):
        return False
    word, following = found.groups()
    sure = word[0].isupper() or word.casefold() in _UNMISTAKABLE
    return sure or bool(following and _is_legal(following))


def _is_legal(word):
    """Whether a `name_key` leaves the word out."""
    return name_key(f"name {word}") == "name"


def _with_capitals(folded, start, end):
    """Whether every word has a capital, and not only because a sentence begins with it."""
    words = re.findall(r"\w+", folded.words(start, end))
    if not all(word[0].isupper() for word in words):
        return False
    before = folded.before(start)
    begins = not before.strip() or before.rstrip(" \t\"'“‘(（")[-1:] in {*_SENTENCE_OVER, "\n", ""}
    return len(words) > 1 or not begins
