"""A synthetic trust from the command line: a folder and a size enter, the trust is written there.

python -m tests.bench.generate FOLDER --schools 10 --policies 10
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.bench.size import Size
from tests.bench.synthetic import write_trust


def main() -> None:
    """Write a trust from the command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic trust into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--decisions", type=int, choices=(0, 1, 2), default=1)
    parser.add_argument(
        "--drafts", dest="decisions", action="store_const", const=0, help="approve nothing"
    )
    parser.add_argument("--audience", default="", choices=("public", "staff", "governors"))
    for name, usual in (("schools", 100), ("policies", 40), ("clauses", 15), ("tables", 2)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = vars(parser.parse_args())
    folder, decisions, audience = (asked.pop(name) for name in ("folder", "decisions", "audience"))
    write_trust(folder, Size(**asked), decisions, audience)


if __name__ == "__main__":
    main()
