"""A printed redline's lines of text: pieces enter, plain JSON values leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from policyloom.compare import TITLE
from policyloom.compare.atoms import content
from policyloom.model.changes import (
    NEW,
    OLD,
    Change,
    Comparison,
    Mark,
    Pair,
    Piece,
    RedDetail,
    RedRun,
    RedSpan,
    RedText,
)
from policyloom.model.nodes import Inlines, Run
from policyloom.model.tree import Style
from policyloom.outputs.pdf_blocks import MARKS, Json, PrintWriter, clean
from policyloom.outputs.redline import Finder, told, touched
from policyloom.outputs.redline_print_parts import as_list, line_of

NAMES = {
    Mark.ADDED: "added",
    Mark.REMOVED: "removed",
    Mark.MOVED_HERE: "moved",
}
"""The layout's names of marks."""


class LinePrinter(PrintWriter):
    """Writes lines of text; `around` is the mark of what they stand in."""

    def __init__(self, comparison: Comparison, links: Mapping[str, str]) -> None:
        super().__init__(links)
        self.finder = Finder.of(comparison)
        self.around = Mark.KEPT
        self.count = 0
        self.met: frozenset[int] = frozenset()
        self.dark = False

    @contextmanager
    def inside(self, mark: Mark) -> Iterator[None]:
        """While something is written that has this mark as a whole."""
        before, self.around = self.around, mark if mark is not Mark.KEPT else self.around
        yield
        self.around = before

    @contextmanager
    def on_dark(self) -> Iterator[None]:
        """While something is written on a dark ground, where marks have no colours of their own."""
        self.dark = True
        yield
        self.dark = False

    def run(self, run: Run) -> Json:
        return self.mark(self.around, super().run(run))

    def name(self, id_: str) -> str:
        """An id for the file: each once, whichever edition it is from."""
        self.count += 1
        return f"{id_}: {self.count}"

    def mark(self, mark: Mark, written: Json) -> Json:
        """Content with its mark; nothing where there is no content or nothing to mark."""
        if mark not in NAMES or written in ("", []):
            return written
        return [self.noted(NAMES[mark], written)]

    def noted(self, name: str, written: Json) -> Json:
        return {"t": "mark", "m": name, "c": written, "dark": self.dark}

    def step(self, number: int) -> Json:
        change = self.change(number)
        total = len(self.finder.comparison.changes)
        met, self.met = number in self.met, self.met | {number}
        return self.noted(
            "step", clean(f"{number}" if met else f"{number} of {total}: {told(change)}")
        )

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
        return self.noted("step", clean(words))

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

    def details(self, comparison: Comparison) -> list[Json]:
        """The title and what is said of the document, as far as it differs: a line each."""
        every = (RedDetail(TITLE, comparison.title), *comparison.details)
        return [line_of([f"{d.label}: ", *self.text(d.text)]) for d in every if touched(d.text)]

    def related(self, pieces: Iterable[Piece[Inlines | RedText]]) -> list[Json]:
        """The related documents as a list."""
        items = [[line_of(self.related_line(piece))] for piece in pieces]
        return [{"t": "list", "m": MARKS[Style.BULLET], "i": items}]

    def related_line(self, piece: Piece[Inlines | RedText]) -> list[Json]:
        if isinstance(piece.part, RedText):
            return self.text(piece.part)
        return [
            *self.steps(piece.change),
            *as_list(self.mark(piece.mark, self.inlines(piece.part))),
        ]

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


def _of(span: Any) -> Inlines:
    found: Inlines = span.content
    return found
