"""The demo company has something to show in every corner, and it is the same every time."""

import pytest
from django.db.models import Count
from django.utils import timezone

from audits import catalogue, demo
from audits.models import Audit, Evidence, Finding, State, Survey
from audits.queries import worst_open
from suppliers import catalogue as supplier_catalogue
from suppliers import demo as supplier_demo
from sustainportal.accounts.models import User
from sustainportal.notices.models import Notice


@pytest.fixture
def built(db, now):
    supplier_catalogue.load(at=now)
    catalogue.load(at=now)
    supplier_demo.build(at=now)
    return demo.build(at=now)


def test_the_demo_company(built, now):
    today = timezone.localdate(now)
    assert set(Finding.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Audit.objects.values_list("state", flat=True)) == set(Audit.State.values)
    assert set(Survey.objects.values_list("state", flat=True)) == set(Survey.State.values)
    assert 55 <= built["audits"] <= 75
    assert Finding.objects.overdue(today).count() >= 3
    assert Finding.objects.open().filter(zero_tolerance__isnull=False).count() == 1
    assert sum(row.zero_tolerance for row in worst_open().values()) == 1
    assert Evidence.objects.exists()
    assert Notice.objects.filter(sent_at=None).count() == 0

    supplier = User.objects.get(username="supplier")
    own = Finding.objects.visible_to(supplier)
    assert own.values("state").annotate(Count("pk")).order_by().count() >= 8
    assert own.waiting_for_supplier().count() >= 3
    under_way = Audit.objects.get(site__supplier__code="S-001", state="in_progress")
    assert under_way.auditor.username == "auditor"

    late = Finding.objects.filter(closed_at__gt=now)
    assert late.count() == 0
    assert demo.build(at=now) == {}
