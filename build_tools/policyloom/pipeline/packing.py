"""The governors' pack of one meeting. In: a Weave of the meeting's day; out: a Pack as data.

What is put before the meeting: policies whose review is due or overdue, those whose files differ
from what was last decided, those that nobody has approved, and those that are asked for by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from policyloom.model.facts import FactType
from policyloom.model.pages import Contact
from policyloom.model.records import Decision, Record
from policyloom.outputs.pack import Falls, Matter, Pack, Standing
from policyloom.pipeline.around import Around, masthead_of
from policyloom.pipeline.attached_rows import attached_falls
from policyloom.pipeline.attaching import attached_now
from policyloom.pipeline.packing_matters import Put, bodies_of, matter_of
from policyloom.pipeline.refusals import latest_review
from policyloom.pipeline.weave import Weave, Woven

USUAL_DAYS = 60
"""Days from one meeting to the next, where nobody says when the next one is."""

CALENDAR = relativedelta(months=12)
ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)
SIGN = {
    "people.chair": "Chair of the meeting",
    "people.head": "Head teacher",
    "people.clerk": "Clerk to the meeting",
}
"""Who signs; the post stands there where nobody is named."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is asked for: a school, a day, the next meeting or "", and policies by name or none."""

    school: str
    day: str
    following: str = ""
    policies: tuple[str, ...] = ()

    @property
    def ahead(self) -> str:
        """The day up to which reviews are looked for."""
        usual = date.fromisoformat(self.day) + relativedelta(days=USUAL_DAYS)
        return self.following or usual.isoformat()


def adopted(weave: Weave, school: str) -> list[Woven]:
    """A school's editions in the order in which it adopts the policies."""
    return [woven for (owner, _), woven in weave.editions.items() if owner == school]


def decided_later(weave: Weave, meeting: Meeting) -> str:
    """The newest decision after the meeting's day on what it asks for, or ""."""
    asked = [w for w in adopted(weave, meeting.school) if _asked(w, meeting)]
    days = [r.ruling.decided for w in asked for r in w.story.records]
    return max((day for day in days if day > meeting.day), default="")


def matters_of(weave: Weave, meeting: Meeting) -> list[Put]:
    """What is put before the meeting, in the order in which the school adopts its policies."""
    put: list[Put] = []
    for woven in adopted(weave, meeting.school):
        if _asked(woven, meeting) and (found := _put(weave, woven, meeting)):
            put.append(found)
    return put


def next_due(weave: Weave, school: str) -> tuple[str, str]:
    """The first review of a school that is still to come, and its policy's title; or ("", "")."""
    due = [(_review(w), w.edition.title) for w in adopted(weave, school) if _held(w)]
    due += [(a.review, a.title) for a in attached_now(weave, school)]
    return min(due, default=("", ""))


def pack_of(weave: Weave, meeting: Meeting, put: list[Put]) -> Pack:
    """The pack of what is put before a meeting."""
    editions = adopted(weave, meeting.school)
    around = Around(editions[0])
    matters = tuple(matter_of(p, n, meeting.day) for n, p in enumerate(put, 1))
    until = (date.fromisoformat(meeting.day) + CALENDAR).isoformat()
    signing = tuple(_person(around, fact) or Contact(post, "") for fact, post in SIGN.items())
    return Pack(
        school=meeting.school,
        masthead=masthead_of(weave.estate, editions[0], full=True),
        board=around.text("board") or "governing body",
        meeting=meeting.day,
        ahead=meeting.ahead,
        follows=meeting.following,
        until=until,
        chair=_person(around, "people.chair"),
        clerk=_person(around, "people.clerk"),
        matters=matters,
        calendar=_calendar(weave, editions, matters, meeting.day, until),
        signoff=signing,
        chosen=bool(meeting.policies),
    )


def _asked(woven: Woven, meeting: Meeting) -> bool:
    return not meeting.policies or woven.edition.policy in meeting.policies


def _held(woven: Woven) -> Record | None:
    """The newest decision, where it leaves the policy in force or coming into force."""
    newest = woven.story.records[-1] if woven.story.records else None
    return None if newest is None or newest.ruling.decision in ENDS else newest


def _review(woven: Woven) -> str:
    """When the next review is due: the newest record's day, or an earlier one of the school's."""
    newest = woven.story.records[-1].ruling.review
    return min(woven.review, newest) if woven.review else newest


def _put(weave: Weave, woven: Woven, meeting: Meeting) -> Put | None:
    """A policy with the reasons for which it is put before the meeting; None without any."""
    named = woven.edition.policy in meeting.policies
    if not woven.story.records:
        return Put(weave, woven, (Standing.DRAFT,), "")
    if not _held(woven):
        return Put(weave, woven, (Standing.WITHDRAWN,), "") if named else None
    review = _review(woven)
    put = Put(weave, woven, tuple(_due(review, meeting)), review)
    if put.proposes:
        put = replace(put, standings=(*put.standings, Standing.PROPOSED))
    if named and not put.standings:
        put = replace(put, standings=(Standing.ASKED,))
    return put if put.standings else None


def _due(review: str, meeting: Meeting) -> Iterator[Standing]:
    if review < meeting.day:
        yield Standing.OVERDUE
    elif review <= meeting.ahead:
        yield Standing.DUE


def _person(around: Around, fact: str) -> Contact | None:
    spec = around.woven.weaver.specs.get(fact)
    if spec is None or spec.type is not FactType.PERSON or around.value(fact) is None:
        return None
    return around.contact(fact)


def _calendar(
    weave: Weave, editions: list[Woven], matters: tuple[Matter, ...], day: str, until: str
) -> tuple[Falls, ...]:
    """What falls due or takes effect up to a day, soonest first."""
    numbers = {matter.page.policy: matter for matter in matters}
    found: list[Falls] = []
    for woven in editions:
        matter = numbers.get(woven.edition.policy)
        found += _falls(weave, woven, matter, day)
    found += attached_falls(weave, editions[0].edition.school, day)
    return tuple(sorted((f for f in found if f.date <= until), key=lambda f: (f.date, f.title)))


def _falls(weave: Weave, woven: Woven, matter: Matter | None, day: str) -> Iterator[Falls]:
    title = woven.edition.title
    bodies, _ = bodies_of(weave.estate, woven)
    number = matter.number if matter else 0
    if _held(woven):
        yield Falls(_review(woven), title, "Review", bodies, number)
    for record in woven.story.scheduled(day):
        yield Falls(record.ruling.effective, title, "Comes into force", (record.ruling.by,))
    if matter:
        yield Falls(latest_review(woven, day), title, "Next review", bodies, number, then=True)
