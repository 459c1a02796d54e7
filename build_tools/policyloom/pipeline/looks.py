"""What published files look like: a quick look, not a proof. In: a folder; out: hashes of names,
sizes and times of change.

The times say only whether a file was touched since it was published, never what day it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_NOT_LOOKED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site that is made as one: a school's folder, or an audience's own pages.

    `without` are the names in it that belong to other parts.
    """

    folder: str
    without: frozenset[str] = frozenset()

    def ignored(self, top: Path) -> Callable[[str, list[str]], set[str]]:
        """For `shutil.copytree`: what belongs to other parts."""
        return lambda folder, names: (
            {n for n in names if n in self.without} if Path(folder) == top else set()
        )


def looks(root: Path, part: Part) -> dict[str, str]:
    """A hash for each file and folder that lies directly in a part; none where that is missing."""
    return {
        entry.name: _look(entry)
        for entry in entries(str(root / part.folder))
        if entry.name not in part.without
    }


def listing(root: Path, part: Part, known: Mapping[str, str] = _NOT_LOOKED) -> str:
    """A hash of a whole part. Of folders that are still to be brought to it, what they look like
    is `known`, by their names in it."""
    return whole({**looks(root, part), **known})


def whole(found: Mapping[str, str]) -> str:
    """A hash of a part of which it is known what everything in it looks like."""
    lines = (f"{name}\0{look}\n" for name, look in sorted(found.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _look(entry: os.DirEntry[str]) -> str:
    seen = hashlib.sha256()
    for name, info in _files(entry, ""):
        seen.update(f"{name}\0{info.st_size}\0{info.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _files(entry: os.DirEntry[str], above: str) -> Iterator[tuple[str, os.stat_result]]:
    """A file, or every file below a folder in a fixed order, with its name there."""
    if entry.is_dir():
        for inner in entries(entry.path):
            yield from _files(inner, f"{above}{entry.name}/")
    elif entry.is_file():
        yield f"{above}{entry.name}", entry.stat()


def entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
