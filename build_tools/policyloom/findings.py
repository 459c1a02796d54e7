"""Findings: what is wrong, where, why it matters and what to do. Data first, words last."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.places import EVERYTHING, Place, Scope


class Severity(StrEnum):
    """How much a finding stops: an error blocks its scope, the others block nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `code` is stable (`unknown-clause`); the other texts are for people.

    `what` names the problem, `why` says what would go wrong, `fix` says what to do. Each ends as
    a sentence does, whatever hint or name its writer put last.
    """

    code: str
    severity: Severity
    place: Place
    what: str
    why: str
    fix: str
    scope: Scope = EVERYTHING

    def __post_init__(self) -> None:
        for name in ("what", "why", "fix"):
            object.__setattr__(self, name, _sentence(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.what} [{self.code}]"


def _sentence(text: str) -> str:
    """The text with its full stop; a hint that stayed empty leaves no space behind."""
    text = text.rstrip()
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


class Findings:
    """Everything found so far, in the order met and without repeats.

    One object is handed through the rooms, so that all problems are reported in one run.
    """

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self._found: dict[Finding, None] = dict.fromkeys(found)

    def add(self, finding: Finding) -> None:
        self._found.setdefault(finding)

    def extend(self, found: Iterable[Finding]) -> None:
        for finding in found:
            self.add(finding)

    def error(
        self, code: str, place: Place, what: str, why: str, fix: str, scope: Scope = EVERYTHING
    ) -> None:
        self.add(Finding(code, Severity.ERROR, place, what, why, fix, scope))

    def warning(
        self, code: str, place: Place, what: str, why: str, fix: str, scope: Scope = EVERYTHING
    ) -> None:
        self.add(Finding(code, Severity.WARNING, place, what, why, fix, scope))

    def note(
        self, code: str, place: Place, what: str, why: str, fix: str, scope: Scope = EVERYTHING
    ) -> None:
        self.add(Finding(code, Severity.NOTE, place, what, why, fix, scope))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def errors(self) -> list[Finding]:
        return [f for f in self._found if f.severity is Severity.ERROR]

    def blocks(self, school: str, policy: str) -> list[Finding]:
        """The errors that stop this school's edition of this policy from being published."""
        return [f for f in self.errors() if f.scope.covers(school, policy)]

    def in_order(self) -> list[Finding]:
        """Sorted for reading: by file, line, column, then worst first."""
        rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
        return sorted(self._found, key=lambda f: (f.place, rank[f.severity], f.code, f.what))


def nearest(wrong: str, known: Iterable[str]) -> str:
    """A "did you mean" sentence naming the nearest right name, or the choices if they are few."""
    names = sorted(set(known))
    if close := closest(wrong, names):
        return f"Did you mean '{close}'?"
    if 0 < len(names) <= 8:
        return "It can be: " + ", ".join(names) + "."
    return ""


def closest(wrong: str, known: Iterable[str]) -> str:
    """The right name that a wrong one may have been meant for, or "" where none is like it."""
    found = difflib.get_close_matches(wrong, sorted(set(known)), n=1, cutoff=0.6)
    return found[0] if found else ""
