"""A redline's tree as HTML: pieces enter, escaped HTML leaves.

What is the same in both editions is written by the writer of the site's pages; what one edition
alone has stands in `ins` or `del`. Dropping every `del` and all that carries `data-aid` leaves the
new text, dropping every `ins` the old.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

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
from policyloom.model.nodes import ListBlock, ListItem, TableBlock, plain, run_text
from policyloom.model.tree import Style
from policyloom.outputs.html_nodes import NodeWriter, TocEntry
from policyloom.outputs.markup import join, tag
from policyloom.outputs.redline import touched
from policyloom.outputs.redline_lines import GONE, LineWriter
from policyloom.outputs.redline_parts import marked, name_of, spoken, wrapped

_TYPES = {Style.DECIMAL: "1", Style.ROMAN: "i", Style.LETTERS: "a"}


class RedlineWriter(LineWriter):
    """Writes one redline's blocks."""

    def blocks(self, pieces: RedBlocks, level: int, around: Mark = Mark.KEPT) -> Markup:
        """Blocks one after the other, as `NodeWriter.blocks` writes them."""
        following: Sequence[Piece[Any] | None] = (*pieces[1:], None)
        written: list[str] = [
            self.block(piece, after, level, around)
            for piece, after in zip(pieces, following, strict=False)
        ]
        return join(written)

    def block(
        self, piece: Piece[Any], after: Piece[Any] | None, level: int, around: Mark
    ) -> Markup:
        if piece.mark is Mark.MOVED_AWAY:
            return self.away(piece, lambda old: self.was.blocks((old,), level))
        if piece.mark is Mark.KEPT:
            written = self.node(piece.part, level, Mark.KEPT)
            leads = after is not None and touched(after) and _hangs(after)
            return written if leads or touched(piece) else tag("div", written, class_="unchanged")
        line = self.steps.line(piece.change, self.said(piece.change)) if piece.change else ""
        written = self.node(piece.part, level, piece.mark)
        return join([line, written if piece.mark is around else wrapped(piece.mark, written)])

    def away(self, piece: Piece[Any], write: Callable[[Any], Markup]) -> Markup:
        """Where something was: a marker, and what stood there, which the page keeps folded."""
        marker = tag("p", self.marker(piece), class_="step-line marker", data_aid=True)
        old = write(self.finder.old.piece(piece))
        return join([marker, wrapped(Mark.MOVED_AWAY, old)])

    def node(self, node: Any, level: int, mark: Mark) -> Markup:
        """A block; `mark` is that of what it stands in."""
        writer = self.was if mark in GONE else self.now
        match node:
            case RedParagraph():
                return self.paragraph(node, mark)
            case RedList():
                return self.listing(node, level, mark)
            case RedTable():
                return self.table(node, mark)
            case RedSection():
                return self.section(node, mark)
            case RedAside():
                return self.aside(node, level, mark)
            case _:
                return writer.blocks((node,), level)

    def paragraph(self, block: RedParagraph, mark: Mark) -> Markup:
        line = self.run(block.run, mark)
        if block.label.same and not block.label.new:
            return tag("p", self.step(block.change), line)
        label = tag("span", self.pair(block.label, " "), class_="number")
        words = tag("span", self.step(block.change), line, class_="line")
        return tag("p", label, words, class_="numbered")

    def listing(self, block: RedList, level: int, mark: Mark) -> Markup:
        items = [self.item(piece, level, mark) for piece in block.items]
        style = block.style.new
        change = self.change(block.change) if block.change else None
        line = self.steps.line(change.number, change.note) if change else ""
        if style is Style.BULLET:
            return join([line, tag("ul", *items)])
        return join([line, tag("ol", *items, type=_TYPES[style], class_=style.value)])

    def item(self, piece: Piece[Any], level: int, around: Mark) -> Markup:
        if piece.mark is Mark.MOVED_AWAY:
            old = self.away(piece, lambda item: self.whole_item(self.was, item, level))
            return tag("li", old, class_=name_of(piece.mark))
        inner = self.inside_item(piece.part, level, piece.mark)
        if piece.mark in (around, Mark.KEPT):
            return tag("li", self.step(piece.change), inner)
        body = wrapped(piece.mark, self.sign(piece.mark), inner)
        return tag("li", self.step(piece.change), body, class_=name_of(piece.mark))

    def inside_item(self, item: Any, level: int, mark: Mark) -> Markup:
        if isinstance(item, RedItem):
            return join([self.run(item.run, mark), self.blocks(item.blocks, level, mark)])
        return self.whole_item(self.was if mark in GONE else self.now, item, level)

    def whole_item(self, writer: NodeWriter, item: ListItem, level: int) -> Markup:
        return join([writer.run(item.run), writer.blocks(item.blocks, level)])

    def sign(self, mark: Mark) -> Markup:
        return spoken({Mark.REMOVED: "deleted: ", Mark.ADDED: "inserted: "}.get(mark, "moved: "))

    def table(self, block: RedTable, mark: Mark) -> Markup:
        writer = self.was if mark in GONE else self.now
        name = writer.claim("table", block.id.new)
        labels = [run_text(self.finder.run(cell)) for cell in block.header.cells]
        heads = block.row_header.new
        rows = [self.row(piece, labels, heads, mark) for piece in block.rows]
        caption = self.text(block.caption, mark)
        table = tag(
            "table",
            self.caption(block, caption, name),
            tag("thead", tag("tr", *self.cells(block.header, [], True, mark, "th"))),
            tag("tbody", *rows),
            class_="loom-table redlined",
        )
        if len(labels) < 3:
            return table
        named = {"aria_labelledby": name} if caption else {"aria_label": "Table"}
        return tag("div", table, class_="scroll", role="region", tabindex="0", **named)

    def caption(self, block: RedTable, words: Markup, name: str) -> Markup:
        if not words:
            return Markup("")
        was, now = self.finder.old.text(block.caption), self.finder.new.text(block.caption)
        alone = Mark.ADDED if not was else Mark.REMOVED if not now else None
        style = name_of(alone) if alone else ""
        return tag("caption", self.step(block.change), words, id=name, class_=style)

    def row(self, piece: Piece[Any], labels: list[str], heads: bool, around: Mark) -> Markup:
        mark = piece.mark
        away = mark is Mark.MOVED_AWAY
        node = self.finder.old.piece(piece) if away else piece.part
        row = node if isinstance(node, RedRow) else RedRow(tuple(Piece(mark, c) for c in node))
        first = self.marker(piece) if away else self.step(piece.change)
        if away:
            first = tag("span", first, class_="step marker", data_aid=True)
        cells = self.cells(row, labels, heads, Mark.KEPT, "td", first)
        return tag("tr", *cells, class_="" if mark is Mark.KEPT else name_of(mark))

    def cells(
        self,
        row: RedRow,
        labels: list[str],
        heads: bool,
        around: Mark,
        name: str,
        first: str = "",
    ) -> list[Markup]:
        written = []
        for index, piece in enumerate(row.cells):
            inner = self.cell(piece, around)
            lead = first if not index else ""
            kept = piece.mark in (around, Mark.KEPT)
            style = "" if kept else name_of(piece.mark)
            if name == "th" or (heads and not index):
                scope = "col" if name == "th" else "row"
                written.append(tag("th", lead, inner, scope=scope, class_=style))
            else:
                label = labels[index] if index < len(labels) else ""
                written.append(tag("td", lead, inner, data_label=label, class_=style))
        return written

    def cell(self, piece: Piece[Any], around: Mark) -> Markup:
        mark = piece.mark
        if isinstance(piece.part, RedRun):
            inner = self.run(piece.part, mark)
        else:
            inner = (self.was if mark in GONE else self.now).run(piece.part)
        wrap = mark not in (around, Mark.KEPT) and bool(inner)
        return join([self.step(piece.change), marked(mark, inner) if wrap else inner])

    def section(self, block: RedSection, mark: Mark) -> Markup:
        writer = self.was if mark in GONE else self.now
        name = writer.claim(block.kind.new, block.id.new)
        heading = self.heading(block, name, mark)
        inner = min(block.level.new + 1, 6) if heading else block.level.new
        blocks = self.blocks(block.blocks, inner, mark)
        if not heading:
            return tag("div", blocks, id=name)
        return tag("section", heading, blocks, class_=block.kind.new)

    def heading(self, block: RedSection, name: str, mark: Mark) -> Markup:
        """One heading, or two where the level differs or one edition has none."""
        was, now = self.finder.old.text(block.heading), self.finder.new.text(block.heading)
        if now and mark not in GONE:
            title = f"{block.label.new} {plain(now)}".strip()
            self.now.toc.append(TocEntry(block.level.new, name, title))
        if mark in (Mark.KEPT, Mark.MOVED_HERE) and (
            bool(was) != bool(now) or not block.level.same
        ):
            old = self.headed(block.level.old, block.label.old, self.was.inlines(was), "")
            new = self.headed(block.level.new, block.label.new, self.now.inlines(now), name)
            line = self.steps.line(block.change, self.said(block.change)) if block.change else ""
            step = self.step(block.heading.change)
            parts = [wrapped(Mark.REMOVED, old) if was else "", wrapped(Mark.ADDED, new)]
            return join([line, step, parts[0], parts[1] if now else ""])
        words = self.text(block.heading, mark)
        if not words:
            return Markup("")
        number = self.pair(block.label, " ")
        label = tag("span", number, class_="number") if number else ""
        step = self.step(block.change)
        gone = mark in GONE
        return tag(f"h{block.level.new}", step, label, words, id="" if gone else name)

    def headed(self, level: int, label: str, words: Markup, name: str) -> Markup:
        number = (tag("span", label, class_="number"), " ") if label else ()
        return tag(f"h{level}", *number, words, id=name)

    def aside(self, block: RedAside, level: int, mark: Mark) -> Markup:
        writer = self.was if mark in GONE else self.now
        heading = self.text(block.heading, mark)
        if not heading:
            return tag("aside", self.blocks(block.blocks, level, mark), class_="note")
        name = writer.claim("aside", block.id.new)
        inner = self.blocks(block.blocks, min(level + 1, 6), mark)
        title = tag(f"h{level}", heading, id=name)
        return tag("aside", title, inner, class_="note", aria_labelledby=name)


def _hangs(piece: Piece[Any]) -> bool:
    """Whether the block goes on with the paragraph before it: a list or a table."""
    return isinstance(piece.node, RedList | RedTable | ListBlock | TableBlock)
