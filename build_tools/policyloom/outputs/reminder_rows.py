"""What every form of `policyloom remind` is made from. In: nothing; out: the types.

`pipeline` fills them; text, JSON and Markdown are drawn from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Owes(StrEnum):
    """Why somebody is reminded of a policy, what presses most first."""

    OVERDUE = "overdue"
    DUE = "due"
    PROPOSED = "proposed"
    DRAFT = "draft"
    ATTACHED = "attached"


class By(StrEnum):
    """Whom the reminder is sorted by: the owner, the body that decides next, or the school."""

    OWNER = "owner"
    BODY = "body"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to do about one policy at one school.

    `review` is ISO 8601 or "", `days_left` counts to it and is negative after it; None where no
    review is set. `owner` is a post, `decides` the bodies that may decide next, the school's own
    first. `url` is the policy's page, or "" where the list was a file. `attached` says that it is
    a file that is not woven yet.
    """

    owes: Owes
    school: str
    school_name: str
    policy: str
    title: str
    review: str
    days_left: int | None
    owner: str
    decides: tuple[str, ...]
    attached: bool
    url: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """All that is owed on a day (ISO 8601), of the `policies` of `schools` that `source` lists.

    `within` is how many days before its review a policy counts as due.
    """

    today: str
    within: int
    source: str
    policies: int
    schools: int
    owed: tuple[Owed, ...]

    def counted(self) -> Counter[Owes]:
        """How many there are for each reason."""
        return Counter(each.owes for each in self.owed)

    def grouped(self, by: By) -> Iterator[tuple[str, list[Owed]]]:
        """Those whom it concerns, by name, with what each owes; what presses most first."""
        groups: dict[str, list[Owed]] = {}
        for each in self.owed:
            groups.setdefault(_name(each, by), []).append(each)
        for name in sorted(groups, key=lambda name: (not name, name.casefold())):
            yield name or "Nobody is named", groups[name]


def _name(owed: Owed, by: By) -> str:
    match by:
        case By.OWNER:
            return owed.owner
        case By.BODY:
            return owed.decides[0] if owed.decides else ""
        case By.SCHOOL:
            return owed.school_name


def headings(within: int) -> dict[Owes, str]:
    """What each reason is called."""
    return {
        Owes.OVERDUE: "Overdue",
        Owes.DUE: f"Due within {within} days",
        Owes.PROPOSED: "Proposed: waits for a decision",
        Owes.DRAFT: "Draft: nothing has been decided",
        Owes.ATTACHED: "Attached file: not woven yet",
    }


def days_said(days: int | None) -> str:
    """How far away a review is, in words; "" where none is set."""
    if days is None:
        return ""
    if days == 0:
        return "today"
    many = f"{abs(days)} day{'s' * (abs(days) != 1)}"
    return f"in {many}" if days > 0 else f"{many} ago"
