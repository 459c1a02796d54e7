"""Inline Markdown to nodes, once for each distinct text, and facts put in as text nodes.

In: a Woven text. Out: inline nodes. A value is only ever placed as a node, never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import lxml.html
import markdown
from lxml.html import HtmlElement

from policyloom.model.nodes import (
    Emphasis,
    Fact,
    Image,
    Inline,
    Inlines,
    Link,
    Strong,
    Text,
    share,
)
from policyloom.model.remembered import remembered
from policyloom.model.woven import TOKEN_BASE, TOKEN_COUNT, Woven

_SPACE = re.compile(r"[ \t\r\n\f]+")
ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s+$")
_TOKEN = re.compile(f"[{chr(TOKEN_BASE)}-{chr(TOKEN_BASE + TOKEN_COUNT - 1)}]")
_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_parser = markdown.Markdown()


# Most texts read the same in most schools, and nodes are frozen: one copy serves them all.
@lru_cache(maxsize=20_000)
def weave(woven: Woven) -> Inlines:
    """The nodes of a text with its facts in place and capitals where sentences begin."""
    parsed = parse_inline(woven.text) if woven.markdown else (Text(woven.text),)
    return share(_Filler(woven).fill(parsed))


@remembered
def parse_inline(text: str) -> Inlines:
    """One paragraph of inline Markdown as nodes; fact tokens stay characters in Text nodes."""
    html = _parser.reset().convert(text)
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    paragraphs = [child for child in root if child.tag == "p"]
    return children(paragraphs[0] if paragraphs else root)


def children(element: HtmlElement) -> Inlines:
    """The inline nodes inside an HTML element made from Markdown."""
    found: list[Inline] = []
    _push_text(found, element.text)
    for child in element:
        if isinstance(child.tag, str):
            found += _element(child)
        _push_text(found, child.tail)
    return tuple(found)


def _push_text(found: list[Inline], text: str | None) -> None:
    if not text:
        return
    text = _SPACE.sub(" ", text)
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text + text)
    else:
        found.append(Text(text))


def _element(child: HtmlElement) -> Inlines:
    match child.tag:
        case "strong":
            return (Strong(children(child)),)
        case "em":
            return (Emphasis(children(child)),)
        case "a":
            return (Link(child.get("href", ""), children(child)),)
        case "img":
            return (Image(child.get("src", ""), child.get("alt", "")),)
        case _:
            return children(child)


def address(named: str, value: Callable[[str], str]) -> str:
    """A link's address with its named places filled; a telephone number loses its spaces."""
    filled = _PLACE.sub(lambda m: value(m[1]), named)
    return filled.replace(" ", "") if filled.startswith("tel:") else filled


class _Filler:
    """Walks inline nodes once, left to right, knowing whether a sentence begins here."""

    def __init__(self, woven: Woven) -> None:
        self.facts = woven.facts
        self.begins = not woven.fragment

    def fill(self, content: Inlines) -> Inlines:
        result: list[Inline] = []
        for node in content:
            match node:
                case Text(text):
                    result += self._text(text)
                case Strong(inner):
                    result.append(Strong(self.fill(inner)))
                case Emphasis(inner):
                    result.append(Emphasis(self.fill(inner)))
                case Link(href, inner):
                    result.append(self._link(href, inner))
                case _:
                    result.append(node)
                    self.begins = False
        return tuple(result)

    def _link(self, href: str, inner: Inlines) -> Link:
        if not _TOKEN.search(href):
            return Link(href, self.fill(inner))
        places = [f"{{{{ {fact.name} }}}}" for fact in self.facts]
        named = _TOKEN.sub(lambda m: places[ord(m[0]) - TOKEN_BASE], href)
        values = {fact.name: fact.text for fact in self.facts}
        return Link(address(named, values.__getitem__), self.fill(inner), named)

    def _text(self, text: str) -> list[Inline]:
        result: list[Inline] = []
        start = 0
        for match in _TOKEN.finditer(text):
            index = ord(match[0]) - TOKEN_BASE
            if index >= len(self.facts):
                continue
            self._literal(text[start : match.start()], result)
            result.append(self._fact(self.facts[index]))
            start = match.end()
        self._literal(text[start:], result)
        return result

    def _literal(self, text: str, result: list[Inline]) -> None:
        if not text:
            return
        result.append(Text(text))
        if text.strip():
            self.begins = bool(ENDS_SENTENCE.search(text))

    def _fact(self, fact: Fact) -> Fact:
        begins, self.begins = self.begins, False
        if begins and fact.text[:1].islower():
            return Fact(fact.name, fact.text[0].upper() + fact.text[1:], fact.nature)
        return fact
