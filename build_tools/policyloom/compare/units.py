"""What is matched with what: two editions' blocks enter, two trees of matched units leave.

A unit is a block, a list item, a table row or an occurrence. Occurrences are matched by key,
sections and tables by id, and the rest by the occurrences that they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from policyloom.model.changes import Row
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
)

Node: TypeAlias = Block | ListItem | Row | Span


@dataclass(slots=True, eq=False)
class Unit:
    """A part of one edition.

    `children` are the blocks, items or rows in it; `lines` its runs, each as its spans (a row
    has one for each cell, a table one for each cell of its header). `twin` is its partner.
    """

    node: Node
    parent: Unit | None
    children: list[Unit] = field(default_factory=list)
    lines: list[list[Unit]] = field(default_factory=list)
    twin: Unit | None = None
    sealed: bool = False

    @property
    def sort(self) -> type:
        return type(self.node)

    def below(self) -> Iterator[Unit]:
        """Every unit inside this one."""
        for line in self.lines:
            yield from line
        for child in self.children:
            yield child
            yield from child.below()


Pairs: TypeAlias = list[tuple[Unit, Unit]]


def units(blocks: Blocks) -> list[Unit]:
    """The units of an edition's blocks."""
    return [_unit(block, None) for block in blocks]


def match(old: list[Unit], new: list[Unit]) -> None:
    """Give each unit its twin in the other edition, where it has one."""
    was, now = _everything(old), _everything(new)
    _by_name(was, now)
    pairs = _by_key(was, now)
    _by_content(pairs)


def part(units: Iterable[Unit]) -> None:
    """Let go of units that are compared, so that what they hold is free at once: each knows its
    twin and what it is in, and Python looks for such circles but seldom."""
    for unit in _everything(units):
        unit.parent = unit.twin = None


def intact(one: Unit, other: Unit) -> bool:
    """Whether two equal units hold the same: nothing inside either has its twin elsewhere."""
    if one.node != other.node:
        return False
    return one.sealed or (_keeps(one, other) and _keeps(other, one))


def scattered(unit: Unit) -> bool:
    """Whether anything inside the unit stands elsewhere in the other edition."""
    return any(inner.twin is not None for inner in unit.below())


def _keeps(one: Unit, other: Unit) -> bool:
    inside = {id(unit) for unit in other.below()}
    return all(u.twin is None or id(u.twin) in inside for u in one.below())


def _unit(block: Block, parent: Unit | None) -> Unit:
    unit = Unit(block, parent)
    match block:
        case Paragraph(run):
            unit.lines = [_spans(run, unit)]
        case ListBlock(items=items):
            unit.children = [_item(item, unit) for item in items]
        case TableBlock(header=header, rows=rows):
            unit.lines = [_spans(cell, unit) for cell in header]
            unit.children = [_row(row, unit) for row in rows]
        case SectionBlock(blocks=inner) | AsideBlock(blocks=inner):
            unit.children = [_unit(b, unit) for b in inner]
    return unit


def _item(item: ListItem, parent: Unit) -> Unit:
    unit = Unit(item, parent)
    unit.lines = [_spans(item.run, unit)]
    unit.children = [_unit(block, unit) for block in item.blocks]
    return unit


def _row(row: Row, parent: Unit) -> Unit:
    unit = Unit(row, parent)
    unit.lines = [_spans(cell, unit) for cell in row]
    return unit


def _spans(run: Run, parent: Unit) -> list[Unit]:
    return [Unit(span, parent) for span in run.spans]


def _everything(units: Iterable[Unit]) -> list[Unit]:
    return [found for unit in units for found in (unit, *unit.below())]


def _numbered(named: Iterable[tuple[tuple[str, ...], Unit]]) -> dict[tuple[object, ...], Unit]:
    """Units by name; the second of a name has its own place, so that none is lost."""
    seen: Counter[tuple[str, ...]] = Counter()
    result: dict[tuple[object, ...], Unit] = {}
    for name, unit in named:
        seen[name] += 1
        result[*name, seen[name]] = unit
    return result


def _by_name(old: list[Unit], new: list[Unit]) -> None:
    """Sections, asides and tables by id. What is the same throughout is sealed."""
    now = _numbered(_named(new))
    for name, unit in _numbered(_named(old)).items():
        other = now.get(name)
        if other is None or unit.sealed or other.sealed:
            continue
        unit.twin, other.twin = other, unit
        if unit.node == other.node:
            _seal(unit, other)


def _named(units: Iterable[Unit]) -> Iterator[tuple[tuple[str, ...], Unit]]:
    for unit in units:
        match unit.node:
            case SectionBlock(id=id_, kind=kind):
                yield (kind, id_), unit
            case AsideBlock(id=id_):
                yield ("aside", id_), unit
            case TableBlock(id=id_):
                yield ("table", id_), unit


def _seal(one: Unit, other: Unit) -> None:
    for mine, theirs in zip((one, *one.below()), (other, *other.below()), strict=True):
        for unit, twin in ((mine, theirs), (theirs, mine)):
            if unit.twin is not None and unit.twin is not twin:
                unit.twin.twin, unit.twin.sealed = None, False
            unit.twin, unit.sealed = twin, True


def _by_key(old: list[Unit], new: list[Unit]) -> Pairs:
    now = _numbered(_keyed(new))
    pairs: Pairs = []
    for name, unit in _numbered(_keyed(old)).items():
        other = now.get(name)
        if other is not None:
            unit.twin, other.twin = other, unit
            pairs.append((unit, other))
    return pairs


def _keyed(units: Iterable[Unit]) -> Iterator[tuple[tuple[str, ...], Unit]]:
    for unit in units:
        if isinstance(unit.node, Span) and unit.node.key and not unit.sealed:
            yield (unit.node.key,), unit


def _by_content(pairs: Pairs) -> None:
    """Paragraphs, items and rows by the occurrences they share; what holds these, by them."""
    while pairs:
        pairs = _voted(pairs)


def _voted(pairs: Pairs) -> Pairs:
    votes: Counter[tuple[int, int]] = Counter()
    known: dict[int, Unit] = {}
    for one, other in pairs:
        a, b = one.parent, other.parent
        if a is None or b is None or a.sort is not b.sort or a.twin or b.twin:
            continue
        votes[id(a), id(b)] += 1
        known |= {id(a): a, id(b): b}
    return list(_elected(votes, known))


def _elected(
    votes: Counter[tuple[int, int]], known: dict[int, Unit]
) -> Iterator[tuple[Unit, Unit]]:
    """The pairs that most speaks for, each unit once; the first in reading order where equal."""
    for (a, b), count in votes.most_common():
        one, other = known[a], known[b]
        if one.twin is None and other.twin is None and count >= _needed(one, other):
            one.twin, other.twin = other, one
            yield one, other


def _needed(one: Unit, other: Unit) -> float:
    """How many common parts make two units each other's: one for a line, half for a part."""
    if isinstance(one.node, ListBlock):
        return min(len(one.children), len(other.children)) / 2
    if isinstance(one.node, TableBlock | SectionBlock | AsideBlock):
        return max(len(one.children), len(other.children)) / 2
    return 1
