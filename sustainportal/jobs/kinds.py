"""What kinds of long work there are. A room declares its own in `<room>/tasks.py`.

    @job_kind("suppliers.classify", label=_("Risk classification"), plan=shards)
    def classify_shard(item, *, by, at, **args) -> dict[str, int]: ...

The function does one item of the plan, in one transaction with the progress mark: so each item takes
effect exactly once, however often the work is interrupted. It must touch nothing but the database, and
the counts it returns are summed into the job's result. An item holds the job's row (on SQLite: the
database's only writer) for its whole length, so keep items to a few seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """One kind of work.

    plan(*, by, at, **args) -> list of JSON items, computed once, when the job is first claimed.
    nightly(at) -> args, or a list of args, for tonight's job; None or [] for none. `at` is local time.
    done(args) -> where the result can be seen: an address, or (route, [arguments]).
    gather(item, *, by, at, held, **args) -> what an item must read and compute beforehand, outside the
        transaction, so that it holds up no writer; given to the work as `gathered=`. It may run again
        after an interruption, must not write, and calls `held()` now and then to keep the lease.
    lanes: how many workers may do items at once, in any order; see lanes.py. Not on SQLite (one writer).
    """

    name: str
    label: Any
    work: Callable[..., dict[str, int] | None]
    plan: Callable[..., list] | None = None
    nightly: Callable[..., dict | list | None] | None = None
    done: Callable[[dict], str | tuple] | None = None
    gather: Callable[..., Any] | None = None
    lanes: int = 1


class UnknownKind(LookupError):
    """No room declares a kind of this name."""


def job_kind(name, *, label, plan=None, nightly=None, done=None, gather=None, lanes=1):
    """Declare the decorated function as the work of one kind of job."""

    def declare(work):
        known = KINDS.get(name)
        if known and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"Two kinds of job are called {name}.")
        KINDS[name] = Kind(name, label, work, plan, nightly, done, gather, lanes)
        return work

    return declare


def find(name):
    """The kind of this name, else UnknownKind."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(f"There is no kind of job called {name}.") from None
