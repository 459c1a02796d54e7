"""A policy's tree: where each clause stands. The same types hold the tree of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from policyloom.model.facts import FactEntry
from policyloom.model.places import Place


class Style(StrEnum):
    """How a list's items are marked."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    ROMAN = "roman"
    LETTERS = "letters"


class Join(StrEnum):
    """What stands between several leaves in one paragraph, item or cell."""

    SPACE = "space"
    OR = "or"
    AND = "and"

    @property
    def text(self) -> str:
        return {"space": " ", "or": ", or ", "and": ", and "}[self.value]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One occurrence of a clause. `key` is `id`, or `id/as` where the clause stands twice."""

    clause: str
    place: Place
    as_: str = ""
    wording: str = ""
    set: Mapping[str, FactEntry] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.clause}/{self.as_}" if self.as_ else self.clause


@dataclass(frozen=True, slots=True)
class Para:
    leaves: tuple[Leaf, ...]
    place: Place
    join: Join = Join.SPACE


@dataclass(frozen=True, slots=True)
class Each:
    """One list item for each entry of a list fact (or of `related`)."""

    fact: str
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its leaves, then any blocks nested under them."""

    leaves: tuple[Leaf, ...]
    place: Place
    join: Join = Join.SPACE
    body: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; `lead` is the lead-in paragraph that it completes, if it has one."""

    id: str
    style: Style
    lead: tuple[Leaf, ...]
    items: tuple[Item | Each, ...]
    place: Place
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: leaves, or the trust's own short label (`text`, which may hold facts)."""

    place: Place
    leaves: tuple[Leaf, ...] = ()
    join: Join = Join.SPACE
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `row_header` says that the first cell of each row heads it."""

    id: str
    caption: str
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    place: Place
    wording: str = ""
    row_header: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the policy; `heading` may hold facts, and is "" for a part without one."""

    id: str
    heading: str
    body: tuple[Node, ...]
    place: Place
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A boxed note beside the text."""

    id: str
    heading: str
    body: tuple[Node, ...]
    place: Place
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part after the sign-off; it may be for a narrower audience than its policy."""

    id: str
    heading: str
    body: tuple[Node, ...]
    place: Place
    audience: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a school may add its own clauses."""

    id: str
    place: Place


Node: TypeAlias = Para | ListNode | Table | Section | Aside | Annex | Slot
Tree: TypeAlias = tuple[Node, ...]


def leaves(nodes: Tree) -> Iterator[Leaf]:
    """Every leaf below these nodes, in reading order."""
    for node in nodes:
        match node:
            case Para():
                yield from node.leaves
            case ListNode():
                yield from node.lead
                for item in node.items:
                    if isinstance(item, Item):
                        yield from item.leaves
                        yield from leaves(item.body)
            case Table():
                for cell in (*node.header, *(c for row in node.rows for c in row.cells)):
                    yield from cell.leaves
            case Section() | Aside() | Annex():
                yield from leaves(node.body)
            case Slot():
                pass


def eaches(nodes: Tree) -> Iterator[Each]:
    """Every list fact that these nodes write out as items."""
    for node in nodes:
        match node:
            case ListNode():
                for item in node.items:
                    if isinstance(item, Each):
                        yield item
                    else:
                        yield from eaches(item.body)
            case Section() | Aside() | Annex():
                yield from eaches(node.body)
            case _:
                pass
