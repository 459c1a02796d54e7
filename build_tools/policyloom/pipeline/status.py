"""What each policy is at each school on a day. In: a Weave and what is asked; out: status rows.

States follow from records and the day, by `versions` and `lives`; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policyloom.model.editions import Origin
from policyloom.model.pages import ENDED, Status
from policyloom.model.policies import Policy
from policyloom.model.records import Decision, Record
from policyloom.model.schools import School
from policyloom.outputs.status_rows import DUE_DAYS, Depth, State, StatusRow
from policyloom.pipeline.attached_rows import attached_rows, stood_in_for
from policyloom.pipeline.drifting import count_stale
from policyloom.pipeline.lives import proposes, standing
from policyloom.pipeline.packing_matters import bodies_of
from policyloom.pipeline.pages import DRAFT, approver, next_review
from policyloom.pipeline.versions import versions
from policyloom.pipeline.weave import Weave, Woven

_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)
_STATES = {
    Status.IN_FORCE: State.IN_FORCE,
    Status.SCHEDULED: State.SCHEDULED,
    Status.WITHDRAWN: State.WITHDRAWN,
    Status.LEFT: State.LEFT,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; an empty field asks for all.

    `owner` is any part of the owner's post; `due_before` a day (ISO 8601) before which the next
    review falls.
    """

    schools: tuple[str, ...] = ()
    owner: str = ""
    states: tuple[State, ...] = ()
    due_before: str = ""

    def row(self, row: StatusRow) -> bool:
        """Whether a row is one of those asked for."""
        due = not self.due_before or "" < row.review < self.due_before
        return due and (not self.states or bool({*row.states} & {*self.states}))

    def policy(self, policy: Policy) -> bool:
        """Whether a policy has the owner asked for."""
        return self.owner.casefold() in policy.owner.casefold()


def status_rows(weave: Weave, wanted: Wanted) -> list[StatusRow]:
    """A row for each policy at each school, by school and then by policy, attached files last.

    A missing fact in the name of the approving body is added to the weave's findings.
    """
    return [row for row in _rows(weave, wanted) if wanted.row(row)]


def _rows(weave: Weave, wanted: Wanted) -> Iterator[StatusRow]:
    policies = [p for _, p in sorted(weave.estate.policies.items()) if wanted.policy(p)]
    for school in sorted(wanted.schools or weave.estate.schools):
        attached = stood_in_for(weave, school)
        left = weave.estate.schools[school].has_left(weave.today)
        for policy in policies:
            woven = weave.editions.get((school, policy.id))
            if woven is not None:
                yield _row(weave, woven)
            elif policy.trees and policy.id not in attached and not left:
                # A policy without a tree is of the records alone, of other schools.
                yield _absent(weave.estate.schools[school], policy)
        yield from attached_rows(weave, school, wanted.owner)


def _absent(school: School, policy: Policy) -> StatusRow:
    needless = policy.id in school.not_applicable
    state = State.NOT_APPLICABLE if needless else State.NOT_ADOPTED
    return StatusRow(school.id, school.name, policy.id, policy.title, state, owner=policy.owner)


def _row(weave: Weave, woven: Woven) -> StatusRow:
    edition, today = woven.edition, weave.today
    policy = weave.estate.policies[edition.policy]
    shown = standing(woven, versions(weave.estate, woven, today), today)
    ended = shown is not None and shown.status in ENDED
    review = "" if ended else _review(woven)
    days = (date.fromisoformat(review) - date.fromisoformat(today)).days if review else None
    return StatusRow(
        school=edition.school,
        school_name=weave.estate.schools[edition.school].name,
        policy=edition.policy,
        title=edition.title,
        state=_STATES[shown.status] if shown else State.DRAFT,
        also=tuple(_also(woven, shown.status if shown else None, days, today)),
        edition=shown.record.edition if shown else DRAFT,
        approved=shown.record.ruling.decided if shown else "",
        review=review,
        days_left=days,
        owner=policy.owner,
        drift=count_stale(weave.estate, woven),
        depth=_depth(woven),
        decides=() if ended else decides_next(weave, woven, policy),
    )


def _review(woven: Woven) -> str:
    """The next review: none before the first decision, nor after one that ends the policy."""
    newest: Record | None = woven.story.records[-1] if woven.story.records else None
    ended = newest is not None and newest.ruling.decision in _ENDS
    return "" if ended else next_review(woven, newest)


def _also(woven: Woven, status: Status | None, days: int | None, today: str) -> Iterator[State]:
    """What holds besides what the policy is."""
    if days is not None and days < 0:
        yield State.OVERDUE
    elif days is not None and days <= DUE_DAYS:
        yield State.DUE
    if proposes(woven):
        yield State.PROPOSED
    settled = status in (Status.SCHEDULED, Status.LEFT)
    if not settled and woven.story.scheduled(today):
        yield State.SCHEDULED


def _depth(woven: Woven) -> Depth:
    origins = [occurrence.origin for occurrence in woven.edition.occurrences.values()]
    return Depth(
        replaced=origins.count(Origin.REPLACED),
        omitted=origins.count(Origin.OMITTED),
        added=origins.count(Origin.ADDED),
        chosen=origins.count(Origin.CHOSEN),
    )


def decides_next(weave: Weave, woven: Woven, policy: Policy) -> tuple[str, ...]:
    """The bodies that the scheme of delegation allows; without a line there, the approving body."""
    bodies, _ = bodies_of(weave.estate, woven)
    body = "" if bodies else approver(woven, policy.approving_body)
    return bodies or ((body,) if body else ())
