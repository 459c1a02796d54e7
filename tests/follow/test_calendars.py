"""Calendars of reviews, read back by a calendar library, and line by line as RFC 5545 has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from policyloom.outputs import calendars
from policyloom.outputs.site import PortalSchool

from . import samples

BOTH = (samples.hazelbrook(), samples.ashby())


def events(data: bytes) -> list[Any]:
    """The events of a calendar, in its order; anything that the library has to mend fails."""
    calendar = Calendar.from_ical(data)
    assert not calendar.errors and calendar["version"] == "2.0" and calendar["prodid"]
    found: list[Any] = list(calendar.walk("VEVENT"))
    assert not [event.errors for event in found if event.errors]
    return found


def school_calendar(school: PortalSchool, address: str = samples.ADDRESS) -> bytes:
    folder = samples.folder(address, school.url)
    return calendars.school_calendar(samples.TRUST, school, folder)


def trust_calendars(*schools: PortalSchool, published: bool = True) -> dict[str, bytes]:
    """The portal's calendars; without `published` no school's own is there to take from."""
    made = {s.id: school_calendar(s).decode() for s in schools} if published else {}
    return calendars.trust_calendars(samples.TRUST, schools, samples.folder(), made)


def test_what_stands_has_its_review_and_nothing_else() -> None:
    """In force, scheduled and attached, by date; no draft and nothing that was withdrawn."""
    found = events(school_calendar(samples.hazelbrook()))
    assert [(str(e["url"]).removeprefix(samples.ADDRESS), e.start) for e in found] == [
        ("hazelbrook/uniform/", date(2026, 12, 1)),
        ("hazelbrook/complaints/", date(2027, 3, 31)),
        ("hazelbrook/behaviour/", date(2028, 2, 29)),
    ]


def test_a_review_lasts_the_day_and_reminds_sixty_days_before() -> None:
    """The day stays free, the event ends with it, and the alarm names what is due."""
    event = events(school_calendar(samples.hazelbrook()))[1]
    assert event.end - event.start == timedelta(days=1)
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Review due: Complaints policy, Hazelbrook School"
    assert "Owner: Director of people." in event["description"]
    (alarm,) = event.walk("VALARM")
    assert alarm["action"] == "DISPLAY" and alarm["trigger"].dt == timedelta(days=-60)
    assert alarm["description"] == event["summary"]


def test_no_date_is_the_clocks() -> None:
    """The stamp is the day of the decision, so the same files give the same bytes on any day."""
    stamps = {e["uid"]: e["dtstamp"].dt for e in events(school_calendar(samples.hazelbrook()))}
    assert len(stamps) == 3
    assert set(stamps.values()) == {
        datetime.fromisoformat("2026-03-12T00:00:00+00:00"),
        datetime.fromisoformat("2026-02-01T00:00:00+00:00"),
    }


@pytest.mark.parametrize("school", BOTH, ids=lambda s: s.id)
def test_lines_are_as_calendars_want_them(school: PortalSchool) -> None:
    """Lines end with CR LF and have 75 octets at most; nothing authored can begin one."""
    data = school_calendar(school)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line or b"\x07" in line]
    assert lines.count(b"END:VCALENDAR") == 1
    for line in lines:
        line.decode("utf-8")


def test_hostile_words_come_back_as_they_are() -> None:
    """Commas, semicolons, backslashes and letters of every script survive the calendar."""
    (event,) = events(school_calendar(samples.ashby()))
    assert '"x";,\\n' in event["summary"] and "校" in event["summary"]
    assert len(event["categories"].cats) == 1


def test_a_new_decision_moves_an_event() -> None:
    """The id is the policy's at its school, so that a calendar moves what it has."""
    before = samples.hazelbrook()
    later = tuple(
        replace(e, review="2028-03-31", approved="2027-03-20") if e.policy == "complaints" else e
        for e in before.entries
    )
    old, new = (
        {str(e["uid"]): e.start for e in events(school_calendar(school))}
        for school in (before, replace(before, entries=later))
    )
    assert set(old) == set(new)
    assert [new[uid] for uid in old if old[uid] != new[uid]] == [date(2028, 3, 31)]


def test_the_same_policy_at_two_schools_is_two_events() -> None:
    """A calendar that follows both shows both."""
    found = events(trust_calendars(*BOTH)[calendars.NAME])
    assert len({str(e["uid"]) for e in found}) == len(found) == 4


def test_the_trusts_calendars_take_what_the_schools_publish() -> None:
    """Taken from the schools' own calendars or made anew, the bytes are the same."""
    assert trust_calendars(*BOTH) == trust_calendars(*BOTH, published=False)


def test_every_owner_has_a_calendar_of_their_own() -> None:
    """By name, in letters that every host takes; together they hold every event that has one."""
    made = trust_calendars(*BOTH)
    names = sorted(name for name in made if name != calendars.NAME)
    assert "reviews/director-of-people.ics" in names and "reviews/e-m.ics" in names
    assert len(names) == 3 and all(name.isascii() and name.count("/") == 1 for name in names)
    owned = sorted(str(e["uid"]) for name in names for e in events(made[name]))
    assert owned == sorted(str(e["uid"]) for e in events(made[calendars.NAME]))
    people = [str(e["summary"]) for e in events(made["reviews/director-of-people.ics"])]
    assert people[1] == "Review due: Complaints policy, Hazelbrook School"


@pytest.mark.parametrize(
    "owner", ["../../etc/passwd", "/", "...", "校長", "con\\aux:", "<b>", "a" * 300, "  "]
)
def test_no_owner_leaves_the_folder(owner: str) -> None:
    """Whatever an owner is called, the calendar's name is a short plain one in its folder."""
    name = calendars.owner_file(owner)
    assert name.startswith("reviews/") and name.endswith(".ics") and len(name) < 80
    assert set(name.removeprefix("reviews/").removesuffix(".ics")) <= set(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    )


def test_where_nothing_is_due_there_is_no_calendar() -> None:
    """An empty calendar is none by the standard, so none is written."""
    none = replace(samples.ashby(), entries=())
    assert school_calendar(none) == b"" and trust_calendars(none) == {}


def test_without_an_address_events_have_none() -> None:
    """A calendar is kept far from its site: a relative address would lead nowhere."""
    assert all("url" not in e for e in events(school_calendar(samples.hazelbrook(), "")))
