"""Shaping a policy's tree into a school's: omissions, additions, order. Pure functions on trees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from policyloom.model.schools import Add
from policyloom.model.tree import (
    Annex,
    Aside,
    Cell,
    Each,
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


def without(tree: Tree, gone: frozenset[str]) -> Tree:
    """The tree without the leaves of those keys, nor what they leave empty.

    A table keeps its cells: an empty cell is better than a row whose columns have shifted.
    """
    kept = (_node_without(node, gone) for node in tree)
    return tuple(node for node in kept if node is not None)


def _node_without(node: Node, gone: frozenset[str]) -> Node | None:
    match node:
        case Para():
            leaves = _leaves_without(node.leaves, gone)
            return replace(node, leaves=leaves) if leaves else None
        case ListNode():
            return _list_without(node, gone)
        case Table():
            return _table_without(node, gone)
        case Section() | Aside() | Annex():
            body = without(node.body, gone)
            return replace(node, body=body) if body else None
        case Slot():
            return node


def _leaves_without(leaves: Iterable[Leaf], gone: frozenset[str]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves if leaf.key not in gone)


def _list_without(node: ListNode, gone: frozenset[str]) -> ListNode | Para | None:
    items: list[Item | Each] = []
    for item in node.items:
        if isinstance(item, Item):
            left = replace(
                item, leaves=_leaves_without(item.leaves, gone), body=without(item.body, gone)
            )
            if left.leaves or left.body:
                items.append(left)
        else:
            items.append(item)
    lead = _leaves_without(node.lead, gone)
    if not items:
        return None
    return replace(node, lead=lead, items=tuple(items))


def _table_without(node: Table, gone: frozenset[str]) -> Table:
    def strip(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, leaves=_leaves_without(cell.leaves, gone)) for cell in row)

    rows = tuple(replace(row, cells=strip(row.cells)) for row in node.rows)
    return replace(node, header=strip(node.header), rows=rows)


def with_added(tree: Tree, added: Mapping[str, tuple[Add, ...]]) -> Tree:
    """The tree with each slot replaced by the school's own clauses, one paragraph each."""
    result: list[Node] = []
    for node in tree:
        match node:
            case Slot():
                result += [
                    Para((Leaf(add.id, add.place),), add.place) for add in added.get(node.id, ())
                ]
            case Section() | Aside() | Annex():
                body = with_added(node.body, added)
                if body:
                    result.append(replace(node, body=body))
            case _:
                result.append(node)
    return tuple(result)


def in_order(tree: Tree, sections: tuple[str, ...]) -> Tree:
    """The tree with the named top-level sections moved to the places they hold among themselves.

    Sections that are not named stay where they are; annexes are never moved.
    """
    places = [i for i, node in enumerate(tree) if isinstance(node, Section) and node.id in sections]
    named = {node.id: node for node in tree if isinstance(node, Section) and node.id in sections}
    result = list(tree)
    for place, section in zip(places, (s for s in sections if s in named), strict=False):
        result[place] = named[section]
    return tuple(result)
