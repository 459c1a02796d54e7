"""A policy's tree: validated entries with their document enter, the tree's nodes leave.

Entries are walked beside the document, step by step, so that every node keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyloom.load.clauses import placer
from policyloom.load.documents import Document, Path, YamlList, value_at
from policyloom.load.settings import Settings
from policyloom.load.texts import Texts
from policyloom.model.facts import Tier
from policyloom.model.places import Place
from policyloom.model.tree import (
    Annex,
    Aside,
    Cell,
    Each,
    Item,
    Join,
    Leaf,
    ListNode,
    Node,
    Para,
    Row,
    Section,
    Slot,
    Table,
    Tree,
)
from policyloom.schemas.tree import (
    AnnexEntry,
    AnyCell,
    AnyItem,
    AsideEntry,
    CellEntry,
    EachEntry,
    ItemEntry,
    LeafEntry,
    ListEntry,
    NodeEntry,
    ParaEntry,
    SectionEntry,
    SlotEntry,
    TableEntry,
    TextEntry,
)


def build_tree(document: Document, entries: Sequence[NodeEntry], texts: Texts) -> Tree:
    """The nodes of the tree under the key `tree`; headings, labels and set facts are checked."""
    return _Builder(document, texts).nodes(entries, ("tree",))


@dataclass
class _Builder:
    document: Document
    texts: Texts
    list_ids: set[str] = field(default_factory=set)

    def place(self, path: Path) -> Place:
        return self.document.place(path)

    def nodes(self, entries: Sequence[NodeEntry], path: Path) -> Tree:
        return tuple(self.node(entry, (*path, i)) for i, entry in enumerate(entries))

    def node(self, entry: NodeEntry, path: Path) -> Node:
        place = self.place(path)
        match entry:
            case str() | LeafEntry():
                return Para((self.leaf(entry, path),), place)
            case ParaEntry():
                return Para(self.leaves(entry.para, (*path, "para")), place, entry.join)
            case SectionEntry():
                heading = self.label(entry.heading or "", (*path, "heading"))
                body = self.nodes(entry.body, (*path, "body"))
                return Section(entry.section, heading, body, place, entry.wording or "")
            case ListEntry():
                return self.list(entry, path)
            case TableEntry():
                return self.table(entry, path)
            case AsideEntry():
                heading = self.label(entry.heading, (*path, "heading"))
                body = self.nodes(entry.body, (*path, "body"))
                return Aside(entry.aside, heading, body, place, entry.wording or "")
            case AnnexEntry():
                return self.annex(entry, path)
            case SlotEntry():
                return Slot(entry.slot, place)
        raise TypeError(entry)

    def annex(self, entry: AnnexEntry, path: Path) -> Annex:
        return Annex(
            entry.annex,
            self.label(entry.heading, (*path, "heading")),
            self.nodes(entry.body, (*path, "body")),
            self.place(path),
            entry.audience.value if entry.audience else "",
            entry.wording or "",
        )

    def leaf(self, entry: str | LeafEntry, path: Path) -> Leaf:
        if isinstance(entry, str):
            return Leaf(entry, self.place(path))
        settings = Settings(self.document, self.texts.names, Tier.LEAF, self.texts.report)
        set_ = settings.read((*path, "set")).single()
        return Leaf(
            entry.clause,
            self.place((*path, "clause")),
            entry.as_ or "",
            entry.wording or "",
            set_,
        )

    def leaves(self, entries: Sequence[str | LeafEntry], path: Path) -> tuple[Leaf, ...]:
        if not isinstance(value_at(self.document.root, path), YamlList):
            return tuple(self.leaf(entry, path) for entry in entries)
        return tuple(self.leaf(entry, (*path, i)) for i, entry in enumerate(entries))

    def list(self, entry: ListEntry, path: Path) -> ListNode:
        lead = self.leaves(entry.lead, (*path, "lead")) if entry.lead else ()
        items = tuple(self.item(item, (*path, "items", i)) for i, item in enumerate(entry.items))
        return ListNode(
            self.list_id(lead, items),
            entry.list_,
            lead,
            items,
            self.place(path),
            entry.wording or "",
        )

    def list_id(self, lead: tuple[Leaf, ...], items: tuple[Item | Each, ...]) -> str:
        """A name for a list, which has none of its own: that of the first thing in it."""
        first = next((item for item in items), None)
        within = first.leaves[0].key if isinstance(first, Item) else first.fact if first else ""
        base = (lead[0].key if lead else within).replace("/", "-").replace(".", "-") + "-list"
        name, number = base, 1
        while name in self.list_ids:
            number += 1
            name = f"{base}-{number}"
        self.list_ids.add(name)
        return name

    def item(self, entry: AnyItem, path: Path) -> Item | Each:
        place = self.place(path)
        match entry:
            case EachEntry():
                return Each(entry.each, self.place((*path, "each")))
            case ItemEntry():
                leaves = self.leaves(entry.item, (*path, "item"))
                return Item(leaves, place, entry.join, self.nodes(entry.body, (*path, "body")))
            case str() | LeafEntry():
                return Item((self.leaf(entry, path),), place)
            case _:
                return Item(self.leaves(entry, path), place)

    def table(self, entry: TableEntry, path: Path) -> Table:
        rows = []
        for i, row in enumerate(entry.rows):
            at: Path = (*path, "rows", i)
            rows.append(Row(self.cells(row.row, (*at, "row")), self.place(at)))
        return Table(
            entry.table,
            self.label(entry.caption, (*path, "caption")),
            self.cells(entry.header, (*path, "header")),
            tuple(rows),
            self.place(path),
            entry.wording or "",
            entry.row_header,
        )

    def cells(self, entries: Sequence[AnyCell], path: Path) -> tuple[Cell, ...]:
        return tuple(self.cell(entry, (*path, i)) for i, entry in enumerate(entries))

    def cell(self, entry: AnyCell, path: Path) -> Cell:
        place = self.place(path)
        match entry:
            case TextEntry():
                return Cell(place, text=self.label(entry.text, (*path, "text")))
            case CellEntry():
                return Cell(place, self.leaves(entry.cell, (*path, "cell")), entry.join)
            case str() | LeafEntry():
                return Cell(place, (self.leaf(entry, path),))
            case _:
                return Cell(place, self.leaves(entry, path), Join.SPACE)

    def label(self, text: str, path: Path) -> str:
        """Check a heading, caption or label, which may hold facts, and hand it back."""
        if text:
            mark = self.document.mark(path)
            self.texts.words(text, placer(mark.place, mark.exact))
        return text
