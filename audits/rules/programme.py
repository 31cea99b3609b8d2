"""Which visit fulfils what is due: the due kinds of `suppliers`, and the kinds of audit here."""

#: Kind of audit → (what was due, whether it was remote). Closure audits fulfil nothing: they belong to another.
FULFILS = {
    "second_party": ("second_party", False),
    "cma": ("second_party", False),
    "remote": ("second_party", True),
    "vap_initial": ("third_party", False),
    "ama": ("third_party", False),
    "document_review": ("document_review", False),
}
SURVEY, SUPERVISION = "survey", "supervision"


def kinds_for(due_kind, *, remote):
    """The kinds of audit that fulfil what is due, the usual one first; a remote one only where it counts."""
    return [
        kind
        for kind, (fulfilled, is_remote) in FULFILS.items()
        if fulfilled == due_kind and (remote or not is_remote)
    ]
