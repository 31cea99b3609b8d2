"""Two imports at the same moment: the second waits, then knows what the first brought."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from suppliers.models import Supplier
from suppliers.workbooks import SupplierImporter
from sustainportal.sheets.importing import run


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
)
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_list_make_every_supplier_once(tmp_path):
    path = tmp_path / "list.csv"
    names = [
        f"{a}{b} works" for a in ("amber", "birch", "cobalt") for b in ("fen", "ridge", "moor")
    ]
    path.write_text("Supplier name\n" + "\n".join(names) + "\n", encoding="utf-8")
    accounts = []

    def take():
        try:
            accounts.append(run(SupplierImporter, path, by=None, at=timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _one in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(account.created for account in accounts) == [0, 0, len(names)]
    assert Supplier.objects.count() == len(names)
    assert Supplier.objects.order_by("-code").first().code == f"A{len(names):05d}"
