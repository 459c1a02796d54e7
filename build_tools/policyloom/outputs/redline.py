"""What every redline output shares: the two editions' names, the list of changes in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policyloom.compare.rebuild import Rebuilder, pieces
from policyloom.model.changes import (
    NEW,
    OLD,
    Cause,
    Change,
    ChangeKind,
    Comparison,
    Mark,
    Piece,
    RedAside,
    RedItem,
    RedList,
    RedParagraph,
    RedRow,
    RedRun,
    RedSection,
    RedSpan,
    RedTable,
    RedText,
)
from policyloom.model.nodes import Run
from policyloom.model.pages import Page

KINDS = {
    ChangeKind.WORDING: "Wording",
    ChangeKind.CONDITION: "Condition",
    ChangeKind.PARTICULAR: "Particular",
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.MOVED: "Moved",
    ChangeKind.RENUMBERED: "Renumbered",
    ChangeKind.CORRECTION: "Correction",
}

CAUSES = {
    Cause.TRUST: "Clause revised by the trust",
    Cause.OVERRIDE: "Override by the school",
    Cause.FACT: "Fact changed",
    Cause.AUTHORITY: "Authority’s record changed",
}

SETTERS = {
    Cause.TRUST: "Set by the trust",
    Cause.OVERRIDE: "Set by the school",
}
"""Who set what stands around the text."""

MEANING = (
    "Inserted text is underlined and marked +. Deleted text is struck through and marked −. "
    "What has moved stands in full at its new place, with a marker at the old one."
)


@dataclass(frozen=True, slots=True)
class Redline:
    """Two editions of one policy, compared and ready to leave.

    `page` is the new edition's. `old` and `new` are the editions' ids (`2025-03-12`, `proposed`,
    `trust`); `old_name` and `new_name` say what they are: "the edition approved on 12 March 2025".
    """

    page: Page
    comparison: Comparison
    old: str
    new: str
    old_name: str
    new_name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Changes listed together."""

    id: str
    title: str
    about: str
    changes: tuple[Change, ...]


def groups(comparison: Comparison) -> tuple[Group, ...]:
    """Wording, conditions, particulars and what stands around the text, each apart.

    Groups without changes are left out.
    """
    found = (
        Group("wording", "Wording", "What the text says, and in what order.", comparison.wording),
        Group(
            "conditions",
            "Conditions",
            "Deadlines, sums, choices and terms: they alter what must be done.",
            comparison.conditions,
        ),
        Group(
            "particulars",
            "Particulars",
            "Who and where: they need no approval.",
            comparison.particulars,
        ),
        Group(
            "around",
            "Around the text",
            "What the document is called, who may read it, when it is reviewed, what to read with "
            "it.",
            comparison.around,
        ),
    )
    return tuple(group for group in found if group.changes)


def tally(comparison: Comparison) -> str:
    """How many changes there are, in words: "7 changes: 4 wording, 2 conditions, 1 particular"."""
    total = len(comparison.changes)
    if not total:
        return "Nothing differs between the two."
    parts = [
        f"{len(group.changes)} {_plural(group.id, len(group.changes))}"
        for group in groups(comparison)
    ]
    return f"{total} {'change' if total == 1 else 'changes'}: {', '.join(parts)}."


def remarks(change: Change) -> list[str]:
    """What is said of a change besides its title: the note, where it stands, the cause, why."""
    said = [change.note] if change.note else []
    if change.where and change.kind is not ChangeKind.MOVED:
        said.append(f"In {change.where}")
    if change.fact and len(change.keys) > 1:
        said.append(f"In {len(change.keys)} clauses")
    if change.kind is ChangeKind.RENUMBERED:
        return [*said, "Follows from other changes"]
    said.append((SETTERS if change.around else CAUSES)[change.cause])
    return said


def told(change: Change) -> str:
    """A change in few words, to stand beside its number."""
    kind = KINDS[change.kind]
    if change.kind is ChangeKind.MOVED:
        return change.note
    # The values stand beside it, marked; the list of changes tells them in words.
    return f"{kind}: {change.note}" if change.note and not change.around else kind


def subject(old: str) -> str:
    """What a redline from this text shows, in few words."""
    return "What is different at this school" if old == "trust" else "What changed"


def from_to(change: Change) -> tuple[str, str] | None:
    """The old and the new value, where a change is of a value that can be told in a line."""
    told = change.fact or change.kind is ChangeKind.RENUMBERED
    return (change.old, change.new) if told else None


def touched(node: Any) -> bool:
    """Whether a part of a redline holds any difference that a reader can see."""
    match node:
        case Piece(mark=mark, node=inner):
            return mark is not Mark.KEPT or touched(inner)
        case RedText(words=words):
            return any(w.mark is not Mark.KEPT for w in words)
        case RedSpan(text=text):
            return touched(text)
        case RedRun(spans=spans, change=change):
            return bool(change) or any(map(touched, spans))
        case RedRow(cells=cells):
            return any(map(touched, cells))
        case RedParagraph(run=run, label=label):
            return not label.same or touched(run)
        case RedItem(run=run, blocks=blocks):
            return touched(run) or any(map(touched, blocks))
        case RedList(items=items, style=style):
            return not style.same or any(map(touched, items))
        case RedTable() | RedSection() | RedAside():
            return any(_shape(node)) or any(map(touched, _parts(node)))
        case _:
            return False


def _shape(node: RedTable | RedSection | RedAside) -> Iterator[bool]:
    match node:
        case RedSection(level=level, label=label, audience=audience):
            yield from (not pair.same for pair in (level, label, audience))
        case RedTable(row_header=row_header):
            yield not row_header.same


def _parts(node: RedTable | RedSection | RedAside) -> Iterator[Any]:
    match node:
        case RedTable(caption=caption, header=header, rows=rows):
            yield from (caption, header, *rows)
        case RedSection(heading=heading, blocks=blocks) | RedAside(heading=heading, blocks=blocks):
            yield from (heading, *blocks)


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks things up in a redline while it is written."""

    comparison: Comparison
    old: Rebuilder
    new: Rebuilder
    moves: dict[int, int]

    @classmethod
    def of(cls, comparison: Comparison) -> Finder:
        redline = comparison.redline
        moves = {p.move: p.change for p in pieces(redline) if p.mark is Mark.MOVED_HERE}
        return cls(comparison, Rebuilder(redline, OLD), Rebuilder(redline, NEW), moves)

    def destination(self, piece: Piece[Any]) -> Change:
        """The change that a marker of something moved away belongs to."""
        return self.comparison.changes[self.moves[piece.move] - 1]

    def run(self, cell: Piece[Any]) -> Run:
        """A cell's text in the new edition, or in the old where it has been removed."""
        side = self.new if cell.mark in NEW else self.old
        found = side.piece(cell)
        assert isinstance(found, Run)
        return found


def _plural(group: str, count: int) -> str:
    if group == "around":
        return "around the text"
    return group.removesuffix("s") if count == 1 else group
