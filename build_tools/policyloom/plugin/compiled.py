"""Compiled page templates, kept between builds. In: a folder; out: Jinja's cache of byte code.

Each file has its digest in front, because Python does not survive damaged byte code; and a mark of
what compiled it, because Jinja knows its own byte code only by what it was made from.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.render import once


class CompiledTemplates(BytecodeCache):
    """Keeps each template's byte code in a file of its own, named by its key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.mark = folder, _compiler()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja looks itself whether it was compiled from the same source, and by itself."""
        data = read_checked(self._path(bucket)) or b""
        if data.startswith(self.mark):
            bucket.bytecode_from_string(data.removeprefix(self.mark))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """A disk that refuses costs the next build time, nothing else."""
        with suppress(OSError):
            write_checked(self._path(bucket), self.mark + bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.kept"


def _compiler() -> bytes:
    """A digest of what compiles: Jinja, and our own extension of its language."""
    return sha256(f"{version('jinja2')}\n{inspect.getsource(once)}".encode()).digest()
