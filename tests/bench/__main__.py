"""`make bench`: every case measured on this machine, and written down in docs/.

    python -m tests.bench --schools 10 --policies 10 --out some-folder
    python -m tests.bench --sweep 5,50,500 --out some-folder

`--out` takes the figures elsewhere, so that a quick run does not write over those that count.
`--sweep` measures instead how the cost grows with the number of schools, into scale.json.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.building import Case
from tests.bench.cases import measure_all
from tests.bench.machine import machine
from tests.bench.report import write_json, write_page
from tests.bench.size import EXAMPLE, Size
from tests.bench.sweep import sweep


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write down. Nothing is written where anything failed."""
    asked = _asked(arguments)
    size = Size(asked.schools, asked.policies, words=asked.words)
    load = os.getloadavg()[0]
    where = machine()
    if load > 1:
        where += f"; busy with other work (load {load:.1f} at the start)"
        _say("this machine is busy: seconds will be too many, and the ratio too high")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="policyloom-bench-") as folder:
        work = Path(folder)
        if asked.sweep:
            cases = list(sweep(work, size, asked.sweep, _say))
        else:
            cases = list(measure_all(work, size, _say))
    _write(asked.out, "scale" if asked.sweep else "benchmarks", where, cases)
    for case in cases:
        _say(", ".join(f"{key} {value}" for key, value in case.items()))


def _write(out: Path, name: str, where: str, cases: Sequence[Case]) -> None:
    date = datetime.date.today().isoformat()
    write_json(out / f"{name}.json", where, date, cases)
    page = out / "benchmarks.md"
    if name == page.stem and page.exists():
        write_page(page, where, date, cases)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--schools", type=int, default=Size().schools)
    parser.add_argument("--policies", type=int, default=Size().policies)
    parser.add_argument("--words", type=int, default=Size().words)
    parser.add_argument("--sweep", type=_numbers, metavar="5,50,500", help="numbers of schools")
    parser.add_argument("--out", type=Path, default=EXAMPLE / "docs")
    return parser.parse_args(arguments)


def _numbers(text: str) -> list[int]:
    numbers = [int(part) for part in text.split(",")]
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError("a trust has at least one school")
    return numbers


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
