"""Inline content as a row of atoms, and back: nodes enter, atoms leave, and the other way.

Nothing is lost either way: `content(atoms(x)) == x` for any inline nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyloom.compare.addresses import seen
from policyloom.model.changes import Atom
from policyloom.model.nodes import (
    Emphasis,
    Fact,
    Image,
    Inline,
    Inlines,
    Link,
    Strong,
    Text,
)

_TOKEN = re.compile(
    r"\s*(?:[£$€]?\w+(?:[.,:/@&'’_‑-]\w+)*%?|\S)"
    r"|\s+"
)
"""A word with the space before it. `1,250.50`, `3:15pm`, `half-term` and addresses are whole."""


def atoms(nodes: Inlines) -> list[Atom]:
    """Every leaf of inline content, in order."""
    return _Walk().walk(nodes, (), 0)


def tokens(nodes: Inlines) -> list[Atom]:
    """Inline content with its texts cut into words; facts and images stay whole."""
    cut: list[Atom] = []
    for atom in atoms(nodes):
        cut += _cut(atom) if isinstance(atom.node, Text) else [atom]
    return cut


def content(pieces: Iterable[Atom]) -> Inlines:
    """The inline nodes that the atoms were made of."""
    return _Build().build(pieces)


def joined(pieces: Iterable[Atom]) -> tuple[Atom, ...]:
    """The same atoms with parts of one text that follow each other put together again."""
    result: list[Atom] = []
    texts: list[str] = []
    for piece in pieces:
        if texts and piece.tie > len(piece.within) and isinstance(piece.node, Text):
            texts.append(piece.node.text)
            continue
        _put_together(result, texts)
        result.append(piece)
        texts = [piece.node.text] if isinstance(piece.node, Text) else []
    _put_together(result, texts)
    return tuple(result)


def _put_together(result: list[Atom], texts: list[str]) -> None:
    if len(texts) > 1:
        result[-1] = Atom(Text("".join(texts)), result[-1].within, result[-1].tie)


def goes_on(piece: Atom) -> bool:
    """Whether the atom goes on with the text of the atom before it."""
    return piece.tie > len(piece.within)


def shown(pieces: Sequence[Atom]) -> list[tuple[str, tuple[Inline, ...]]]:
    """What a reader sees: texts with what they stand in, wherever they come from."""
    found: list[tuple[str, tuple[Inline, ...]]] = []
    for piece in pieces:
        text = text_of(piece)
        if not text:
            continue
        within = seen(piece.within)
        if isinstance(piece.node, Image):
            found.append((f"\0{piece.node.src}\0{text}", within))
        elif found and found[-1][1] == within and not found[-1][0].startswith("\0"):
            found[-1] = (found[-1][0] + text, within)
        else:
            found.append((text, within))
    return found


def text_of(piece: Atom) -> str:
    """The atom's words; an image's are its alternative text."""
    node = piece.node
    if isinstance(node, Text | Fact):
        return node.text
    return node.alt if isinstance(node, Image) else ""


def _cut(atom: Atom) -> list[Atom]:
    whole = atom.node.text if isinstance(atom.node, Text) else ""
    parts = _TOKEN.findall(whole) or [""]
    inside = len(atom.within) + 1
    return [
        Atom(Text(part), atom.within, inside if index else atom.tie)
        for index, part in enumerate(parts)
    ]


class _Walk:
    """Walks nodes once; `shared` is how many open wrappers the next leaf shares with the last."""

    def __init__(self) -> None:
        self.shared = 0

    def walk(self, nodes: Inlines, within: tuple[Inline, ...], depth: int) -> list[Atom]:
        found: list[Atom] = []
        for node in nodes:
            match node:
                case Strong(inner) | Emphasis(inner) | Link(children=inner):
                    found += self._inside(inner, (*within, _bare(node)), depth + 1)
                    self.shared = depth
                case _:
                    found.append(Atom(node, within, self.shared))
                    self.shared = depth
        return found

    def _inside(self, inner: Inlines, within: tuple[Inline, ...], depth: int) -> list[Atom]:
        return self.walk(inner, within, depth) if inner else [Atom(None, within, self.shared)]


def _bare(node: Inline) -> Inline:
    return _around(node, ())


def _around(wrapper: Inline, children: Inlines) -> Inline:
    match wrapper:
        case Strong():
            return Strong(children)
        case Emphasis():
            return Emphasis(children)
        case Link(href, _, named):
            return Link(href, children, named)
        case _:
            raise TypeError(f"nothing stands inside {wrapper!r}")


class _Build:
    """Puts atoms back into the wrappers that they were in."""

    def __init__(self) -> None:
        self.top: list[Inline] = []
        self.open: list[tuple[Inline, list[Inline]]] = []

    def build(self, pieces: Iterable[Atom]) -> Inlines:
        for piece in pieces:
            self.close(min(piece.tie, len(piece.within)))
            for wrapper in piece.within[len(self.open) :]:
                self.open.append((wrapper, []))
            self.leaf(piece)
        self.close(0)
        return tuple(self.top)

    def close(self, depth: int) -> None:
        while len(self.open) > depth:
            wrapper, children = self.open.pop()
            self.here.append(_around(wrapper, tuple(children)))

    @property
    def here(self) -> list[Inline]:
        return self.open[-1][1] if self.open else self.top

    def leaf(self, piece: Atom) -> None:
        last = self.here[-1] if self.here else None
        if goes_on(piece) and isinstance(last, Text) and isinstance(piece.node, Text):
            self.here[-1] = Text(last.text + piece.node.text)
        elif piece.node is not None:
            self.here.append(piece.node)
