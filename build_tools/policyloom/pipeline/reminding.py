"""Who owes what, told from a published list alone. In: what it lists and a day; out: a Reminder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import quote, urljoin

from policyloom.model.pages import Status
from policyloom.outputs.register_read import Listed
from policyloom.outputs.reminder_rows import Owed, Owes, Reminder

_STANDS = (Status.IN_FORCE, Status.SCHEDULED)


def reminder(
    listed: Iterable[Listed], today: str, within: int, source: str, address: str = ""
) -> Reminder:
    """What is overdue, due within so many days, waiting for a decision, or not woven yet.

    `today` is ISO 8601; `source` names the list, and `address` is its own, or "" for a file.
    Where a decision has been taken that is yet to take effect, the review has been held.
    """
    entries = tuple(listed)
    owed = [each for entry in entries for each in _owed(entry, today, within, address)]
    rank = list(Owes)
    owed.sort(key=lambda o: (rank.index(o.owes), o.review, o.school_name, o.title))
    schools = len({entry.school for entry in entries})
    return Reminder(today, within, source, len(entries), schools, tuple(owed))


def _owed(entry: Listed, today: str, within: int, address: str) -> Iterator[Owed]:
    days = _days(entry, today)
    attached = entry.kind == "attached"
    for owes in _reasons(entry, days, within, attached):
        yield Owed(
            owes=owes,
            school=entry.school,
            school_name=entry.school_name,
            policy=entry.policy,
            title=entry.title,
            review=entry.review,
            days_left=days,
            owner=entry.owner,
            decides=entry.decides,
            attached=attached,
            url=urljoin(address, quote(entry.url)) if address else "",
        )


def _days(entry: Listed, today: str) -> int | None:
    if not entry.review:
        return None
    return (date.fromisoformat(entry.review) - date.fromisoformat(today)).days


def _reasons(entry: Listed, days: int | None, within: int, attached: bool) -> Iterator[Owes]:
    """Why somebody is to be reminded. An attached file that is due is told once, as due."""
    pressing = _review(entry, days, within)
    if pressing is not None:
        yield pressing
    if entry.status is Status.DRAFT:
        yield Owes.DRAFT
    elif entry.proposed:
        yield Owes.PROPOSED
    if attached and pressing is None and entry.status in _STANDS:
        yield Owes.ATTACHED


def _review(entry: Listed, days: int | None, within: int) -> Owes | None:
    if days is None or entry.scheduled or entry.status not in _STANDS:
        return None
    if days < 0:
        return Owes.OVERDUE
    return Owes.DUE if days <= within else None
