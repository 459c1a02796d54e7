"""What the desk tells of attached files. In: a Weave; out: status rows, days of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyloom.model.attached import Attached
from policyloom.model.pages import Status
from policyloom.outputs.pack import Falls
from policyloom.outputs.status_rows import DUE_DAYS, State, StatusRow
from policyloom.pipeline.attaching import ATTACHED, attached_now, status_of
from policyloom.pipeline.weave import Weave


def attached_rows(weave: Weave, school: str, owner: str) -> Iterator[StatusRow]:
    """A row for each file that a school has attached, whose owner's post has `owner` in it."""
    for attached in sorted(attached_now(weave, school), key=lambda a: a.id):
        if owner.casefold() in attached.owner.casefold():
            yield _row(weave, attached)


def stood_in_for(weave: Weave, school: str) -> frozenset[str]:
    """The policies that a school has an attached file for."""
    return frozenset(a.policy for a in attached_now(weave, school) if a.policy)


def attached_falls(weave: Weave, school: str, day: str) -> Iterator[Falls]:
    """When the review of each attached file is due, and when one takes effect after `day`."""
    if weave.estate.schools[school].has_left(weave.today):
        return
    for attached in attached_now(weave, school):
        title = f"{attached.title} (attached file)"
        yield Falls(attached.review, title, "Review", (attached.by,))
        if attached.effective > day:
            yield Falls(attached.effective, title, "Comes into force", (attached.by,))


def _row(weave: Weave, attached: Attached) -> StatusRow:
    review, school = attached.review, weave.estate.schools[attached.school]
    left = school.has_left(weave.today)
    days = (date.fromisoformat(review) - date.fromisoformat(weave.today)).days if review else None
    coming = status_of(attached, weave.today) is Status.SCHEDULED
    return StatusRow(
        school=attached.school,
        school_name=school.name,
        policy=attached.id,
        title=attached.title,
        state=State.LEFT if left else State.SCHEDULED if coming else State.IN_FORCE,
        also=tuple(_also(days)),
        edition=ATTACHED,
        approved=attached.approved,
        review=attached.review,
        days_left=days,
        owner=attached.owner,
        decides=() if left else (attached.by,),
    )


def _also(days: int | None) -> Iterator[State]:
    yield State.ATTACHED
    if days is not None and days < 0:
        yield State.OVERDUE
    elif days is not None and days <= DUE_DAYS:
        yield State.DUE
