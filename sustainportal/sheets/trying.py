"""Lists tried with the importers a user has, and the account told: every row, and what was refused."""

import io
import json
import re
from collections import Counter

from django.core.management import CommandError, call_command

OUTCOMES = ("created", "updated", "unchanged", "queued", "refused_rows")


def imported(command, path, columns, **options):
    """What `manage.py <command> --json --keep-good` prints, as a dictionary."""
    out = io.StringIO()
    pairs = [f"{key}={heading}" for key, heading in columns.items()]
    try:
        call_command(
            command, str(path), column=pairs, keep_good=True, json=True, stdout=out, **options
        )
    except CommandError:
        pass  # some rows were refused: the account says which
    return json.loads(out.getvalue())


def told(title, result):
    if "error" in result:
        return [title, f"  refused as a whole: {result['error']}"]
    numbers = {name: result[name] for name in OUTCOMES}
    adds_up = sum(numbers.values()) == result["rows_read"]
    lines = [
        title,
        f"  {result['rows_read']} rows read = "
        + " + ".join(f"{number} {name.removesuffix('_rows')}" for name, number in numbers.items())
        + (" (adds up)" if adds_up else " (DOES NOT ADD UP)"),
    ]
    lines += [f"  {name.replace('_', ' ')}: {number}" for name, number in result["counts"].items()]
    return lines + reasons(result["refused"])


def reasons(refused):
    """Refusals grouped by what they say, numbers and quotations aside, each with its first example."""
    groups, first = Counter(), {}
    for problem in refused:
        kind = re.sub(r"\d+|“[^”]*”", "…", problem["reason"])
        groups[problem["column"], kind] += 1
        first.setdefault((problem["column"], kind), problem)
    return [
        f"  refused {count} × {column}: {kind} First: {first[column, kind]['cell']} “{first[column, kind]['value']}”"
        for (column, kind), count in groups.most_common()
    ]
