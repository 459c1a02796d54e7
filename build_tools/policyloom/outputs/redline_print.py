"""A redline as the data that the print layout reads: pieces enter, plain JSON values leave.

What one edition alone has stands in objects of the kind `mark`, which the layout prints between
signs. What has moved is printed once, where it is now; a line says so where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from policyloom.compare.atoms import content
from policyloom.model.changes import (
    NEW,
    OLD,
    Change,
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
    Block,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    TableBlock,
    run_text,
)
from policyloom.outputs.pdf_blocks import MARKS, Json, PrintWriter, clean
from policyloom.outputs.pdf_tables import column_widths, whole
from policyloom.outputs.redline import Finder, told
from policyloom.outputs.redline_print_parts import as_list, between, line_of, texts

NAMES = {
    Mark.ADDED: "added",
    Mark.REMOVED: "removed",
    Mark.MOVED_HERE: "moved",
}
"""The layout's names of marks."""


class RedlinePrinter(PrintWriter):
    """Writes one redline's blocks. `links` gives the absolute address of each `policy:<id>`."""

    def __init__(self, comparison: Comparison, links: Mapping[str, str]) -> None:
        super().__init__(links)
        self.finder = Finder.of(comparison)
        self.around = Mark.KEPT
        self.count = 0

    def redline(self, pieces: RedBlocks) -> list[Json]:
        """The blocks of a redline, in reading order."""
        written: list[Json] = []
        following = (*pieces[1:], None)
        for piece, after in zip(pieces, following, strict=False):
            written += self.piece(piece, after)
        return written

    def piece(self, piece: Piece[Any], after: Piece[Any] | None) -> Iterator[Json]:
        if piece.mark is Mark.MOVED_AWAY:
            yield line_of([self.away(piece)])
            return
        if piece.change:
            yield {**line_of([self.step(piece.change)]), "stay": True}
        with self.inside(piece.mark):
            follows = after.node if after is not None else None
            yield self.red(piece.part, follows)

    @contextmanager
    def inside(self, mark: Mark) -> Iterator[None]:
        """While something is written that has this mark as a whole."""
        before, self.around = self.around, mark if mark is not Mark.KEPT else self.around
        yield
        self.around = before

    def red(self, node: Any, after: Any) -> Json:
        match node:
            case RedParagraph(run, label, change):
                label_ = self.pair(label, " ")
                line = [*self.steps(change), *label_, *self.line(run)]
                return line_of(line, stay=_hangs(after))
            case RedList(items=items, style=style, change=change):
                listed = [self.item_of(piece) for piece in items]
                node_ = {"t": "list", "m": MARKS[style.new], "i": listed}
                return (
                    {"t": "section", **_bare(self, [self.note(change), node_])} if change else node_
                )
            case RedTable():
                return self.red_table(node)
            case RedSection():
                return self.red_section(node)
            case RedAside(heading=heading, blocks=blocks):
                inner = self.redline(blocks)
                return {"t": "aside", "h": self.text(heading), "b": inner, "whole": False}
            case _:
                return self.block(node, after)

    def block(self, block: Block, after: Block | None) -> Json:
        # A number is a part of its line here: lists of hanging numbers could not be marked.
        if isinstance(block, Paragraph) and block.label:
            return line_of([clean(block.label) + " ", *as_list(self.run(block.run))])
        return super().block(block, after)

    def run(self, run: Run) -> Json:
        return self.mark(self.around, super().run(run))

    def section(self, section: SectionBlock) -> Json:
        written = super().section(section)
        heading = self.mark(self.around, written["h"])
        return {**written, "h": heading, "id": self.name(section.id)}

    def name(self, id_: str) -> str:
        """An id for the file: each once, whichever edition it is from."""
        self.count += 1
        return f"{id_}: {self.count}"

    def mark(self, mark: Mark, written: Json) -> Json:
        """Content with its mark; nothing where there is no content or nothing to mark."""
        if mark not in NAMES or written in ("", []):
            return written
        return [{"t": "mark", "m": NAMES[mark], "c": written}]

    def step(self, number: int) -> Json:
        change = self.change(number)
        total = len(self.finder.comparison.changes)
        words = clean(f"{number} of {total}: {told(change)}")
        return {"t": "mark", "m": "step", "c": words}

    def steps(self, number: int) -> list[Json]:
        return [self.step(number), " "] if number else []

    def change(self, number: int) -> Change:
        return self.finder.comparison.changes[number - 1]

    def note(self, number: int) -> Json:
        return {**line_of([self.step(number)]), "stay": True}

    def away(self, piece: Piece[Any]) -> Json:
        change = self.finder.destination(piece)
        where = f" to {change.where}" if change.where else ""
        words = f"« Moved{where}: {change.title} (change {change.number})"
        return {"t": "mark", "m": "step", "c": clean(words)}

    def text(self, text: RedText) -> list[Json]:
        written = self.steps(text.change)
        last = 0
        for words in text.words:
            if words.change != last:
                written += self.steps(words.change)
            last = words.change
            mark = words.mark if words.mark is not Mark.KEPT else self.around
            written += as_list(self.mark(mark, self.inlines(content(words.new or words.old))))
        return written

    def pair(self, pair: Pair[str], after: str = "") -> list[Json]:
        was, now = (clean(text + after) if text else "" for text in (pair.old, pair.new))
        if was == now:
            return as_list(self.mark(self.around, now)) if now else []
        marks = ((Mark.REMOVED, was), (Mark.ADDED, now))
        return [part for mark, words in marks if words for part in self.mark(mark, words)]

    def line(self, run: RedRun) -> list[Json]:
        written = self.steps(run.change)
        begun = {"old": False, "new": False}
        for piece in run.spans:
            old = run.join.old.text if begun["old"] and piece.mark in OLD else ""
            new = run.join.new.text if begun["new"] and piece.mark in NEW else ""
            begun["old"] |= piece.mark in OLD
            begun["new"] |= piece.mark in NEW
            written += self.span(piece, Pair(old, new))
        return written

    def span(self, piece: Piece[Any], before: Pair[str]) -> list[Json]:
        if piece.mark is Mark.MOVED_AWAY:
            return [before.old, self.away(piece), " "]
        node = piece.part
        with self.inside(piece.mark):
            if isinstance(node, RedSpan):
                words = self.text(node.text)
            else:
                words = as_list(self.mark(self.around, self.inlines(_of(node))))
        joint = self.pair(before) if piece.mark is Mark.KEPT else [before.old or before.new]
        return [*joint, *self.steps(piece.change), *words]

    def item_of(self, piece: Piece[Any]) -> Json:
        if piece.mark is Mark.MOVED_AWAY:
            return [line_of([self.away(piece)])]
        with self.inside(piece.mark):
            node = piece.part
            if isinstance(node, RedItem):
                first = line_of([*self.steps(piece.change), *self.line(node.run)])
                return [first, *self.redline(node.blocks)]
            assert isinstance(node, ListItem)
            first = line_of([*self.steps(piece.change), *as_list(self.run(node.run))])
            return [first, *self.blocks(node.blocks)]

    def red_table(self, table: RedTable) -> Json:
        rows = [self.row(piece, len(table.header.cells)) for piece in table.rows]
        texts = [texts(row) for row in (self.cells(table.header), *rows)]
        widths = column_widths(texts, table.row_header.new)
        caption = self.finder.new.text(table.caption) or self.finder.old.text(table.caption)
        written = {
            "t": "table",
            "caption": "",
            "w": widths,
            "head": [run_text(self.finder.run(cell)) for cell in table.header.cells],
            "rows": rows,
            "whole": [whole(row, widths) for row in texts[1:]],
            "row_header": table.row_header.new,
        }
        lines = [line_of(self.text(table.caption), stay=True)] if caption else []
        lines += [self.note(table.change)] if table.change else []
        changed = [line_of(["Header: ", *between(self.cells(table.header))], stay=True)]
        lines += changed if _differs(table.header) else []
        return {"t": "section", **_bare(self, [*lines, written])} if lines else written

    def row(self, piece: Piece[Any], width: int) -> list[Json]:
        if piece.mark is Mark.MOVED_AWAY:
            return [[self.away(piece)], *[[]] * (width - 1)]
        with self.inside(piece.mark):
            node = piece.part
            row = (
                node
                if isinstance(node, RedRow)
                else RedRow(tuple(Piece(Mark.KEPT, c) for c in node))
            )
            cells = self.cells(row)
        return [[*self.steps(piece.change), *as_list(cells[0])], *cells[1:]] if cells else []

    def cells(self, row: RedRow) -> list[Json]:
        return [self.cell(piece) for piece in row.cells]

    def cell(self, piece: Piece[Any]) -> Json:
        with self.inside(piece.mark):
            node = piece.part
            words = self.line(node) if isinstance(node, RedRun) else as_list(self.run(node))
        return [*self.steps(piece.change), *words]

    def red_section(self, section: RedSection) -> Json:
        if self.finder.new.text(section.heading) or self.finder.old.text(section.heading):
            self.level = min(section.level.new, self.level + 1)
        level = self.level
        heading = [*self.pair(section.label, " "), *self.text(section.heading)]
        return {
            "t": "section",
            "id": self.name(section.id.new),
            "level": level,
            "n": "",
            "h": [*self.steps(section.change), *heading] if heading else [],
            "annex": section.kind.new == "annex",
            "b": self.redline(section.blocks),
        }


def _bare(printer: RedlinePrinter, blocks: list[Json]) -> dict[str, Json]:
    """Blocks kept together as a part without a heading."""
    return {
        "id": printer.name("part"),
        "level": printer.level,
        "n": "",
        "h": [],
        "annex": False,
        "b": blocks,
    }


def _of(span: Any) -> Inlines:
    found: Inlines = span.content
    return found


def _hangs(node: Any) -> bool:
    return isinstance(node, RedList | RedTable | ListBlock | TableBlock)


def _differs(row: RedRow) -> bool:
    return any(isinstance(cell.node, RedRun) or cell.mark is not Mark.KEPT for cell in row.cells)
