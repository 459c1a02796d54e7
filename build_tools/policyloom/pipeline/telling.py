"""Tells what a school's site needs of each of its policies. In: a school's loom, its files and what
was kept of it; out: accounts and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial

from policyloom.findings import Findings
from policyloom.model.policies import Audience
from policyloom.model.tree import leaves
from policyloom.outputs.pdf import FONTS
from policyloom.pipeline.accounts import Account, account_of
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.holding import Holds
from policyloom.pipeline.keys import files_key, key_of
from policyloom.pipeline.known_accounts import (
    KnownAccount,
    SchoolMemory,
    kept_account,
    unpacked,
)
from policyloom.pipeline.loom import Loom
from policyloom.pipeline.memory import Notes
from policyloom.pipeline.school_notes import recall_for
from policyloom.pipeline.unprintable import tell_unprintable
from policyloom.pipeline.weave import Weave


class Library:
    """What accounts of every school are made from, and keys of it: once for a process."""

    def __init__(self, asked: Asked, trust: Weave, programs: str) -> None:
        self.asked, self.trust, self.programs = asked, trust, programs
        self._clauses: dict[str, str] = {}
        self._policies: dict[str, str] = {}

    def clause(self, name: str) -> str:
        """The digest of a clause, or of its not being there."""
        if name not in self._clauses:
            self._clauses[name] = key_of(self.trust.estate.clauses.get(name))
        return self._clauses[name]

    def policy(self, name: str) -> str:
        """A key of a policy, of the clauses that it places, and of the trust's decisions on it."""
        if name not in self._policies:
            policy = self.trust.estate.policies[name]
            placed = {leaf.clause for tree in policy.trees.values() for leaf in leaves(tree.tree)}
            decided = (self.trust.found.get(("", id_)) for id_ in (name, *policy.was))
            records = [(r.edition, r.digest) for found in decided if found for r in found.records]
            clauses = [(clause, self.clause(clause)) for clause in sorted(placed)]
            self._policies[name] = key_of(policy, clauses, records)
        return self._policies[name]

    @cached_property
    def shared(self) -> str:
        """A key of all else that belongs to no school, and of how it is asked for."""
        estate, asked = self.trust.estate, self.asked
        fronts = [replace(policy, trees={}) for policy in estate.policies.values()]
        fonts = files_key(asked.root, FONTS) if asked.pdfs else ""
        how = (self.programs, asked.history, asked.pdfs, fonts)
        return key_of(how, estate.trust, estate.facts, fronts, estate.statutory)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those that the trust publishes for."""
        return tuple(self.trust.estate.trust.sites)


class Teller:
    """Tells of one school's policies: as they were told last where nothing has changed.

    What is told now is kept in `memory`, and is right for the days of `holds`.
    """

    def __init__(
        self, library: Library, loom: Loom, memory: SchoolMemory, notes: Notes, holds: Holds
    ) -> None:
        self.library, self.loom, self.memory, self.holds = library, loom, memory, holds
        self.notes = notes

    def tell(self, findings: Findings) -> tuple[Account, ...]:
        """Every policy's account, in the school's order; what is wrong is added to `findings`."""
        known = {policy: self._known(policy) for policy in self.loom.adopted}
        recall_for(self.notes, sum(1 for each in known.values() if each is None), len(known))
        adopted = [self._account(policy, each, findings) for policy, each in known.items()]
        return (*adopted, *self._gone(findings))

    def _known(self, policy: str) -> KnownAccount | None:
        """What was told of a policy, where it would be told again just so."""
        known, today = self.memory.accounts.get(policy), self.loom.trust.today
        right = known and known.right(self._key(policy), today, self.library.clause)
        return known if right else None

    def _account(self, policy: str, known: KnownAccount | None, findings: Findings) -> Account:
        if known:
            self.memory.fresh[policy] = known
            findings.extend(known.findings)
            return unpacked(known, partial(self._told, policy))
        self.loom.clauses.asked.clear()
        account = self._told(policy)
        found = tuple(self.loom.faults(policy))
        findings.extend(found)
        asked = self.loom.clauses.asked
        key, clause = self._key(policy), self.library.clause
        kept = kept_account(key, asked, clause, self.holds, account, found)
        if kept is not None:
            self.memory.fresh[policy] = kept
        return account

    def _told(self, policy: str) -> Account:
        weave = self.loom.weave()
        woven = weave.editions[self.loom.school, policy]
        account = account_of(weave, woven, self.library.audiences, self.library.asked.history)
        self._look_at(account, self.loom.found_in(policy))
        return account

    def _gone(self, findings: Findings) -> Iterator[Account]:
        """Policies that have records and nothing else: they are few, and told anew each time."""
        weave, asked = self.loom.weave(), self.library.asked
        for (owner, _), woven in self.loom.gone.items():
            if owner == self.loom.school:
                account = account_of(weave, woven, self.library.audiences, asked.history)
                self._look_at(account, findings)
                yield account

    def _look_at(self, account: Account, findings: Findings) -> None:
        """Where there are to be PDFs, find the characters that they could not show."""
        if self.library.asked.pdfs:
            tell_unprintable(self.loom.weave(), account, findings)

    def _key(self, policy: str) -> str:
        """A key of all that a policy's account is made from, but the clauses that its records
        name: nobody knows them without reading those."""
        override = self.loom.owner.overrides.get(policy)
        folders = [f"schools/{self.loom.school}/approved/{id_}/" for id_ in self.loom.ids(policy)]
        records = [(n, d) for folder in folders for n, d in self._records.get(folder, ())]
        return key_of(self._own, self.library.policy(policy), override, records)

    @cached_property
    def _records(self) -> Mapping[str, list[tuple[str, str]]]:
        """The digests of the school's records, by folder."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, digest in self.memory.files.items():
            folder, slash, _ = name.rpartition("/")
            found.setdefault(folder + slash, []).append((name, digest))
        return found

    @cached_property
    def _own(self) -> str:
        """A key of what is shared, and of all that the school says but of single policies."""
        loom, estate = self.loom, self.loom.estate
        owner = loom.owner
        titles = [(id_, o.title, o.number) for id_, o in owner.overrides.items()]
        gone = [p for id_, p in loom.policies.items() if id_ not in loom.trust.estate.policies]
        tiers = (estate.phases, estate.authorities)
        return key_of(self.library.shared, replace(owner, overrides={}), tiers, titles, gone)
