"""The statutory register: which documents the law or guidance asks of which school, and on what
authority each of these sayings rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policyloom.model.places import Place


class Kind(StrEnum):
    """What a row of the register is about."""

    POLICY = "policy"
    DOCUMENT = "document"
    RECORD = "record"
    PUBLICATION = "publication"


class Answer(StrEnum):
    """Whether a row is required of a school. Only a value with a source is believed."""

    REQUIRED = "required"
    NOT_REQUIRED = "not required"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class Force(StrEnum):
    """How binding a saying is."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    FREE = "free"


class Publish(StrEnum):
    """Whether a row has to be on the school's website."""

    MUST = "must"
    SHOULD = "should"
    NO = "not required"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where sayings of the register come from. `url` is "" where it is on no page."""

    id: str
    title: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """For which schools a saying holds, and its sources.

    `types` and `phases` are empty where it holds for all; `sources` where nobody says so.
    """

    types: tuple[str, ...]
    phases: tuple[str, ...]
    sources: tuple[str, ...]

    def covers(self, type_: str, phase: str) -> bool:
        """Whether a school of that type and phase is meant. A school without a type ("") is
        meant only by what holds for every type."""
        return (not self.types or type_ in self.types) and (not self.phases or phase in self.phases)


@dataclass(frozen=True, slots=True)
class Needed:
    """Whether the row is required. `if_` completes "if" where the answer depends."""

    bounds: Bounds
    answer: Answer
    if_: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How often it is reviewed: `months` is the longest time between, None where none is fixed."""

    bounds: Bounds
    months: int | None
    force: Force


@dataclass(frozen=True, slots=True)
class Approved:
    """Who approves it: ids of the register's bodies. `words` says more, or ""."""

    bounds: Bounds
    bodies: tuple[str, ...]
    force: Force
    words: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """Whether it has to be on the website. `if_` completes "if"; `due` is when in the year it is
    to be brought up to date, in words; either may be ""."""

    bounds: Bounds
    answer: Publish
    if_: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """What a row rests on. `sources` are those that name it, none where nobody does."""

    names: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that schools must or may have. Of each list the first saying that covers a school
    holds. `contact` is a fact that meets the row as soon as the school's contacts page
    gives the school's own, or ""."""

    id: str
    title: str
    kind: Kind
    law: Law
    needed: tuple[Needed, ...]
    reviewed: tuple[Reviewed, ...]
    approved: tuple[Approved, ...]
    published: tuple[Published, ...]
    place: Place
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statutory:
    """The whole register. `checked` (ISO 8601) is the day on which its sources were last read.

    `types` are the types of school, each with its words; `bodies` the names by which the trust
    calls each body, in small letters.
    """

    checked: str
    about: str
    types: Mapping[str, str]
    bodies: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, Source]
    rows: Mapping[str, Row]
    place: Place


class Holding(StrEnum):
    """What a school or the trust says of a row that is not among the policies here."""

    PUBLISHED = "url"
    KEPT = "kept"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A row that a school meets in another way: an address, where it is kept, or why it does not
    apply (`holding` says which of them `words` are)."""

    row: str
    holding: Holding
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that a policy or an attached file meets, and where that is said."""

    row: str
    place: Place = field(compare=False)
