"""What `compare` is given of each edition, and who made the difference between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policyloom.model.changes import Cause, ChangeKind
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.model.editions import Origin
from policyloom.model.nodes import Blocks, Inlines
from policyloom.model.records import Recorded

_WHY: Mapping[str, tuple[Revision, ...]] = {}
TITLE = "Title"
RELATED = "Related documents"
PARTY = {
    True: "The local authority is a party to the school's policies.",
    False: "The local authority is not a party to the school's policies.",
}
_OWN = (Origin.REPLACED, Origin.ADDED, Origin.OMITTED, Origin.CHOSEN)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions.

    `blocks` have their facts filled in; `recorded` is by occurrence key. `authority` are the ids
    of the facts that the authority's record decides; `party` says, by the key of each occurrence
    that tells, whether it names the authority as a party. `tree` is the arrangement used, `order`
    the school's reason for an order of its own; both may be "". `positions` says in words, by
    occurrence key, which of its clause's choices it has. `details` are what is said of the document
    besides its text, by what it is ("Reviewed"), and `related` its related documents, a line each.
    `own` are those of these (`TITLE` and `RELATED` too) that the school sets, not the trust.
    """

    title: str
    blocks: Blocks
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    authority: frozenset[str] = frozenset()
    party: Mapping[str, bool] = field(default_factory=dict)
    tree: str = ""
    order: str = ""
    details: Mapping[str, Inlines] = field(default_factory=dict)
    related: tuple[Inlines, ...] = ()
    own: frozenset[str] = frozenset()
    positions: Mapping[str, str] = field(default_factory=dict)


class Because(NamedTuple):
    """Who made a change, and the reason they gave."""

    cause: Cause
    reason: str = ""


def revisions_between(
    revisions: Iterable[Revision], after: str, until: str
) -> tuple[Revision, ...]:
    """The revisions dated after one day and not after another (ISO 8601; "" is no limit)."""
    return tuple(r for r in revisions if r.date > after and (not until or r.date <= until))


@dataclass(frozen=True, slots=True)
class Causes:
    """Tells causes apart. `revisions` are those between the two editions, by occurrence key."""

    old: Side
    new: Side
    revisions: Mapping[str, Sequence[Revision]] = field(default_factory=lambda: _WHY)

    def rewording(self, key: str) -> tuple[ChangeKind, Because]:
        """Why an occurrence's words differ. A revision that corrects is not a change of meaning."""
        made = self._school(key) or self._trust(key)
        why = self.revisions.get(key, ())
        corrected = bool(why) and all(r.kind is RevisionKind.CORRECTION for r in why)
        if corrected and made.cause is Cause.TRUST:
            return ChangeKind.CORRECTION, made
        return ChangeKind.WORDING, made

    def presence(self, key: str) -> Because:
        """Why an occurrence stands in one edition alone."""
        if not key:
            return self.arrangement()
        return self._school(key) or self._trust(key)

    def arrangement(self, top: bool = False) -> Because:
        """Why something stands elsewhere; `top` says that it is a section of the first level."""
        if top and self.old.order != self.new.order:
            return Because(Cause.OVERRIDE, self.new.order or self.old.order)
        if self.old.tree != self.new.tree:
            return Because(Cause.OVERRIDE, f"Arrangement chosen: {self.new.tree or self.old.tree}")
        return Because(Cause.TRUST)

    def entry(self) -> Because:
        """Why an entry of a list that a fact gives differs: no clause says it."""
        return self.arrangement() if self.old.tree != self.new.tree else Because(Cause.FACT)

    def around(self, label: str) -> Because:
        """Why something around the text differs."""
        own = label in self.old.own | self.new.own
        return Because(Cause.OVERRIDE if own else Cause.TRUST)

    def fact(self, name: str) -> Because:
        """Why a fact has another value. `name` may name a field (`people.head.email`)."""
        ids = self.old.authority | self.new.authority
        decided = any(name == id_ or name.startswith(f"{id_}.") for id_ in ids)
        return Because(Cause.AUTHORITY if decided else Cause.FACT)

    def title(self, key: str) -> str:
        """What the clause is about; its key where neither edition says."""
        found = self.new.recorded.get(key) or self.old.recorded.get(key)
        return found.title if found else key

    def _school(self, key: str) -> Because | None:
        """The school's own doing: its words, its choice, what it adds or leaves out, or no more."""
        old, new = self.old.recorded.get(key), self.new.recorded.get(key)
        same = old and new and (old.origin, old.choice) == (new.origin, new.choice)
        if same and new and new.origin not in (Origin.REPLACED, Origin.ADDED):
            return None
        for found in (new, old):
            if found is not None and found.origin in _OWN:
                side = self.new if found is new else self.old
                position = side.positions.get(key, found.choice)
                chosen = f"Position chosen: {position}" if position else ""
                return Because(Cause.OVERRIDE, found.because or chosen)
        return None

    def _trust(self, key: str) -> Because:
        old, new = self.old.recorded.get(key), self.new.recorded.get(key)
        why = " ".join(revision.why for revision in self.revisions.get(key, ()))
        if why or (old and new and old.revised != new.revised):
            return Because(Cause.TRUST, why)
        party = self.new.party.get(key)
        if party is not None and self.old.party.get(key, party) is not party:
            return Because(Cause.OVERRIDE, PARTY[party])
        return self.arrangement()
