"""A failed job, a notice and a file of each person; the foreign ones belong to a further person."""

from sustainportal.accounts.roles import Role
from sustainportal.jobs.models import Job
from sustainportal.notices.models import Notice
from sustainportal.sheets.models import Upload
from sustainportal.web.models import SavedView

from ..conftest import NOW, person

#: What a role may import, where it differs from suppliers.
IMPORTER = {
    "admin": "suppliers.indicators",
    "auditor": "audits.findings",
    "supplier": "audits.plans",
}


ASKED = {"auditor": {"severity": ["S"]}, "supplier": {}}


def build(world):
    further = person("somebody_else", Role.PROCUREMENT)
    for half, owners in (
        (world.own, world.people),
        (world.foreign, dict.fromkeys(world.people, further)),
    ):
        half.job = {role: job(role, owner) for role, owner in owners.items()}
        half.notice = {role: notice(owner) for role, owner in owners.items()}
        half.savedview = {role: view(owner, role) for role, owner in owners.items()}
        half.upload = {role: upload(role, owner) for role, owner in owners.items()}


def job(role, owner):
    who = {"asked_by": owner, "asked_by_name": str(owner), "asked_at": NOW}
    return Job.objects.create(kind="none", key=f"{role} {owner}", state=Job.State.FAILED, **who)


def notice(owner):
    return Notice.objects.create(
        recipient=owner, event="test.told", subject="Something happened", owed_at=NOW
    )


def view(owner, role):
    return SavedView.objects.create(
        owner=owner, route="suppliers:supplier_list", name=f"Seen by {role}", query="tier=2",
        shared=True, created_at=NOW,
    )  # fmt: skip


def upload(role, owner):
    return Upload.objects.create(
        importer=IMPORTER.get(role, "suppliers.suppliers"),
        name="list.csv",
        file="sheets/none",
        size=10,
        by=owner,
        at=NOW,
        state=Upload.State.REFUSED,
        refusal="There is no table in it.",
        account={"rows_read": 1, "questions": ASKED.get(role, {"country": ["Atlantis"]})},
        listing="Their list" if role == "auditor" else "",
    )
