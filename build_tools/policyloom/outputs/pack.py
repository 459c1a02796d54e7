"""The governors' pack as data: what is put before one meeting of a school's board, and why.

`pipeline.packing` fills it; `pack_pdf` and `pack_html` draw it, both with the words of
`pack_words`. Nothing in it depends on the clock. Dates are ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policyloom.model.nodes import Blocks
from policyloom.model.pages import Contact, Masthead, Page
from policyloom.outputs.redline import Redline


class Standing(StrEnum):
    """Why a policy is before the meeting; it may be for several reasons."""

    OVERDUE = "Overdue"
    DUE = "Due for review"
    PROPOSED = "Proposed"
    DRAFT = "Never approved"
    WITHDRAWN = "Withdrawn before"
    ASKED = "Put forward"


@dataclass(frozen=True, slots=True)
class Past:
    """The newest decision on a policy: its edition's id, when, by whom and from when it counts."""

    edition: str
    decided: str
    by: str
    effective: str
    review: str
    contacts: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """What a proposal leaves as it was: clauses, of how many, and whole sections by heading."""

    clauses: int
    total: int
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One policy before the meeting.

    `page` is what the meeting is asked to approve. `past` is the newest decision, None where
    there is none; `redline` compares the two, None where there is nothing to compare or nothing
    differs. `text` is the draft's whole text, where no edition was ever approved. `bodies` may
    decide by the scheme of delegation; `here` says that this meeting's body is one of them.
    `review` is the day by which the next review would be due if the meeting decided. `set_by`
    says who set a condition that changed, by fact id. `cycle` is in words ("every year").
    """

    number: int
    page: Page
    standings: tuple[Standing, ...]
    past: Past | None
    redline: Redline | None
    stays: Stays
    bodies: tuple[str, ...]
    here: bool
    review: str
    cycle: str
    statutory: bool
    text: Blocks = ()
    set_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many changes there are to the text and to what stands around it."""
        return len(self.redline.comparison.changes) if self.redline else 0


@dataclass(frozen=True, slots=True)
class Falls:
    """A line of the calendar: on `date` a policy's review is due, or an edition takes effect.

    `matter` is its number in this pack, or 0; `then` says that the line holds only if the
    meeting decides as the draft resolution says.
    """

    date: str
    title: str
    what: str
    bodies: tuple[str, ...]
    matter: int = 0
    then: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that one meeting is given. `ahead` is the day up to which reviews are looked for.

    `follows` is the day of the next meeting, where it is known, and `until` the calendar's last.
    `chosen` says that the policies were asked for by name.
    """

    school: str
    masthead: Masthead
    board: str
    meeting: str
    ahead: str
    follows: str
    until: str
    chair: Contact | None
    clerk: Contact | None
    matters: tuple[Matter, ...]
    calendar: tuple[Falls, ...]
    signoff: tuple[Contact, ...]
    chosen: bool = False
    lang: str = "en-GB"
