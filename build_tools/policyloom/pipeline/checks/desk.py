"""What checks look at: a Weave, and what several of them need from it, worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from policyloom.model.facts import FactEntry
from policyloom.model.schools import School
from policyloom.pipeline.checks.identities import Identities, identities
from policyloom.pipeline.checks.passages import Passage, library_passages, school_passages
from policyloom.pipeline.weave import Weave, Woven, taken_up


@dataclass(frozen=True)
class Desk:
    """A Weave on the officer's desk; it holds the trust's own editions and those of the schools
    that are looked at."""

    weave: Weave
    _of_schools: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    @property
    def today(self) -> str:
        return self.weave.today

    @cached_property
    def library(self) -> tuple[Passage, ...]:
        """All that the trust has written for every school."""
        return tuple(library_passages(self.weave.estate))

    @cached_property
    def identities(self) -> Identities:
        """By what each school can be told."""
        return identities(self.weave.estate, self.today)

    def school(self, school: str) -> School:
        return self.weave.estate.schools[school]

    def passages(self, school: str) -> tuple[Passage, ...]:
        """All that a school has written; of one that has left, nothing."""
        if school not in self._of_schools:
            adopted = taken_up(self.weave, school)
            gone = self.school(school).has_left(self.today)
            found = () if gone else school_passages(self.weave.estate, school, adopted, self.today)
            self._of_schools[school] = tuple(found)
        return self._of_schools[school]

    def editions(self, school: str) -> Iterator[Woven]:
        """A school's editions of the policies that it has today; "" for the trust's own."""
        adopted = taken_up(self.weave, school) if school else tuple(self.weave.estate.policies)
        for policy in adopted:
            woven = self.weave.editions.get((school, policy))
            if woven is not None and woven.kept is None:
                yield woven

    def facts(self, school: str) -> dict[tuple[str, str], FactEntry]:
        """The winning entries of all of a school's editions, by fact and place."""
        return {
            (fact, str(entry.place)): entry
            for woven in self.editions(school)
            for fact, entry in woven.edition.facts.items()
        }
