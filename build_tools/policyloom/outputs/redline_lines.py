"""A redline's lines of text as HTML: words, occurrences and what joins them.

In: pieces of a redline. Out: escaped HTML. Only what one edition alone has stands in `ins` or
`del`.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from policyloom.compare.atoms import content
from policyloom.model.changes import (
    NEW,
    OLD,
    Change,
    Mark,
    Pair,
    Piece,
    RedRun,
    RedSpan,
    RedText,
    Words,
)
from policyloom.model.nodes import Run, Span
from policyloom.model.tree import Join
from policyloom.outputs.markup import join, tag
from policyloom.outputs.redline import Finder, told
from policyloom.outputs.redline_parts import NewWriter, QuietWriter, Steps, marked

GONE = frozenset({Mark.REMOVED, Mark.MOVED_AWAY})
"""The marks of what the new edition does not have at this place."""


class LineWriter:
    """Writes lines of text. `now` writes the new edition's content, `was` the old's."""

    def __init__(self, finder: Finder, now: NewWriter, was: QuietWriter) -> None:
        self.finder = finder
        self.now, self.was = now, was
        self.steps = Steps(len(finder.comparison.changes))

    def text(self, text: RedText, mark: Mark = Mark.KEPT) -> Markup:
        """Inline content word by word; `mark` is that of what it stands in."""
        written: list[str] = [self.step(text.change)]
        last = 0
        for words in text.words:
            written += [
                self.step(words.change) if words.change != last else "",
                self.words(words, mark),
            ]
            last = words.change
        return join(written)

    def words(self, words: Words, around: Mark) -> Markup:
        writer = self.was if words.mark is Mark.REMOVED else self.now
        written = writer.inlines(content(words.new or words.old))
        return written if words.mark is around else marked(words.mark, written)

    def step(self, number: int) -> Markup:
        if not number:
            return Markup("")
        return self.steps.to(number, self.said(number))

    def said(self, number: int) -> str:
        """A change in few words, beside its number."""
        return told(self.change(number))

    def change(self, number: int) -> Change:
        return self.finder.comparison.changes[number - 1]

    def marker(self, piece: Piece[Any]) -> Markup:
        change = self.finder.destination(piece)
        where = f"Moved to {change.where}" if change.where else "Moved to another place"
        words = f"{where}: {change.title} (change {change.number})"
        return tag("a", "« ", words, href=f"#change-{change.number}", class_="moved-to")

    def pair(self, pair: Pair[str], after: str = "") -> Markup:
        """A number or a joining word as both editions have it; `after` follows what is not ""."""
        was, now = (text + after if text else "" for text in (pair.old, pair.new))
        if was == now:
            return join([now])
        return join([marked(m, t) for m, t in ((Mark.REMOVED, was), (Mark.ADDED, now)) if t])

    def run(self, run: RedRun, mark: Mark) -> Markup:
        """A line of text. What joins two occurrences belongs to the one that follows."""
        written: list[str] = [self.step(run.change)]
        begun = {"old": False, "new": False}
        for piece in run.spans:
            before = self.joint(run.join, piece.mark, begun)
            written.append(self.spanned(piece, before, mark))
        return join(written)

    def joint(self, joins: Pair[Join], mark: Mark, begun: dict[str, bool]) -> Pair[str]:
        """The words before an occurrence in either edition: none before its first."""
        old = joins.old.text if begun["old"] and mark in OLD else ""
        new = joins.new.text if begun["new"] and mark in NEW else ""
        begun["old"] |= mark in OLD
        begun["new"] |= mark in NEW
        return Pair(old, new)

    def spanned(self, piece: Piece[Any], before: Pair[str], around: Mark) -> Markup:
        match piece.mark:
            case Mark.KEPT:
                return join([self.pair(before), self.span(piece.part, Mark.KEPT)])
            case Mark.MOVED_AWAY:
                old = self.was.run(Run((self.finder.old.piece(piece),)))
                marker = tag("span", self.marker(piece), class_="step marker", data_aid=True)
                return join([marker, marked(piece.mark, before.old, old)])
            case _:
                gone = piece.mark is Mark.REMOVED
                words = (before.old if gone else before.new, self.span(piece.part, piece.mark))
                inside = join(words) if piece.mark is around else marked(piece.mark, *words)
                return join([self.step(piece.change), inside])

    def span(self, node: Span | RedSpan, mark: Mark) -> Markup:
        if isinstance(node, Span):
            return (self.was if mark in GONE else self.now).run(Run((node,)))
        words = self.text(node.text)
        if not node.key.new:
            return words
        name = self.now.clause(node.key.new)
        return tag("span", words, class_="clause", id=name, data_clause=node.key.new)
