"""One at a time: a build, or a decision. In: a trust's root; out: a lock, or Busy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 60
"""Seconds that one waits for another to finish."""


class Busy(Exception):
    """Another of the same kind is under way in this trust, and did not finish in time."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Another {what} is under way in this folder and has not finished after "
            f"{PATIENCE} seconds. Wait for it, or stop it, and try again."
        )


@contextmanager
def alone(root: Path, what: str) -> Iterator[None]:
    """Hold the trust's lock for `what` ("build", "decision"). Raises Busy, OSError."""
    folder = root / "build"
    if not (root / "schools").is_dir():
        yield  # not a trust's folder: reading it will say so
        return
    folder.mkdir(exist_ok=True)
    try:
        with FileLock(folder / f".{what}.lock", timeout=PATIENCE):
            yield
    except Timeout as error:
        raise Busy(what) from error
