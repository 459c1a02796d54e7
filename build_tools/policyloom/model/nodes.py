"""The node tree of a page: what site, PDF, redline, search and Word are all drawn from.

Blocks hold spans; a span is the text of one occurrence, so that every word knows its clause.
Values are only ever text nodes: nothing a school writes is parsed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from policyloom.model.facts import Nature
from policyloom.model.tree import Join, Style

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`href` is http(s), mailto or tel, or `policy:<id>` for this school's edition of a policy.

    `named` is the address as authored where it holds facts (`mailto:{{ school.email }}`): a
    record keeps that, so that no one's address is frozen.
    """

    href: str
    children: tuple[Inline, ...]
    named: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """`src` is a file name under templates/assets; `alt` is never empty."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's value in the text. `name` is as authored (`school.name`, `head.a`).

    `text` begins with a capital where a sentence begins with it.
    """

    name: str
    text: str
    nature: Nature


Inline: TypeAlias = Text | Strong | Emphasis | Link | Image | Fact
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The text of one occurrence; `key` is "" for a label or a list entry, which no clause says."""

    key: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Run:
    """Spans joined into one line of text."""

    spans: tuple[Span, ...]
    join: Join = Join.SPACE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`label` is its number when paragraphs are numbered: "(ii)", or ""."""

    run: Run
    label: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    run: Run
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    id: str
    style: Style
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One header row, then rows of as many cells."""

    id: str
    caption: str
    header: tuple[Run, ...]
    rows: tuple[tuple[Run, ...], ...]
    row_header: bool = False


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """`level` is 2 for a section of the policy, 3 below it; `label` is "3.1" or "".

    `kind` is "section" or "annex"; an annex may be for a narrower `audience`.
    A section without a heading has an empty one and takes no number.
    """

    id: str
    level: int
    label: str
    heading: Inlines
    blocks: Blocks
    kind: str = "section"
    audience: str = ""


@dataclass(frozen=True, slots=True)
class AsideBlock:
    id: str
    heading: Inlines
    blocks: Blocks


Block: TypeAlias = Paragraph | ListBlock | TableBlock | SectionBlock | AsideBlock
Blocks: TypeAlias = Sequence[Block]


class Shared(tuple["Inline", ...]):
    """Inline nodes of which there is one copy for all the pages that say them.

    Most clauses read the same at most schools, so what is made of them (HTML, Markdown, plain
    text) is made once, and kept for as long as they are. In all else a tuple like any other.
    """

    made: dict[Any, Any]

    def __repr__(self) -> str:
        return made_of(self, _shown)

    def __reduce__(self) -> tuple[Callable[[Inlines], Inlines], tuple[Inlines]]:
        return share, (tuple(self),)


def share(content: Inlines) -> Inlines:
    """These nodes, to be shared by whoever is given them."""
    found = Shared(content)
    found.made = {}
    return found


@lru_cache(maxsize=20_000)
def shared(content: Inlines) -> Inlines:
    """The one copy of nodes that several have made."""
    return share(content)


def made_of(content: Inlines, make: Callable[[Inlines], T]) -> T:
    """`make(content)`, made once where the content is shared. `make` is a module's function, and
    pure: it gives the same for the same nodes."""
    if type(content) is not Shared:
        return make(content)
    made = content.made
    if make in made:
        found: T = made[make]
        return found
    fresh = made[make] = make(content)
    return fresh


class Keyed(tuple["Block", ...]):
    """Blocks of which it is known what they were made from: `key` says it, and stands for them
    wherever pages are told apart. In all else a tuple like any other."""

    key: str

    def __repr__(self) -> str:
        return f"Keyed({self.key})"

    def __reduce__(self) -> tuple[Callable[[Blocks, str], Blocks], tuple[Blocks, str]]:
        return keyed, (tuple(self), self.key)


def keyed(blocks: Blocks, key: str) -> Blocks:
    """These blocks, that are made of what `key` says and of nothing else."""
    found = Keyed(blocks)
    found.key = key
    return found


def _shown(content: Inlines) -> str:
    return tuple.__repr__(content)


def plain(content: Inlines) -> str:
    """The text of inline nodes, without marks; an image counts as its alternative text."""
    return made_of(content, _plain)


def _plain(content: Inlines) -> str:
    parts: list[str] = []
    for node in content:
        match node:
            case Text(text) | Fact(text=text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Link(children=children):
                parts.append(plain(children))
            case Image(alt=alt):
                parts.append(alt)
    return "".join(parts)


def runs(blocks: Blocks) -> Iterator[Run]:
    """Every run below these blocks, in reading order (headings are not runs)."""
    for block in blocks:
        match block:
            case Paragraph(run):
                yield run
            case ListBlock(items=items):
                for item in items:
                    yield item.run
                    yield from runs(item.blocks)
            case TableBlock(header=header, rows=rows):
                yield from header
                for row in rows:
                    yield from row
            case SectionBlock(blocks=inner) | AsideBlock(blocks=inner):
                yield from runs(inner)


def facts(content: Inlines) -> Iterator[Fact]:
    """Every fact in inline nodes, in reading order."""
    for node in content:
        match node:
            case Fact():
                yield node
            case Strong(children) | Emphasis(children) | Link(children=children):
                yield from facts(children)
            case _:
                pass


def spans(blocks: Blocks) -> Iterator[Span]:
    """Every span below these blocks, in reading order."""
    for run in runs(blocks):
        yield from run.spans


def run_text(run: Run) -> str:
    """A run as plain text, its spans joined."""
    return run.join.text.join(plain(span.content) for span in run.spans)
