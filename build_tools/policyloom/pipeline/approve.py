"""Approving: an edition frozen as a record. In: who decided what, when; out: record files.

A decision for all schools is one trust-level record that covers each school's own. The schools'
records are written first and the trust's last, so that a decision is there whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.records import Decision, Ruling
from policyloom.pipeline.refusals import AS_APPROVED, Approval, decision_of, latest_review, refuse
from policyloom.pipeline.weave import Weave, Woven
from policyloom.records import freeze, store
from policyloom.records.format import sha256
from policyloom.records.store import leftovers, record_path


@dataclass(frozen=True, slots=True)
class Written:
    """A record to be written: its name relative to the root, and its text."""

    name: str
    text: str


def approve(
    weave: Weave, schools: tuple[str, ...], approval: Approval, findings: Findings
) -> tuple[Written, ...]:
    """The records of one decision, the trust's own last where it covers all schools.

    `schools` empty means every school that has adopted the policy. Nothing is written here, and
    nothing is returned where a finding stops the decision.
    """
    shared = not schools
    ending = approval.decision in AS_APPROVED
    owners = schools or tuple(
        school
        for (school, policy), woven in weave.editions.items()
        # What a school has given up is not approved again with the others, only ended with them.
        if school and policy == approval.policy and (ending or woven.kept is None)
        # One that has left the trust is not asked any more.
        if not weave.estate.schools[school].has_left(weave.today)
    )
    for school in owners:
        refuse(weave, weave.editions[school, approval.policy], approval, findings)
    if findings.errors():
        return ()
    edition = ""
    if shared:
        edition = _edition_id(weave.editions["", approval.policy], approval.on)
    written: list[Written] = []
    covers: dict[str, str] = {}
    for school in owners:
        record = _freeze(weave.editions[school, approval.policy], approval, shared=edition)
        written.append(record)
        covers[school] = sha256(record.text.encode())
    if shared:
        trust = weave.editions["", approval.policy]
        written.append(_freeze(trust, approval, covers=covers))
    return tuple(written)


def clear_unfinished(root: Path, weave: Weave, policy: str) -> list[str]:
    """Take away the records of a decision that was never wholly written; returns their names.

    Temporary files that a killed writer left go too, unnamed: they were never records.
    """
    cut = [r for (_, p), w in weave.editions.items() if p == policy for r in w.history.unfinished]
    for record in cut:
        (root / record.place.file).unlink(missing_ok=True)
    for school in {s for s, p in weave.editions if p == policy}:
        for path in leftovers(root, school, policy):
            path.unlink(missing_ok=True)
    return [record.place.file for record in cut]


def write_records(root: Path, written: tuple[Written, ...]) -> None:
    """Write the records of one decision; take back what was written where one fails.

    Raises OSError (FileExistsError where a record of that name is there already).
    """
    done: list[Path] = []
    try:
        for record in written:
            store(root, record.name, record.text)
            done.append(root / record.name)
    except OSError:
        for path in done:
            path.unlink(missing_ok=True)
        raise


def _freeze(
    woven: Woven, approval: Approval, shared: str = "", covers: dict[str, str] | None = None
) -> Written:
    edition = _edition_id(woven, approval.on)
    decision = decision_of(woven, approval)
    draft = woven.draft
    if decision in AS_APPROVED and woven.story.records:
        # The newest may be from when the policy had another id.
        draft = replace(woven.story.records[-1].draft, policy=woven.edition.policy)
    ruling = _ruling(woven, approval, decision, shared)
    text = freeze(draft, ruling, edition, woven.history.head, covers)
    return Written(record_path(draft.school, draft.policy, edition), text)


def _edition_id(woven: Woven, on: str) -> str:
    """The day of the decision, with a number where it is not the day's first."""
    taken = {record.edition for record in woven.story.records}
    number = 1
    while (name := on if number == 1 else f"{on}-{number}") in taken:
        number += 1
    return name


def _ruling(woven: Woven, approval: Approval, decision: Decision, shared: str) -> Ruling:
    return Ruling(
        decision=decision,
        decided=approval.on,
        by=approval.by,
        effective=approval.effective or approval.on,
        review=approval.review or latest_review(woven, approval.on),
        minute=approval.minute,
        summary=approval.summary,
        superseded_by=approval.superseded_by,
        shared=shared,
    )
