"""A build, measured: a trust's folder and options enter; what it took and what it wrote leave.

A file is written by a build where it was not there before, or was there with another inode or
another time of change: what a build carries over from the last one as it was is not counted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.measure import Cost, run
from tests.bench.size import TODAY, Size

Case = dict[str, Any]
Seen = frozenset[tuple[int, int]]
PROGRAMS = Path(sys.executable).parent
QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    # As where people install it: Python keeps what it has compiled of the programs.
    "PYTHONDONTWRITEBYTECODE": "",
}
KEPT_PDFS = "build/cache/pdf"
_NO_FILES: Seen = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """How many files, and bytes in them; and of these the PDFs."""

    files: int
    bytes: int
    pdf_files: int
    pdf_bytes: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took, and what it wrote below the published folder. `pdfs` are those that were
    typeset: one that stands at two addresses is one."""

    cost: Cost
    written: Written
    pdfs: int = 0

    def figures(self) -> Case:
        """The figures of policyloom's own build."""
        written = self.written
        printed = {
            "pdfs": self.pdfs,
            "pdf_files": written.pdf_files,
            "pdf_bytes": written.pdf_bytes,
        }
        return {
            "ours_s": round(self.cost.wall_s, 2),
            "cpu_s": round(self.cost.cpu_s, 2),
            "peak_mib": round(self.cost.peak_mib),
            "files": written.files,
            "bytes": written.bytes,
            **(printed if written.pdf_files else {}),
        }


def build(root: Path, *options: str) -> Built:
    """`policyloom build`, measured. Raises CommandFailed."""
    site, pdfs = root / "site", root / KEPT_PDFS
    before, kept = seen(site), seen(pdfs)
    command = [str(PROGRAMS / "policyloom"), "build", "--today", TODAY, *options]
    cost = run(command, root, QUIET)
    return Built(cost, written(site, before), written(pdfs, kept).files)


def seen(folder: Path) -> Seen:
    """The files that are there, told apart by inode and time of change."""
    return frozenset(_marks(info) for _, info in _files(folder))


def written(folder: Path, before: Seen = _NO_FILES) -> Written:
    """What was written below a folder since `before`."""
    fresh = [(name, info) for name, info in _files(folder) if _marks(info) not in before]
    pdfs = [info.st_size for name, info in fresh if name.endswith(".pdf")]
    total = sum(info.st_size for _, info in fresh)
    return Written(len(fresh), total, len(pdfs), sum(pdfs))


def on_disk(*folders: Path) -> int:
    """The bytes that folders take of a disk together: a file with two names once."""
    found = (info for folder in folders for _, info in _files(folder))
    return sum({(info.st_dev, info.st_ino): info.st_blocks * 512 for info in found}.values())


def pages_in(folder: Path) -> int:
    """How many pages are published below a folder."""
    return sum(1 for _ in folder.rglob("index.html"))


def sized(size: Size) -> Case:
    """The figures of a synthetic trust's size."""
    return {"schools": size.schools, "policies": size.policies, "words": size.words}


def ratios(ours: Built, theirs: Built) -> Case:
    """Ours of theirs: wall time, processor time, memory, and what was written."""
    pairs: Mapping[str, tuple[float, float]] = {
        "ratio": (ours.cost.wall_s, theirs.cost.wall_s),
        "cpu_ratio": (ours.cost.cpu_s, theirs.cost.cpu_s),
        "peak_ratio": (ours.cost.peak_mib, theirs.cost.peak_mib),
        "files_ratio": (ours.written.files, theirs.written.files),
        "bytes_ratio": (ours.written.bytes, theirs.written.bytes),
    }
    return {name: round(own / other, 3) for name, (own, other) in pairs.items()}


def sure(fact: bool, words: str) -> None:
    """Let no figure count where something is not as it must be. Raises AssertionError."""
    if not fact:
        raise AssertionError(words)


def sure_of_files(folder: Path, names: Iterable[str]) -> None:
    """The same where one of the files is missing or empty."""
    lacking = [name for name in names if not _holds(folder / name)]
    sure(not lacking, f"{folder} lacks {len(lacking)} files, {lacking[:1]} first")


def _holds(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _marks(info: os.stat_result) -> tuple[int, int]:
    return info.st_ino, info.st_mtime_ns


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, with its name; none where the folder is missing."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            else:
                yield entry.name, entry.stat(follow_symlinks=False)
