"""The sections that a school puts in an order of its own, and how old what they say is.

A tree and the ids of sections enter; the leaves below them and a date leave. A tree has no dates
itself: an order was written for the clauses that then stood in the sections that it names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from policyloom.model.clauses import Clause
from policyloom.model.tree import Leaf, Section, Tree, leaves


def arranged(tree: Tree, sections: Collection[str]) -> Iterator[Leaf]:
    """Every leaf of these top-level sections, in the tree's own order."""
    for node in tree:
        if isinstance(node, Section) and node.id in sections:
            yield from leaves(node.body)


def revised_of(tree: Tree, sections: Collection[str], clauses: Mapping[str, Clause]) -> str:
    """The newest day (ISO 8601) on which the meaning of a clause in these sections changed."""
    held = (clauses.get(leaf.clause) for leaf in arranged(tree, sections))
    return max((clause.revised for clause in held if clause), default="")
