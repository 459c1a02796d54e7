"""What a build is made from: every authored file, by content. In: a trust's root; out: keys.

Time plays no part. Nothing that a school publishes comes from another school's folder, so what was
found and made for a school stands for as long as its own files and the trust's are the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policyloom.findings import Finding, Severity
from policyloom.model.checks import Check, CheckSeverity
from policyloom.model.estate import Estate
from policyloom.pipeline.checks import severity
from policyloom.pipeline.keys import COPIED, key_of
from policyloom.pipeline.looks import entries

AUTHORED = ("templates", "schools", COPIED)
_SCHOOLS = "schools/"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The digest of every authored file by its name below the trust's root."""

    digests: Mapping[str, str]

    def whole(self, *others: object) -> str:
        """A key of all the files and of `others`."""
        return key_of(self.digests, *others)

    def shared(self, schools: Collection[str]) -> str:
        """A key of all that stands in no folder of these schools, and that they are made of."""
        found = {n: d for n, d in self.digests.items() if _folder(n) not in schools}
        return key_of({name: d for name, d in found.items() if not _is_copied(name)})

    def by_school(self, schools: Iterable[str]) -> dict[str, dict[str, str]]:
        """The digests of the files in each school's own folder, by name."""
        found: dict[str, dict[str, str]] = {school: {} for school in schools}
        for name, digest in self.digests.items():
            if (folder := _folder(name)) in found:
                found[folder][name] = digest
        return found


def read_inputs(root: Path) -> Inputs:
    """Look at every authored file. Raises OSError where one cannot be read."""
    found = dict(pair for name in AUTHORED for pair in _digests(str(root / name), name))
    return Inputs({name: found[name] for name in sorted(found)})


def school_keys(
    inputs: Inputs, estate: Estate, found: Iterable[Finding], asked: object, engine: str
) -> dict[str, str]:
    """For each school, a key of all that is found and made of it on a day.

    `found` is what loading found wrong: its errors stop schools.
    """
    own = inputs.by_school(estate.schools)
    shared = inputs.whole() if look_around(estate) else inputs.shared(estate.schools)
    errors = [f for f in found if f.severity is Severity.ERROR]
    every = key_of(engine, asked, shared, [f for f in errors if not f.scope.school])
    theirs: dict[str, list[Finding]] = {}
    for finding in errors:
        theirs.setdefault(finding.scope.school, []).append(finding)
    return {s: key_of(every, files, theirs.get(s, [])) for s, files in own.items()}


def look_around(estate: Estate) -> bool:
    """Whether one school's findings may come from other schools' files: so it is with checks that
    the trust has made errors."""
    chosen = estate.trust.checking.severities
    return any(severity(check, chosen) is CheckSeverity.ERROR for check in Check)


def _folder(name: str) -> str:
    """The folder below schools/ in which a file lies, or ""."""
    inner = name.removeprefix(_SCHOOLS)
    return inner.partition("/")[0] if inner != name and "/" in inner else ""


def _is_copied(name: str) -> bool:
    """Whether a file only lies beside the pages; fonts for print are in PDFs."""
    return name.startswith(f"{COPIED}/") and not name.endswith(".ttf")


def _digests(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """The digest of every file below a folder, by its name below the trust's root."""
    for entry in entries(folder):
        inner = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _digests(entry.path, inner)
        elif not entry.is_dir():
            yield inner, _digest(entry)


def _digest(entry: os.DirEntry[str]) -> str:
    """Of what can be no file, such as a link to nothing, it counts that it is there."""
    if not entry.is_file():
        return ""
    return hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
