from suppliers.models import Supplier


def test_a_supplier_sees_its_own_supplier_and_no_other(mill_user, stranger, mill, other_mill):
    assert list(Supplier.objects.visible_to(mill_user)) == [mill]
    assert list(Supplier.objects.visible_to(stranger)) == [other_mill]


def test_an_auditor_sees_assigned_suppliers_only(auditor, mill, other_mill):
    assert list(Supplier.objects.visible_to(auditor)) == [mill]


def test_an_unknown_role_sees_nothing_at_all(buyer, mill):
    buyer.role = "visitor"
    assert list(Supplier.objects.visible_to(buyer)) == []
    assert buyer.has_perm("suppliers.read_supplier") is False


def test_permission_with_a_thing_asks_the_role_and_the_row(mill_user, mill, other_mill):
    assert mill_user.has_perm("suppliers.read_supplier", mill) is True
    assert mill_user.has_perm("suppliers.read_supplier", other_mill) is False
    assert mill_user.has_perm("suppliers.import_suppliers", mill) is False


def test_a_switched_off_person_may_nothing(buyer):
    buyer.is_active = False
    assert buyer.has_perm("suppliers.read_supplier") is False


def test_a_permission_nobody_defined_is_refused_to_all(buyer, admin_user):
    assert buyer.has_perm("suppliers.read_suplier") is False
    assert admin_user.has_perm("suppliers.read_suplier") is False
