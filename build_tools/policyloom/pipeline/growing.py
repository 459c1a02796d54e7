"""Where the work of one job grows, until all of it is there and takes its place.

In: a trust's root; out: folders below build/making, one for each build and in it one for each try
at a job. A job may be tried twice, even at the same time on two machines; only the try that is
told of is looked at, and what the others wrote is cleared away.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from policyloom.pipeline.finished import MARKDOWN_PARTIAL, mark_markdown

if TYPE_CHECKING:
    from policyloom.pipeline.jobs import Done

FOLDER = "build/making"
MARKDOWN = "markdown"
"""Where a school's Markdown is, beside the folders of the audiences."""


def new_making(root: Path) -> Path:
    """A folder for one build's jobs, of a name that no machine can have met before."""
    folder = root / FOLDER / uuid4().hex
    folder.mkdir(parents=True)
    return folder


def own_folder(making: Path) -> Path:
    """The folder of one try at one job; it is there when something is written into it."""
    return making / uuid4().hex


def clear_making(root: Path) -> None:
    """Take away what jobs have left. One that nobody waits for any more may still be writing: what
    it leaves then is taken away next time."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)


def place(done: Done, key: str, root: Path, growing: Path) -> None:
    """Let what a job has made take its place in a growing site, and its Markdown beside it.

    `key` is that of all that the school is made from but the day.
    """
    at, school = Path(done.at), done.school
    for folder in done.rendered:
        _move(at / folder, growing / folder)
    if done.markdown is not None:
        _move(at / MARKDOWN / school, root / MARKDOWN_PARTIAL / school)
        mark_markdown(root, school, key, done.holds.since, done.markdown)


def _move(old: Path, new: Path) -> None:
    """One that is not there was not made; why is told elsewhere."""
    if old.is_dir():
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
