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
from policyloom.model.pages import Status
from policyloom.model.records import Decision, Record
from policyloom.pipeline.weave import Woven
from policyloom.render.texts import split_name
from policyloom.resolve import winning_facts

_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Version:
    """A decision and what it is on the day asked about. Dates are ISO 8601 or "".

    `until` is the day on which another decision took its place; `updated` the day of the newest
    change to a contact that its page names.
    """

    record: Record
    status: Status
    until: str = ""
    updated: str = ""


def versions(estate: Estate, woven: Woven, today: str) -> tuple[Version, ...]:
    """Every decision on one school's policy, newest first."""
    ordered = sorted(woven.story.records, key=lambda r: (r.ruling.effective, r.edition))
    current = woven.story.in_force(today)
    found: list[Version] = []
    for index, record in enumerate(ordered):
        following = ordered[index + 1].ruling.effective if index + 1 < len(ordered) else ""
        status = _status(record, current, today)
        updated = contacts_updated(woven, record) if record is current else ""
        until = following if status is Status.SUPERSEDED else ""
        found.append(Version(record, status, until, updated))
    return tuple(reversed(found))


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
    if not version.until:
        return version.record.ruling.effective
    return (date.fromisoformat(version.until) - timedelta(days=1)).isoformat()


def facts_on(estate: Estate, woven: Woven, day: str) -> Mapping[str, FactEntry]:
    """The winning facts of a past day (the last before another edition took over)."""
    school = estate.schools.get(woven.edition.school)
    override = school.overrides.get(woven.edition.policy) if school else None
    return winning_facts(estate, school, override, day)


def _post(entry: FactEntry, about: str, field: str) -> str:
    if field in ("email", "phone"):
        return "(contact no longer given)"
    post = entry.value.fields.get("post", "")
    return f"the {post[:1].lower()}{post[1:]}" if post else about
