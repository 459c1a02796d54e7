"""How a text to be compared was arranged. In: an estate, a policy and a Reading; out: the same
Reading with the arrangement that it follows, the school's reason for its order, and its party.

A record does not name these, because they can be told from what it holds. They tell only who made
a difference; what differs is told from the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from policyloom.model.clauses import Clause
from policyloom.model.editions import Origin
from policyloom.model.estate import Estate
from policyloom.model.records import Recorded
from policyloom.model.schools import Override
from policyloom.model.tree import leaves
from policyloom.outputs.site_life import TRUST, Reading

_TOP = re.compile(r"^## .*\{#([a-z0-9-]+)\}$", re.MULTILINE)
_PARTY = re.compile(r"\[\?la\s+([^\[\]]*)\]")


def arranged(estate: Estate, school: str, policy: str, reading: Reading) -> Reading:
    """The reading with what can be told of how `school` ("" for the trust) arranged it."""
    owner = estate.schools.get(school)
    override = owner.overrides.get(policy) if owner else None
    chosen = ((r.key, estate.clauses.get(r.clause), r.choice) for r in reading.recorded if r.choice)
    positions = {key: c.choices.get(choice, "") for key, c, choice in chosen if c}
    return replace(
        reading,
        tree=_tree(estate, policy, override, reading),
        order=_order(override, reading.body),
        party=dict(_party(estate, reading)),
        positions={key: words for key, words in positions.items() if words},
    )


def _tree(estate: Estate, policy: str, override: Override | None, reading: Reading) -> str:
    """The arrangement whose clauses are most like the text's; "" where there is only one."""
    known = estate.policies.get(policy)
    if known is None or len(known.trees) < 2:
        return ""
    if reading.name == TRUST:
        return known.default_tree
    today = override.tree if override and override.tree else known.default_tree
    held = {r.key for r in reading.recorded if r.origin is not Origin.ADDED}

    def likeness(name: str) -> tuple[float, bool]:
        keys = {leaf.key for leaf in leaves(known.trees[name].tree)}
        return len(keys & held) / (len(keys | held) or 1), name == today

    return max(known.trees, key=likeness)


def _order(override: Override | None, body: str) -> str:
    """The school's reason for its order, where the text has that order."""
    if override is None or override.order is None:
        return ""
    wanted = override.order.sections
    found = [name for name in _TOP.findall(body) if name in wanted]
    return override.order.because if found == [n for n in wanted if n in found] else ""


def _party(estate: Estate, reading: Reading) -> Iterator[tuple[str, bool]]:
    """By occurrence, whether it names the authority as a party, where its clause may."""
    for recorded in reading.recorded:
        clause = estate.clauses.get(recorded.clause)
        spans = _spans(tuple([w.text for w in clause.wordings])) if clause else ()
        if not (clause and spans and _same(clause, recorded)):
            continue
        if said := _said(reading.body, recorded.key):
            yield recorded.key, any(words in said for words in spans)


def _same(clause: Clause, recorded: Recorded) -> bool:
    return recorded.origin is Origin.KEPT and recorded.revised == clause.revised


@lru_cache(maxsize=20_000)
def _spans(wordings: tuple[str, ...]) -> tuple[str, ...]:
    """What a clause's wordings say of the authority as a party, as a record writes it."""
    found = (words for text in wordings for words in _PARTY.findall(text))
    return tuple({" ".join(words.split()): None for words in found})


def _said(body: str, key: str) -> str:
    """All that the text says at an occurrence, named places and all."""
    return "\n".join(_pieces(body, f"<!-- {key} -->", f"<!-- /{key} -->"))


def _pieces(body: str, opens: str, closes: str) -> Iterator[str]:
    parts: Iterable[str] = body.split(opens)[1:]
    yield from (part.partition(closes)[0] for part in parts)
