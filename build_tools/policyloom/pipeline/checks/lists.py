"""mixed-polarity: a list in which "do" and "do not" meet. In: a Desk; out: what is caught.

That an item's declared polarity fits its lead-in is looked at when trees are read. Here it is what
the words themselves say: those of the trust's items, and a school's where it has replaced some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from policyloom.model.checks import Check
from policyloom.model.clauses import Polarity
from policyloom.model.editions import Occurrence
from policyloom.model.places import EVERYTHING, Place, Scope
from policyloom.model.tree import Annex, Aside, Item, ListNode, Section, Tree
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.passages import masked

_NO = r"not|never|don[’']t|do not|must not|should not|may not|cannot|must never"
_NEGATIVE = re.compile(rf"\W*(?:{_NO})\b", re.IGNORECASE)
_FORBIDS = re.compile(
    r"\b(?:not|never|cannot|can[’']t|don[’']t|mustn[’']t|nobody|no one)\b[^.:?!]*:$", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:must|should|shall|may|will|can|to)(?:[ ,][^.:?!]*)?:$", re.IGNORECASE)
_WHY = "Whoever reads down the list takes an item for the opposite of what it says."


def in_library(desk: Desk) -> Iterator[Caught]:
    """Items of clauses that say "not" themselves."""
    for clause in desk.weave.estate.clauses.values():
        for wording in clause.wordings:
            if wording.name == "item" and wording.polarity and negative(wording.text):
                yield _item(wording.polarity, wording.text, wording.place, EVERYTHING, clause.id)


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """Lists in which a school has words of its own."""
    for woven in desk.editions(school):
        own = woven.edition.occurrences
        if not any(occurrence.school_words for occurrence in own.values()):
            continue
        scope = Scope(school, woven.edition.policy)
        for node in _lists(woven.edition.tree):
            yield from _list(node, own, scope)


def _lists(tree: Tree) -> Iterator[ListNode]:
    for node in tree:
        match node:
            case ListNode():
                yield node
                for item in node.items:
                    if isinstance(item, Item):
                        yield from _lists(item.body)
            case Section() | Aside() | Annex():
                yield from _lists(node.body)
            case _:
                pass


def _list(node: ListNode, own: Mapping[str, Occurrence], scope: Scope) -> Iterator[Caught]:
    leads = [own[leaf.key] for leaf in node.lead if leaf.key in own]
    firsts = [item.leaves[0].key for item in node.items if isinstance(item, Item) and item.leaves]
    items = [own[key] for key in firsts if key in own]
    if not any(o.school_words for o in (*leads, *items)):
        return
    lead = _polarity(leads[-1]) if leads else None
    for item in items:
        if item.school_words and lead and negative(item.text):
            yield _item(lead, item.text, item.place, scope, item.key)
        elif lead and _worded_for_another(item, lead):
            yield _turned(leads[-1], item, scope)
            return
    if lead is None:
        yield from _neutral(items, scope)


def _worded_for_another(item: Occurrence, lead: Polarity) -> bool:
    """Whether a trust's item completes the opposite of what the lead-in says."""
    own = None if item.school_words or item.wording != "item" else item.polarity
    return own is not None and own is not lead


def _neutral(items: list[Occurrence], scope: Scope) -> Iterator[Caught]:
    """Under no lead-in or one that says neither: some items forbid, and others ask."""
    forbids = [negative(item.text) for item in items]
    for item, said in zip(items, forbids, strict=True):
        if item.school_words and any(other is not said for other in forbids):
            odd = "says what not to do" if said else "says what to do"
            what = f"This item {odd}, and others in its list the opposite"
            fix = "Make two lists of it, or give each item its own 'must' or 'must not'."
            yield Caught(Check.MIXED_POLARITY, item.place, what, _WHY, fix, scope, item.key)


def _item(lead: Polarity, text: str, place: Place, scope: Scope, key: str) -> Caught:
    word = _NEGATIVE.match(text)
    said = word[0].strip() if word else ""
    if lead is Polarity.DONT:
        what = f"The item begins with '{said}' under a lead-in that says 'must not' already"
        fix = f"Take '{said}' out: the lead-in says it for every item."
    else:
        what = f"The item begins with '{said}' under a lead-in that asks for things to be done"
        fix = "Move it under a lead-in that says 'must not', without the word."
    return Caught(Check.MIXED_POLARITY, place, what, _WHY, fix, scope, key)


def _turned(lead: Occurrence, item: Occurrence, scope: Scope) -> Caught:
    asks = "forbids" if item.polarity is Polarity.DO else "asks for"
    return Caught(
        Check.MIXED_POLARITY,
        lead.place,
        f"The school's lead-in {asks} what the items under it, such as '{item.key}', are not "
        "worded for",
        "The list would say the opposite of what is meant.",
        "Let the lead-in say 'must' or 'must not' as the trust's does, or replace its items too.",
        scope,
        lead.key,
    )


def _polarity(lead: Occurrence) -> Polarity | None:
    """What a lead-in says: declared where it is the trust's, by its words where a school's."""
    if not lead.school_words:
        return lead.polarity
    text = masked(lead.text)
    if _FORBIDS.search(text):
        return Polarity.DONT
    return Polarity.DO if _ASKS.search(text) else None


@lru_cache(maxsize=50_000)
def negative(text: str) -> bool:
    """Whether an item begins by saying "not"."""
    return _NEGATIVE.match(text) is not None
