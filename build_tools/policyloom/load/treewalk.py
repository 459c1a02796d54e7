"""Which wording each leaf of a tree takes: a tree and the clauses enter, placed leaves leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.clauses import Clause, Polarity
from policyloom.model.policies import Policy
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
    """A leaf with the wording that it takes.

    `polarities` are those of the lead-in that it completes; `lead_unknown` says that the lead-in's
    clause is not among those given.
    """

    leaf: Leaf
    wording: str
    polarities: frozenset[Polarity] = frozenset()
    lead_unknown: bool = False


def placed_leaves(tree: Tree, clauses: Mapping[str, Clause]) -> Iterator[Placed]:
    """Every leaf in reading order, by the rule of docs/authoring.md ("Which wording …")."""
    for node in tree:
        yield from _Walk(clauses).node(node, "")


def is_filled(policy: Policy, clauses: Mapping[str, Clause]) -> bool:
    """Whether every leaf of a policy's trees has its clause and the wording that it takes."""
    for tree in policy.trees.values():
        for placed in placed_leaves(tree.tree, clauses):
            clause = clauses.get(placed.leaf.clause)
            if clause is None or clause.wording(placed.wording, clause.default_choice) is None:
                return False
    return True


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
        unknown = any(leaf.clause not in self.clauses for leaf in node.lead)
        for item in node.items:
            if not isinstance(item, Item):
                continue
            for leaf in item.leaves:
                own = "item" if polarities and self.has(leaf, "item") else "statement"
                yield Placed(leaf, leaf.wording or wording or own, polarities, unknown)
            for inner in item.body:
                yield from self.node(inner, wording)

    def lead(self, leaf: Leaf, wording: str) -> Placed:
        own = "lead-in" if self.has(leaf, "lead-in") else "statement"
        return Placed(leaf, leaf.wording or wording or own)

    def has(self, leaf: Leaf, name: str) -> bool:
        clause = self.clauses.get(leaf.clause)
        return clause is not None and any(w.name == name for w in clause.wordings)

    def polarities(self, placed: Placed) -> Iterator[Polarity]:
        clause = self.clauses.get(placed.leaf.clause)
        for wording in clause.wordings if clause else ():
            if wording.name == placed.wording and wording.polarity:
                yield wording.polarity
