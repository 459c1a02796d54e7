"""What every form of `policyloom status` is made from: rows, and the columns that show them.

In: nothing; out: the types that `pipeline` fills and that the table, CSV, JSON and XLSX draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

DUE_DAYS = 60
"""How many days before its review a policy counts as due."""


class State(StrEnum):
    """What a policy is at a school on a day.

    Overdue, due and proposed hold besides what it is; so may scheduled, of a further decision.
    Attached holds besides what it is of a file that is not woven.
    """

    IN_FORCE = "in force"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"
    DUE = f"due in {DUE_DAYS} days"
    PROPOSED = "proposed"
    NOT_ADOPTED = "not adopted"
    NOT_APPLICABLE = "not applicable"
    ATTACHED = "attached"
    LEFT = "school has left"


@dataclass(frozen=True, slots=True)
class Depth:
    """How far a school's edition is from the trust's own text: occurrences, by what was done."""

    replaced: int = 0
    omitted: int = 0
    added: int = 0
    chosen: int = 0

    def __str__(self) -> str:
        parts = {"replaced": self.replaced, "omitted": self.omitted}
        parts |= {"added": self.added, "chosen": self.chosen}
        return ", ".join(f"{count} {what}" for what, count in parts.items() if count)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One policy at one school. Dates are ISO 8601 or "".

    `state` is what the policy is and `also` what else holds: overdue, due, proposed, scheduled.
    `days_left` counts to the next review and is negative after it; None where none is due.
    `drift` is the number of overrides written for an older text of their clause than today's.
    `owner` is a post at the trust; `decides` the bodies that may take the next decision.
    """

    school: str
    school_name: str
    policy: str
    title: str
    state: State
    also: tuple[State, ...] = ()
    edition: str = ""
    approved: str = ""
    review: str = ""
    days_left: int | None = None
    owner: str = ""
    drift: int | None = None
    depth: Depth | None = None
    decides: tuple[str, ...] = ()

    @property
    def states(self) -> tuple[State, ...]:
        """All that holds, what the policy is first."""
        return (self.state, *self.also)


Shown = str | int | None
"""A cell's value: a text (an ISO date is one), a number, or None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is its name for programs, `heading` for people.

    `date` says that its texts are ISO dates.
    """

    key: str
    heading: str
    value: Callable[[StatusRow], Shown]
    date: bool = False


def _depth(name: str) -> Callable[[StatusRow], Shown]:
    return lambda row: getattr(row.depth, name) if row.depth else None


COLUMNS = (
    Column("school", "School", lambda r: r.school),
    Column("school_name", "School name", lambda r: r.school_name),
    Column("policy", "Policy", lambda r: r.policy),
    Column("title", "Title", lambda r: r.title),
    Column("state", "State", lambda r: str(r.state)),
    Column("also", "Also", lambda r: ", ".join(r.also)),
    Column("edition", "Edition", lambda r: r.edition),
    Column("approved", "Approved", lambda r: r.approved, date=True),
    Column("review", "Next review", lambda r: r.review, date=True),
    Column("days_left", "Days left", lambda r: r.days_left),
    Column("owner", "Owner", lambda r: r.owner),
    Column("drift", "Drift", lambda r: r.drift),
    Column("replaced", "Replaced", _depth("replaced")),
    Column("omitted", "Omitted", _depth("omitted")),
    Column("added", "Added", _depth("added")),
    Column("chosen", "Chosen", _depth("chosen")),
    Column("decides", "Decides next", lambda r: " or ".join(r.decides)),
)
"""Every column, for programs and spreadsheets."""

SHORT = (
    Column("school", "School", lambda r: r.school),
    Column("policy", "Policy", lambda r: r.policy),
    Column("states", "State", lambda r: ", ".join(r.states)),
    Column("edition", "Edition", lambda r: r.edition),
    Column("approved", "Approved", lambda r: r.approved, date=True),
    Column("review", "Next review", lambda r: r.review, date=True),
    Column("days_left", "Days left", lambda r: r.days_left),
    Column("drift", "Drift", lambda r: r.drift),
    Column("overrides", "Overrides", lambda r: str(r.depth or "")),
    Column("owner", "Owner", lambda r: r.owner),
    Column("decides", "Decides next", lambda r: " or ".join(r.decides)),
)
"""The columns that fit on a terminal."""
