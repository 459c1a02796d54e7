"""Schools that say the same, added up. In: a policy's words, the schools that have them, and what
names stand in them there. Out: each wording with its schools, their reasons, and what they share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from policyloom.outputs.wordings import Values, Worded, WordedPolicy


@dataclass(slots=True)
class WordingGroup:
    """A wording as the schools have it; `values` are None where they differ."""

    first: Worded
    values: list[str | None] = field(default_factory=list)
    schools: list[int] = field(default_factory=list)
    reasons: list[tuple[int, str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    revised: str = ""

    def add(self, schools: Iterable[int], worded: Worded, columns: Iterable[Values]) -> None:
        """Add schools that have one wording; `columns` are the values of each particular."""
        found = [column[0] if len(set(column)) == 1 else None for column in columns]
        if not self.schools:
            self.values = list(found)
        for number, value in enumerate(found[: len(self.values)]):
            if self.values[number] != value:
                self.values[number] = None
        self.schools += schools
        self.revised = max(self.revised, worded.revised)
        if worded.because:
            self.reasons += [(number, worded.because) for number in schools]
        if worded.text != self.first.text:
            self.words.add(worded.text)


@dataclass(slots=True)
class SaidAlike:
    """What some schools say alike in a policy, whatever names stand in it."""

    groups: list[WordingGroup]
    policy: WordedPolicy
    schools: list[int] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)

    def fill(self) -> None:
        """Add the schools to the wordings."""
        columns = list(zip(*self.values, strict=False))
        here = 0
        for group, worded in zip(self.groups, self.policy.wordings, strict=True):
            group.add(self.schools, worded, columns[here : here + len(worded.facts)])
            here += len(worded.facts)
