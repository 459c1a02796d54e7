"""What was read of authored texts, kept between builds: they are parsed again only when they
change. In: a trust's root and a name; out: a file below build/, by content and with its digest.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from policyloom.model.packing import pack
from policyloom.model.remembered import Key, Memory, recall, remembering
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.clearing import used

FOLDER = "build/cache/read"
_QUICK = 1
"""How hard to pack: it makes a tenth of the bytes in no time."""
TRUST = "trust"
"""The memory of the trust's own texts, which every worker knows."""


def _any(key: Key) -> bool:
    return True


class Notes:
    """What was read under one name in the last build, to be known again, and what this one reads.

    `programs` is a key of all that reads: what another version kept is not used. Of what is read,
    that of which the key is `mine` is kept here.
    """

    def __init__(
        self, root: Path, name: str, programs: str, mine: Callable[[Key], bool] = _any
    ) -> None:
        self.path, self.programs, self.mine = _path(root, name), programs, mine
        self.old: Memory | None = None
        self.whole = True
        self.read: Memory = {}

    def recall(self, whole: bool = True) -> None:
        """Know again what was read in the last build. For little reading this is not worth it.
        Where not the `whole` is read again, nothing of it is let go of."""
        self.old, self.whole = _recalled(self.path, self.programs), whole

    @contextmanager
    def taken(self) -> Iterator[None]:
        """What is read in this block belongs here."""
        with remembering() as read:
            yield
        self.read |= read

    def keep(self) -> None:
        """Keep it for the next build, where the last one's was recalled. A disk that refuses costs
        that time, nothing else."""
        if self.old is None:
            return
        kept = {} if self.whole else dict(self.old)
        kept |= {key: value for key, value in self.read.items() if self.mine(key)}
        if kept.keys() != self.old.keys():
            write_packed(self.path, self.programs, kept)


@contextmanager
def memory(root: Path, name: str, programs: str) -> Iterator[None]:
    """Know again in this block what was read in the last block of that name, and keep what this
    one reads for the next."""
    notes = Notes(root, name, programs)
    notes.recall()
    with notes.taken():
        yield
    notes.keep()


def recalled(root: Path, name: str, programs: str) -> Set[Key]:
    """Know again what was read under a name; the keys of it."""
    return _recalled(_path(root, name), programs).keys()


def write_packed(path: Path, programs: str, kept: object) -> None:
    """Keep anything for the next build, and for the same programs. A disk that refuses costs that
    time, nothing else."""
    data = programs.encode() + zlib.compress(pack(kept), _QUICK)
    with suppress(OSError):
        write_checked(path, data)


def read_packed(path: Path, programs: str) -> Any:
    """What these programs kept, or None where there is nothing of theirs, or it is not whole."""
    data, mark = read_checked(path), programs.encode()
    if data is None or not data.startswith(mark):
        return None
    used(path)
    return pickle.loads(zlib.decompress(data[len(mark) :]))


def path_of(folder: Path, name: str) -> Path:
    """Where something of this name is kept."""
    return folder / f"{sha256(name.encode()).hexdigest()[:32]}.kept"


def _path(root: Path, name: str) -> Path:
    return path_of(root / FOLDER, name)


def _recalled(path: Path, programs: str) -> Memory:
    found: Memory = read_packed(path, programs) or {}
    recall(found)
    return found
