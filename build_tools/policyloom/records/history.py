"""The records of each policy in order, and what they say on a day.

In: record files. Out: one History for each school and policy, with findings where the chain is
broken. A trust-level record has the school "".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from policyloom.findings import Findings
from policyloom.model.estate import RecordFile
from policyloom.model.places import Scope
from policyloom.model.records import Decision, Record
from policyloom.records.format import thaw

_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class History:
    """The records of one school's policy, oldest first. Dates are ISO 8601."""

    school: str
    policy: str
    records: tuple[Record, ...]

    @property
    def head(self) -> str:
        """The digest of the newest record, or ""."""
        return self.records[-1].digest if self.records else ""

    def in_force(self, today: str) -> Record | None:
        """The record in force on a day: the newest decision that has taken effect.

        None before the first, and after a decision that withdraws the policy.
        """
        begun = [r for r in self.records if r.ruling.effective <= today]
        newest = max(begun, key=lambda r: (r.ruling.effective, r.edition), default=None)
        return None if newest is None or newest.ruling.decision in _ENDS else newest

    def scheduled(self, today: str) -> tuple[Record, ...]:
        """Decisions that have been taken and have yet to take effect, soonest first."""
        coming = [r for r in self.records if r.ruling.effective > today]
        return tuple(sorted(coming, key=lambda r: r.ruling.effective))


def histories(files: Iterable[RecordFile], findings: Findings) -> dict[tuple[str, str], History]:
    """By (school, policy), the records that are whole; what is not whole is a finding."""
    ordered = sorted(files, key=lambda f: (f.school, f.policy, _order(f.edition)))
    result: dict[tuple[str, str], History] = {}
    for (school, policy), group in groupby(ordered, key=lambda f: (f.school, f.policy)):
        records = [record for file in group if (record := thaw(file, findings)) is not None]
        _check_chain(school, policy, records, findings)
        result[school, policy] = History(school, policy, tuple(records))
    return result


def _order(edition: str) -> tuple[str, int]:
    """Editions in order: by date, then by the number that a second one on a day carries."""
    day, rest = edition[:10], edition[11:]
    return day, int(rest) if rest.isdigit() else 1


def _check_chain(school: str, policy: str, records: list[Record], findings: Findings) -> None:
    before = ""
    for record in records:
        owner = (record.draft.school, record.draft.policy, record.edition)
        named = record.place.file.rsplit("/", 1)[-1].removesuffix(".md")
        if record.previous != before or owner != (school, policy, named):
            findings.error(
                "record-chain",
                record.place,
                "This record does not follow the one before it",
                "A record has been taken away, put in, renamed or moved: the history that is "
                "shown would not be the history that was.",
                "Put the folder back as it was from a copy or from version control.",
                Scope(school, policy),
            )
            return
        before = record.digest
