"""News → a job, on commit. Lost news is healed by the nightly classification."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from .signals import reading_changed, registry_changed
from .tasks import ask_to_judge_anew


@receiver([reading_changed, registry_changed], dispatch_uid="suppliers.judge_anew")
def judge_changed_suppliers(sender, *, suppliers, at, **news):
    if not suppliers:
        return
    transaction.on_commit(partial(ask_to_judge_anew, suppliers, at=at), robust=True)
