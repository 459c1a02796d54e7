"""Clauses: the obligations a trust words once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policyloom.model.facts import FactEntry
from policyloom.model.places import Place


class Adapt(StrEnum):
    """What a school may do with a clause."""

    LOCKED = "locked"
    ADAPTABLE = "adaptable"
    OPTIONAL = "optional"


class Polarity(StrEnum):
    """Whether a lead-in asks for things to be done or not to be done, and an item fits it."""

    DO = "do"
    DONT = "dont"


class RevisionKind(StrEnum):
    """A change of meaning makes overrides stale; a correction (a comma) does not."""

    MEANING = "meaning"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Revision:
    """One dated change to a clause. `date` is ISO 8601."""

    date: str
    kind: RevisionKind
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of putting the rule: a paragraph of inline Markdown with `{{ facts }}`.

    `name` is `statement`, `item`, `pledge`, `lead-in` or another word the trust uses.
    `choice` is the position this wording belongs to, or "". `place` is where `text` begins.
    `text` has its lines joined by a space; `breaks` are the offsets in it at which each further
    line of the file begins.
    """

    name: str
    text: str
    place: Place
    polarity: Polarity | None = None
    choice: str = ""
    breaks: tuple[int, ...] = ()

    def at(self, offset: int) -> Place:
        """The place in the file of an offset in `text`."""
        line = sum(start <= offset for start in self.breaks)
        if not line:
            return Place(self.place.file, self.place.line, self.place.column + offset)
        return Place(self.place.file, self.place.line + line, offset - self.breaks[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Clause:
    """One obligation a board could approve by itself."""

    id: str
    topic: str
    title: str
    adapt: Adapt
    revisions: tuple[Revision, ...]
    wordings: tuple[Wording, ...]
    place: Place
    basis: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    default_choice: str = ""
    defaults: Mapping[str, FactEntry] = field(default_factory=dict)

    @property
    def revised(self) -> str:
        """The newest date on which the meaning changed (ISO 8601)."""
        dates = [r.date for r in self.revisions if r.kind is RevisionKind.MEANING]
        return max(dates, default="")

    def wording(self, name: str, choice: str = "") -> Wording | None:
        """The wording of that name for that position; one that names no position serves all."""
        named = [w for w in self.wordings if w.name == name]
        for wording in named:
            if wording.choice == choice:
                return wording
        return next((w for w in named if not w.choice), None)
