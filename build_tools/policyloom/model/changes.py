"""What differs between two editions: the changes, and the redline in which each has its place.

A redline holds everything that either edition says, once, each piece marked. Both editions can be
rebuilt from it (see `policyloom.compare.rebuild`), so what is drawn from it cannot leave out a
difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from policyloom.model.nodes import Block, Fact, Image, Inline, Inlines, ListItem, Run, Span, Text
from policyloom.model.tree import Join, Style

T = TypeVar("T")


class ChangeKind(StrEnum):
    """What a change is to its reader."""

    WORDING = "wording"
    CONDITION = "condition"
    PARTICULAR = "particular"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    CORRECTION = "correction"


class Cause(StrEnum):
    """Who or what made a change."""

    TRUST = "clause revised by the trust"
    OVERRIDE = "override by the school"
    FACT = "fact changed"
    AUTHORITY = "authority's record changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One aligned difference.

    `number` counts from 1 in the redline's reading order. `key` is the occurrence's, or "" where
    no clause says the text (a heading, a label); `where` is the section it stands in. `note` says
    in words what text alone does not show; `reason` is the school's `because` or the trust's
    `why`. `keys` are those of all the occurrences that it touches. A change of a fact has its name
    in `fact`, and is one change however many occurrences say it. `around` says that it is about
    what stands around the text: the title, who may read it, when it is reviewed, what is related.
    """

    number: int
    kind: ChangeKind
    cause: Cause
    key: str
    title: str
    where: str
    old: str
    new: str
    note: str = ""
    reason: str = ""
    fact: str = ""
    keys: tuple[str, ...] = ()
    around: bool = False


class Mark(StrEnum):
    """Which edition a piece of a redline belongs to.

    A moved piece stands in full where the new edition has it; where the old had it stands a
    marker with the same `move` and nothing else.
    """

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"


OLD = frozenset({Mark.KEPT, Mark.REMOVED, Mark.MOVED_AWAY})
"""The marks of what the old edition holds at this place."""

NEW = frozenset({Mark.KEPT, Mark.ADDED, Mark.MOVED_HERE})
"""The marks of what the new edition holds at this place."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Something that both editions have, as each has it."""

    old: T
    new: T

    @property
    def same(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of inline content: a leaf or a part of a text, with what it stands in.

    `within` are the Strong, Emphasis and Link nodes around it, outermost first and without
    children. `tie` is how many of them it shares with the piece before it; one more than there
    are, where it goes on with the same Text node. `node` is None in an empty Strong or Link.
    """

    node: Text | Fact | Image | None
    within: tuple[Inline, ...]
    tie: int


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of inline content. `mark` is kept, added or removed.

    What is kept reads the same in both editions; `old` and `new` differ at most in what no
    reader sees (that a word comes from a fact). `change` is the number of the change, where it is
    that of a fact; other words belong to the change of the text they stand in.
    """

    mark: Mark
    old: tuple[Atom, ...]
    new: tuple[Atom, ...]
    change: int = 0


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """Something in a sequence. `node` is None where the piece has moved away.

    `change` is the number of the change that this piece as a whole is, or 0.
    """

    mark: Mark
    node: T | None
    change: int = 0
    move: int = 0

    @property
    def part(self) -> T:
        """What stands here. Raises ValueError for the marker of something that moved away."""
        if self.node is None:
            raise ValueError("what moved away stands elsewhere")
        return self.node


@dataclass(frozen=True, slots=True)
class RedText:
    """Inline content, word by word. `change` is the change of its wording, or 0."""

    words: tuple[Words, ...]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedDetail:
    """What is said of the document besides its text: "Reviewed", "every year"."""

    label: str
    text: RedText


@dataclass(frozen=True, slots=True)
class RedSpan:
    key: Pair[str]
    text: RedText


@dataclass(frozen=True, slots=True)
class RedRun:
    spans: tuple[Piece[Span | RedSpan], ...]
    join: Pair[Join]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedParagraph:
    run: RedRun
    label: Pair[str]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedItem:
    run: RedRun
    blocks: RedBlocks


@dataclass(frozen=True, slots=True)
class RedList:
    id: Pair[str]
    style: Pair[Style]
    items: tuple[Piece[ListItem | RedItem], ...]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedRow:
    cells: tuple[Piece[Run | RedRun], ...]


@dataclass(frozen=True, slots=True)
class RedTable:
    id: Pair[str]
    caption: RedText
    header: RedRow
    rows: tuple[Piece[Row | RedRow], ...]
    row_header: Pair[bool]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedSection:
    id: Pair[str]
    level: Pair[int]
    label: Pair[str]
    heading: RedText
    blocks: RedBlocks
    kind: Pair[str]
    audience: Pair[str]
    change: int = 0


@dataclass(frozen=True, slots=True)
class RedAside:
    id: Pair[str]
    heading: RedText
    blocks: RedBlocks


Row: TypeAlias = tuple[Run, ...]
RedBlock: TypeAlias = RedParagraph | RedList | RedTable | RedSection | RedAside
BlockPiece: TypeAlias = Piece[Block | RedBlock]
RedBlocks: TypeAlias = tuple[BlockPiece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions compared: the changes in reading order, and all that they hold as a redline.

    `details` and `related` are what stands around the text: what kind of document it is, who may
    read it and when it is reviewed, and the related documents, each as a line.
    """

    changes: tuple[Change, ...]
    title: RedText
    redline: RedBlocks
    details: tuple[RedDetail, ...] = ()
    related: tuple[Piece[Inlines | RedText], ...] = ()

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """The changes of these kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def conditions(self) -> tuple[Change, ...]:
        return self.of(ChangeKind.CONDITION)

    @property
    def particulars(self) -> tuple[Change, ...]:
        return self.of(ChangeKind.PARTICULAR)

    @property
    def wording(self) -> tuple[Change, ...]:
        """Every change of the text that is neither a condition's nor a particular's."""
        return tuple(change for change in self._other if not change.around)

    @property
    def around(self) -> tuple[Change, ...]:
        """The same of what stands around the text."""
        return tuple(change for change in self._other if change.around)

    @property
    def _other(self) -> tuple[Change, ...]:
        apart = (ChangeKind.CONDITION, ChangeKind.PARTICULAR)
        return tuple(change for change in self.changes if change.kind not in apart)
