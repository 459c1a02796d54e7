"""condition-differs: one condition with two values at one school. In: a Desk; out: what is caught.

Two of a school's policies that both name a deadline, a sum or an age should name the same one. A
value that the trust gives at one place of a policy, or for one clause alone, is meant for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyloom.model.checks import Check
from policyloom.model.editions import Origin
from policyloom.model.facts import FactEntry, FactType, Nature, Tier
from policyloom.model.places import Scope
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.weave import Woven
from policyloom.render.texts import split_name

_NAME = re.compile(r"\{\{\s*([a-z0-9_.]+?)\s*\}\}")
_KINDS = (FactType.DURATION, FactType.NUMBER, FactType.MONEY, FactType.DATE, FactType.CHOICE)
_GONE = (Origin.OMITTED, Origin.NOT_APPLICABLE)


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """Conditions that two of a school's policies state differently."""
    said: dict[str, dict[str, tuple[Woven, FactEntry]]] = {}
    for woven in desk.editions(school):
        for fact in _conditions(woven):
            entry = woven.edition.facts.get(fact)
            if entry is not None and not _is_cycle(entry, woven.cycle):
                said.setdefault(fact, {}).setdefault(entry.value.text, (woven, entry))
    for fact, values in said.items():
        if len(values) > 1:
            yield from _told(desk, fact, tuple(values.values()))


def _conditions(woven: Woven) -> set[str]:
    """The conditions that an edition's text names."""
    specs = woven.weaver.specs
    names = {
        split_name(name, specs)[0]
        for occurrence in woven.edition.occurrences.values()
        if occurrence.origin not in _GONE and "{{" in occurrence.text
        for name in _NAME.findall(occurrence.text)
    }
    return {
        name
        for name in names
        if (spec := specs.get(name)) and spec.nature is Nature.CONDITION and spec.type in _KINDS
    }


def _is_cycle(entry: FactEntry, cycle: int) -> bool:
    """Whether the value is the time between reviews of the policy itself, which each has."""
    years = cycle // 12
    written = {f"{cycle} month", f"{cycle} months"}
    if cycle % 12 == 0:
        written |= {f"{years} year", f"{years} years"}
    return entry.value.text in written


def _told(desk: Desk, fact: str, values: tuple[tuple[Woven, FactEntry], ...]) -> Iterator[Caught]:
    """One finding for each value that a policy's own file sets."""
    about = desk.weave.estate.facts[fact].about
    for woven, entry in values:
        if entry.tier is not Tier.POLICY:
            continue
        other, usual = next(pair for pair in values if pair[1] is not entry)
        yield Caught(
            Check.CONDITION_DIFFERS,
            entry.place,
            f"'{fact}' ({about}) is {entry.value.text} here, and {usual.value.text} in "
            f"{other.edition.title}",
            "The school gives two answers, and readers hold it to the one that suits them.",
            f"Set it once in {desk.school(woven.edition.school).place.file}; if the two are "
            "meant to differ, accept it and say why.",
            Scope(woven.edition.school, woven.edition.policy),
            fact,
        )
