"""`make bench`: every benchmark in its own process, one after the other; `make bench ARGS=pages` only one."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benchmarks():
    """The modules beside this one that have a `main`."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if path.stem != "__main__" and "\ndef main(" in path.read_text(encoding="utf-8")
    )


def main(wanted):
    unknown = set(wanted) - set(benchmarks())
    if unknown:
        sys.exit(
            f"There is no benchmark {', '.join(unknown)}; there are {', '.join(benchmarks())}."
        )
    for name in wanted or benchmarks():
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"])
        if done.returncode:
            print(f"{name} ended with status {done.returncode}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
