"""The redline grown from matched units: two editions' units enter, pieces leave.

Every unit of either edition is met once: in place with its twin, come, gone, or as a move, which
stands in full where the new edition has it and as a marker where the old had it.
"""

from __future__ import annotations

from typing import Any

from policyloom.compare.align import align
from policyloom.compare.frames import STYLES, Frames
from policyloom.compare.grown import Grown, cell_unit
from policyloom.compare.ledger import Ledger
from policyloom.compare.lines import columns, paired_cells, whole_text, wording_note
from policyloom.compare.units import Unit, intact, scattered
from policyloom.compare.words import Sort, compare_words, facts_of, words_of
from policyloom.model.changes import (
    ChangeKind,
    Mark,
    Pair,
    Piece,
    RedAside,
    RedItem,
    RedList,
    RedParagraph,
    RedRow,
    RedRun,
    RedSection,
    RedSpan,
    RedTable,
    RedText,
    Words,
)
from policyloom.model.nodes import (
    AsideBlock,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    Text,
    plain,
)
from policyloom.model.tree import Join

_KINDS = {Mark.ADDED: ChangeKind.ADDED, Mark.REMOVED: ChangeKind.REMOVED}


class Builder:
    """Builds one redline. The ledger gets each change as it is met."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.moves: dict[int, int] = {}
        self.frames = Frames(ledger)
        self.grown = Grown(ledger)

    def steps(self, olds: list[Unit], news: list[Unit]) -> tuple[Piece[Any], ...]:
        """Two rows of units as pieces."""
        return tuple(self.piece(step.old, step.new) for step in align(olds, news))

    def piece(self, old: Unit | None, new: Unit | None) -> Piece[Any]:
        if old and new:
            return Piece(Mark.KEPT, self.node(old, new))
        return self.part(old, Mark.REMOVED) if old else self.part(new, Mark.ADDED)

    def part(self, unit: Unit | None, mark: Mark) -> Piece[Any]:
        """A unit that only one edition has at this place."""
        assert unit is not None
        if unit.twin is None:
            return self.whole(unit, mark)
        old, new = (unit, unit.twin) if mark is Mark.REMOVED else (unit.twin, unit)
        move = self.moves.setdefault(id(new), len(self.moves) + 1)
        if mark is Mark.REMOVED:
            return Piece(Mark.MOVED_AWAY, None, move=move)
        self.frames.moving.add(id(new))
        change = self.ledger.moved(old, new)
        return Piece(Mark.MOVED_HERE, self.node(old, new), change, move)

    def whole(self, unit: Unit, mark: Mark) -> Piece[Any]:
        """A unit without a twin: one change, unless a part has another cause or place."""
        if scattered(unit) or not self.ledger.alike(unit):
            return Piece(mark, self.opened(unit, mark))
        return Piece(mark, unit.node, self.ledger.whole(_KINDS[mark], unit))

    def node(self, old: Unit, new: Unit) -> Any:
        return new.node if intact(old, new) else self.red(old, new)

    def red(self, old: Unit, new: Unit) -> Any:
        """Two units that are each other's and differ, as one."""
        match old.node, new.node:
            case Span(), Span():
                return self.span(old, new)
            case Paragraph(was, before), Paragraph(now, after):
                change = self.frames.number(old, new, before, after)
                return RedParagraph(self.line(old, new, was, now), Pair(before, after), change)
            case ListItem(was), ListItem(now):
                return RedItem(
                    self.line(old, new, was, now), self.steps(old.children, new.children)
                )
            case ListBlock(), ListBlock():
                return self.listing(old, new)
            case TableBlock(), TableBlock():
                return self.table(old, new)
            case SectionBlock(), SectionBlock():
                return self.section(old, new)
            case AsideBlock(), AsideBlock():
                return self.aside(old, new)
            case _:
                return self.row(old, new)

    def span(self, old: Unit, new: Unit) -> RedSpan:
        assert isinstance(old.node, Span) and isinstance(new.node, Span)
        text = self.text(new, new.node.key, old.node.content, new.node.content)
        return RedSpan(Pair(old.node.key, new.node.key), text)

    def text(self, unit: Unit, key: str, old: Inlines, new: Inlines) -> RedText:
        regions = compare_words(old, new)
        change = 0
        if any(region.sort is Sort.WORDS for region in regions):
            note = wording_note(old, new)
            change = self.ledger.wording(unit, key, plain(old), plain(new), note)
        words: list[Words] = []
        for region in regions:
            changes = [self.ledger.fact(unit, key, was, now) for was, now in facts_of(region)]
            words += words_of(region, *changes)
        return RedText(tuple(words), change)

    def line(self, old: Unit, new: Unit, was: Run, now: Run, at: int = 0, to: int = 0) -> RedRun:
        """The run of two units; `at` and `to` are its numbers among their lines."""
        change = 0
        if was.join is not now.join and min(len(was.spans), len(now.spans)) > 1:
            note = f"Joined with “{now.join.text.strip() or 'a space'}”"
            change = self.ledger.shape(new, note, was.join.text, now.join.text)
        spans = self.steps(old.lines[at], new.lines[to])
        return RedRun(spans, Pair(was.join, now.join), change)

    def listing(self, old: Unit, new: Unit) -> RedList:
        was, now = old.node, new.node
        assert isinstance(was, ListBlock) and isinstance(now, ListBlock)
        change = 0
        if was.style is not now.style:
            before, after = STYLES[was.style.value], STYLES[now.style.value]
            note = f"The list is marked with {after}; it was marked with {before}"
            change = self.ledger.shape(new, note, before, after)
        items = self.steps(old.children, new.children)
        return RedList(Pair(was.id, now.id), Pair(was.style, now.style), items, change)

    def table(self, old: Unit, new: Unit) -> RedTable:
        was, now = old.node, new.node
        assert isinstance(was, TableBlock) and isinstance(now, TableBlock)
        change = 0
        if was.row_header is not now.row_header:
            note = "The first cell of each row " + (
                "heads it" if now.row_header else "heads it no more"
            )
            change = self.ledger.shape(new, note, "", "")
        caption = self.text(new, "", _caption(was), _caption(now))
        self.grown.meet(old, new)
        return RedTable(
            Pair(was.id, now.id),
            caption,
            RedRow(self.cells(old, new, was.header, now.header)),
            self.steps(old.children, new.children),
            Pair(was.row_header, now.row_header),
            change,
        )

    def row(self, old: Unit, new: Unit) -> RedRow:
        assert isinstance(old.node, tuple) and isinstance(new.node, tuple)
        return RedRow(self.cells(old, new, old.node, new.node))

    def cells(
        self, old: Unit, new: Unit, was: tuple[Run, ...], now: tuple[Run, ...]
    ) -> tuple[Piece[Any], ...]:
        """Two rows' cells, by their tables' columns."""
        pieces: list[Piece[Any]] = []
        for at, to in columns(old, new):
            if at is not None and to is not None:
                same = was[at] == now[to] and paired_cells(old.lines[at], new.lines[to])
                node = now[to] if same else self.line(old, new, was[at], now[to], at, to)
                pieces.append(Piece(Mark.KEPT, node))
            elif at is not None:
                column = self.grown.change(old, new, Mark.REMOVED, at)
                pieces.append(self.cell(old, was[at], at, Mark.REMOVED, column))
            elif to is not None:
                column = self.grown.change(old, new, Mark.ADDED, to)
                pieces.append(self.cell(new, now[to], to, Mark.ADDED, column))
        return tuple(pieces)

    def cell(self, row: Unit, run: Run, at: int, mark: Mark, column: int = 0) -> Piece[Any]:
        """A cell of one edition alone: a part of its column's change, or a change by itself."""
        if column:
            return Piece(mark, run, column)
        piece = self.whole(cell_unit(row, run, at), mark)
        node = piece.node.run if piece.node is not None else run
        return Piece(mark, node, piece.change)

    def section(self, old: Unit, new: Unit) -> RedSection:
        was, now = old.node, new.node
        assert isinstance(was, SectionBlock) and isinstance(now, SectionBlock)
        return RedSection(
            Pair(was.id, now.id),
            Pair(was.level, now.level),
            Pair(was.label, now.label),
            kind=Pair(was.kind, now.kind),
            audience=Pair(was.audience, now.audience),
            change=self.frames.frame(old, new),
            heading=self.text(new, "", was.heading, now.heading),
            blocks=self.steps(old.children, new.children),
        )

    def aside(self, old: Unit, new: Unit) -> RedAside:
        was, now = old.node, new.node
        assert isinstance(was, AsideBlock) and isinstance(now, AsideBlock)
        heading = self.text(new, "", was.heading, now.heading)
        return RedAside(Pair(was.id, now.id), heading, self.steps(old.children, new.children))

    def opened(self, unit: Unit, mark: Mark) -> Any:
        """A unit of one edition alone, part by part."""
        match unit.node:
            case Paragraph(run, label):
                return RedParagraph(self.alone(unit.lines[0], run.join, mark), Pair(label, label))
            case ListItem(run):
                return RedItem(self.alone(unit.lines[0], run.join, mark), self.parts(unit, mark))
            case ListBlock(id_, style):
                return RedList(Pair(id_, id_), Pair(style, style), self.parts(unit, mark))
            case TableBlock() as table:
                return self.opened_table(unit, table, mark)
            case SectionBlock() as section:
                return self.opened_section(unit, section, mark)
            case AsideBlock(id_, heading):
                title = self.title(unit, heading, mark)
                return RedAside(Pair(id_, id_), title, self.parts(unit, mark))
            case Span():
                raise TypeError("an occurrence has no parts")
            case row:
                return self.opened_row(unit, row, mark)

    def opened_table(self, unit: Unit, table: TableBlock, mark: Mark) -> RedTable:
        return RedTable(
            Pair(table.id, table.id),
            self.title(unit, _caption(table), mark),
            self.opened_row(unit, table.header, mark),
            self.parts(unit, mark),
            Pair(table.row_header, table.row_header),
        )

    def opened_section(self, unit: Unit, section: SectionBlock, mark: Mark) -> RedSection:
        return RedSection(
            Pair(section.id, section.id),
            Pair(section.level, section.level),
            Pair(section.label, section.label),
            self.title(unit, section.heading, mark),
            self.parts(unit, mark),
            Pair(section.kind, section.kind),
            Pair(section.audience, section.audience),
        )

    def opened_row(self, unit: Unit, row: tuple[Run, ...], mark: Mark) -> RedRow:
        return RedRow(tuple(self.cell(unit, run, i, mark) for i, run in enumerate(row)))

    def title(self, unit: Unit, heading: Inlines, mark: Mark) -> RedText:
        """A heading of one edition alone, which is a change by itself."""
        if not heading:
            return RedText(())
        change = self.ledger.heading(_KINDS[mark], unit, plain(heading))
        return RedText(whole_text(heading, mark), change)

    def alone(self, line: list[Unit], join: Join, mark: Mark) -> RedRun:
        return RedRun(tuple(self.part(span, mark) for span in line), Pair(join, join))

    def parts(self, unit: Unit, mark: Mark) -> tuple[Piece[Any], ...]:
        return tuple(self.part(child, mark) for child in unit.children)


def _caption(table: TableBlock) -> Inlines:
    return (Text(table.caption),) if table.caption else ()
