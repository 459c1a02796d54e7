"""`wordings.json`: how each clause reads at one school, for one audience. Pages enter; text leaves.

The portal tells from these files what is the same in which schools. They are JSON, in lines: for
each policy one with its words, in which each particular is a token, and one with the particulars'
values. Schools that say the same to different people have the same line of words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from policyloom.model.editions import Origin
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
    Image,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Run,
    SectionBlock,
    Strong,
    TableBlock,
    Text,
    made_of,
)
from policyloom.model.pages import ENDED, Page, Status
from policyloom.model.woven import token

NAME = "wordings.json"
NAMED = (token(0), token(1))
"""What stands before and after the name of a particular in a heading or a lead."""
Revisions: TypeAlias = Mapping[str, Mapping[str, str]]
"""By policy and occurrence, the day (ISO 8601) of the clause's revision that it was taken from."""
Values: TypeAlias = tuple[str, ...]
"""The particulars of a policy as one school has them, wording after wording."""
Lines: TypeAlias = tuple[bytes, bytes]
"""A policy's words and values, as they stand in the file."""
_END = b"]}"
_SENTENCE = re.compile(r"(?<=[.!?]) ")
_ENDED = (*ENDED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Worded:
    """An occurrence as one school has it.

    In `text` the character `TOKEN_BASE + i` stands for the particular named `facts[i]`.
    `heading` is the section that it stands in, `lead` what it goes on from (a list's lead-in, the
    labels of a cell); in both a particular is its name between `NAMED`. `choice` is the position
    that the school chose, in the trust's words; an omitted occurrence has no text.
    """

    key: str
    title: str
    heading: str
    lead: str = ""
    text: str = ""
    facts: tuple[str, ...] = ()
    origin: Origin = Origin.KEPT
    because: str = ""
    choice: str = ""
    revised: str = ""


@dataclass(frozen=True, slots=True)
class WordedPolicy:
    """What one school's edition of a policy says, without the values of its particulars; an
    attached file says nothing here."""

    policy: str
    title: str
    summary: str
    wordings: tuple[Worded, ...] = ()


def is_worded(page: Page) -> bool:
    """Whether a page counts among those that are compared: what has ended does not."""
    return page.status not in _ENDED


def worded(page: Page, revisions: Revisions) -> tuple[WordedPolicy, Values]:
    """How a policy's clauses read on its own page, and the values of their particulars."""
    return _policy(page, revisions.get(page.policy, {}))


@cache
def _adapter() -> TypeAdapter[WordedPolicy]:
    return TypeAdapter(WordedPolicy)


def lines(policy: WordedPolicy, values: Values) -> Lines:
    """A policy's two lines of the file: the same wordings give the same bytes."""
    return _adapter().dump_json(policy, exclude_defaults=True), _json(values)


def write(school: str, policies: Mapping[str, Lines]) -> bytes:
    """The file of a school, from the lines of each of its policies."""
    head = _json({"school": school, "policies": list(policies), "lines": []})
    lines = b",\n".join(line for both in policies.values() for line in both)
    return head.removesuffix(_END) + b"\n" + lines + b"\n" + _END + b"\n"


def read_lines(data: bytes) -> dict[str, Lines] | None:
    """The lines of each policy in a file, or None where it is not such a file."""
    if not data.endswith(_END + b"\n"):
        return None
    first, *found = data.removesuffix(_END + b"\n").split(b"\n")
    lines = [line.removesuffix(b",") for line in found[:-1] if line]
    try:
        policies = json.loads(first + _END)["policies"]
        return dict(zip(policies, zip(lines[::2], lines[1::2], strict=True), strict=True))
    except (ValueError, TypeError, KeyError):
        return None


def read_words(line: bytes) -> WordedPolicy | None:
    """The wordings that a line holds, or None where it is not such a line."""
    try:
        return _adapter().validate_json(line)
    except ValidationError:
        return None


def read_values(line: bytes) -> Values | None:
    """The particulars' values that a line holds, or None where it is not such a line."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return tuple(map(str, found)) if isinstance(found, list) else None


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _policy(page: Page, revised: Mapping[str, str]) -> tuple[WordedPolicy, Values]:
    differing = {each.key: each for each in page.differences}
    found: list[Worded] = []
    values: list[str] = []
    for here in _walk(page.body, ""):
        for span in here.run.spans:
            if not span.key:
                continue
            text, facts, own = made_of(span.content, _tokens)
            values += own
            other = differing.get(span.key)
            found.append(
                Worded(
                    key=span.key,
                    title=page.titles.get(span.key, ""),
                    heading=here.heading,
                    lead=here.lead,
                    text=text,
                    facts=facts,
                    origin=other.origin if other else Origin.KEPT,
                    because=other.because if other else "",
                    choice=other.choice if other else "",
                    revised=revised.get(span.key, ""),
                )
            )
    found += [
        Worded(each.key, each.title, "", origin=each.origin, because=each.because)
        for each in page.differences
        if each.origin is Origin.OMITTED
    ]
    return WordedPolicy(page.policy, page.title, page.summary, tuple(found)), tuple(values)


@dataclass(frozen=True, slots=True)
class _Here:
    run: Run
    heading: str
    lead: str


def _walk(blocks: Blocks, heading: str, lead: str = "") -> Iterator[_Here]:
    """Every run with where it stands, in reading order."""
    before = lead
    for block in blocks:
        yield from _block(block, heading, before)
        before = (_lead_in(block.run) if isinstance(block, Paragraph) else "") or lead


def _block(block: Block, heading: str, lead: str) -> Iterator[_Here]:
    match block:
        case Paragraph(run):
            yield _Here(run, heading, "")
        case ListBlock(items=items):
            for item in items:
                yield _Here(item.run, heading, lead)
                yield from _walk(item.blocks, heading, lead)
        case TableBlock():
            yield from _table(block, heading)
        case SectionBlock(label=label, heading=own, blocks=inner):
            yield from _walk(inner, f"{label} {_label(own)}".strip() or heading)
        case AsideBlock(heading=own, blocks=inner):
            yield from _walk(inner, _label(own) or heading)


def _lead_in(run: Run) -> str:
    """The last sentence of a paragraph that leads on to what follows, else ""."""
    text = _label(run.spans[-1].content) if run.spans else ""
    return _SENTENCE.split(text)[-1] if text.endswith(":") else ""


def _table(table: TableBlock, heading: str) -> Iterator[_Here]:
    heads = [_run_label(cell) for cell in table.header]
    for cell in table.header:
        yield _Here(cell, heading, table.caption)
    for row in table.rows:
        first = _run_label(row[0]) if row and table.row_header else ""
        for number, cell in enumerate(row):
            labels = (first if number else "", heads[number] if number < len(heads) else "")
            lead = ", ".join(label for label in labels if label)
            yield _Here(cell, heading, f"{lead}:" if lead else "")


def _run_label(run: Run) -> str:
    return run.join.text.join(_label(span.content) for span in run.spans)


def _label(content: Inlines) -> str:
    """Text that tells where a wording stands; a particular is named there, for no school's own
    is to stand for all."""
    return made_of(content, _named)


def _named(content: Inlines) -> str:
    parts: list[str] = []
    for node in content:
        match node:
            case Fact(name, nature=Nature.PARTICULAR):
                parts.append(f"{NAMED[0]}{name}{NAMED[1]}")
            case Text(text) | Fact(text=text) | Image(alt=text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Link(children=children):
                parts.append(_label(children))
    return "".join(parts)


def _tokens(content: Inlines) -> tuple[str, tuple[str, ...], Values]:
    facts: list[tuple[str, str]] = []
    text = _text(content, facts)
    return text, tuple(name for name, _ in facts), tuple(value for _, value in facts)


def _text(content: Inlines, facts: list[tuple[str, str]]) -> str:
    """Inline nodes as text, with a token for each particular, which is added to `facts`."""
    parts: list[str] = []
    for node in content:
        match node:
            case Fact(name, text, Nature.PARTICULAR):
                parts.append(token(len(facts)))
                facts.append((name, text))
            case Text(text) | Fact(text=text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Link(children=children):
                parts.append(_text(children, facts))
            case Image(alt=alt):
                parts.append(alt)
    return "".join(parts)
