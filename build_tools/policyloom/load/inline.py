"""Inline Markdown: a clause's text without its facts enters; what may not stand in it, and its
links and pictures, leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from policyloom.load.plain import Fault
from policyloom.model.remembered import remembered

_ALLOWED = frozenset({"p", "em", "strong", "a", "img"})
_NAMES = {
    "code": ("code", "`"),
    "pre": ("code", None),
    "ul": ("a list", None),
    "ol": ("a list", None),
    "blockquote": ("a quotation block", None),
    "hr": ("a rule", None),
    "br": ("a line break", None),
} | {f"h{level}": ("a heading", None) for level in range(1, 7)}
_REFERENCES = (
    (re.compile(r"\[\^"), "a footnote"),
    (re.compile(r"\]\s?\["), "a reference link"),
    (re.compile(r"^\s*\[[^\]]*\]:"), "a reference link"),
)
_WHY = "Shape is the policy's business: pieces with shapes of their own do not join up."
_FIX = "Write one paragraph of words, *emphasis*, **strong**, [links](…) and ![pictures](…)."


@dataclass(frozen=True, slots=True)
class Reference:
    """A link: its address, and the offset of the address in the text."""

    target: str
    offset: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, the offset of the file's name in the text, and its alternative text."""

    target: str
    offset: int
    alt: str


class _Kept(Treeprocessor):
    """Keeps the finished tree instead of only its HTML."""

    root: Element | None = None

    def run(self, root: Element) -> None:
        self.root = root


_reader = markdown.Markdown()
_kept = _Kept(_reader)
_reader.treeprocessors.register(_kept, "kept", -100)


def _tree(text: str) -> Element:
    _reader.reset().convert(text)
    return _kept.root if _kept.root is not None else Element("div")


@dataclass(frozen=True, slots=True)
class Inline:
    """What a text holds: the first thing in it that is more than inline Markdown, and its links
    and pictures in reading order."""

    fault: Fault | None
    references: tuple[Reference | Picture, ...]


@remembered
def read_inline(text: str) -> Inline:
    """Read a text in which letters stand for its facts."""
    root = _tree(text)
    return Inline(_inline_fault(text, root), tuple(_references(text, root)))


def _inline_fault(text: str, root: Element) -> Fault | None:
    for pattern, name in _REFERENCES:
        if match := pattern.search(text):
            return _fault(name, match.start())
    for element in root.iter():
        if element is not root and element.tag not in _ALLOWED:
            name, sign = _NAMES.get(str(element.tag), ("a block", None))
            return _fault(name, max(text.find(sign), 0) if sign else 0)
        if element.get("title"):
            return _fault("a title on a link or picture", max(text.find('"'), 0))
    if len(root) > 1:
        return _fault("a second paragraph", 0)
    return None


def _fault(name: str, offset: int) -> Fault:
    return Fault("markdown", offset, f"The text holds {name}.", _WHY, _FIX)


def _references(text: str, root: Element) -> Iterator[Reference | Picture]:
    here = 0
    for element in root.iter():
        if element.tag not in ("a", "img"):
            continue
        target = element.get("href") if element.tag == "a" else element.get("src")
        target = target or ""
        offset = text.find(f"]({target}", here if element.tag == "a" else 0)
        offset = 0 if offset < 0 else offset + 2
        if element.tag == "img":
            yield Picture(target, offset, element.get("alt") or "")
        else:
            here = offset
            yield Reference(target, offset)
