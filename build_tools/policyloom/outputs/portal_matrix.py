"""The table of schools and policies: what the schools publish enters, rows of cells leave.

Schools are rows, for a trust has more of them. What is due or overdue is worked out here for the
day of the build, and again in the reader's browser from the day in the cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyloom.model.dates import say_date
from policyloom.model.pages import ENDED, Status
from policyloom.outputs.portal_views import POLICIES, has_left, lasting
from policyloom.outputs.site import PortalEntry, PortalPolicy, PortalSchool, PortalSite
from policyloom.outputs.site_due import Due
from policyloom.outputs.status_rows import DUE_DAYS

NOT_ADOPTED = "Not adopted"
NOT_APPLICABLE = "Not applicable"
_DUE = {Due.SOON: f"Due in {DUE_DAYS} days", Due.OVERDUE: "Overdue"}
STATES = (
    *(status.value.capitalize() for status in (Status.IN_FORCE,)),
    *_DUE.values(),
    *(s.value.capitalize() for s in (Status.SCHEDULED, Status.PROPOSED, Status.DRAFT)),
    *(s.value.capitalize() for s in (Status.WITHDRAWN, Status.LEFT)),
    NOT_ADOPTED,
    NOT_APPLICABLE,
)
"""What a cell may say, in the order in which a reader is offered them."""
WITHOUT, WITHOUT_NEED = "not-adopted", "not-applicable"
"""Where a policy's page names the schools that have not adopted it, or have no need of it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One school's edition of one policy. `also` says more in a few words: what is proposed, that
    it is a file; `by` is the day (ISO 8601) by which it is to be reviewed, or "". The cell of a
    school without the policy leads to where the policy's page names it."""

    url: str
    title: str
    state: str
    tone: str
    review: str = ""
    also: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A policy. `topic` is that of its group, for the filter."""

    title: str
    url: str
    topic: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    name: str
    url: str
    phase: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table, and what can be chosen to see a part of it."""

    columns: tuple[Column, ...]
    rows: tuple[SchoolRow, ...]
    topics: tuple[str, ...]
    phases: tuple[str, ...]
    states: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many cells it has."""
        return len(self.columns) * len(self.rows)


def matrix(portal: PortalSite) -> Matrix:
    """Where each policy stands at each school; a topic's policies stand together."""
    schools = [school for school in portal.schools if not has_left(school)]
    held = {entry.policy for school in schools for entry in lasting(school)}
    listed = [policy for policy in portal.policies if policy.id in held]
    topics = dict.fromkeys(policy.topic for policy in listed)
    policies = [p for topic in topics for p in listed if p.topic == topic]
    rows = tuple(_row(portal, school, policies) for school in schools)
    said = {cell.state for row in rows for cell in row.cells}
    return Matrix(
        columns=tuple(Column(p.title, f"{POLICIES}{p.id}/", p.topic) for p in policies),
        rows=rows,
        topics=tuple(topics),
        phases=tuple(sorted({row.phase for row in rows if row.phase})),
        # A review comes due as time passes, so those can be asked for whatever is said today.
        states=tuple(s for s in STATES if s in said or s in _DUE.values()),
    )


def entry_cell(portal: PortalSite, entry: PortalEntry) -> Cell:
    """What is to be said of one school's edition of a policy."""
    due = portal.due.get(entry.url, Due.LATER)
    return Cell(
        url=entry.url,
        title=entry.title,
        state=_DUE.get(due) or entry.status.value.capitalize(),
        tone=due.value or entry.status.value.replace(" ", "-"),
        review=say_date(entry.review, "month") if entry.status not in ENDED else "",
        also=", ".join(_also(entry)),
        by=entry.review if entry.status is Status.IN_FORCE else "",
    )


def _row(portal: PortalSite, school: PortalSchool, policies: list[PortalPolicy]) -> SchoolRow:
    entries = {entry.policy: entry for entry in school.entries}
    needless = portal.not_applicable.get(school.id, {})
    cells = (
        entry_cell(portal, entries[p.id]) if p.id in entries else _absent(p, p.id in needless)
        for p in policies
    )
    return SchoolRow(school.name, school.url, school.place, tuple(cells))


def _absent(policy: PortalPolicy, needless: bool) -> Cell:
    page = f"{POLICIES}{policy.id}/"
    if needless:
        return Cell(f"{page}#{WITHOUT_NEED}", policy.title, NOT_APPLICABLE, "not-applicable")
    return Cell(f"{page}#{WITHOUT}", policy.title, NOT_ADOPTED, "not-adopted")


def _also(entry: PortalEntry) -> Iterator[str]:
    if entry.proposed:
        yield "a change is proposed"
    if entry.file:
        yield "attached file"
