"""A redline for a terminal: two editions compared enter, plain text leaves.

Inserted text is `{+so+}`, deleted text `[-so-]`, and what has moved `{»so»}` where it is now and
`[«so«]` where it was. What is unchanged is left out unless it is asked for.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from policyloom.compare import RELATED, TITLE
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
    RedDetail,
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
from policyloom.model.nodes import Inlines
from policyloom.outputs.redline import (
    KINDS,
    Finder,
    Redline,
    from_to,
    groups,
    remarks,
    tally,
    touched,
)
from policyloom.outputs.text_nodes import TextWriter, row_words, run_words, words

WIDTH = 88
SIGNS = {
    Mark.KEPT: ("", ""),
    Mark.ADDED: ("{+", "+}"),
    Mark.REMOVED: ("[-", "-]"),
    Mark.MOVED_HERE: ("{»", "»}"),
    Mark.MOVED_AWAY: ("[«", "«]"),
}
LEGEND = "{+inserted+}  [-deleted-]  {»moved here»}  [«moved away«]  (3) the third change"


def redline_text(redline: Redline, whole: bool = False, width: int = WIDTH) -> str:
    """The list of changes, then the text; `whole` adds what is unchanged."""
    comparison = redline.comparison
    lines = textwrap.wrap(f"{redline.page.title}: {redline.page.masthead.school}", width)
    told = f"From {redline.old_name} to {redline.new_name}. {tally(comparison)}"
    lines += textwrap.wrap(told, width)
    for group in groups(comparison):
        lines += ["", group.title.upper()]
        lines += [line for change in group.changes for line in _listed(change, width)]
    if comparison.changes or whole:
        writer = _Writer(Finder.of(comparison), whole, TextWriter(width))
        parts = (
            [LEGEND],
            writer.details(comparison),
            writer.blocks(comparison.redline, ""),
            writer.related(comparison.related),
        )
        lines += [line for part in parts if part for line in ("", *part)]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _listed(change: Change, width: int) -> list[str]:
    value = from_to(change)
    told = f": from “{value[0]}” to “{value[1]}”" if value else ""
    text = f"{KINDS[change.kind]}: {change.title}{told}. {'. '.join(remarks(change))}."
    if change.reason:
        text += f" Reason: {change.reason}"
    return TextWriter(width).lines(text, "", f"{change.number:>3}  ")


def _signed(mark: Mark, text: str) -> str:
    before, after = SIGNS[mark]
    return f"{before}{text}{after}" if text else ""


def _step(number: int) -> str:
    return f"({number}) " if number else ""


def _pair(pair: Pair[str], after: str = "") -> str:
    was, now = (text + after if text else "" for text in (pair.old, pair.new))
    return now if was == now else _signed(Mark.REMOVED, was) + _signed(Mark.ADDED, now)


class _Writer:
    """Writes one redline's blocks; `plain` writes those that only one edition has."""

    def __init__(self, finder: Finder, whole: bool, plain: TextWriter) -> None:
        self.finder, self.whole, self.plain = finder, whole, plain

    def details(self, comparison: Comparison) -> list[str]:
        """The title and what is said of the document, a line each."""
        title = RedDetail(TITLE, comparison.title)
        found = [d for d in (title, *comparison.details) if self.whole or touched(d.text)]
        return [
            line
            for detail in found
            for line in self.plain.lines(f"{detail.label}: {self.text(detail.text)}", "")
        ]

    def related(self, pieces: Iterable[Piece[Inlines | RedText]]) -> list[str]:
        """The related documents, a line each, under their heading."""
        lines: list[str] = []
        for piece in pieces:
            if self.whole or touched(piece):
                node = piece.part
                text = self.text(node) if isinstance(node, RedText) else words(node)
                lines += self.plain.lines(_step(piece.change) + _signed(piece.mark, text), "", "- ")
        return [RELATED, *lines] if lines else []

    def blocks(self, pieces: RedBlocks, indent: str) -> list[str]:
        lines: list[str] = []
        for piece in pieces:
            shown = self.whole or touched(piece)
            written = self.piece(piece, indent) if shown else [f"{indent}…"]
            if written and (shown or lines[-1:] != written):
                lines += [""] * bool(lines) + written
        return lines

    def piece(self, piece: Piece[Any], indent: str) -> list[str]:
        if piece.mark is Mark.MOVED_AWAY:
            return self.plain.lines(self.away(piece), indent)
        lines = self.block(piece.part, indent)
        # What has no number of its own is told part by part.
        return self.framed(piece, lines, indent) if piece.change else lines

    def framed(self, piece: Piece[Any], lines: list[str], indent: str) -> list[str]:
        """Lines with the signs of their mark before the first and after the last."""
        before, after = SIGNS[piece.mark]
        if not lines:
            return []
        first = f"{indent}{_step(piece.change)}{before}{lines[0][len(indent) :]}"
        lines = [first, *lines[1:]]
        return [*lines[:-1], lines[-1] + after]

    def away(self, piece: Piece[Any]) -> str:
        change = self.finder.destination(piece)
        return _signed(Mark.MOVED_AWAY, f"{change.title}: see ({change.number})")

    def block(self, node: Any, indent: str) -> list[str]:
        match node:
            case RedSection() | RedAside():
                return self.section(node, indent)
            case RedParagraph(run, label, change):
                text = _step(change) + _pair(label, " ") + self.run(run)
                return self.plain.lines(text, indent)
            case RedList(items=items, change=change):
                note = self.plain.lines(self.note(change), indent)
                return note + [line for item in items for line in self.item(item, indent)]
            case RedTable():
                return self.table(node, indent)
            case _:
                return self.plain.block(node, indent)

    def section(self, node: RedSection | RedAside, indent: str) -> list[str]:
        frame = ""
        if isinstance(node, RedSection):
            frame = self.note(node.change) + _pair(node.label, " ")
        head = self.plain.lines(frame + self.text(node.heading), indent)
        inner = self.blocks(node.blocks, indent)
        return [*head, *([""] if head and inner else []), *inner]

    def item(self, piece: Piece[Any], indent: str) -> list[str]:
        if not (self.whole or touched(piece)):
            return []
        if piece.mark is Mark.MOVED_AWAY:
            return self.plain.lines(self.away(piece), indent, "- ")
        if isinstance(piece.part, RedItem):
            lines = self.plain.lines(self.run(piece.part.run), indent, "- ")
            lines += self.blocks(piece.part.blocks, indent + "  ")
        else:
            lines = self.plain.item(piece.part, indent)
        return self.framed(piece, lines, indent)

    def table(self, node: RedTable, indent: str) -> list[str]:
        lines = self.plain.lines(self.note(node.change) + self.text(node.caption), indent)
        lines += self.plain.lines(self.cells(node.header), indent)
        for piece in node.rows:
            if self.whole or touched(piece):
                lines += self.plain.lines(self.row(piece), indent, "| ")
        return lines

    def row(self, piece: Piece[Any]) -> str:
        if piece.mark is Mark.MOVED_AWAY:
            return self.away(piece)
        row = piece.part
        text = self.cells(row) if isinstance(row, RedRow) else row_words(row)
        return _step(piece.change) + _signed(piece.mark, text)

    def cells(self, row: RedRow) -> str:
        return " | ".join(self.cell(piece) for piece in row.cells)

    def cell(self, piece: Piece[Any]) -> str:
        node = piece.part
        text = self.run(node) if isinstance(node, RedRun) else run_words(node)
        return _step(piece.change) + _signed(piece.mark, text)

    def run(self, run: RedRun) -> str:
        parts = [_step(run.change)]
        begun = {"old": False, "new": False}
        for piece in run.spans:
            old = run.join.old.text if begun["old"] and piece.mark in OLD else ""
            new = run.join.new.text if begun["new"] and piece.mark in NEW else ""
            begun["old"] |= piece.mark in OLD
            begun["new"] |= piece.mark in NEW
            parts.append(self.span(piece, Pair(old, new)))
        return "".join(parts)

    def span(self, piece: Piece[Any], before: Pair[str]) -> str:
        if piece.mark is Mark.MOVED_AWAY:
            return before.old + self.away(piece)
        node = piece.part
        if piece.mark is Mark.KEPT:
            text = self.text(node.text) if isinstance(node, RedSpan) else words(node.content)
            return _pair(before) + text
        text = self.text(node.text) if isinstance(node, RedSpan) else words(node.content)
        return (before.old or before.new) + _step(piece.change) + _signed(piece.mark, text)

    def text(self, text: RedText) -> str:
        parts = [_step(text.change)]
        last = 0
        for piece in text.words:
            step = _step(piece.change) if piece.change != last else ""
            parts.append(step + _signed(piece.mark, words(content(piece.new or piece.old))))
            last = piece.change
        return "".join(parts)

    def note(self, number: int) -> str:
        if not number:
            return ""
        note = self.finder.comparison.changes[number - 1].note
        return _step(number) + (f"{note}. " if note else "")
