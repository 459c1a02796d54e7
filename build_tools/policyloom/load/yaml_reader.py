"""YAML as authors write it: text enters, mappings, lists and unguessed scalars leave, each with its
place. Anchors, aliases, merges, tags and second documents are refused, and so is whatever could
exhaust the machine; every refusal is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from policyloom.findings import Findings
from policyloom.load.documents import Document, Mark, Raw, YamlList, YamlMap
from policyloom.load.files import bad_character
from policyloom.load.report import Report
from policyloom.model.places import Place
from policyloom.model.remembered import remembered_apart

DEPTH_LIMIT = 40
"""How deep brackets and indents may nest; deeper input crashes parsers."""
EVENT_LIMIT = 200_000

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """Something that ends the reading of a file; the finding's words are its arguments."""

    def __init__(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        super().__init__(what)
        self.words = (code, place, what, why, fix)


_REASONS = {
    "mapping values are not allowed": (
        "A colon and a space stand inside a value that has no quotation marks.",
        'Put the whole value in quotation marks: title: "Part one: aims".',
    ),
    "did not find expected key": (
        "This line does not fit the ones above it.",
        "Line its first letter up with its neighbours; put a value with quotation marks or a "
        "colon in quotation marks.",
    ),
    "cannot start any token": (
        "A value may not begin with this character.",
        "Put the value in quotation marks.",
    ),
    "',' or ']'": ("A [ is not closed.", "Write the ] that belongs to it."),
    "',' or '}'": ("A { is not closed.", "Write the } that belongs to it."),
    "unexpected end of stream": ("A quotation mark is not closed.", "Write the closing mark."),
    "expected ':'": ("A key has no colon after it.", "Write a colon and a space after the key."),
    "unknown escape character": (
        "There is a backslash in a value in double quotation marks.",
        "Write the value in single quotation marks, or without the backslash.",
    ),
}
_BEGUN_BEFORE = ("',' or ']'", "',' or '}'", "unexpected end of stream", "expected ':'")
"""Faults that YAML notices late: the place to look at is where the thing began."""
_WHY = "The file cannot be understood, so nothing in it can be used."


def read_yaml(
    text: str, file: str, report: Report, first_line: int = 1, foreign: bool = False
) -> Document | None:
    """The mapping that a YAML text holds, or None when a finding says why not.

    `first_line` is the line of the file on which the text begins. A `foreign` file is another
    program's: its tags, anchors and merges are let be, and an alias counts as nothing.
    """
    try:
        root = _sound(text, file, first_line, foreign)
    except _Unsound:
        try:
            root = _Reader(text, file, first_line, report, foreign).read()
        except _Refused as refused:
            report.error(*refused.words)
            return None
    if isinstance(root, YamlMap):
        return Document(file, root)
    _not_a_mapping(root, Place(file, first_line), report)
    return None


class _Unsound(Exception):
    """There is something to tell of a text, so that it has to be read for its findings."""


@remembered_apart
def _sound(text: str, file: str, first_line: int, foreign: bool) -> Raw:
    """What a text holds of which there is nothing to tell."""
    findings = Findings()
    try:
        root = _Reader(text, file, first_line, Report(findings), foreign).read()
    except _Refused:
        raise _Unsound from None
    if len(findings):
        raise _Unsound
    return root


def _not_a_mapping(root: Raw, place: Place, report: Report) -> None:
    if root is None:
        report.error("empty-file", place, "There is nothing in this file.", _WHY, "Write its keys.")
        return
    found = "a list" if isinstance(root, YamlList) else "a text"
    report.error(
        "wrong-type",
        place,
        f"This is {found}, where keys and values belong.",
        _WHY,
        "Write lines of the form 'key: value'.",
    )


class _Reader:
    """Builds values from YAML's events, so that no limit can be passed unseen."""

    def __init__(
        self, text: str, file: str, first_line: int, report: Report, foreign: bool = False
    ) -> None:
        self.foreign = foreign
        self.lines = text.split("\n")
        self.file = file
        self.first = first_line
        self.report = report
        self.count = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def read(self) -> Raw:
        root: Raw = None
        documents = 0
        while True:
            event = self.next()
            if isinstance(event, yaml.StreamEndEvent):
                return root
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(
                        "several-documents",
                        event,
                        "A second document begins here.",
                        "Remove the line '---', or move what follows to a file of its own.",
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self.value(event, 0)

    def next(self) -> yaml.Event:
        self.count += 1
        try:
            event: yaml.Event = next(self.events)
        except yaml.YAMLError as problem:
            raise self.unreadable(problem) from None
        except (RecursionError, ValueError, UnicodeError):
            raise self.unreadable(None) from None
        if self.count > EVENT_LIMIT:
            raise self.refuse("too-large", event, "This file has too many entries.", "Split it.")
        return event

    def place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first, mark.column + 1)

    def refuse(self, code: str, event: yaml.Event, what: str, fix: str) -> _Refused:
        return _Refused(code, self.place(event.start_mark), what, _WHY, fix)

    def unreadable(self, problem: yaml.YAMLError | None) -> _Refused:
        said = " ".join(
            str(part)
            for part in (getattr(problem, "context", ""), getattr(problem, "problem", ""))
            if part
        )
        mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
        if any(sign in said for sign in _BEGUN_BEFORE):
            mark = getattr(problem, "context_mark", None) or mark
        place = self.place(mark) if mark else Place(self.file, self.first)
        for sign, (what, fix) in _REASONS.items():
            if sign in said:
                return _Refused("bad-yaml", place, what, _WHY, fix)
        what = f"This is not YAML: {said}." if said else "This is not YAML."
        fix = "Compare the line with others: each is 'key: value', or begins with '- '."
        return _Refused("bad-yaml", place, what, _WHY, fix)

    def value(self, event: yaml.NodeEvent, depth: int) -> Raw:
        if depth > DEPTH_LIMIT:
            raise self.refuse(
                "too-deep", event, f"More than {DEPTH_LIMIT} levels are nested here.", "Flatten it."
            )
        self.check_plain_yaml(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def check_plain_yaml(self, event: yaml.NodeEvent) -> None:
        if self.foreign:
            return
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise self.refuse(
                "yaml-alias",
                event,
                f"A value that begins with {sign} is YAML's shorthand for repeating a value.",
                "Write the value out; if it is a text that begins so, put it in quotation marks.",
            )
        if getattr(event, "tag", None) is not None:
            raise self.refuse(
                "yaml-tag",
                event,
                "A value that begins with ! is YAML's sign for a type.",
                "Remove it; if it is a text that begins so, put it in quotation marks.",
            )

    def scalar(self, event: yaml.ScalarEvent) -> str | None:
        text = str(event.value)
        if event.style in (None, "") and text in ("", "~"):
            return None
        if fault := bad_character(text):
            code, what, fix = fault
            raise self.refuse(code, event, what, fix)
        return text

    def sequence(self, event: yaml.Event, depth: int) -> YamlList:
        found = YamlList(self.place(event.start_mark))
        while not isinstance(entry := self.next(), yaml.SequenceEndEvent):
            assert isinstance(entry, yaml.NodeEvent)
            found.append(self.value(entry, depth + 1))
            found.marks.append(self.mark(entry))
        return found

    def mapping(self, event: yaml.Event, depth: int) -> YamlMap:
        found = YamlMap(self.place(event.start_mark))
        while not isinstance(key_event := self.next(), yaml.MappingEndEvent):
            key = self.key(key_event)
            entry = self.next()
            assert isinstance(entry, yaml.NodeEvent)
            value = self.value(entry, depth + 1)
            if key in found:
                self.duplicate(key, found.key_places[key], self.place(key_event.start_mark))
                continue
            found[key] = value
            found.key_places[key] = self.place(key_event.start_mark)
            found.marks[key] = self.mark(entry)
        return found

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.refuse(
                "bad-yaml",
                event,
                "A list or mapping stands where a key belongs.",
                "Put a value that begins with { or [ in quotation marks.",
            )
        self.check_plain_yaml(event)
        key = self.scalar(event) or ""
        if key == "<<" and not self.foreign:
            raise self.refuse(
                "yaml-alias", event, "'<<' is YAML's merging of mappings.", "Write the keys out."
            )
        return key

    def duplicate(self, key: str, first: Place, second: Place) -> None:
        self.report.error(
            "duplicate-key",
            second,
            f"The key '{key}' stands here a second time; the first is on line {first.line}.",
            "Only one of the two values could count, and nobody could tell which.",
            "Remove one of them.",
        )

    def mark(self, event: yaml.Event) -> Mark:
        """Where the text of a value begins, past quotation marks and block signs."""
        place = self.place(event.start_mark)
        if not isinstance(event, yaml.ScalarEvent):
            return Mark(place)
        start: Any
        end: Any
        text, start, end = str(event.value), event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            return self.block_mark(start.line, place)
        quoted = 1 if event.style in ("'", '"') else 0
        exact = start.line == end.line and end.column - start.column == len(text) + 2 * quoted
        return Mark(Place(place.file, place.line, place.column + quoted), exact)

    def block_mark(self, line: int, place: Place) -> Mark:
        for number in range(line + 1, len(self.lines)):
            text = self.lines[number]
            if text.strip():
                indent = len(text) - len(text.lstrip())
                return Mark(Place(self.file, number + self.first, indent + 1))
        return Mark(place)
