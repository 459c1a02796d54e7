"""Whether a tree stands: a built tree and the clauses enter, findings leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policyloom.findings import nearest
from policyloom.load.clauses import ClauseShelf
from policyloom.load.names import RELATED, Names
from policyloom.load.report import Report
from policyloom.load.treewalk import Placed, placed_leaves
from policyloom.model.clauses import Clause
from policyloom.model.facts import FactType
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.model.tree import (
    Annex,
    Aside,
    Each,
    Item,
    ListNode,
    Node,
    Section,
    Slot,
    Table,
    Tree,
    leaves,
)

_GAP = "The policy would have a gap there."


@dataclass(frozen=True)
class TreeCheck:
    """Checks the trees of one policy."""

    shelf: ClauseShelf
    names: Names
    audience: Audience
    report: Report

    def check(self, tree: Tree) -> None:
        """Report all that is wrong with one tree."""
        self._clauses(tree)
        self._keys(tree)
        self._ids(tree)
        self._annexes(tree)
        for node in every_node(tree):
            if isinstance(node, Table):
                self._table(node)
            if isinstance(node, ListNode):
                self._each(node)
        for placed in placed_leaves(tree, self.sound):
            self._wording(placed)

    @cached_property
    def sound(self) -> dict[str, Clause]:
        """The clauses about whose wordings something can be said."""
        clauses, damaged = self.shelf.clauses, self.shelf.damaged
        return {id_: clause for id_, clause in clauses.items() if id_ not in damaged}

    def _clauses(self, tree: Tree) -> None:
        for leaf in leaves(tree):
            if leaf.clause not in self.shelf.files:
                what = f"There is no clause '{leaf.clause}'."
                fix = nearest(leaf.clause, self.shelf.files) or "Write the clause's file first."
                self.report.error("unknown-clause", leaf.place, what, _GAP, fix)

    def _keys(self, tree: Tree) -> None:
        first: dict[str, Place] = {}
        for leaf in leaves(tree):
            place = first.setdefault(leaf.key, leaf.place)
            if place is not leaf.place:
                self.report.error(
                    "same-clause-twice",
                    leaf.place,
                    f"'{leaf.key}' already stands in this tree, at {place}.",
                    "Links, differences and schools' changes could not tell the two apart.",
                    f"Write {{clause: {leaf.clause}, as: …}} here, with a name of your own.",
                )

    def _ids(self, tree: Tree) -> None:
        first: dict[tuple[bool, str], Place] = {}
        for node in every_node(tree):
            id_ = node_id(node)
            key = (isinstance(node, Slot), id_)
            if id_ and (place := first.setdefault(key, node.place)) is not node.place:
                self.report.error(
                    "duplicate-id",
                    node.place,
                    f"The id '{id_}' is already taken in this tree, at {place}.",
                    "Links and schools' changes could not tell the two apart.",
                    "Rename one of them.",
                )

    def _annexes(self, tree: Tree) -> None:
        top_annexes = [node for node in tree if isinstance(node, Annex)]
        first = tree.index(top_annexes[0]) if top_annexes else len(tree)
        for node in tree[first:]:
            if not isinstance(node, Annex):
                what = "This stands after an annex; annexes come last."
                why = "It would be printed behind the signatures."
                self.report.error("annex-place", node.place, what, why, "Move it up.")
        for node in every_node(tree):
            if isinstance(node, Annex):
                if not any(node is annex for annex in top_annexes):
                    what = "An annex stands inside another part; it belongs at the top level."
                    why = "It is printed after the signatures, so its part would have a hole."
                    self.report.error("annex-place", node.place, what, why, "Move it to the end.")
                self._annex_audience(node)

    def _annex_audience(self, node: Annex) -> None:
        if node.audience and not Audience(node.audience).may_read(self.audience):
            self.report.error(
                "annex-audience",
                node.place,
                f"The annex is for {node.audience}, who may not read the policy itself.",
                "Nobody of that audience could find it.",
                f"Leave 'audience' out, or write one that may read what is for {self.audience}.",
            )

    def _table(self, table: Table) -> None:
        wanted = len(table.header)
        for row in table.rows:
            if len(row.cells) != wanted:
                self.report.error(
                    "ragged-row",
                    row.place,
                    f"This row has {len(row.cells)} cells; the header has {wanted}.",
                    "Cells would stand under the wrong heading.",
                    "Write as many cells as the header has.",
                )

    def _each(self, node: ListNode) -> None:
        for item in node.items:
            if not isinstance(item, Each) or item.fact == RELATED:
                continue
            kind = self.names.type_of(item.fact)
            if item.fact in self.names.facts and kind is FactType.LIST:
                continue
            if item.fact in self.names.broken:
                continue
            lists = [f for f, spec in self.names.facts.items() if spec.type is FactType.LIST]
            known = item.fact in self.names.facts
            what = f"'{item.fact}' is no list." if known else f"There is no fact '{item.fact}'."
            fix = nearest(item.fact, [*lists, RELATED]) or "Name a fact of type list."
            self.report.error("unknown-fact", item.place, what, _GAP, fix)

    def _wording(self, placed: Placed) -> None:
        clause = self.sound.get(placed.leaf.clause)
        if clause is None:
            return
        texts = [w for w in clause.wordings if w.name == placed.wording]
        if not texts:
            known = sorted({w.name for w in clause.wordings})
            self.report.error(
                "missing-wording",
                placed.leaf.place,
                f"'{clause.id}' has no wording '{placed.wording}', which is wanted here.",
                _GAP,
                nearest(placed.wording, known) or "Write that wording, or ask for another.",
            )
        for text in texts:
            fits = placed.lead_unknown or text.polarity in placed.polarities
            if text.name == "item" and text.polarity and not fits:
                self._polarity(placed, text.polarity, text.place)

    def _polarity(self, placed: Placed, polarity: str, place: Place) -> None:
        if placed.polarities:
            lead = " or ".join(sorted(placed.polarities))
            here = f"the one that it stands under says '{lead}'"
        else:
            here = "it stands under none"
        self.report.error(
            "item-polarity",
            placed.leaf.place,
            f"The item '{placed.leaf.clause}' is worded for a '{polarity}' lead-in; {here}.",
            "The policy would say the opposite of what is meant, or half a sentence.",
            f"Move it under a lead-in that says '{polarity}', or reword the item at {place}.",
        )


def every_node(tree: Tree) -> Iterator[Node]:
    """Every node of a tree, at every depth, in reading order."""
    for node in tree:
        yield node
        if isinstance(node, Section | Aside | Annex):
            yield from every_node(node.body)
        elif isinstance(node, ListNode):
            for item in node.items:
                if isinstance(item, Item):
                    yield from every_node(item.body)


def node_id(node: Node) -> str:
    """The id that an author gave a node, or ""."""
    return node.id if isinstance(node, Section | Table | Aside | Annex | Slot) else ""
