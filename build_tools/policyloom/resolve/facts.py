"""Which tier's word on each fact wins. In: the estate and a date; out: one entry for each fact."""

from __future__ import annotations

from collections.abc import Sequence

from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry
from policyloom.model.schools import Facts, Override, School


def current(entries: Sequence[FactEntry], today: str) -> FactEntry | None:
    """The entry that holds on a day: the newest that has begun, or None before the first."""
    if len(entries) == 1:  # most facts have never had another value
        return entries[0] if entries[0].since <= today else None
    begun = [entry for entry in entries if entry.since <= today]
    return max(begun, key=lambda entry: entry.since, default=None)


def tiers_of(estate: Estate, school: School | None, override: Override | None) -> list[Facts]:
    """What each tier says for this school and policy, lowest tier first."""
    tiers = [estate.trust.facts]
    if school is not None:
        tiers += [
            estate.authorities.get(school.authority, {}),
            estate.phases.get(school.phase, {}),
            school.facts,
        ]
    if override is not None:
        tiers.append(override.facts)
    return tiers


def winning_facts(
    estate: Estate, school: School | None, override: Override | None, today: str
) -> dict[str, FactEntry]:
    """One winner for each fact that any tier sets; `today` is ISO 8601 and decides dated facts."""
    winners: dict[str, FactEntry] = {}
    for tier in tiers_of(estate, school, override):
        for fact, entries in tier.items():
            entry = current(entries, today)
            if entry is not None:
                winners[fact] = entry
    return dict(sorted(winners.items()))
