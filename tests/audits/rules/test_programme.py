import pytest

from audits.models import Audit
from audits.rules.programme import FULFILS, kinds_for
from suppliers.models import DueKind


@pytest.mark.parametrize(
    ("due", "remote", "kinds"),
    [
        ("second_party", False, ["second_party", "cma"]),
        ("second_party", True, ["second_party", "cma", "remote"]),
        ("third_party", False, ["vap_initial", "ama"]),
        ("third_party", True, ["vap_initial", "ama"]),
        ("document_review", False, ["document_review"]),
        ("survey", False, []),
        ("supervision", False, []),
    ],
)
def test_which_visits_fulfil_what_is_due(due, remote, kinds):
    assert kinds_for(due, remote=remote) == kinds


def test_every_kind_of_audit_but_a_closure_fulfils_something_that_can_be_due():
    assert set(FULFILS) == set(Audit.Kind.values) - set(Audit.CLOSURES)
    assert {due for due, _remote in FULFILS.values()} <= set(DueKind.values)
