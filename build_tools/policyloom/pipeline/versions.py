"""The life of one school's policy: each decision, what it is today, and who then held a post.

In: a Woven and a day. Out: Versions, newest first, and the particulars that a page of each names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType
from policyloom.model.letters import small
from policyloom.model.pages import Status
from policyloom.model.records import Decision, Record
from policyloom.pipeline.weave import Woven
from policyloom.render.texts import split_name
from policyloom.resolve import winning_facts

_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_THE = "the "
_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Version:
    """A decision and what it is on the day asked about. Dates are ISO 8601 or "".

    `until` is the day on which another decision took its place; `updated` the day of the newest
    change to a contact that its page names. `left` is the day on which the school left the trust,
    where that is what ended it.
    """

    record: Record
    status: Status
    until: str = ""
    updated: str = ""
    left: str = ""


def versions(estate: Estate, woven: Woven, today: str) -> tuple[Version, ...]:
    """Every decision on one school's policy, newest first."""
    ordered = sorted(woven.story.records, key=lambda r: (r.ruling.effective, r.edition))
    current = woven.story.in_force(today)
    found: list[Version] = []
    left = left_on(estate, woven, today)
    for index, record in enumerate(ordered):
        following = ordered[index + 1].ruling.effective if index + 1 < len(ordered) else ""
        if left and _ended_by_leaving(record, following, left):
            found.append(Version(record, Status.LEFT, left=left))
            continue
        status = _status(record, current, today)
        updated = contacts_updated(woven, record) if record is current else ""
        until = following if status is Status.SUPERSEDED else ""
        found.append(Version(record, status, until, updated))
    return tuple(reversed(found))


def _ended_by_leaving(record: Record, following: str, left: str) -> bool:
    """Whether an edition held until the school left, or would have come into force since."""
    if record.ruling.effective >= left:
        return True
    return record.ruling.decision not in _ENDS and (not following or following >= left)


def left_on(estate: Estate, woven: Woven, today: str) -> str:
    """The day on which the edition's school left the trust, or "" while it is of it."""
    school = estate.schools.get(woven.edition.school)
    return school.left if school and school.has_left(today) else ""


def _status(record: Record, current: Record | None, today: str) -> Status:
    if record.ruling.effective > today:
        return Status.SCHEDULED
    if record is current:
        return Status.IN_FORCE
    return Status.WITHDRAWN if record.ruling.decision in _ENDS else Status.SUPERSEDED


def contacts_updated(woven: Woven, record: Record) -> str:
    """The newest day after the decision on which a particular that the text names changed.

    Only a particular with a declared date (`from`) tells when it changed; "" where none did.
    """
    specs = woven.weaver.specs
    named = {split_name(name, specs)[0] for name in _PLACE.findall(record.draft.body)}
    dates = [e.since for fact in named if (e := woven.edition.facts.get(fact)) and e.since]
    return max((day for day in dates if day > record.ruling.decided), default="")


def past_particular(estate: Estate, woven: Woven, version: Version, name: str) -> str:
    """What a past edition says in a named place: the post, not a person who has left.

    Only a dated particular says who held a post when the edition ceased to be in force.
    """
    fact, field = split_name(name, woven.weaver.specs)
    spec = woven.weaver.specs.get(fact)
    if spec is None:
        return f"‹{name}›"
    then = facts_on(estate, woven, last_day(version)).get(fact)
    now = woven.edition.facts.get(fact)
    entry = then or now
    if entry is None:
        return spec.about
    if spec.type is FactType.PERSON and not (then and then.since):
        return _post(entry, spec.about, field)
    return entry.value.fields.get(field, "") if field else entry.value.text


def last_day(version: Version) -> str:
    """The last day on which a past edition held: the one before another took its place."""
    ended = version.left or version.until
    if not ended:
        return version.record.ruling.effective
    return day_before(ended)


def day_before(iso: str) -> str:
    """The day before a day."""
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def facts_on(estate: Estate, woven: Woven, day: str) -> Mapping[str, FactEntry]:
    """The winning facts of a past day (the last before another edition took over)."""
    school = estate.schools.get(woven.edition.school)
    override = school.overrides.get(woven.edition.policy) if school else None
    return winning_facts(estate, school, override, day)


def _post(entry: FactEntry, about: str, field: str) -> str:
    if field in ("email", "phone"):
        return "[contact no longer given]"
    post = entry.value.fields.get("post", "")
    if field == "post":
        return post
    if not post[1:2].islower():  # "IT technician"
        return f"{_THE}{post}" if post else about
    return f"{_THE}{small(post)}"


def places_in(record: Record) -> tuple[str, ...]:
    """The particulars that a record's text names, each once."""
    return tuple(dict.fromkeys(_PLACE.findall(record.draft.body)))


def posts_in(woven: Woven, fills: Mapping[str, str]) -> tuple[str, ...]:
    """Of particulars and what they are filled with, those with a post in the place of a name."""
    return tuple(name for name, text in fills.items() if text and _is_post(woven, name, text))


def _is_post(woven: Woven, name: str, text: str) -> bool:
    fact, field = split_name(name, woven.weaver.specs)
    spec = woven.weaver.specs.get(fact)
    if spec is None or spec.type is not FactType.PERSON or field not in ("", "name"):
        return False
    return text.startswith(_THE) or text == spec.about
