"""Before a clause is edited: its present wording is filed, and its head says what is coming.

In: a trust's root, a clause, and why it is to change. Out: templates/history/<clause>/<date>.md
and a new entry in the clause's `revisions`, or findings and no change at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policyloom.findings import Findings, nearest
from policyloom.model.clauses import Clause, Revision
from policyloom.model.estate import Estate
from policyloom.model.places import Place
from policyloom.pipeline.front_matter import CannotBeAdded, with_revision
from policyloom.pipeline.putting import put
from policyloom.records import store


@dataclass(frozen=True, slots=True)
class Revised:
    """What was done: the clause's file, and the file that keeps its old wording, or "".

    A wording that is replaced on its own first day was never in force for a day and is not kept.
    """

    file: str
    filed: str


def revise(estate: Estate, name: str, revision: Revision, findings: Findings) -> Revised | None:
    """File a clause's wording and add the revision; None, with a finding, where that cannot be.

    Raises OSError where the disk refuses; the clause's file is then as it was.
    """
    clause = estate.clauses.get(name)
    if clause is None:
        _unknown(name, estate, findings)
        return None
    _refuse(clause, revision, findings)
    path = estate.root / clause.place.file
    before = path.read_bytes()
    text = _added(before, clause, revision, findings)
    if text is None or findings.errors():
        return None
    newest = clause.revisions[-1].date
    filed = f"templates/history/{name}/{newest}.md" if newest < revision.date else ""
    if filed and not _file(estate.root, filed, before, findings):
        return None
    put(path, text.encode())
    return Revised(clause.place.file, filed)


def _added(before: bytes, clause: Clause, revision: Revision, findings: Findings) -> str | None:
    try:
        return with_revision(before.decode(), revision)
    except CannotBeAdded as error:
        findings.error(
            "cannot-add-revision",
            clause.place,
            f"The revision cannot be added to this clause: {error}",
            "Guessing where it belongs could change what the head says.",
            "Copy the file to templates/history/ and write the entry by hand.",
        )
        return None


def _unknown(name: str, estate: Estate, findings: Findings) -> None:
    lying = list((estate.root / "templates/clauses").glob(f"*/{name}.md")) if name else []
    if lying:
        findings.error(
            "clause-at-fault",
            Place(lying[0].relative_to(estate.root).as_posix()),
            f"The clause '{name}' has errors, so it cannot be revised yet",
            "Its present wording could not be filed as one that was in force.",
            "Run 'policyloom check', and put right what it says about this file.",
        )
        return
    findings.error(
        "unknown-clause",
        Place("templates/clauses"),
        f"There is no clause '{name}'",
        "Nothing can be filed, and nothing revised.",
        nearest(name, estate.clauses) or "'policyloom new clause' starts one.",
    )


def _refuse(clause: Clause, revision: Revision, findings: Findings) -> None:
    newest = clause.revisions[-1]
    if revision.date < newest.date:
        findings.error(
            "date-before-last",
            clause.place,
            f"{revision.date} is before the clause's last revision, {newest.date}",
            "Revisions follow one another: one cannot be put in before another.",
            f"Give --on {newest.date} or a later day.",
        )
    if any((r.date, r.kind) == (revision.date, revision.kind) for r in clause.revisions):
        findings.error(
            "revised-already",
            clause.place,
            f"The clause has a {revision.kind} of {revision.date} already: {newest.why}",
            "One day has one entry of a kind, or nobody could tell which words an entry is about.",
            "Edit the clause under that entry, and its 'why' with it, or give another day.",
        )


def _file(root: Path, name: str, data: bytes, findings: Findings) -> bool:
    """Keep the old wording. Where the same is kept already, an earlier try was cut short."""
    path = root / name
    if path.exists():
        if path.read_bytes() == data:
            return True
        findings.error(
            "wording-filed-already",
            Place(name),
            "Another wording of that day is filed already",
            "What was in force on a day would be overwritten.",
            "Compare the two. If this one is right, add the revision to the clause by hand.",
        )
        return False
    store(root, name, data.decode())
    return True
