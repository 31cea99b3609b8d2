"""The account of an import: every row that was read has one outcome, every refusal its cell and reason."""

import json
import tempfile
import weakref
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice

OUTCOMES = ("created", "updated", "unchanged", "queued")
FIRST_ROWS = 10  # kept as they will be, for the preview


@dataclass(frozen=True)
class Problem:
    """One refusal. `column` is the heading as it stands in the file, `cell` an address such as B7;
    `sheet` its sheet, where several are read."""

    row: int
    column: str
    cell: str
    value: str
    reason: str
    sheet: str = ""


@dataclass(frozen=True)
class News:
    """One thing a file tells of: `kind` is the importer's word for it ("new", "gone"), `subject` what it is
    about, `changes` [label, before, after] as people read them, `note` why. Row 0 is no row."""

    kind: str
    row: int
    subject: str
    changes: tuple = ()
    note: str = ""


class Lines:
    """Any number of `thing`s (a dataclass), on disk beyond a megabyte."""

    thing: type = News

    def __init__(self):
        self._file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._count = 0

    def add(self, one):
        self._file.seek(0, 2)
        line = json.dumps(vars(one), ensure_ascii=False)
        self._file.write(line.encode("utf-8", "replace") + b"\n")
        self._count += 1

    def __len__(self):
        return self._count

    def __iter__(self):
        self._file.seek(0)
        for line in self._file:
            yield self.thing(**json.loads(line))

    def lines(self):
        """The whole as a file of JSON lines, to be kept elsewhere."""
        self._file.seek(0)
        return self._file


class Problems(Lines):
    """All problems of a file: there may be as many as there are cells."""

    thing = Problem


def page_of(lines, start, count, *, thing=Problem, only=None):
    """`count` things (None: all) from a file of JSON lines, from the `start`-th on; `only` those of one kind."""
    found = (thing(**json.loads(line)) for line in lines)
    if only:
        found = (one for one in found if one.kind == only)
    return list(islice(found, start, None if count is None else start + count))


class Account:
    """What one pass over a file found, and what it kept."""

    def __init__(self, importer, table, match):
        self.importer, self.kind, self.sheet = importer, table.kind, table.sheet
        self.notes, self.sheets = list(table.notes), list(table.sheets)
        self.headings, self.not_used, self.used = match.headings, match.not_used, match.used
        self.rows_read = self.refused_rows = 0
        self.created = self.updated = self.unchanged = self.queued = 0
        self.problems, self.news, self.told = Problems(), Lines(), Counter()
        self.questions = {}
        self.counts, self.first_rows = {}, []
        self.kept = False

    @property
    def refused(self):
        """The problems, in the order of the file."""
        return list(self.problems)

    @property
    def good_rows(self):
        return self.created + self.updated + self.unchanged + self.queued

    def settle(self, row):
        """Write a judged row down: its problems, or its outcome. True where it is good."""
        self.rows_read += 1
        if row.errors:
            self.refused_rows += 1
            row.errors.sort(key=lambda problem: (len(problem.cell), problem.cell))
            for problem in row.errors:
                self.problems.add(problem)
            return False
        if row.outcome not in OUTCOMES:
            raise AssertionError(f"{self.importer} left row {row.number} without an outcome.")
        setattr(self, row.outcome, getattr(self, row.outcome) + 1)
        return True

    def tell(self, news):
        """Take a `News` in."""
        self.news.add(news)
        self.told[news.kind] += 1

    def check(self):
        """No row vanishes silently."""
        if self.good_rows + self.refused_rows != self.rows_read:
            raise AssertionError(
                f"{self.importer}: {self.rows_read} rows read, but {self.good_rows} good"
                f" and {self.refused_rows} refused."
            )

    def summary(self):
        """Plain data without the list of refusals."""
        return {
            "importer": self.importer,
            "sheet": self.sheet,
            "kept": self.kept,
            "rows_read": self.rows_read,
            **{outcome: getattr(self, outcome) for outcome in OUTCOMES},
            "refused_rows": self.refused_rows,
            "counts": self.counts,
            "told": dict(self.told),
            "questions": self.questions,
            "not_used": self.not_used,
            "notes": self.notes,
        }

    def as_dict(self):
        """Plain data for --json; `refused` lists every refusal with row, cell, value and reason, `news`
        what the file tells by its kind."""
        news = {kind: [] for kind in self.told}
        for one in self.news:
            news[one.kind].append(asdict(one))
        refused = [asdict(problem) for problem in self.problems]
        for one in refused:
            if not one["sheet"]:  # one sheet was read: the account names it
                del one["sheet"]
        return {**self.summary(), "refused": refused, "news": news}
