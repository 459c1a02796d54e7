"""Telling what is wrong: findings with the scope that they block already filled in."""

from __future__ import annotations

from dataclasses import dataclass

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope

LIBRARY = Scope()
"""What a fault in the trust's own files blocks: everything."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Report:
    """Where the readers of one scope put what they find."""

    findings: Findings
    scope: Scope = LIBRARY

    @property
    def errors(self) -> int:
        """How many errors there are so far, of every scope."""
        return len(self.findings.errors())

    def error(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        """Add an error that blocks this report's scope."""
        self.findings.error(code, place, _short(what), why, fix or "Correct it.", self.scope)

    def warning(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        """Add a warning; it blocks nothing."""
        self.findings.warning(code, place, _short(what), why, fix, self.scope)

    def within(self, scope: Scope) -> Report:
        """The same list of findings, for another scope."""
        return Report(self.findings, scope)


def _short(what: str) -> str:
    """A fault in words that fit a screen, however much an author wrote."""
    return what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
