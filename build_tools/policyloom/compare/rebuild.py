"""Both editions out of a redline: leaving out what it marks added gives the old, exactly;
leaving out what it marks removed gives the new. A move is looked up where it stands in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from policyloom.compare.atoms import content
from policyloom.model.changes import (
    NEW,
    OLD,
    Comparison,
    Mark,
    Pair,
    Piece,
    RedAside,
    RedBlocks,
    RedItem,
    RedList,
    RedParagraph,
    RedRow,
    RedRun,
    RedSection,
    RedSpan,
    RedTable,
    RedText,
)
from policyloom.model.nodes import (
    AsideBlock,
    Blocks,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    plain,
)


def old_blocks(redline: RedBlocks) -> Blocks:
    """The old edition's blocks."""
    return Rebuilder(redline, OLD).row(redline)


def new_blocks(redline: RedBlocks) -> Blocks:
    """The new edition's blocks."""
    return Rebuilder(redline, NEW).row(redline)


class AroundText(NamedTuple):
    """What one edition has around its text: details by what they are, and related documents."""

    title: Inlines
    details: dict[str, Inlines]
    related: tuple[Inlines, ...]


def old_around(comparison: Comparison) -> AroundText:
    """What stands around the old edition's text."""
    return _around(comparison, OLD)


def new_around(comparison: Comparison) -> AroundText:
    """What stands around the new edition's text."""
    return _around(comparison, NEW)


def _around(comparison: Comparison, marks: frozenset[Mark]) -> AroundText:
    side = Rebuilder(comparison.redline, marks)
    details = {d.label: side.text(d.text) for d in comparison.details}
    return AroundText(
        side.text(comparison.title),
        {label: value for label, value in details.items() if value},
        side.row(comparison.related),
    )


def pieces(node: Any) -> Iterator[Piece[Any]]:
    """Every piece in a redline or in a part of one, in reading order."""
    match node:
        case tuple():
            for part in node:
                yield from pieces(part)
        case Piece():
            yield node
            yield from pieces(node.node)
        case RedParagraph(run=run):
            yield from run.spans
        case RedRun(spans=spans):
            yield from spans
        case RedItem(run=run, blocks=inner):
            yield from run.spans
            yield from pieces(inner)
        case RedList(items=items):
            yield from pieces(items)
        case RedRow(cells=cells):
            yield from pieces(cells)
        case RedTable(header=header, rows=rows):
            yield from pieces(header)
            yield from pieces(rows)
        case RedSection(blocks=inner) | RedAside(blocks=inner):
            yield from pieces(inner)


def moved(redline: RedBlocks) -> Mapping[int, Any]:
    """By move, what has moved, as it stands in the new edition."""
    return {p.move: p.node for p in pieces(redline) if p.mark is Mark.MOVED_HERE}


@dataclass(slots=True)
class Rebuilder:
    """One edition out of a redline: the one whose pieces have these marks."""

    marks: frozenset[Mark]
    moves: Mapping[int, Any]

    def __init__(self, redline: RedBlocks, marks: frozenset[Mark]) -> None:
        self.marks = marks
        self.moves = moved(redline)

    def row(self, row: Iterable[Piece[Any]]) -> tuple[Any, ...]:
        """What this edition has of a row of pieces."""
        return tuple(self.piece(piece) for piece in row if piece.mark in self.marks)

    def piece(self, piece: Piece[Any]) -> Any:
        away = piece.mark is Mark.MOVED_AWAY
        return self.node(self.moves[piece.move] if away else piece.node)

    def node(self, node: Any) -> Any:
        """A part of a redline as this edition has it; what is no such part is the same in both."""
        match node:
            case RedSpan(key, text):
                return Span(self.of(key), self.text(text))
            case RedText():
                return self.text(node)
            case RedRun(spans, join):
                return Run(self.row(spans), self.of(join))
            case RedParagraph(run, label):
                return Paragraph(self.node(run), self.of(label))
            case RedItem(run, blocks):
                return ListItem(self.node(run), self.row(blocks))
            case RedList(id_, style, items):
                return ListBlock(self.of(id_), self.of(style), self.row(items))
            case RedRow(cells):
                return self.row(cells)
            case RedTable():
                return self.table(node)
            case RedSection():
                return self.section(node)
            case RedAside(id_, heading, blocks):
                return AsideBlock(self.of(id_), self.text(heading), self.row(blocks))
            case _:
                return node

    def table(self, table: RedTable) -> TableBlock:
        return TableBlock(
            self.of(table.id),
            plain(self.text(table.caption)),
            self.row(table.header.cells),
            self.row(table.rows),
            self.of(table.row_header),
        )

    def section(self, section: RedSection) -> SectionBlock:
        return SectionBlock(
            self.of(section.id),
            self.of(section.level),
            self.of(section.label),
            self.text(section.heading),
            self.row(section.blocks),
            self.of(section.kind),
            self.of(section.audience),
        )

    def of(self, pair: Pair[Any]) -> Any:
        return pair.old if Mark.REMOVED in self.marks else pair.new

    def text(self, text: RedText) -> Inlines:
        """Inline content as this edition has it."""
        old = Mark.REMOVED in self.marks
        return content(atom for words in text.words for atom in (words.old if old else words.new))
