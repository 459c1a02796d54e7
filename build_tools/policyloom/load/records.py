"""Records as they lie on disk: files enter, bytes leave; what they say is judged elsewhere.

A trust has many more records than anything else, so where each school is woven by itself its
records are only listed at first (`list_records`), and read when that school is (`read_records`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.model.estate import RecordFile
from policyloom.model.places import Place, Scope
from policyloom.schemas.types import is_id

RECORD_LIMIT = 16 * 1024 * 1024
"""The largest record, in bytes; a record holds a whole edition and its particulars."""
_RECORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.md")


@dataclass(frozen=True, slots=True)
class Listed:
    """A record that there is: of the trust (school "") or of a school."""

    school: str
    policy: str
    path: Path


def list_records(folder: Folder, report: Report) -> tuple[Listed, ...]:
    """Every record of the trust and of the schools, in the order of their files."""
    schools = folder.root / "schools"
    found = list(_listed(folder, schools / "approved", "", report))
    for path in folder.entries(schools, report):
        if path.is_dir() and is_id(path.name) and path.name != "approved":
            found += list_school(folder, path.name, report)
    return tuple(found)


def list_school(folder: Folder, school: str, report: Report) -> tuple[Listed, ...]:
    """Every record of one school, in the order of their files."""
    here = report.within(Scope(school=school))
    return tuple(_listed(folder, folder.root / "schools" / school / "approved", school, here))


def list_policy(folder: Folder, school: str, policy: str, report: Report) -> Iterator[Listed]:
    """Every record of one school on one policy, in the order of their files."""
    return _listed_of(
        folder, folder.root / "schools" / school / "approved" / policy, school, report
    )


def by_school(listed: Iterable[Listed]) -> dict[str, frozenset[str]]:
    """The policies of which there are records, by school."""
    found: dict[str, set[str]] = {}
    for each in listed:
        found.setdefault(each.school, set()).add(each.policy)
    return {school: frozenset(policies) for school, policies in found.items()}


def read_records(
    folder: Folder, listed: Iterable[Listed], report: Report
) -> tuple[RecordFile, ...]:
    """These records, but for those that cannot be read."""
    found = []
    for each in listed:
        here = report.within(Scope(each.school, each.policy))
        data = folder.data(each.path, here, RECORD_LIMIT)
        if data is not None:
            name = folder.name(each.path)
            found.append(RecordFile(each.school, each.policy, each.path.stem, name, data))
    return tuple(found)


def _listed(folder: Folder, approved: Path, school: str, report: Report) -> Iterator[Listed]:
    for policy in folder.entries(approved, report):
        here = report.within(Scope(school, policy.name)) if is_id(policy.name) else report
        if not policy.is_dir() or not is_id(policy.name):
            _stray(folder, policy, here)
            continue
        yield from _listed_of(folder, policy, school, here)


def _listed_of(folder: Folder, policy: Path, school: str, report: Report) -> Iterator[Listed]:
    for path in folder.entries(policy, report):
        if _RECORD.fullmatch(path.name):
            yield Listed(school, policy.name, path)
        else:
            _stray(folder, path, report)


def _stray(folder: Folder, path: Path, report: Report) -> None:
    report.error(
        "stray-file",
        Place(folder.name(path)),
        "Nothing reads this file among the records.",
        "A decision that it holds would not be published.",
        "A record is approved/<policy>/<edition>.md.",
    )
