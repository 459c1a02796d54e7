"""The marks in written Markdown: anchors, paired comments, named places. Made into characters
before Markdown is parsed, and into spans and facts after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from policyloom.document.inline import address, children
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    Emphasis,
    Fact,
    Inline,
    Inlines,
    Link,
    Run,
    Span,
    Strong,
    Text,
)
from policyloom.model.tree import Join

_MARK = re.compile(
    r'<a id="(?P<anchor>[^"]+)"></a>'
    r"|<!--= (?P<fact>\S+) -->"
    r"|(?P<endfact><!--/-->)"
    r"|<!-- /(?P<close>\S+) -->"
    r"|<!-- (?P<open>[^@\s]\S*) -->"
    r"|\{\{ (?P<place>[a-z0-9_.]+) \}\}"
)
_BASE = 0xF0000


class Mark(NamedTuple):
    kind: str
    name: str


def tokenise(text: str) -> Marked:
    """The text with each mark as one private character."""
    marks: list[Mark] = []

    def mark(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        marks.append(Mark(kind, match[kind]))
        return chr(_BASE + len(marks) - 1)

    return Marked(_MARK.sub(mark, text), tuple(marks))


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose marks are characters, and what each stands for."""

    text: str
    marks: tuple[Mark, ...]

    def mark(self, char: str) -> Mark | None:
        index = ord(char) - _BASE
        return self.marks[index] if 0 <= index < len(self.marks) else None

    def inlines(self, element: HtmlElement) -> Inlines:
        """An element's inline nodes with facts in place."""
        return self._facts(_stripped(children(element)))

    def run(self, element: HtmlElement) -> Run:
        """An element's text as spans."""
        return _run(self._pieces(self.inlines(element)))

    def _facts(self, content: Inlines) -> Inlines:
        result: list[Inline] = []
        for node in content:
            match node:
                case Text(text):
                    result += self._facts_in(text)
                case Strong(inner):
                    result.append(Strong(self._facts(inner)))
                case Emphasis(inner):
                    result.append(Emphasis(self._facts(inner)))
                case Link(href, inner):
                    result.append(self._link(href, inner))
                case _:
                    result.append(node)
        return tuple(result)

    def _link(self, href: str, inner: Inlines) -> Link:
        named = "".join(
            f"{{{{ {mark.name} }}}}" if (mark := self.mark(char)) else char for char in href
        )
        if named == href:
            return Link(href, self._facts(inner))
        return Link(address(named, lambda name: f"‹{name}›"), self._facts(inner), named)

    def _facts_in(self, text: str) -> list[Inline]:
        result: list[Inline] = []
        literal = ""
        name: str | None = None
        for char in text:
            mark = self.mark(char)
            if mark is None or mark.kind in ("open", "close", "anchor"):
                literal += char
                continue
            if mark.kind == "endfact":
                result.append(Fact(name or "", literal, Nature.CONDITION))
                literal, name = "", None
                continue
            if literal:
                result.append(Text(literal))
                literal = ""
            if mark.kind == "place":
                result.append(Fact(mark.name, f"‹{mark.name}›", Nature.PARTICULAR))
            else:
                name = mark.name
        if literal:
            result.append(Text(literal))
        return result

    def _pieces(self, content: Inlines) -> list[tuple[str, list[Inline]]]:
        """Content cut at span marks: (key, nodes), with key "" for what stands between."""
        pieces: list[tuple[str, list[Inline]]] = [("", [])]
        for node in content:
            if not isinstance(node, Text):
                pieces[-1][1].append(node)
                continue
            literal = ""
            for char in node.text:
                mark = self.mark(char)
                if mark is None:
                    # An opening mark may stand on a line of its own, before its text.
                    fresh = not literal and pieces[-1][0] and not pieces[-1][1]
                    literal += "" if fresh and char == " " else char
                    continue
                if literal:
                    pieces[-1][1].append(Text(literal))
                    literal = ""
                pieces.append(("" if mark.kind == "close" else mark.name, []))
            if literal:
                pieces[-1][1].append(Text(literal))
        return pieces


def _stripped(content: Inlines) -> Inlines:
    """Without white space at either end, as HTML shows it."""
    if content and isinstance(content[0], Text):
        content = (Text(content[0].text.lstrip(" \n")), *content[1:])
    if content and isinstance(content[-1], Text):
        content = (*content[:-1], Text(content[-1].text.rstrip(" \n")))
    return tuple(node for node in content if node != Text(""))


def _run(pieces: list[tuple[str, list[Inline]]]) -> Run:
    keyed = [i for i, (key, _) in enumerate(pieces) if key]
    if not keyed:
        return Run((Span("", tuple(pieces[0][1])),)) if pieces[0][1] else Run(())
    before = tuple(pieces[0][1])
    between = _between(pieces, keyed)
    join = next((j for j in Join if all(text == j.text for text in between)), Join.SPACE)
    spans = [Span(pieces[i][0], tuple(pieces[i][1])) for i in keyed]
    if before:
        first = spans[0]
        spans[0] = Span(first.key, (*before, *first.content))
    return Run(tuple(spans), join if between else Join.SPACE)


def _between(pieces: list[tuple[str, list[Inline]]], keyed: list[int]) -> list[str]:
    """What stands between spans. After an anchor there is no end mark: it ends the text before."""
    texts: list[str] = []
    for here, following in pairwise(keyed):
        if following - here > 1:
            texts.append("".join(n.text for n in pieces[here + 1][1] if isinstance(n, Text)))
            continue
        nodes = pieces[here][1]
        joins = [j.text for j in (Join.OR, Join.AND, Join.SPACE)]
        last = nodes[-1].text if nodes and isinstance(nodes[-1], Text) else ""
        joint = next((j for j in joins if last.endswith(j)), "")
        if joint:
            nodes[-1] = Text(last.removesuffix(joint))
            if nodes[-1] == Text(""):
                nodes.pop()
        texts.append(joint)
    return texts
