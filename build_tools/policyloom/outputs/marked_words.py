"""A redline of one text as a line of signed words: `{+inserted+}` and `[-deleted-]`.

A RedText enters; text leaves, whole or with what is unchanged cut down to what stands nearest.
"""

from __future__ import annotations

from policyloom.compare.atoms import content
from policyloom.model.changes import Mark, RedText
from policyloom.outputs.redline_text import SIGNS
from policyloom.outputs.text_nodes import words

NEAR = 5
"""How many unchanged words are shown before and after a change where a text is cut down."""


def marked(text: RedText) -> str:
    """The whole text with its changes marked."""
    return "".join(_signed(mark, said) for mark, said in _pieces(text))


def marked_shortly(text: RedText) -> str:
    """The changes with the nearest words around them; `…` stands for the rest."""
    pieces = _pieces(text)
    last = len(pieces) - 1
    parts = [
        _signed(mark, said) if mark is not Mark.KEPT else _near(said, i > 0, i < last)
        for i, (mark, said) in enumerate(pieces)
    ]
    return "".join(parts).strip()


def _pieces(text: RedText) -> list[tuple[Mark, str]]:
    return [(piece.mark, words(content(piece.new or piece.old))) for piece in text.words]


def _signed(mark: Mark, said: str) -> str:
    before, after = SIGNS[mark]
    return f"{before}{said}{after}" if said else ""


def _near(said: str, after: bool, before: bool) -> str:
    """Unchanged words, of which those next to a change are kept: after one, before one, or both."""
    found = said.split(" ")
    if len(found) <= NEAR * (after + before) + 1:
        return said
    first = " ".join(found[:NEAR]) if after else ""
    rest = " ".join(found[-NEAR:]) if before else ""
    return f"{first} … {rest}"
