"""Records as they lie on disk: files enter, bytes leave; what they say is judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.model.estate import RecordFile
from policyloom.model.places import Place, Scope
from policyloom.schemas.types import is_id

RECORD_LIMIT = 16 * 1024 * 1024
"""The largest record, in bytes; a record holds a whole edition and its particulars."""
_RECORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.md")


def read_records(folder: Folder, report: Report) -> tuple[RecordFile, ...]:
    """Every record of the trust (school "") and of the schools, in the order of their files."""
    schools = folder.root / "schools"
    found = list(_read(folder, schools / "approved", "", report))
    for path in folder.entries(schools, report):
        if path.is_dir() and is_id(path.name) and path.name != "approved":
            here = report.within(Scope(school=path.name))
            found += _read(folder, path / "approved", path.name, here)
    return tuple(found)


def _read(folder: Folder, approved: Path, school: str, report: Report) -> Iterator[RecordFile]:
    for policy in folder.entries(approved, report):
        here = report.within(Scope(school, policy.name)) if is_id(policy.name) else report
        if not policy.is_dir() or not is_id(policy.name):
            _stray(folder, policy, here)
            continue
        for path in folder.entries(policy, here):
            if not _RECORD.fullmatch(path.name):
                _stray(folder, path, here)
                continue
            data = folder.data(path, here, RECORD_LIMIT)
            if data is not None:
                name = folder.name(path)
                yield RecordFile(school, policy.name, path.stem, name, data)


def _stray(folder: Folder, path: Path, report: Report) -> None:
    report.error(
        "stray-file",
        Place(folder.name(path)),
        "Nothing reads this file among the records.",
        "A decision that it holds would not be published.",
        "A record is approved/<policy>/<edition>.md.",
    )
