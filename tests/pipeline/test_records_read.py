"""A school's records are read when the school is woven, and what is wrong with them is told."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.load import load_records
from policyloom.model.estate import RecordFile
from policyloom.pipeline import jobs
from tests.trusts import change_trust, publish

FOLDER = "schools/ashby/approved/conduct"


def test_of_an_unchanged_school_no_record_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one school's telephone has changed, the records of that school alone are read."""
    read: set[str] = set()

    def noted(
        root: Path, school: str, policies: Collection[str], findings: Findings
    ) -> tuple[RecordFile, ...]:
        read.add(school)
        return load_records(root, school, policies, findings)

    monkeypatch.setattr(jobs, "load_records", noted)
    edit = {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}}
    change_trust(root, edit)
    assert publish(root).published
    assert read == {"ashby"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_record_that_cannot_be_read_is_told_once(root: Path) -> None:
    """A link to nothing among the records, though no file has changed: one error with its place
    stops that school, and no other where the build may go on."""
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "2026-01-15.md").symlink_to("nowhere.md")
    found = Findings()
    assert not publish(root, found).published
    (error,) = found.errors()
    assert (error.code, error.place.file) == ("dangling-link", f"{FOLDER}/2026-01-15.md")
    assert (error.scope.school, error.scope.policy) == ("ashby", "conduct")
    assert publish(root, Findings(), keep_going=True).held == ["ashby"]


def test_a_stray_file_among_records_is_told_once(root: Path) -> None:
    """What is no record is found when the folders are looked through, not once more in a worker."""
    change_trust(root, {f"{FOLDER}/notes.txt": "For nobody.\n"})
    found = Findings()
    publish(root, found)
    assert [error.code for error in found.errors()] == ["stray-file"]
