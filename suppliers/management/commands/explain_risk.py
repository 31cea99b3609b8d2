import json

from django.core.management.base import BaseCommand, CommandError

from suppliers.models import Classification, Supplier
from suppliers.queries.risk_reasons import reasons_of
from suppliers.queries.risk_tree import tree_of
from suppliers.wording import number


class Command(BaseCommand):
    help = "Print why a supplier has its risk class in a year: every score down to the reading."

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="CODE", help="the supplier's code")
        parser.add_argument("year", type=int, metavar="YEAR")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, code, year, **options):
        row = self.find(code, year)
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(row), ensure_ascii=False))
        else:
            for line in lines_of(row):
                self.stdout.write(line)

    def find(self, code, year):
        supplier = Supplier.objects.filter(code=code).first()
        if supplier is None:
            raise CommandError(f"There is no supplier with the code {code}.")
        rows = Classification.objects.select_related("supplier", "model", "year")
        row = rows.filter(supplier=supplier, year=year).first()
        if (
            row is None and supplier.merged_into_id
        ):  # its code means the other; closed years stay here
            row = rows.filter(supplier=supplier.merged_into_id, year=year).first()
        if row is None:
            raise CommandError(
                f"{supplier} was not judged in {year}. Run: manage.py classify {year}"
            )
        return row


def as_dict(row):
    """The kept judgement as one plain object."""
    return {
        "supplier": row.supplier.code,
        "name": row.supplier.name,
        "year": row.year_id,
        "closed": not row.year.is_open,
        "model": row.model.name,
        "in_scope": row.in_scope,
        "class": row.risk_class,
        "overall": row.overall,
        "coverage": row.coverage,
        "judged_at": row.judged_at.isoformat(),
        "reasons": reasons_of(row),
    }


def lines_of(row):
    """The tree as text, one line a node."""
    tree = tree_of(row)
    overall = "" if row.overall is None else f", overall {number(row.overall)}"
    standing = row.get_risk_class_display() if row.in_scope else "out of scope"
    yield f"{row.supplier}, {row.year_id}: {standing}{overall}"
    yield f"  model {row.model}, as of {tree.on}, {'open' if row.year.is_open else 'closed'}"
    yield f"  {tree.scope}"
    if tree.band:
        yield f"  {tree.band}"
    if tree.override:
        yield f"  A rule decided: {tree.override}"
    if tree.by_hand:
        yield f"  Set by hand: {tree.by_hand} (the model judged: {tree.by_model})"
    if tree.aim:
        yield f"  {tree.aim}"
    for branch in tree.branches:
        score = "no score" if branch.score is None else number(branch.score)
        yield (
            f"  {branch.label}: {score} × {number(branch.weight)} %"
            f" ({number(branch.coverage)} % covered)"
        )
        for line in branch.lines:
            yield f"    {line_text(line)}"


def line_text(line):
    points = "–" if line.points is None else f"{number(line.points)} points"
    read = line.what
    if line.value is not None:
        value = f"{number(line.value)} {line.factor.unit}".strip()
        read = f"{read} {value} on {line.read_on} ({line.source})".strip()
    return f"{line.factor}: {read} → {points} × {number(line.weight)} % = {number(line.adds)} of the overall score"
