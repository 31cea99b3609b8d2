"""Why a case cannot be published, in sentences that say where and what to do."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Case

#: What the words are, by the kind of a leak.
KINDS = {
    "name": gettext_lazy(
        "“%(words)s” is a name of the supplier this case was made of. Leave it out."
    ),
    "group": gettext_lazy(
        "“%(words)s” is the name of a company of the supplier's group. Leave it out."
    ),
    "site": gettext_lazy("“%(words)s” is the name of a site of the supplier. Leave it out."),
    "address": gettext_lazy("“%(words)s” is an address of the supplier. Leave it out."),
    "code": gettext_lazy(
        "“%(words)s” is a code that leads to the supplier or the finding. Leave it out."
    ),
    "number": gettext_lazy("“%(words)s” is a number of the supplier. Leave it out."),
    "person": gettext_lazy("“%(words)s” is the name of a person of the supplier. Leave it out."),
    "mail": gettext_lazy("“%(words)s” is an e-mail address. Leave it out."),
    "phone": gettext_lazy("“%(words)s” is a telephone number of the supplier. Leave it out."),
    "domain": gettext_lazy("“%(words)s” is where the supplier's mail goes. Leave it out."),
    "other": gettext_lazy(
        "“%(words)s” is the name of the supplier %(owner)s. Leave it out, or use other words if you mean something else."
    ),
}


def label_of(field):
    """ "What was found, 繁體中文"; the English part says so too."""
    label = capfirst(str(Case._meta.get_field(field).verbose_name))
    return label if field.endswith(("_hant", "_hans")) else f"{label}, English"


def sentence(leak):
    """ "What was found, 繁體中文: “紅河紡織” is …" """
    words = {"words": leak.words, "owner": leak.owner}
    return f"{label_of(leak.part)}: {KINDS[leak.kind] % words}"


def sentences(leaks):
    """{field: [sentence]}."""
    found = {}
    for leak in leaks:
        found.setdefault(leak.part, []).append(sentence(leak))
    return found


def missing_sentences(fields):
    """{field: [sentence]} of the parts that must be written before a case is published."""
    text = _("A published case needs this part in English.")
    return {field: [f"{label_of(field)}: {text}"] for field in fields}
