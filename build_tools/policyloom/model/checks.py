"""Checks: what a careful officer looks for besides errors, and what the trust says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policyloom.model.places import Place
from policyloom.model.statutory import Source


class Check(StrEnum):
    """The checks, by their codes. A code never changes: trusts write it in their files."""

    OTHER_SCHOOL = "other-school"
    POST_HOLDER = "post-holder"
    OUTDATED_GUIDANCE = "outdated-guidance"
    RETIRED_TERM = "retired-term"
    CONDITION_DIFFERS = "condition-differs"
    REVIEW_OVERDUE = "review-overdue"
    REVIEW_BEYOND_CYCLE = "review-beyond-cycle"
    CONTACT_INCOMPLETE = "contact-incomplete"
    NO_SENTENCE_END = "no-sentence-end"
    MIXED_POLARITY = "mixed-polarity"
    DEAD_LINK = "dead-link"
    READING_AGE = "reading-age"
    ACCEPTANCE_EXPIRED = "acceptance-expired"
    ACCEPTANCE_UNUSED = "acceptance-unused"


class CheckSeverity(StrEnum):
    """How much a trust lets a check stop; `off` asks nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody has looked at and lets stand until a day (ISO 8601, that day included).

    `where` is a file, or `school/policy/clause` as far as it is needed; of the trust's own wording
    `policy` or `clause`. `school` is the one whose file says so, or "" for the trust's.
    """

    check: Check
    where: str
    because: str
    until: str
    place: Place
    school: str = ""

    def holds(self, today: str) -> bool:
        """Whether it has not run out on that day."""
        return today <= self.until


@dataclass(frozen=True, slots=True)
class Retired:
    """A term that the trust no longer uses, and the one that it uses now."""

    term: str
    now: str
    place: Place


@dataclass(frozen=True, slots=True)
class Checking:
    """What trust.yml says about checks. `severities` are those that it sets itself.

    `reading_age` is the highest that the trust wants its policies to ask, in years, or 0.
    """

    severities: Mapping[Check, CheckSeverity] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    retired: tuple[Retired, ...] = ()
    reading_age: int = 0


@dataclass(frozen=True, slots=True)
class GuidanceEdition:
    """An edition of guidance: what it is called (`2024`) and from when it counts (ISO 8601).

    Only what has a source is believed, as in the statutory register.
    """

    name: str
    since: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Guidance that policies cite. `also` are other names for it; `editions` are oldest first.

    `withdrawn` is the day (ISO 8601) from which it does not count at all, or "", and `sources` say
    so; `instead` says what counts then, or "".
    """

    title: str
    also: tuple[str, ...]
    editions: tuple[GuidanceEdition, ...]
    url: str
    withdrawn: str
    sources: tuple[Source, ...]
    instead: str
    place: Place

    def begun(self, today: str) -> list[GuidanceEdition]:
        """The editions that have begun to count by a day, oldest first; the last counts then."""
        return [edition for edition in self.editions if edition.since <= today]
