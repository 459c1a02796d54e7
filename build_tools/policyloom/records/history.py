"""The records of each policy in order, and what they say on a day.

In: record files. Out: one History for each school and policy, with findings where the chain is
broken. A trust-level record has the school "".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from policyloom.findings import Findings
from policyloom.model.estate import RecordFile
from policyloom.model.places import Scope
from policyloom.model.records import Decision, Record
from policyloom.records.format import thaw

_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class History:
    """The records of one school's policy, oldest first. Dates are ISO 8601.

    `unfinished` are records of a decision for several schools whose writing was cut short: they
    were never decided, and `approve` clears them away. `damaged` are the editions whose files
    are not as they were written.
    """

    school: str
    policy: str
    records: tuple[Record, ...]
    unfinished: tuple[Record, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The digest of the newest record, or ""."""
        return self.records[-1].digest if self.records else ""

    def in_force(self, today: str) -> Record | None:
        """The record in force on a day: the newest decision that has taken effect.

        None before the first, and after a decision that withdraws the policy.
        """
        newest = self.newest(today)
        return None if newest is None or newest.ruling.decision in _ENDS else newest

    def sound(self, today: str) -> bool:
        """Whether what is in force is known, though an older record may be damaged."""
        current = self.newest(today)
        if current is None:
            return not self.damaged
        return all(edition_order(d) < edition_order(current.edition) for d in self.damaged)

    def newest(self, today: str) -> Record | None:
        """The newest decision that has taken effect, a withdrawal included."""
        begun = [r for r in self.records if r.ruling.effective <= today]
        return max(
            begun, key=lambda r: (r.ruling.effective, edition_order(r.edition)), default=None
        )

    def scheduled(self, today: str) -> tuple[Record, ...]:
        """Decisions that have been taken and have yet to take effect, soonest first."""
        coming = [r for r in self.records if r.ruling.effective > today]
        return tuple(sorted(coming, key=lambda r: r.ruling.effective))


def histories(
    files: Iterable[RecordFile],
    findings: Findings,
    shared: Mapping[tuple[str, str], History] | None = None,
) -> dict[tuple[str, str], History]:
    """By (school, policy), the records that are whole; what is not whole is a finding.

    `shared` are the trust's own histories, where `files` do not hold their records.
    """
    ordered = sorted(files, key=lambda f: (f.school, f.policy, edition_order(f.edition)))
    result: dict[tuple[str, str], History] = {}
    for owner, group in groupby(ordered, key=lambda f: (f.school, f.policy)):
        thawed = [(file.edition, thaw(file, findings)) for file in group]
        records = tuple(record for _, record in thawed if record is not None)
        damaged = tuple(edition for edition, record in thawed if record is None)
        result[owner] = History(*owner, records, damaged=damaged)
    every = {**(shared or {}), **result}
    result = {owner: _finished(history, every) for owner, history in result.items()}
    for history in result.values():
        _check_chain(history, findings)
        _check_unfinished(history, findings)
    return result


def edition_order(edition: str) -> tuple[str, int]:
    """Editions in order: by date, then by the number that a second one on a day carries."""
    day, rest = edition[:10], edition[11:]
    return day, int(rest) if rest.isdigit() else 1


def _finished(history: History, every: Mapping[tuple[str, str], History]) -> History:
    """A history without the records of a decision that was never wholly written."""
    shared = every.get(("", history.policy))
    covered = {
        (record.edition, digest)
        for record in (shared.records if shared else ())
        for school, digest in record.covers.items()
        if school == history.school
    }
    whole: list[Record] = []
    cut: list[Record] = []
    for record in history.records:
        alone = not record.ruling.shared
        known = alone or (record.ruling.shared, record.digest) in covered
        (whole if known else cut).append(record)
    return replace(history, records=tuple(whole), unfinished=tuple(cut))


def _check_unfinished(history: History, findings: Findings) -> None:
    for record in history.unfinished:
        findings.warning(
            "record-unfinished",
            record.place,
            "This record is part of a decision for several schools that was not wholly written",
            "A decision is there whole or not at all, so this one does not count.",
            "Approve again: that clears it away. If the trust's own record of the decision, in "
            f"schools/approved/{history.policy}, has gone missing since, put that back instead.",
            Scope(history.school, history.policy),
        )


def _check_chain(history: History, findings: Findings) -> None:
    """One finding, at the first record that does not follow the one before it."""
    before = ""
    for record in history.records:
        owner = (record.draft.school, record.draft.policy, record.edition)
        named = record.place.file.rsplit("/", 1)[-1].removesuffix(".md")
        if record.previous != before or owner != (history.school, history.policy, named):
            findings.error(
                "record-chain",
                record.place,
                "This record does not follow the one before it",
                "A record has been taken away, put in, renamed or moved: the history that is "
                "shown would not be the history that was.",
                "Put the folder back as it was from a copy or from version control.",
                Scope(history.school, history.policy),
            )
            return
        before = record.digest
