"""`make bench`: every case measured on this machine, and written down in docs/.

    python -m tests.bench --schools 10 --policies 10 --out some-folder

`--out` takes the figures elsewhere, so that a quick run does not write over those that count.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.cases import machine, measure_all
from tests.bench.report import write_json, write_page
from tests.bench.synthetic import EXAMPLE, Size


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write down."""
    asked = _asked(arguments)
    size = Size(asked.schools, asked.policies, words=asked.words)
    load = os.getloadavg()[0]
    where = machine()
    if load > 1:
        where += f"; busy with other work (load {load:.1f} at the start)"
        _say("this machine is busy: seconds will be too many, and the ratio too high")
    with tempfile.TemporaryDirectory(prefix="policyloom-bench-") as folder:
        cases = list(measure_all(Path(folder), size, _say))
    date = datetime.date.today().isoformat()
    write_json(asked.out / "benchmarks.json", where, date, cases)
    page = asked.out / "benchmarks.md"
    if page.exists():
        write_page(page, where, date, cases)
    for case in cases:
        _say(", ".join(f"{key} {value}" for key, value in case.items()))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--schools", type=int, default=Size().schools)
    parser.add_argument("--policies", type=int, default=Size().policies)
    parser.add_argument("--words", type=int, default=Size().words)
    parser.add_argument("--out", type=Path, default=EXAMPLE / "docs")
    return parser.parse_args(arguments)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
