"""review-overdue and review-beyond-cycle: dates in records that are past, or too far ahead.

In: a Desk; out: what is caught.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.checks import Check
from policyloom.model.dates import say_cycle, say_date
from policyloom.model.letters import small
from policyloom.model.places import Place, Scope
from policyloom.model.records import Decision, Record
from policyloom.pipeline.attaching import attached_now
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.pages import next_review
from policyloom.pipeline.refusals import latest_review
from policyloom.pipeline.weave import Woven

_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


def overdue_in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's own decisions whose review is past."""
    return _overdue(desk, "")


def overdue_in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's policies and attached files whose review is past."""
    yield from _overdue(desk, school)
    for attached in attached_now(desk.weave, school):
        if "" < attached.review < desk.today:
            scope, place = Scope(school), attached.place
            yield _past(attached.title, attached.review, attached.owner, place, scope, attached.id)


def _overdue(desk: Desk, school: str) -> Iterator[Caught]:
    for woven in desk.editions(school):
        record = _newest(woven)
        review = next_review(woven, record)
        if record is not None and "" < review < desk.today:
            edition = woven.edition
            owner = desk.weave.estate.policies[edition.policy].owner
            place = edition.place if woven.review == review else record.place
            yield _past(edition.title, review, owner, place, Scope(school, edition.policy))


def _past(title: str, review: str, owner: str, place: Place, scope: Scope, key: str = "") -> Caught:
    return Caught(
        Check.REVIEW_OVERDUE,
        place,
        f"The review of '{title}' was due on {say_date(review)}",
        "Its page tells readers that it is overdue, and nobody has said that it still fits.",
        f"Ask the {small(owner)} to review it; then record the decision, even if nothing changes.",
        scope,
        key,
    )


def beyond_in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's own decisions with a review later than the cycle allows."""
    return _beyond(desk, "")


def beyond_in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's decisions with a review later than the policy's cycle allows."""
    return _beyond(desk, school)


def _beyond(desk: Desk, school: str) -> Iterator[Caught]:
    for woven in desk.editions(school):
        record = _newest(woven)
        if record is None:
            continue
        latest = latest_review(woven, record.ruling.decided)
        review = next_review(woven, record)
        if review > latest:
            edition = woven.edition
            yield Caught(
                Check.REVIEW_BEYOND_CYCLE,
                record.place,
                f"'{edition.title}' was decided on {say_date(record.ruling.decided)} and is to be "
                f"reviewed on {say_date(review)}; its cycle is {say_cycle(woven.cycle)}",
                "It would go unreviewed for longer than the trust allows.",
                f"Write 'review: {latest}' in schools/{school}/{edition.policy}.yml"
                if school
                else "Review it earlier: the record says when it was decided to.",
                Scope(school, edition.policy),
            )


def _newest(woven: Woven) -> Record | None:
    """The newest decision, unless it ended the policy."""
    records = woven.story.records
    return records[-1] if records and records[-1].ruling.decision not in _ENDS else None
