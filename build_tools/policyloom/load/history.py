"""templates/history/: files enter, the wordings that clauses had before leave.

What is wrong here is a warning: it keeps a past wording from view, and no policy needs one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from policyloom.findings import Findings, Severity, nearest
from policyloom.load.clauses import ClauseShelf, read_superseded
from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.model.clauses import Clause, RevisionKind
from policyloom.model.places import Place
from policyloom.schemas.types import is_date, is_id

_WHY = "A wording that was in force could not be shown."


def read_history(
    folder: Folder, shelf: ClauseShelf, texts: Texts
) -> Mapping[tuple[str, str], Clause]:
    """Every superseded wording, by clause and the day of the revision that brought it."""
    found = Findings()
    aside = replace(texts, report=Report(found))
    superseded: dict[tuple[str, str], Clause] = {}
    for path in _files(folder, shelf, aside.report):
        clause = read_superseded(folder, aside, path)
        if clause is not None and _dated(clause, path.stem, aside.report):
            named = replace(clause, id=path.parent.name, topic=_topic(path.parent.name, shelf))
            superseded[named.id, path.stem] = named
    _check_kept(shelf, superseded, found)
    for finding in found:
        worst = finding.severity is Severity.ERROR
        texts.report.findings.add(replace(finding, severity=Severity.WARNING) if worst else finding)
    return superseded


def _files(folder: Folder, shelf: ClauseShelf, report: Report) -> Iterator[Path]:
    for clause in folder.entries(folder.root / "templates/history", report):
        if not clause.is_dir() or not is_id(clause.name):
            _stray(folder, clause, report)
            continue
        _check_known(folder, clause, shelf, report)
        for path in folder.entries(clause, report):
            if path.suffix != ".md" or not is_date(path.stem):
                _stray(folder, path, report)
            else:
                yield path


def _stray(folder: Folder, path: Path, report: Report) -> None:
    report.warning(
        "stray-file",
        Place(folder.name(path)),
        "Nothing reads this file among the superseded wordings.",
        _WHY,
        "A superseded wording is templates/history/<clause>/<date>.md.",
    )


def _check_known(folder: Folder, path: Path, shelf: ClauseShelf, report: Report) -> None:
    if shelf.files and path.name not in shelf.files:
        report.warning(
            "unknown-clause",
            Place(folder.name(path)),
            f"There is no clause '{path.name}', whose past wordings are kept here.",
            "If the clause was renamed, its past can no longer be found.",
            nearest(path.name, shelf.files) or "Leave them, if the clause has gone for good.",
        )


def _dated(clause: Clause, day: str, report: Report) -> bool:
    """Whether a wording is the one that its file's name says."""
    newest = clause.revisions[-1].date if clause.revisions else ""
    if newest == day:
        return True
    report.warning(
        "superseded-date",
        clause.place,
        f"The file is named after {day}, and its newest revision is of {newest or 'no day'}.",
        "Nobody could tell from when to when this wording counted.",
        f"Name it {newest}.md, or put back what it said.",
    )
    return False


def _topic(name: str, shelf: ClauseShelf) -> str:
    """The folder that the clause lies in today; one that has gone has none."""
    clause = shelf.clauses.get(name)
    return clause.topic if clause else ""


def _check_kept(
    shelf: ClauseShelf, superseded: Mapping[tuple[str, str], Clause], found: Findings
) -> None:
    """A note for each clause whose earlier meaning was not kept."""
    for clause in shelf.clauses.values():
        gone = [
            r.date
            for r in clause.revisions
            if r.kind is RevisionKind.MEANING
            and r.date < clause.revised
            and not _kept(clause, r.date, superseded)
        ]
        if gone:
            found.note(
                "wording-not-kept",
                clause.place,
                f"The wording of {', '.join(gone)} is not kept in templates/history/{clause.id}/",
                "It can be read in records alone, where a board approved it.",
                "Put the file as it then was there, named after that day, or leave it at that. "
                "'policyloom revise', run before an edit, does so by itself.",
            )


def _kept(clause: Clause, day: str, superseded: Mapping[tuple[str, str], Clause]) -> bool:
    """Whether that meaning's words are kept: as they came, or as they were corrected later."""
    after = min(r.date for r in clause.revisions if r.kind is RevisionKind.MEANING and r.date > day)
    return any(id_ == clause.id and day <= date < after for id_, date in superseded)
