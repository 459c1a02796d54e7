"""Accounts of policies of which nothing has changed: they are told again without weaving them.

In: a school's loom and what was kept of it in the last build. Out: an Account for each policy, with
its findings. Content decides: the key of an account is a key of all that it was made from. Texts
are not kept; whoever looks into one has its policy woven.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from policyloom.findings import Finding, Severity
from policyloom.model.later import Later
from policyloom.model.nodes import Blocks, Keyed
from policyloom.model.packing import Packer, pack
from policyloom.outputs.later_reading import Known, known_of, later_reading
from policyloom.outputs.site_life import Reading
from policyloom.pipeline.accounts import Account
from policyloom.pipeline.holding import Holds, days_in
from policyloom.pipeline.memory import path_of, read_packed, write_packed
from policyloom.pipeline.sites import printed_pages

FOLDER = "build/cache/accounts"
Digest = Callable[[str], str]
"""The digest of a clause of the library, by its id."""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account as it is kept: packed, with the key of all that it was made from but clauses, the
    digests of the clauses that were asked for, and the days for which it is right."""

    key: str
    clauses: Mapping[str, str]
    holds: Holds
    findings: tuple[Finding, ...]
    packed: bytes

    def right(self, key: str, today: str, digest: Digest) -> bool:
        """Whether it would be made again just so."""
        return (
            self.key == key
            and self.holds.on(today)
            and all(digest(clause) == made_of for clause, made_of in self.clauses.items())
        )


_Kept: TypeAlias = tuple[
    dict[str, KnownAccount], dict[tuple[str, str], frozenset[str]], dict[str, str]
]


class SchoolMemory:
    """What was kept of one school, and what is to be: accounts by policy, the days that are named
    in files, and the keys of PDFs.

    `files` are the digests of the school's own files as they are now, by name; what another
    version of `programs` kept is not used.
    """

    def __init__(self, root: Path, school: str, programs: str, files: Mapping[str, str]) -> None:
        self.root, self.programs, self.files = root, programs, files
        self.path = path_of(root / FOLDER, school)
        kept: _Kept | None = read_packed(self.path, programs)
        self.accounts, self._days, self._pdfs = kept or ({}, {}, {})
        self.fresh: dict[str, KnownAccount] = {}
        self.printed: dict[str, str] = {}

    def days(self) -> frozenset[str]:
        """Every day that is named in the school's own files."""
        found = {}
        for each in self.files.items():
            known = self._days.get(each)
            found[each] = days_in(self.root, each[:1]) if known is None else known
        self._days = found
        return frozenset().union(*found.values())

    def pdf(self, known: str, make: Callable[[], str]) -> str:
        """The key of a PDF, by a key of all that its page is made of."""
        if known not in self.printed:
            self.printed[known] = self._pdfs.get(known) or make()
        return self.printed[known]

    def keep(self) -> None:
        """Keep it for the next build. A disk that refuses costs that time, nothing else."""
        printed = self.printed or self._pdfs  # who only looks prints nothing
        if (self.fresh, printed) != (self.accounts, self._pdfs):
            write_packed(self.path, self.programs, (self.fresh, self._days, printed))


def kept_account(
    key: str,
    asked: Iterable[str],
    digest: Digest,
    holds: Holds,
    account: Account,
    findings: tuple[Finding, ...],
) -> KnownAccount | None:
    """An account as it is to be kept; None for one with errors, which is looked at each time."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None
    clauses = {clause: digest(clause) for clause in sorted(asked)}
    return KnownAccount(key, clauses, holds, findings, _packed(account))


def unpacked(known: KnownAccount, tell: Callable[[], Account]) -> Account:
    """A kept account. `tell` makes it anew, where somebody looks into a text of it."""
    made: list[_Texts] = []

    def texts() -> _Texts:
        if not made:
            made.append(_Texts(tell()))
        return made[0]

    found: Account = _Unpickler(known.packed, texts).load()
    return found


class _Texts:
    """The texts of an account, by their keys."""

    def __init__(self, account: Account) -> None:
        self.blocks: dict[str, Blocks] = {}
        self.readings: dict[str, Reading] = {}
        for told in account.told.values():
            for _, page in printed_pages(told.page, told.life):
                if isinstance(page.body, Keyed):
                    self.blocks[page.body.key] = page.body
            for contrast in told.life.contrasts:
                self.readings |= {each.key: each for each in (contrast.old, contrast.new)}


def _packed(account: Account) -> bytes:
    return pack(account, _Packer)


class _Packer(Packer):
    """Leaves texts out, but for what is known of them."""

    def persistent_id(self, obj: Any) -> str | Known | None:
        if type(obj) is Keyed or type(obj) is Later:
            key: str = obj.key
            return key
        return known_of(obj) if isinstance(obj, Reading) and obj.source else None


class _Unpickler(pickle.Unpickler):
    """Gives texts later."""

    def __init__(self, packed: bytes, texts: Callable[[], _Texts]) -> None:
        super().__init__(io.BytesIO(packed))
        self.texts = texts

    def persistent_load(self, pid: Any) -> Blocks | Reading:
        if isinstance(pid, Known):
            return later_reading(pid, lambda: self.texts().readings[pid.key])
        key = str(pid)
        return Later(key, lambda: self.texts().blocks[key])
