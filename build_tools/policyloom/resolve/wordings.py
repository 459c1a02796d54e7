"""Which wording each leaf of a tree takes, by its own word, its surroundings or its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyloom.model.clauses import Clause, Polarity
from policyloom.model.tree import Annex, Aside, Item, Leaf, ListNode, Para, Section, Table, Tree

STATEMENT = "statement"
ITEM = "item"
LEAD = "lead-in"


def wording_names(tree: Tree, clauses: Mapping[str, Clause]) -> dict[str, str]:
    """By occurrence key, the name of the wording that stands there."""
    return {leaf.key: name for leaf, name in _walk(tree, clauses, "", STATEMENT)}


def has_wording(clause: Clause | None, name: str) -> bool:
    """Whether the clause has a wording of that name, for any position."""
    return clause is not None and any(w.name == name for w in clause.wordings)


def lead_polarity(node: ListNode, clauses: Mapping[str, Clause]) -> Polarity | None:
    """Whether a list's lead-in asks for things to be done, not done, or says neither."""
    for leaf in node.lead:
        clause = clauses.get(leaf.clause)
        for wording in clause.wordings if clause else ():
            if wording.name == (leaf.wording or LEAD) and wording.polarity:
                return wording.polarity
    return None


def _pick(
    leaf: Leaf, clauses: Mapping[str, Clause], inherited: str, shape: str
) -> tuple[Leaf, str]:
    if leaf.wording:
        return leaf, leaf.wording
    if inherited:
        return leaf, inherited
    return leaf, shape if has_wording(clauses.get(leaf.clause), shape) else STATEMENT


def _walk(
    tree: Tree, clauses: Mapping[str, Clause], inherited: str, shape: str
) -> Iterator[tuple[Leaf, str]]:
    for node in tree:
        match node:
            case Para():
                for leaf in node.leaves:
                    yield _pick(leaf, clauses, inherited, shape)
            case ListNode():
                yield from _walk_list(node, clauses, inherited)
            case Table():
                near = node.wording or inherited
                for cell in (*node.header, *(c for row in node.rows for c in row.cells)):
                    for leaf in cell.leaves:
                        yield _pick(leaf, clauses, near, STATEMENT)
            case Section() | Aside() | Annex():
                yield from _walk(node.body, clauses, node.wording or inherited, STATEMENT)
            case _:
                pass


def _walk_list(
    node: ListNode, clauses: Mapping[str, Clause], inherited: str
) -> Iterator[tuple[Leaf, str]]:
    near = node.wording or inherited
    for leaf in node.lead:
        yield _pick(leaf, clauses, "", LEAD)
    shape = ITEM if lead_polarity(node, clauses) else STATEMENT
    for item in node.items:
        if isinstance(item, Item):
            for leaf in item.leaves:
                yield _pick(leaf, clauses, near, shape)
            yield from _walk(item.body, clauses, near, STATEMENT)
