"""Visits by auditor and week or day, and what should have been planned or begun by now."""

import datetime as dt

from django.db.models import DateField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from ..models import AgendaItem, Audit, ProgrammeItem
from ..rules.schedule import placed

LONGEST_VISIT = dt.timedelta(days=31)


def visits(person, first, last):
    """Audits this person may see whose visit touches these days, not the cancelled; with `begins`, `ends`."""
    planned = Audit.objects.filter(planned_on__range=(first - LONGEST_VISIT, last))
    begun = Audit.objects.filter(started_on__range=(first - LONGEST_VISIT, last))
    agenda = AgendaItem.objects.filter(audit=OuterRef("pk")).order_by("-day")
    begins = Coalesce("started_on", "planned_on", output_field=DateField())
    last_line = Subquery(agenda.values("day")[:1], output_field=DateField())
    rows = (planned | begun).visible_to(person).exclude(state=Audit.State.CANCELLED)
    known = (Coalesce("closing_on", "begins"), Coalesce(last_line, "begins"))
    return (
        rows.annotate(begins=begins)
        .annotate(ends=Greatest(*known, output_field=DateField()))
        .filter(begins__lte=last, ends__gte=first)
        .select_related("site__supplier")
        .defer("score_parts", "summary")
        .order_by("begins", "pk")
    )


def by_auditor(rows, auditors, columns):
    """[{auditor, cells, count}]: each cell the audits in that column; who has none is free.

    `auditors`: the people shown; an auditor of one of the rows who is none of them is left out.
    """
    shelf = {person.pk: [[] for _column in columns] for person in auditors}
    count = dict.fromkeys(shelf, 0)
    for audit in rows:
        if audit.auditor_id in shelf:
            count[audit.auditor_id] += 1
            for place, here in enumerate(placed(columns, audit.begins, audit.ends)):
                if here:
                    shelf[audit.auditor_id][place].append(audit)
    return [
        {"auditor": person, "cells": shelf[person.pk], "count": count[person.pk]}
        for person in auditors
    ]


def not_begun(person, today):
    """Audits whose planned day has gone by without a visit, the oldest first."""
    rows = Audit.objects.visible_to(person).filter(state=Audit.State.PLANNED, planned_on__lt=today)
    return rows.select_related("site__supplier", "auditor").order_by("planned_on", "pk")


def to_be_planned(person, today):
    """Items of the programme that nobody has planned although their quarter has gone by; audits only."""
    rows = ProgrammeItem.objects.visible_to(person).with_late(today)
    rows = rows.filter(is_late=True, state=ProgrammeItem.State.OPEN)
    rows = rows.exclude(due_item__kind__in=["survey", "supervision"])
    return rows.select_related("due_item__supplier", "due_item__due_list").order_by(
        "due_item__due_list", "due_item__quarter", "pk"
    )
