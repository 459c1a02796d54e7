"""Compiled page templates, kept between builds. In: a folder; out: Jinja's cache of byte code.

Each file has its digest in front, because Python does not survive damaged byte code.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from policyloom.pipeline.checked import read_checked, write_checked


class CompiledTemplates(BytecodeCache):
    """Keeps each template's byte code in a file of its own, named by its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja looks itself whether it was compiled from the same source, and by itself."""
        data = read_checked(self._path(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """A disk that refuses costs the next build time, nothing else."""
        with suppress(OSError):
            write_checked(self._path(bucket), bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.kept"
