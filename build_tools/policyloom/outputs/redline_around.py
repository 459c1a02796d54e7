"""What stands around a redline's text as HTML: what is said of the document, what to read with it.

In: details and related documents with their marks. Out: escaped HTML, in which dropping every
`del` and all that carries `data-aid` leaves what the new edition says, dropping every `ins` the
old.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from policyloom.model.changes import Mark, Piece, RedDetail, RedText
from policyloom.model.nodes import Inlines
from policyloom.outputs.markup import join, tag
from policyloom.outputs.redline import touched
from policyloom.outputs.redline_lines import GONE
from policyloom.outputs.redline_nodes import RedlineWriter
from policyloom.outputs.redline_parts import marked, name_of

UNCHANGED = "unchanged"


class AroundWriter(RedlineWriter):
    """Writes a whole redline: its blocks, and what stands around them."""

    def details(self, details: Sequence[RedDetail]) -> Markup:
        """What is said of the document besides its text."""
        rows = [self.detail(detail) for detail in details]
        same = not any(touched(detail.text) for detail in details)
        return (
            tag("dl", *rows, class_=f"details {UNCHANGED}" if same else "details")
            if rows
            else Markup("")
        )

    def detail(self, detail: RedDetail) -> Markup:
        value = self.text(detail.text)
        style = "" if touched(detail.text) else UNCHANGED
        name = tag("dt", detail.label, data_aid=True)
        return tag("div", name, tag("dd", value), class_=style)

    def related(self, pieces: Sequence[Piece[Inlines | RedText]], title: str) -> Markup:
        """The related documents; those of which nothing differs are hidden with the rest."""
        if not pieces:
            return Markup("")
        heading = tag("h2", title, id=self.now.claim("related", ""), data_aid=True)
        style = "related" if any(map(touched, pieces)) else f"related {UNCHANGED}"
        return tag("section", heading, tag("ul", *map(self.line, pieces)), class_=style)

    def line(self, piece: Piece[Inlines | RedText]) -> Markup:
        if isinstance(piece.part, RedText):
            return tag("li", self.text(piece.part))
        words = (self.was if piece.mark in GONE else self.now).inlines(piece.part)
        if piece.mark is Mark.KEPT:
            return tag("li", words, class_=UNCHANGED)
        inner = join([self.step(piece.change), marked(piece.mark, words)])
        return tag("li", inner, class_=name_of(piece.mark))
