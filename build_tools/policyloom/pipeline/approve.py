"""Approving: an edition frozen as a record. In: who decided what, when; out: record files.

A decision for all schools is one trust-level record that covers each school's own. The schools'
records are written first and the trust's last, so that a decision is there whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta

from policyloom.findings import Findings
from policyloom.model.places import Scope
from policyloom.model.records import Decision, Ruling
from policyloom.pipeline.weave import Weave, Woven
from policyloom.records import freeze, store
from policyloom.records.format import sha256
from policyloom.records.store import record_path


@dataclass(frozen=True, slots=True)
class Approval:
    """What is asked: dates are ISO 8601; an empty one takes its usual value."""

    policy: str
    on: str
    by: str
    minute: str = ""
    effective: str = ""
    review: str = ""
    summary: str = ""
    decision: str = ""


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
    owners = schools or tuple(s for s, p in weave.editions if p == approval.policy and s)
    for school in owners:
        _refuse(weave, weave.editions[school, approval.policy], approval, findings)
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
    ruling = _ruling(woven, approval, shared)
    text = freeze(woven.draft, ruling, edition, woven.history.head, covers)
    return Written(record_path(woven.draft.school, woven.draft.policy, edition), text)


def _edition_id(woven: Woven, on: str) -> str:
    """The day of the decision, with a number where it is not the day's first."""
    taken = {record.edition for record in woven.history.records}
    number = 1
    while (name := on if number == 1 else f"{on}-{number}") in taken:
        number += 1
    return name


def _ruling(woven: Woven, approval: Approval, shared: str) -> Ruling:
    due = date.fromisoformat(approval.on) + relativedelta(months=woven.draft.cycle)
    return Ruling(
        decision=Decision(approval.decision) if approval.decision else _decision(woven),
        decided=approval.on,
        by=approval.by,
        effective=approval.effective or approval.on,
        review=approval.review or due.isoformat(),
        minute=approval.minute,
        summary=approval.summary,
        shared=shared,
    )


def _decision(woven: Woven) -> Decision:
    """What a decision is where nobody says: the first, a change, or a review without one."""
    if not woven.history.records:
        return Decision.FIRST
    newest = woven.history.records[-1]
    return Decision.UNCHANGED if newest.draft == woven.draft else Decision.CHANGED


def _refuse(weave: Weave, woven: Woven, approval: Approval, findings: Findings) -> None:
    """Findings for what a decision may not do."""
    draft, place = woven.draft, woven.edition.place
    scope = Scope(draft.school, draft.policy)
    delegation = weave.estate.trust.scheme.get(draft.policy)
    if delegation and approval.by.casefold() not in {b.casefold() for b in delegation.bodies}:
        findings.error(
            "body-not-allowed",
            delegation.place,
            f"The scheme of delegation does not let '{approval.by}' approve {draft.policy}",
            "An approval by a body that may not give it does not count.",
            "Name one of: " + ", ".join(delegation.bodies) + "; or change the scheme.",
            scope,
        )
    newest = max((r.ruling.decided for r in woven.history.records), default="")
    if approval.on < newest:
        findings.error(
            "date-before-last",
            place,
            f"The date {approval.on} is before the last decision, {newest}",
            "Records follow one another: a decision cannot be put in before one already recorded.",
            "Give the date of the meeting, or enter older approvals first.",
            scope,
        )
    if _decision(woven) is Decision.CHANGED and not approval.summary and not approval.decision:
        findings.error(
            "summary-needed",
            place,
            f"{draft.title} has changed since {newest}, and there is no summary",
            "Those who read the history should learn in a sentence what was decided.",
            'Add --summary "…".',
            scope,
        )
