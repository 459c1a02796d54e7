"""An authored file changed whole or not at all. In: a path and its new bytes; out: the file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file's, keeping who may read it.

    Raises OSError where the disk refuses; the file is then as it was.
    """
    path = path.resolve()  # a link stays one
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).chmod(path.stat().st_mode)
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
