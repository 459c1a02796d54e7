"""`reviews.ics`: when policies are to be reviewed, for calendars (RFC 5545).

In: schools as they are published. Out: the files' text. The days are those of decisions, and an
event keeps its id as long as the policy is the school's: a new decision moves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from unicodedata import normalize
from uuid import UUID, uuid5

from policyloom.model.dates import say_date
from policyloom.model.pages import Status
from policyloom.outputs.folders import Folder
from policyloom.outputs.markup import printable
from policyloom.outputs.site import PortalEntry, PortalSchool
from policyloom.outputs.status_rows import DUE_DAYS

NAME = "reviews.ics"
TYPE = "text/calendar"
OWNERS = "reviews"
"""The portal's folder for the calendars of owners."""

_OURS = UUID("5f0c9a64-9d0f-5a0a-8f43-2b9f4c1d7e06")
"""The name space of the ids that are worked out here. It can never change: ids would."""
_STANDS = (Status.IN_FORCE, Status.SCHEDULED)
_EVENT = re.compile(r"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.DOTALL | re.MULTILINE)
_UID = re.compile(r"^UID:(\S+)\r$", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Review:
    """All that a calendar shows of one review; `day` is when it is due. Days are ISO 8601 or ""."""

    school: str
    title: str
    day: str
    url: str
    approved: str
    approved_by: str
    owner: str
    topic: str
    attached: bool


def reviewed(school: PortalSchool) -> tuple[Review, ...]:
    """What a school has to review, the first first."""
    found = (_review(school, e) for e in school.entries if e.review and e.status in _STANDS)
    return tuple(sorted(found, key=lambda review: (review.day, review.url)))


def _review(school: PortalSchool, entry: PortalEntry) -> Review:
    return Review(
        school=school.name,
        title=entry.title,
        day=entry.review,
        url=entry.url,
        approved=entry.approved,
        approved_by=entry.approved_by,
        owner=entry.owner,
        topic=entry.topic,
        attached=bool(entry.file),
    )


def school_calendar(trust: str, school: PortalSchool, folder: Folder) -> bytes:
    """A school's reviews; b"" where there are none, for a calendar must hold something."""
    events = [_event(trust, review, folder) for review in reviewed(school)]
    return _calendar(f"Policy reviews, {school.name}", events)


def trust_calendars(
    trust: str, schools: Iterable[PortalSchool], folder: Folder, made: Mapping[str, str]
) -> dict[str, bytes]:
    """The reviews of every school, and those of each owner, by name below the portal.

    `made` are the schools' own calendars as published, by school: their events are taken as they
    are, for making 4,000 anew takes a second.
    """
    every: list[tuple[Review, str]] = []
    for school in schools:
        known = _events(made.get(school.id, ""))
        for review in reviewed(school):
            event = known.get(_uid(trust, review)) or _event(trust, review, folder)
            every.append((review, event))
    every.sort(key=lambda line: (line[0].day, line[0].url))
    files = {NAME: _calendar(f"Policy reviews, {trust}", [event for _, event in every])}
    for name, owner in owners(review for review, _ in every).items():
        events = [event for review, event in every if owner_file(review.owner) == name]
        files[name] = _calendar(f"Policy reviews, {owner}, {trust}", events)
    return {name: data for name, data in files.items() if data}


def owners(reviews: Iterable[Review]) -> dict[str, str]:
    """The owners of what is to be reviewed, by the name of their calendar, in order of name."""
    found: dict[str, str] = {}
    for review in reviews:
        if review.owner:
            found.setdefault(owner_file(review.owner), review.owner)
    return dict(sorted(found.items()))


@cache
def owner_file(owner: str) -> str:
    """The name of an owner's calendar below the portal: letters, digits and hyphens alone.

    Where that leaves nothing of the owner's own name, it is a digest of it.
    """
    plain = normalize("NFKD", owner.casefold()).encode("ascii", "ignore").decode()
    name = _NOT_IN_NAMES.sub("-", plain).strip("-")[:60].strip("-")
    return f"{OWNERS}/{name or sha256(owner.encode()).hexdigest()[:12]}.ics"


def _events(text: str) -> dict[str, str]:
    """The events of a calendar that was made here, as they stand in it, by their ids."""
    found = _EVENT.findall(text)
    return {match[1]: event for event in found if (match := _UID.search(event))}


def _uid(trust: str, review: Review) -> str:
    return str(uuid5(_OURS, f"{trust}\n{review.url}"))


def _event(trust: str, review: Review, folder: Folder) -> str:
    """One review, all day, with a reminder as early as the site calls it due.

    The library escapes and folds what people wrote; what stands around it is put together here,
    in a quarter of the time, for a trust has thousands.
    """
    day = date.fromisoformat(review.day)
    title = _text(f"Review due: {review.title}, {review.school}")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(trust, review)}",
        f"DTSTAMP:{_plain(review.approved or review.day)}T000000Z",
        f"DTSTART;VALUE=DATE:{_plain(review.day)}",
        f"DTEND;VALUE=DATE:{_plain((day + timedelta(days=1)).isoformat())}",
        _folded("SUMMARY", title),
        _folded("DESCRIPTION", _text("\n".join(_lines(review)))),
        "TRANSP:TRANSPARENT",  # the day stays free
        _folded("CATEGORIES", _text(review.topic)) if review.topic else "",
        _folded("URL", folder.below(review.url)) if folder.address else "",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{DUE_DAYS}D",
        _folded("DESCRIPTION", title),
        "END:VALARM",
        "END:VEVENT",
    ]
    return "".join([f"{line}\r\n" for line in lines if line])


def _text(value: str) -> str:
    """What people wrote, as a calendar's text."""
    from icalendar import vText  # takes a tenth of a second, which `check` need not pay

    escaped: bytes = vText(printable(value)).to_ical()
    return escaped.decode()


def _folded(name: str, value: str) -> str:
    from icalendar.parser import Contentline

    line: bytes = Contentline(f"{name}:{value}").to_ical()  # type: ignore[no-untyped-call]
    return line.decode()


def _plain(iso: str) -> str:
    """A day as calendars write it."""
    return iso.replace("-", "")


def _lines(review: Review) -> Iterator[str]:
    if review.approved:
        by = f" by the {review.approved_by}" if review.approved_by else ""
        yield f"Approved{by} on {say_date(review.approved)}."
    yield f"To be reviewed by {say_date(review.day)}."
    if review.owner:
        yield f"Owner: {review.owner}."
    if review.attached:
        yield "The document is attached as it was approved. It is not yet woven from clauses."


def _calendar(name: str, events: list[str]) -> bytes:
    from icalendar import Calendar, vText

    if not events:
        return b""
    calendar = Calendar()
    calendar.add("prodid", "-//policyloom//Policy reviews//EN")
    calendar.add("version", "2.0")
    for known in ("name", "x-wr-calname"):  # the standard's word for it, and the older one
        calendar.add(known, vText(printable(name)))
    calendar.add("refresh-interval", timedelta(days=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    head, end, _ = calendar.to_ical().decode().rpartition("END:VCALENDAR")
    return "".join((head, *events, end, "\r\n")).encode()
