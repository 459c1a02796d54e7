"""Pages that stand published as they would be made again. In: a published folder; out: its files,
under a second name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

FilePath: TypeAlias = "str | os.PathLike[str]"


@dataclass(frozen=True, slots=True)
class Standing:
    """A published folder of which nothing was touched; `made` names what in it would be made of the
    same again: a policy for all of its pages, another page or a file by its own name.

    Where it `carries`, what stands in a folder of its own is not put anywhere: whoever publishes
    the rest moves that folder (see `Published.carried`)."""

    folder: Path
    made: frozenset[str]
    carries: bool = False

    def has(self, names: Iterable[str]) -> bool:
        """Whether all these files are there."""
        return all((self.folder / name).is_file() for name in names)

    def place(self, names: Iterable[str], out: Path) -> None:
        """Put these files into another folder as well. Raises OSError where one is gone."""
        for name in names:
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            same_file(self.folder / name, target)


def same_file(source: FilePath, target: FilePath) -> None:
    """A second name for a file where the disk allows it, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
