"""When what is published will change by itself. In: a Weave; out: the next such day, and why.

Whoever publishes once a day need not ask; whoever publishes by hand is told when to come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyloom.model.facts import FactEntry
from policyloom.model.schools import Facts, School
from policyloom.pipeline.weave import Weave, Woven


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A day (ISO 8601) on which pages change though no file does; `why` are reasons in words."""

    day: str
    why: tuple[str, ...]


def next_change(
    weave: Weave, schools: Iterable[str] = (), decided: Iterable[tuple[str, str]] | None = None
) -> Upcoming | None:
    """The first day after the Weave's on which a build of the same files gives other pages.

    `schools` empty means all of them; `decided` are the days on which decisions take effect there,
    where those are known without weaving. None where no date in any file lies ahead.
    """
    wanted = frozenset(schools) or frozenset(weave.estate.schools)
    if decided is None:
        ours = (woven for (owner, _), woven in weave.editions.items() if owner in wanted)
        decided = (each for woven in ours for each in taking_effect(weave, woven))
    coming = [*decided, *_attached(weave, wanted), *_facts(weave, wanted), *_leaving(weave, wanted)]
    ahead = sorted({(day, why) for day, why in coming if day > weave.today})
    if not ahead:
        return None
    first = ahead[0][0]
    return Upcoming(first, tuple(why for day, why in ahead if day == first))


def soonest(coming: Iterable[Upcoming]) -> Upcoming | None:
    """The first of several days, with all the reasons that are given for it."""
    every = list(coming)
    if not every:
        return None
    first = min(each.day for each in every)
    why = {reason for each in every if each.day == first for reason in each.why}
    return Upcoming(first, tuple(sorted(why)))


def taking_effect(weave: Weave, woven: Woven) -> Iterator[tuple[str, str]]:
    """The days on which decisions on a school's edition take effect, each with its reason."""
    school = weave.estate.schools[woven.edition.school]
    if not school.has_left(weave.today):
        for record in woven.story.scheduled(weave.today):
            words = f"{record.draft.title}, {school.name}: a decision takes effect"
            yield record.ruling.effective, words


def _attached(weave: Weave, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    for school in sorted(wanted):
        for attached in weave.estate.attached.get(school, ()):
            name = weave.estate.schools[school].name
            yield attached.effective, f"{attached.title}, {name}: an attached file takes effect"


def _leaving(weave: Weave, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    for school in (weave.estate.schools[name] for name in sorted(wanted)):
        if school.left:
            yield school.left, f"{school.name} leaves the trust"


def _facts(weave: Weave, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    estate = weave.estate
    shared = [estate.trust.facts, *estate.authorities.values(), *estate.phases.values()]
    for entry in (entry for facts in shared for entry in _dated(facts)):
        yield entry.since, f"{entry.fact} changes ({entry.place.file})"
    for school in (estate.schools[name] for name in sorted(wanted)):
        for entry in _own(school):
            yield entry.since, f"{entry.fact} changes ({entry.place.file})"


def _own(school: School) -> Iterator[FactEntry]:
    yield from _dated(school.facts)
    for override in school.overrides.values():
        yield from _dated(override.facts)


def _dated(facts: Facts) -> Iterator[FactEntry]:
    return (entry for entries in facts.values() for entry in entries if entry.since)
