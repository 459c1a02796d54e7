"""Two rows of units side by side: which stand where they stood, which came and which went.

In: the children of two matched units. Out: steps in reading order. A unit whose twin is in the
same row but out of order has moved; the alignment keeps as many as possible where they were.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from policyloom.compare.ledger import text_of
from policyloom.compare.units import Unit
from policyloom.model.nodes import Fact, Span

SIMILAR = 50.0
"""Two units without a twin are each other's from this likeness up (0 to 100)."""

CROWD = 2500
"""Where more pairs than this would have to be tried, likeness is not asked for."""


class Step(NamedTuple):
    """One unit of either row, or a pair that stays in place."""

    old: Unit | None
    new: Unit | None


def align(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Step]:
    """The steps from one row to the other."""
    numbers: dict[Hashable, int] = {}
    ids = [
        [numbers.setdefault(name, len(numbers)) for name in _names(row, other)]
        for row, other in ((olds, news), (news, olds))
    ]
    steps: list[Step] = []
    gone: list[Unit] = []
    come: list[Unit] = []
    for code in Indel.opcodes(ids[0], ids[1]):
        was, now = olds[code.src_start : code.src_end], news[code.dest_start : code.dest_end]
        if code.tag != "equal":
            gone += was
            come += now
            continue
        steps += _gap(gone, come)
        gone, come = [], []
        steps += [_paired(a, b) for a, b in zip(was, now, strict=True)]
    return steps + list(_gap(gone, come))


def _names(row: Sequence[Unit], other: Sequence[Unit]) -> Iterator[Hashable]:
    """What a unit is aligned by: its twin in the other row, or all that it says."""
    there = {id(unit) for unit in other}
    for unit in row:
        if unit.twin is None:
            yield unit.sort, unit.node
        elif id(unit.twin) in there:
            yield frozenset((id(unit), id(unit.twin)))
        else:
            yield id(unit)


def _paired(old: Unit, new: Unit) -> Step:
    old.twin, new.twin = new, old
    return Step(old, new)


def _gap(gone: list[Unit], come: list[Unit]) -> Iterator[Step]:
    """What stands between two units in place: like and like are paired, in order."""
    pairs = _likes(gone, come)
    done = 0
    for old in gone:
        new = pairs.get(id(old))
        if new is None:
            yield Step(old, None)
            continue
        at = come.index(new, done)
        yield from (Step(None, unit) for unit in come[done:at])
        yield _paired(old, new)
        done = at + 1
    yield from (Step(None, unit) for unit in come[done:])


def _likes(gone: list[Unit], come: list[Unit]) -> dict[int, Unit]:
    """For units without a twin, the one most like them that does not cross an earlier pair."""
    if len(gone) * len(come) > CROWD:
        return {}
    pairs: dict[int, Unit] = {}
    first = 0
    texts = [text_of(unit) for unit in come]
    for old in gone:
        index = _like(old, come, texts, first) if old.twin is None else None
        if index is not None:
            pairs[id(old)] = come[index]
            first = index + 1
    return pairs


def _like(old: Unit, come: list[Unit], texts: list[str], first: int) -> int | None:
    """The index of the unit most like an old one, or None."""
    text, best, found = text_of(old), SIMILAR, None
    for index in range(first, len(come)):
        if come[index].twin is not None or come[index].sort is not old.sort:
            continue
        if _label(old) and _label(old) == _label(come[index]):
            return index
        score = ratio(text, texts[index], score_cutoff=best)
        if score and (found is None or score > best):
            best, found = score, index
    return found


def _label(unit: Unit) -> str:
    """The fact whose value is all that a label says, or "": another value is the same label."""
    match unit.node:
        case Span("", (Fact(name),)):
            return name
        case _:
            return ""
