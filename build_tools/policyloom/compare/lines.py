"""Runs, cells and headings: the small questions that the builder of a redline asks."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from policyloom.compare.atoms import atoms
from policyloom.compare.units import Unit
from policyloom.model.changes import Mark, Words
from policyloom.model.nodes import Inlines, Link, Run, TableBlock, plain, run_text

Column = tuple[int | None, int | None]


def columns(old: Unit, new: Unit) -> list[Column]:
    """Which cell of a row answers to which, by the headers of the tables that the rows are in."""
    heads = [_header(unit) for unit in (old, new)]
    lengths = [len(unit.lines) for unit in (old, new)]
    if [len(head) for head in heads] != lengths or heads[0] == heads[1]:
        return list(_gap(range(lengths[0]), range(lengths[1])))
    texts = [run_text(cell) for head in heads for cell in head]
    numbers = {text: number for number, text in enumerate(texts)}
    ids = [[numbers[run_text(cell)] for cell in head] for head in heads]
    return list(_aligned(ids[0], ids[1]))


def _header(unit: Unit) -> tuple[Run, ...]:
    table = unit.node if isinstance(unit.node, TableBlock) else unit.parent and unit.parent.node
    return table.header if isinstance(table, TableBlock) else ()


def _aligned(old: list[int], new: list[int]) -> Iterator[Column]:
    gone: list[int] = []
    come: list[int] = []
    for code in Indel.opcodes(old, new):
        was = range(code.src_start, code.src_end)
        now = range(code.dest_start, code.dest_end)
        if code.tag != "equal":
            gone += was
            come += now
            continue
        yield from _gap(gone, come)
        gone, come = [], []
        yield from zip(was, now, strict=True)
    yield from _gap(gone, come)


def _gap(gone: range | list[int], come: range | list[int]) -> Iterator[Column]:
    shared = min(len(gone), len(come))
    yield from zip(gone[:shared], come[:shared], strict=True)
    yield from ((at, None) for at in gone[shared:])
    yield from ((None, to) for to in come[shared:])


def paired_cells(old: list[Unit], new: list[Unit]) -> bool:
    """Whether nothing in two equal cells has its twin elsewhere."""
    return all(
        a.twin is b or (a.twin is None and b.twin is None) for a, b in zip(old, new, strict=True)
    )


def whole_text(content: Inlines, mark: Mark) -> tuple[Words, ...]:
    """Inline content that one edition alone has."""
    pieces = tuple(atoms(content))
    old, new = (pieces, ()) if mark is Mark.REMOVED else ((), pieces)
    return (Words(mark, old, new),)


def wording_note(old: Inlines, new: Inlines) -> str:
    """What two texts differ in that their words do not show, or ""."""
    was, now = list(_targets(old)), list(_targets(new))
    if was != now:
        before, after = (", ".join(t) or "no link" for t in (was, now))
        return f"Link: {after}; it was {before}"
    return "Other emphasis, the same words" if plain(old) == plain(new) else ""


def _targets(content: Inlines) -> Iterator[str]:
    for node in content:
        if isinstance(node, Link):
            yield node.named or node.href
        yield from _targets(getattr(node, "children", ()))
