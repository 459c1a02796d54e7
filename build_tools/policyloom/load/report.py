"""Telling what is wrong: findings with the scope that they block already filled in."""

from __future__ import annotations

from dataclasses import dataclass

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope

LIBRARY = Scope()
"""What a fault in the trust's own files blocks: everything."""


@dataclass(frozen=True, slots=True)
class Report:
    """Where the readers of one scope put what they find."""

    findings: Findings
    scope: Scope = LIBRARY

    def error(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        """Add an error that blocks this report's scope."""
        self.findings.error(code, place, what, why, fix or "Correct it.", self.scope)

    def warning(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        """Add a warning; it blocks nothing."""
        self.findings.warning(code, place, what, why, fix, self.scope)

    def within(self, scope: Scope) -> Report:
        """The same list of findings, for another scope."""
        return Report(self.findings, scope)
