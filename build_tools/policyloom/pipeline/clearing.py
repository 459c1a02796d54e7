"""Takes away what builds have kept and none has used for long. In: a trust's root; out: nothing.

This is the one place that asks the clock: what it takes away is made again where it is needed, and
no page depends on it.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from policyloom.pipeline.last import FILE

CACHE = "build/cache"
UNUSED = 90
"""After so many days without use something is taken away."""
CUT_SHORT = 1
"""After so many days a file that was never finished is: nobody writes at it any more."""
_DAY = 24 * 60 * 60


def used(path: Path) -> None:
    """Say that a kept file was used; once a day is enough."""
    with suppress(OSError):
        if _days(path) >= 1:
            os.utime(path)


def clear_unused(root: Path) -> None:
    """Take away what has not been used for `UNUSED` days. A disk that refuses keeps it."""
    for path in (root / CACHE).rglob("*"):
        limit = CUT_SHORT if path.suffix == ".partial" else UNUSED
        with suppress(OSError):
            if path.is_file() and path != root / FILE and _days(path) > limit:
                path.unlink()


def _days(path: Path) -> float:
    """For how many days a file has not been written or used. Raises OSError."""
    return (time.time() - path.stat().st_mtime) / _DAY
