"""A redline as the data that the print layout reads: pieces enter, plain JSON values leave.

What one edition alone has stands in objects of the kind `mark`, which the layout prints between
signs. What has moved is printed once, where it is now; a line says so where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyloom.model.changes import (
    Mark,
    Piece,
    RedAside,
    RedBlocks,
    RedItem,
    RedList,
    RedParagraph,
    RedRow,
    RedRun,
    RedSection,
    RedTable,
)
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    SectionBlock,
    TableBlock,
)
from policyloom.outputs.pdf_blocks import MARKS, Json, clean
from policyloom.outputs.pdf_tables import column_widths, whole
from policyloom.outputs.redline_print_lines import NAMES, LinePrinter
from policyloom.outputs.redline_print_parts import as_list, line_of, texts


class RedlinePrinter(LinePrinter):
    """Writes one redline's blocks. `links` gives the absolute address of each `policy:<id>`."""

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
                return self.alone(node, after)

    def alone(self, block: Block, after: Block | None) -> Json:
        """A block that is the same throughout: kept, or of one edition alone."""
        # A number is a part of its line here: lists of hanging numbers could not be marked.
        if isinstance(block, Paragraph) and block.label:
            number = self.mark(self.around, clean(block.label))
            return line_of([*as_list(number), " ", *as_list(self.run(block.run))])
        return self.block(block, after)

    def aside(self, aside: AsideBlock) -> Json:
        written = super().aside(aside)
        return {**written, "h": self.mark(self.around, written["h"])}

    def table(self, table: TableBlock) -> Json:
        written = super().table(table)
        if self.around not in NAMES:
            return written
        with self.on_dark():
            head = [self.run(cell) for cell in table.header]
        written = {**written, "head": head}
        if not table.caption:
            return written
        caption = line_of(as_list(self.mark(self.around, written["caption"])), stay=True)
        return {"t": "section", **_bare(self, [caption, {**written, "caption": ""}])}

    def section(self, section: SectionBlock) -> Json:
        written = super().section(section)
        if self.around in NAMES:
            number = [f"{written['n']} "] if written["n"] else []
            heading = self.mark(self.around, [*number, *as_list(written["h"])])
            written = {**written, "n": "", "h": heading}
        return {**written, "id": self.name(section.id)}

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
        with self.on_dark():
            head = self.cells(table.header)
        rows = [self.row(piece, len(table.header.cells)) for piece in table.rows]
        measured = [texts(row) for row in (head, *rows)]
        widths = column_widths(measured, table.row_header.new)
        written = {
            "t": "table",
            "caption": "",
            "w": widths,
            "head": head,
            "rows": rows,
            "whole": [whole(row, widths) for row in measured[1:]],
            "row_header": table.row_header.new,
        }
        caption = self.text(table.caption)
        lines = [line_of(caption, stay=True)] if caption else []
        lines += [self.note(table.change)] if table.change else []
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


def _hangs(node: Any) -> bool:
    return isinstance(node, RedList | RedTable | ListBlock | TableBlock)
