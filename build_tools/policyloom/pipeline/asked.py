"""What a build is asked for. In: what somebody typed; out: frozen data, known to all that work on
it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shard:
    """One of as many parts of a trust's schools as `of` says; `number` counts from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.of}"

    def has(self, school: str) -> bool:
        """Whether a school is in it: the same in every process and on every machine. A school that
        comes or goes moves no other."""
        digest = sha256(school.encode()).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for. `schools` empty means all; `workers` 0 means one a core.

    `cluster` (dask://HOST:PORT) does the work instead of this machine; of a `shard` nothing is
    published.
    """

    root: Path
    today: str
    schools: tuple[str, ...] = ()
    keep_going: bool = False
    pdfs: bool = True
    history: bool = True
    redline_pdfs: bool = False
    workers: int = 0
    site: str = "site"
    cluster: str = ""
    shard: Shard | None = None

    def made(self) -> Asked:
        """What of it tells in what is made: neither where that is, nor by whom."""
        return replace(self, root=Path(), workers=0, cluster="", shard=None)
