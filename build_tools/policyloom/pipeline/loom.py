"""One school's editions, each woven when somebody asks for it. In: the trust's own editions and a
school; out: a Weave.

What is woven knows of no other school, and of nothing that an edition is not made of: so whatever
an edition is made of can be told (`known_accounts`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from policyloom.findings import Finding, Findings
from policyloom.model.clauses import Clause
from policyloom.model.estate import Estate, RecordFile
from policyloom.pipeline.orphans import woven_orphans
from policyloom.pipeline.weave import Weave, Woven, taken_up, weave_one
from policyloom.records import histories

Read = Callable[[Collection[str], Findings], tuple[RecordFile, ...]]
"""Reads the records of some policies; what cannot be read is a finding."""
Pair = tuple[str, str]


class Noted(Mapping[str, Clause]):
    """The library's clauses, of which it is noted who was asked for."""

    def __init__(self, clauses: Mapping[str, Clause]) -> None:
        self.clauses, self.asked = clauses, set[str]()

    def __getitem__(self, name: str) -> Clause:
        self.asked.add(name)
        return self.clauses[name]

    def __iter__(self) -> Iterator[str]:
        self.asked.update(self.clauses)
        return iter(self.clauses)

    def __len__(self) -> int:
        return len(self.clauses)


class Loom(Mapping[Pair, Woven]):
    """The editions of one school beside the trust's own. `gone` are those that are there from
    the beginning: of policies that have records and nothing else.

    `findings` get what is wrong with those; what is wrong with an edition that is woven later is
    known by `faults`. `found` was found before.
    """

    def __init__(self, trust: Weave, school: str, read: Read, findings: Findings) -> None:
        self.trust, self.school, self.read = trust, school, read
        self.found = tuple(findings)
        self.clauses = Noted(trust.estate.clauses)
        self.owner = trust.estate.schools[school]
        policies = trust.estate.policies
        self.adopted = tuple(p for p in taken_up(trust, school) if p in policies)
        self.gone = self._gone(findings)
        self.estate = self._narrowed()
        self._woven: dict[str, tuple[Woven, Findings]] = {}

    def _gone(self, findings: Findings) -> Mapping[Pair, Woven]:
        trust, school = self.trust, self.school
        here = trust.estate.recorded.get(school, frozenset())
        kept = {name for policy in self.adopted for name in self.ids(policy)}
        found = histories(self.read(here - kept, findings), findings, trust.found)
        known = {(school, p) for p in self.adopted} | {("", p) for p in trust.estate.policies}
        whole, gone = woven_orphans(trust.estate, found, known, trust.today, findings)
        self.policies = whole.policies
        return gone

    def _narrowed(self) -> Estate:
        """The estate as this school's editions may know it."""
        estate, owner = self.trust.estate, self.owner
        return replace(
            estate,
            clauses=self.clauses,
            policies=self.policies,
            schools={owner.id: owner},
            phases={owner.phase: estate.phases.get(owner.phase, {})},
            authorities={owner.authority: estate.authorities.get(owner.authority, {})},
            records=(),
            superseded={},
            attached={},
            guidance=(),
            recorded={},
        )

    def ids(self, policy: str) -> tuple[str, ...]:
        """Under which ids a policy of the library has records."""
        return (policy, *self.trust.estate.policies[policy].was)

    def weave(self) -> Weave:
        """The school's editions as everything is drawn from them that is the school's alone."""
        return replace(self.trust, estate=self.estate, editions=self)

    def whole(self) -> Weave:
        """The same with all of the estate."""
        estate = replace(self.trust.estate, policies=self.policies)
        return replace(self.trust, estate=estate, editions=self)

    def faults(self, policy: str) -> Iterator[Finding]:
        """What is wrong with an edition that the school adopts, as far as it was looked at."""
        before = frozenset(self.found)
        return (finding for finding in self.found_in(policy) if finding not in before)

    def found_in(self, policy: str) -> Findings:
        """All that was found before and in an edition that the school adopts."""
        return self._made(policy)[1]

    def __getitem__(self, pair: Pair) -> Woven:
        school, policy = pair
        if school == self.school and policy in self.adopted:
            return self._made(policy)[0]
        return self.trust.editions[pair] if pair in self.trust.editions else self.gone[pair]

    def __iter__(self) -> Iterator[Pair]:
        yield from self.trust.editions
        yield from ((self.school, policy) for policy in self.adopted)
        yield from (pair for pair in self.gone if pair not in self.trust.editions)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _made(self, policy: str) -> tuple[Woven, Findings]:
        if policy not in self._woven:
            findings = Findings(self.found)
            read = self.read(self.ids(policy), findings)
            found = {**self.trust.found, **histories(read, findings, self.trust.found)}
            today = self.trust.today
            woven = weave_one(self.estate, self.school, policy, today, findings, found)
            self._woven[policy] = woven, findings
        return self._woven[policy]
