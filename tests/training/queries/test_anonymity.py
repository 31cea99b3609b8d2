"""What is looked for comes from the whole family of the source's supplier, and from the whole registry."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits import catalogue
from suppliers.models import Contact, Membership, Site, Supplier, SupplierAlias, SupplierIdentifier
from training.models import Case
from training.queries.anonymity import family_of, in_registry, leaks_of

from ...conftest import make_supplier, person
from ..case_texts import TEXTS, finding_at


@pytest.fixture
def finding(site, buyer, now, mill):
    catalogue.load(at=now)
    return finding_at(site, buyer, now)


@pytest.fixture
def told(finding):
    """`told(text)`: what a case of the finding gives away."""

    def found(text, source=finding):
        case = Case(**TEXTS | {"source": source, "measure": text})
        return [(leak.part, leak.kind, leak.words) for leak in leaks_of(case)]

    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("red river mill", "name"),
        ("紅河紡織", "name"),
        ("Old Lantern Weavers", "name"),  # a former name
        ("Big Lantern", "group"),  # the parent
        ("Topmost Lantern", "group"),  # its parent
        ("Little Lantern", "group"),  # under the supplier
        ("Merged Lantern", "group"),  # a record merged into it
        ("Red River Plant 1", "site"),
        ("9 Dyke Road", "address"),
        ("M-001", "code"),
        ("BIG-77", "code"),
        ("VN0101248141", "number"),
        ("Nguyen Van Hai", "person"),
        ("Mill Userova", "person"),
        ("hai@lanternmill.test", "mail"),
        ("lanternmill.test", "domain"),
        ("0283 829 1234", "phone"),
    ],
)
def test_everything_known_of_the_supplier_and_its_group_is_found(told, mill, text, kind):
    build_family(mill)
    assert told(f"They did it: {text}.") == [("measure", kind, text)]


def build_family(mill):
    top = make_supplier("TOP-7", "Topmost Lantern Holdings")
    parent = make_supplier("BIG-77", "Big Lantern Group", parent=top)
    make_supplier("SML-1", "Little Lantern", parent=mill)
    make_supplier("MRG-1", "Merged Lantern", merged_into=mill)
    Supplier.objects.filter(pk=mill.pk).update(parent=parent)
    SupplierAlias.objects.create(supplier=mill, spelling="紅河紡織有限公司", kind="local")
    SupplierAlias.objects.create(supplier=mill, spelling="Old Lantern Weavers", kind="former")
    Site.objects.filter(supplier=mill).update(address="9 Dyke Road, Hai Phong")
    SupplierIdentifier.objects.create(supplier=mill, kind="tax_id", value="VN0101248141")
    Contact.objects.create(
        supplier=mill, name="Nguyen Van Hai", mail="hai@lanternmill.test", phone="+84 283 829 1234"
    )
    user = person("mills_own", "supplier", first_name="Mill", last_name="Userova")
    Membership.objects.create(supplier=mill, user=user)


def test_the_family_has_those_above_and_below_and_the_merged_ones(mill, other_mill):
    build_family(mill)
    codes = set(Supplier.objects.filter(pk__in=family_of(mill)).values_list("code", flat=True))
    assert codes == {"M-001", "BIG-77", "TOP-7", "SML-1", "MRG-1"}


def test_a_circle_of_companies_ends(mill, other_mill):
    Supplier.objects.filter(pk=mill.pk).update(parent=other_mill)
    Supplier.objects.filter(pk=other_mill.pk).update(parent=mill)
    assert set(family_of(mill)) == {mill.pk, other_mill.pk}


def test_the_audit_and_the_finding_are_not_named_either(told, finding):
    text = f"{finding.reference} of {finding.audit.reference}"
    assert told(text) == [
        ("measure", "code", finding.reference),
        ("measure", "code", finding.audit.reference),
    ]


@pytest.mark.parametrize("source", [True, False])
def test_every_other_name_and_spelling_of_the_registry_is_found(told, finding, other_mill, source):
    SupplierAlias.objects.create(supplier=other_mill, spelling="藍山紡織股份有限公司")
    source = finding if source else None
    assert told("As in blue hill mill.", source) == [("measure", "other", "blue hill mill")]
    assert told("如同蓝山纺织", source) == [("measure", "other", "蓝山纺织")]
    assert told("As on a blue hill.", source) == []


def test_a_name_of_the_registry_is_told_with_its_supplier(other_mill, db):
    [leak] = in_registry({"cause": "at Blue Hill Mill"})
    assert leak.owner == "Blue Hill Mill (M-002)"


def test_the_same_words_are_told_once(told, mill):
    make_supplier("M-003", "Red River")
    assert told("at Red River Mill") == [("measure", "name", "Red River Mill")]


def test_every_part_in_every_language_is_looked_through(finding):
    texts = TEXTS | {"title_hant": "M-001", "situation_hans": "M-001", "result": "M-001"}
    found = leaks_of(Case(**texts | {"source": finding}))
    assert [leak.part for leak in found] == ["title_hant", "situation_hans", "result"]


def test_the_cost_does_not_grow_with_the_registry(finding, django_assert_num_queries):
    case = Case(**TEXTS | {"source": finding})
    with CaptureQueriesContext(connection) as few:
        leaks_of(case)
    for number in range(3):
        make_supplier(f"N-{number}", f"Exits Company {number}")
    with django_assert_num_queries(len(few)):
        leaks_of(case)
