"""Upstream news → own job, on commit. Lost news is healed by the nightly sweep."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from suppliers.signals import due_list_changed

from .tasks import ask_to_take_up


@receiver(due_list_changed, dispatch_uid="audits.take_up_programme")
def take_up_what_is_due(sender, *, year, at, **news):
    transaction.on_commit(partial(ask_to_take_up, year, at=at), robust=True)
