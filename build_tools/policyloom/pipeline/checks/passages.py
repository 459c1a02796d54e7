"""Authored texts as checks read them. In: an estate; out: passages, each knowing its places.

A fact in a text is masked by as many letters of the private area, which authors cannot write: so
every offset keeps its place, and no pattern takes a fact for a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType
from policyloom.model.places import EVERYTHING, Place, Scope
from policyloom.model.policies import Policy, RelatedKind
from policyloom.model.schools import Override
from policyloom.model.tree import Annex, Aside, Item, ListNode, Section, Table, Tree
from policyloom.resolve.facts import current

MASK = "\ue000"
_FACT = re.compile(r"\{\{[^{}]*\}\}")
_PARTY = re.compile(r"\[\?la(\s[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that somebody wrote, facts masked. `key` is the clause, occurrence or fact.

    `is_fact` says that it is a fact's value; `is_citation` that it names a law or guidance only.
    """

    text: str
    at: Callable[[int], Place]
    scope: Scope
    key: str = ""
    is_fact: bool = False
    is_citation: bool = False


@lru_cache(maxsize=50_000)
def masked(text: str) -> str:
    """A text with its facts and its signs for optional spans masked, offsets unchanged."""
    if "{{" in text:
        text = _FACT.sub(lambda m: MASK * len(m[0]), text)
    return _PARTY.sub(lambda m: f"    {m[1]} ", text) if "[?la" in text else text


def begins(place: Place) -> Callable[[int], Place]:
    """Where only the beginning of a text is known: a long text in YAML is folded."""
    return lambda _: place


def library_passages(estate: Estate) -> Iterator[Passage]:
    """Every clause's titles, wordings and basis, every policy's own words, the trust's facts."""
    for clause in estate.clauses.values():
        top = begins(clause.place)
        yield Passage(clause.title, top, EVERYTHING, clause.id)
        for wording in clause.wordings:
            yield Passage(masked(wording.text), wording.at, EVERYTHING, clause.id)
        for basis in clause.basis:
            yield Passage(basis, top, EVERYTHING, clause.id, is_citation=True)
    for policy in estate.policies.values():
        yield from _policy(policy)
    shared = (estate.trust.facts, *estate.phases.values(), *estate.authorities.values())
    for entry in (e for facts in shared for entries in facts.values() for e in entries):
        yield from _values(estate, entry, EVERYTHING)


def _policy(policy: Policy) -> Iterator[Passage]:
    scope, top = Scope("", policy.id), begins(policy.place)
    yield Passage(policy.title, top, scope)
    yield Passage(policy.summary, top, scope)
    for related in policy.related:
        if related.kind is not RelatedKind.POLICY:
            yield Passage(related.ref, begins(related.place), scope, is_citation=True)
    for tree in policy.trees.values():
        for text, place in _labels(tree.tree):
            yield Passage(masked(text), begins(place), scope)


def _labels(tree: Tree) -> Iterator[tuple[str, Place]]:
    """A tree's headings, captions and short labels."""
    for node in tree:
        match node:
            case Section() | Aside() | Annex():
                yield node.heading, node.place
                yield from _labels(node.body)
            case Table():
                yield node.caption, node.place
                rows = (node.header, *(row.cells for row in node.rows))
                yield from ((cell.text, cell.place) for row in rows for cell in row if cell.text)
            case ListNode():
                for item in node.items:
                    if isinstance(item, Item):
                        yield from _labels(item.body)
            case _:
                pass


def school_passages(
    estate: Estate, school: str, adopted: Iterable[str], today: str
) -> Iterator[Passage]:
    """A school's own words, its reasons, its facts, and the words about its attached files."""
    owner = estate.schools[school]
    for entries in owner.facts.values():
        for entry in _held(entries, today):
            yield from _values(estate, entry, Scope(school))
    for policy in adopted:
        override = owner.overrides.get(policy)
        if override is not None:
            yield from override_passages(override)
            for entries in override.facts.values():
                for entry in entries:
                    yield from _values(estate, entry, Scope(school, policy))
    for attached in estate.attached.get(school, ()):
        for text in (attached.title, attached.summary):
            yield Passage(text, begins(attached.place), Scope(school), attached.id)


def override_passages(override: Override) -> Iterator[Passage]:
    """What a school's file for one policy says in words."""
    scope = Scope(override.school, override.policy)
    if override.title:
        yield Passage(override.title, begins(override.place), scope)
    for said in override.replace:
        yield Passage(masked(said.text), begins(said.text_place), scope, said.key)
        yield Passage(masked(said.because), begins(said.place), scope, said.key)
    for added in override.add:
        yield Passage(masked(added.text), begins(added.text_place), scope, added.id)
        yield Passage(masked(added.because), begins(added.place), scope, added.id)
    for omit in override.omit:
        yield Passage(masked(omit.because), begins(omit.place), scope, omit.key)
    if override.order:
        yield Passage(masked(override.order.because), begins(override.order.place), scope)
    for related in override.related or ():
        if related.kind is not RelatedKind.POLICY:
            yield Passage(related.ref, begins(related.place), scope, is_citation=True)


def _held(entries: tuple[FactEntry, ...], today: str) -> Iterator[FactEntry]:
    """The entries that count today or later: what was said once is not to be mended."""
    now = current(entries, today)
    return (e for e in entries if now is None or e.since >= now.since)


def _values(estate: Estate, entry: FactEntry, scope: Scope) -> Iterator[Passage]:
    """A fact's value, part by part. Addresses are left out: streets are named after anything."""
    spec, value = estate.facts.get(entry.fact), entry.value
    if spec is None or spec.type in (FactType.ADDRESS, FactType.TERM):
        return
    parts = value.items or tuple(value.fields.values()) or (value.text,)
    for part in parts:
        if part:
            yield Passage(part, begins(entry.place), scope, entry.fact, is_fact=True)
