"""Which wording each leaf of a tree takes: a tree and the clauses enter, placed leaves leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.clauses import Clause, Polarity
from policyloom.model.tree import (
    Annex,
    Aside,
    Item,
    Leaf,
    ListNode,
    Node,
    Para,
    Section,
    Slot,
    Table,
    Tree,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A leaf with the wording that it takes. `polarities` are those of the lead-in above it."""

    leaf: Leaf
    wording: str
    is_item: bool = False
    polarities: frozenset[Polarity] = frozenset()


def placed_leaves(tree: Tree, clauses: Mapping[str, Clause]) -> Iterator[Placed]:
    """Every leaf in reading order, by the rule of docs/authoring.md ("Which wording …")."""
    for node in tree:
        yield from _Walk(clauses).node(node, "")


@dataclass(frozen=True)
class _Walk:
    clauses: Mapping[str, Clause]

    def node(self, node: Node, wording: str) -> Iterator[Placed]:
        match node:
            case Para(leaves=leaves):
                for leaf in leaves:
                    yield Placed(leaf, leaf.wording or wording or "statement")
            case Section() | Aside() | Annex():
                for inner in node.body:
                    yield from self.node(inner, node.wording or wording)
            case ListNode():
                yield from self.list(node, node.wording or wording)
            case Table():
                cells = (*node.header, *(c for row in node.rows for c in row.cells))
                for leaf in (leaf for cell in cells for leaf in cell.leaves):
                    yield Placed(leaf, leaf.wording or node.wording or wording or "statement")
            case Slot():
                pass

    def list(self, node: ListNode, wording: str) -> Iterator[Placed]:
        lead = [self.lead(leaf, wording) for leaf in node.lead]
        yield from lead
        polarities = frozenset(p for placed in lead for p in self.polarities(placed))
        for item in node.items:
            if not isinstance(item, Item):
                continue
            for leaf in item.leaves:
                yield self.item(leaf, wording, polarities)
            for inner in item.body:
                yield from self.node(inner, wording)

    def lead(self, leaf: Leaf, wording: str) -> Placed:
        own = "lead-in" if self.has(leaf, "lead-in") else "statement"
        return Placed(leaf, leaf.wording or wording or own)

    def item(self, leaf: Leaf, wording: str, polarities: frozenset[Polarity]) -> Placed:
        own = "item" if polarities and self.has(leaf, "item") else "statement"
        return Placed(leaf, leaf.wording or wording or own, True, polarities)

    def has(self, leaf: Leaf, name: str) -> bool:
        clause = self.clauses.get(leaf.clause)
        return clause is not None and any(w.name == name for w in clause.wordings)

    def polarities(self, placed: Placed) -> Iterator[Polarity]:
        clause = self.clauses.get(placed.leaf.clause)
        for wording in clause.wordings if clause else ():
            if wording.name == placed.wording and wording.polarity:
                yield wording.polarity
