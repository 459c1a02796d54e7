"""Which facts an edition names, and where. In: a Woven; out: each name with what stands near it.

The texts are read as they were written, so that a fact in a link's address counts too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.editions import Origin
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry
from policyloom.model.tree import Annex, Aside, Item, ListNode, Section, Table, Tree, eaches
from policyloom.pipeline.weave import Woven
from policyloom.render import RELATED
from policyloom.render.syntax import SyntaxProblem, parse

_GONE = (Origin.OMITTED, Origin.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Named:
    """A fact's dotted name in an edition. `near` are the values that the clause or leaf brings.

    `needed` says that a gap would show: not so in a line for a signature, which may stay empty.
    """

    name: str
    woven: Woven
    near: Mapping[str, FactEntry]
    needed: bool = True


def named_in(estate: Estate, woven: Woven) -> Iterator[Named]:
    """Every fact that an edition names in its text, its headings, and around its text."""
    edition = woven.edition
    for occurrence in edition.occurrences.values():
        if occurrence.origin not in _GONE:
            for name in _names(occurrence.text, edition.party):
                yield Named(name, woven, occurrence.facts)
    for text in (*_labels(edition.tree), estate.policies[edition.policy].approving_body):
        for name in _names(text, edition.party):
            yield Named(name, woven, {})
    for each in eaches(edition.tree):
        if each.fact != RELATED:
            yield Named(each.fact, woven, {})
    front = edition.front
    for fact in (*front.signatures, *front.signoff, *(("school.motto",) if front.motto else ())):
        yield Named(fact, woven, {}, needed=False)


def _names(text: str, party: bool) -> Iterator[str]:
    try:
        yield from (name for name in parse(text, party).names if name != RELATED)
    except SyntaxProblem:
        return  # a finding of the weave says so, with its place


def _labels(tree: Tree) -> Iterator[str]:
    """The trust's texts in a tree that are no clause's: headings and short labels."""
    for node in tree:
        match node:
            case Section() | Aside() | Annex():
                yield node.heading
                yield from _labels(node.body)
            case Table():
                rows = (node.header, *(row.cells for row in node.rows))
                yield from (cell.text for row in rows for cell in row if cell.text)
            case ListNode():
                for item in node.items:
                    if isinstance(item, Item):
                        yield from _labels(item.body)
            case _:
                pass
