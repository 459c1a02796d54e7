"""Adding a revision to a clause's file, and leaving every other byte as its author wrote it.

In: the text of a clause's file and the new revision. Out: the file's new text.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from policyloom.model.clauses import Revision

_HEAD = re.compile(r"\A\ufeff?---[ ]*\r?\n(.*?)^---[ ]*\r?$", re.DOTALL | re.MULTILINE)
_DASH = re.compile(r"- *")


class CannotBeAdded(ValueError):
    """The head is written in a way that this program does not know how to extend."""


def with_revision(text: str, revision: Revision) -> str:
    """The file with the revision at the end of its `revisions`, in the style of the last one.

    Raises CannotBeAdded where the head does not then say what it said and the revision.
    """
    match = _HEAD.match(text)
    if match is None:
        raise CannotBeAdded("it has no head")
    head = match[1]
    try:
        sequence = _revisions(yaml.compose(head, Loader=yaml.SafeLoader))
        added = (_in_brackets if sequence.flow_style else _in_lines)(head, sequence, revision)
        _check(head, added, revision)
    except yaml.YAMLError as error:
        raise CannotBeAdded("its head is not YAML that can be read") from error
    return text[: match.start(1)] + added + text[match.end(1) :]


def _revisions(root: yaml.Node | None) -> yaml.SequenceNode:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == "revisions" and isinstance(value, yaml.SequenceNode) and value.value:
            return value
    raise CannotBeAdded("it has no list of revisions")


def _in_lines(head: str, sequence: yaml.SequenceNode, revision: Revision) -> str:
    """A list with a line or more for each entry: the new entry on lines of its own."""
    last = sequence.value[-1]
    line = head.rfind("\n", 0, last.start_mark.index) + 1
    before = head[line : last.start_mark.index]
    dash = _DASH.search(before)
    if dash is None:
        raise CannotBeAdded("its last revision does not begin on the line of its dash")
    margin, pad = " " * dash.start(), " " * len(before)
    if last.flow_style:
        lines = [margin + dash[0] + _flow(revision)]
    else:
        lines = [f"{pad}{key}: {value}" for key, value in _pairs(revision)]
        lines[0] = margin + dash[0] + lines[0][len(pad) :]
    end = head.find("\n", _end_of(head, last, len(pad)))
    newline = "\r\n" if head[end - 1] == "\r" else "\n"
    return head[: end + 1] + "".join(added + newline for added in lines) + head[end + 1 :]


def _in_brackets(head: str, sequence: yaml.SequenceNode, revision: Revision) -> str:
    """A list in brackets: the new entry after the last, on a line of its own if that one has."""
    last = sequence.value[-1]
    end = int(last.end_mark.index)
    comma = re.match(r"\s*,", head[end:])
    if last.start_mark.line == sequence.start_mark.line:
        return f"{head[:end]}, {_flow(revision)}{head[end:]}"
    rest = end + (comma.end() if comma else 0)
    line = head.find("\n", rest)
    same_line = sequence.end_mark.line == last.end_mark.line
    stop = rest if same_line else line - (head[line - 1] == "\r")
    newline = "\r\n" if "\r\n" in head else "\n"
    entry = newline + " " * int(last.start_mark.column) + _flow(revision) + ("," if comma else "")
    return head[:end] + ("," + head[end:rest].lstrip(" ,")) + head[rest:stop] + entry + head[stop:]


def _end_of(head: str, node: yaml.Node, indent: int) -> int:
    """Where an entry ends: a text on several lines claims the comments that follow it."""
    while not isinstance(node, yaml.ScalarNode) and not getattr(node, "flow_style", False):
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if getattr(node, "style", None) not in ("|", ">"):
        return end
    lines = head[:end].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or _outside(lines[-1], indent)):
        end -= len(lines.pop())
    return end - 1


def _outside(line: str, indent: int) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent


def _pairs(revision: Revision) -> list[tuple[str, str]]:
    return [("date", revision.date), ("kind", str(revision.kind)), ("why", _scalar(revision.why))]


def _flow(revision: Revision) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in _pairs(revision)) + "}"


def _scalar(text: str) -> str:
    """A text as it may stand in braces: plain where it can be, in quotation marks otherwise."""
    written = yaml.safe_dump({"w": text}, default_flow_style=True, allow_unicode=True, width=10**6)
    return written.strip()[len("{w: ") : -1]


def _check(head: str, added: str, revision: Revision) -> None:
    """What is said must be what was said and the new revision: no guess is ever written."""
    entry = {"date": revision.date, "kind": str(revision.kind), "why": revision.why}
    before, after = _said(head), _said(added)
    before["revisions"].append(entry)
    if before != after:
        raise CannotBeAdded("its list of revisions is written in an unusual way")


def _said(head: str) -> dict[str, Any]:
    said = yaml.load(head, Loader=yaml.BaseLoader)
    return dict(said) if isinstance(said, dict) else {}
