"""One entry of a YAML file changed or taken out, and every other byte left as its author wrote it.

In: a file's text, and what is to go or to be another value. Out: the text without it. Nothing is
written anew from what was read: comments, quotation marks, line ends and the order of keys stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

LOADER = yaml.SafeLoader
"""The loader in Python: the one in C gives places in bytes, and no tokens."""


class CannotBeCut(ValueError):
    """The text is written in a way that this program does not know how to change."""


Span = tuple[int, int]
"""Where something begins and ends, as offsets in the text."""


def read(text: str) -> dict[str, Any]:
    """What a text says, each scalar as it is written. Raises CannotBeCut for what is no mapping."""
    try:
        said = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise CannotBeCut("it is not YAML that can be read") from error
    if not isinstance(said, dict):
        raise CannotBeCut("it does not hold keys and values")
    return said


class Cutter:
    """Knows where everything in a text stands. Raises CannotBeCut for what is no mapping."""

    def __init__(self, text: str) -> None:
        read(text)
        self.text = text
        root = yaml.compose(text, Loader=LOADER)
        if not isinstance(root, yaml.MappingNode):
            raise CannotBeCut("it does not hold keys and values")
        self.root = root
        tokens = list(yaml.scan(text, Loader=LOADER))
        self.dashes = _starts(tokens, yaml.BlockEntryToken)
        self.commas = _starts(tokens, yaml.FlowEntryToken)

    def pair(self, key: str, within: yaml.Node | None = None) -> tuple[yaml.Node, yaml.Node]:
        """A key and its value in a mapping, of the whole text unless said otherwise."""
        mapping = self.root if within is None else within
        for found, value in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
            if found.value == key:
                return found, value
        raise CannotBeCut(f"it has no '{key}' at its place")

    def entries(self, key: str) -> list[yaml.Node]:
        """The entries of a list."""
        value = self.pair(key)[1]
        if not isinstance(value, yaml.SequenceNode):
            raise CannotBeCut(f"'{key}' is no list")
        return list(value.value)

    def with_value(self, node: yaml.Node, old: str, new: str) -> str:
        """The text with another value for a scalar, in the same quotation marks."""
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        written = self.text[start:end]
        if node.value != old or written.count(old) != 1:
            raise CannotBeCut(f"'{old}' is not written out")
        return self.text[:start] + written.replace(old, new) + self.text[end:]

    def without_entry(self, key: str, index: int) -> str:
        """The text without an entry of a list, and without the list if nothing is left of it."""
        sequence, entries = self.pair(key)[1], self.entries(key)
        if len(entries) == 1:
            return self.without_key(key)
        if isinstance(sequence, yaml.CollectionNode) and sequence.flow_style:
            return self._without(self._in_flow([_span(entry) for entry in entries], index))
        entry = entries[index]
        dashes = [dash for dash in self.dashes if dash < entry.start_mark.index]
        return self._without(self._lines(max(dashes), entry))

    def without_key(self, key: str) -> str:
        """The text without a key and its value; `{}` stands for a mapping that has none left."""
        pairs: Sequence[tuple[yaml.Node, yaml.Node]] = self.root.value
        index = next((i for i, (k, _) in enumerate(pairs) if k.value == key), None)
        if index is None:
            raise CannotBeCut(f"it has no '{key}' at its place")
        if self.root.flow_style:
            spans = [(int(k.start_mark.index), int(v.end_mark.index)) for k, v in pairs]
            return self._without(self._in_flow(spans, index))
        found, value = pairs[index]
        start, end = self._lines(int(found.start_mark.index), value)
        empty = f"{{}}{self._newline(end)}" if len(pairs) == 1 else ""
        return self.text[:start] + empty + self.text[end:]

    def _without(self, span: Span) -> str:
        return self.text[: span[0]] + self.text[span[1] :]

    def _newline(self, end: int) -> str:
        return "\r\n" if self.text[:end].endswith("\r\n") else "\n"

    def _lines(self, start: int, last: yaml.Node) -> Span:
        """The lines from the one that holds an offset to the last of a node."""
        end = self._end(last)
        newline = self.text.find("\n", max(end - 1, 0))
        return self.text.rfind("\n", 0, start) + 1, newline + 1 if newline >= 0 else len(self.text)

    def _end(self, node: yaml.Node) -> int:
        """Where a node ends: a text in lines of its own claims the empty lines that follow it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = int(node.end_mark.index)
        if getattr(node, "style", None) not in ("|", ">"):
            return end
        written = self.text[:end].rstrip()
        return self.text.find("\n", len(written)) + 1 or end

    def _in_flow(self, spans: Sequence[Span], index: int) -> Span:
        """What goes with an entry between brackets: its comma, and its line if it has its own."""
        start, end = spans[index]
        until = spans[index + 1][0] if index + 1 < len(spans) else len(self.text)
        after = next((comma for comma in self.commas if end <= comma < until), None)
        if after is not None and self.text[end:after].strip():
            after = None  # the comma is another list's
        stop = end if after is None else after + 1
        line = self.text.rfind("\n", 0, start) + 1
        newline = self.text.find("\n", stop)
        rest = self.text[stop : newline + 1 if newline >= 0 else len(self.text)]
        if not self.text[line:start].strip() and (not rest.strip() or rest.lstrip()[0] == "#"):
            return line, stop + len(rest)
        if index + 1 < len(spans):
            spaces = len(rest) - len(rest.lstrip(" "))
            keeps = rest[spaces : spaces + 1] in ("#", "\r", "\n", "")
            return start, stop if keeps else stop + spaces
        before = [comma for comma in self.commas if comma < start]
        return (max(before) if index else start), end


def _starts(tokens: Sequence[yaml.Token], kind: type[yaml.Token]) -> list[int]:
    return [int(token.start_mark.index) for token in tokens if isinstance(token, kind)]


def _span(node: yaml.Node) -> Span:
    return int(node.start_mark.index), int(node.end_mark.index)
