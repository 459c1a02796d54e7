"""One policy as one school has it. In: the estate, a school, a policy, a day; out: an Edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from policyloom.findings import Findings, nearest
from policyloom.model.clauses import Clause
from policyloom.model.editions import Edition, Occurrence, Origin
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType, Nature, Tier
from policyloom.model.places import Scope
from policyloom.model.policies import Numbering, Policy, Related, RelatedKind
from policyloom.model.schools import Add, Override, School
from policyloom.model.tree import Leaf, Tree, leaves
from policyloom.resolve.facts import winning_facts
from policyloom.resolve.trees import in_order, with_added, without
from policyloom.resolve.wordings import wording_names

PARTY_SPAN = re.compile(r"\[\?la\s[^\[\]]*\]")
_NAME = re.compile(r"\{\{\s*([a-z0-9_.]+?)\s*\}\}")


@lru_cache(maxsize=100_000)
def _named(text: str) -> frozenset[str]:
    """The names between double braces in a text."""
    return frozenset(_NAME.findall(text))


def resolve_edition(
    estate: Estate, school_id: str, policy_id: str, today: str, findings: Findings
) -> Edition:
    """Weave one policy for one school (`""` for the trust's own text), as of `today` (ISO 8601).

    What cannot be resolved is a finding, and the edition goes without it: an edition that has
    errors is for looking at, never for publishing. Raises KeyError for ids not in the estate.
    """
    school = estate.schools[school_id] if school_id else None
    policy = estate.policies[policy_id]
    override = school.overrides.get(policy_id) if school else None
    facts = winning_facts(estate, school, override, today)
    party = school.party if school else True
    base = policy.trees[(override and override.tree) or policy.default_tree].tree
    found = _Occurrences(estate, policy, school, override, facts, party, findings)
    occurrences = found.all(base)
    tree = _shape(base, occurrences, override)
    return Edition(
        school=school_id,
        policy=policy_id,
        title=(override and override.title) or policy.title,
        number=override.number if override else "",
        numbering=_numbering(policy, school, override),
        contents=override.contents
        if override and override.contents is not None
        else policy.contents,
        audience=policy.audience,
        tree=tree,
        occurrences=occurrences,
        facts=facts,
        party=party,
        related=_related(policy, school, override),
        front=(override and override.front) or (school.front if school else estate.trust.front),
        place=override.place if override else policy.place,
    )


def _numbering(policy: Policy, school: School | None, override: Override | None) -> Numbering:
    if override and override.numbering is not None:
        return override.numbering
    if school and school.numbering is not None:
        return school.numbering
    return policy.numbering


def _related(
    policy: Policy, school: School | None, override: Override | None
) -> tuple[Related, ...]:
    """The related documents; a policy that the school has not adopted is none of its documents."""
    related = policy.related
    if override and override.related is not None:
        related = override.related
    if school is None:
        return related
    return tuple(r for r in related if r.kind is not RelatedKind.POLICY or r.ref in school.adopts)


def _shape(base: Tree, occurrences: Mapping[str, Occurrence], override: Override | None) -> Tree:
    gone = frozenset(
        key
        for key, occurrence in occurrences.items()
        if occurrence.origin in (Origin.OMITTED, Origin.NOT_APPLICABLE)
    )
    gone |= {key for leaf in leaves(base) if (key := leaf.key) not in occurrences}
    tree = without(base, gone) if gone else base
    added: dict[str, tuple[Add, ...]] = {}
    for add in override.add if override else ():
        added[add.slot] = (*added.get(add.slot, ()), add)
    tree = with_added(tree, added)
    if override and override.order:
        tree = in_order(tree, override.order.sections)
    return tree


class _Occurrences:
    """Resolves the leaves of one edition; holds what they all need."""

    def __init__(
        self,
        estate: Estate,
        policy: Policy,
        school: School | None,
        override: Override | None,
        facts: Mapping[str, FactEntry],
        party: bool,
        findings: Findings,
    ) -> None:
        self.estate, self.policy, self.school, self.override = estate, policy, school, override
        self.facts, self.party, self.findings = facts, party, findings
        self.scope = Scope(school.id if school else "", policy.id)
        self.replaced = {r.key: r for r in override.replace} if override else {}
        self.omitted = {o.key: o for o in override.omit} if override else {}
        self.chosen = {c.clause: c for c in override.choose} if override else {}

    def all(self, tree: Tree) -> dict[str, Occurrence]:
        names = wording_names(tree, self.estate.clauses)
        result: dict[str, Occurrence] = {}
        for leaf in leaves(tree):
            occurrence = self.one(leaf, names[leaf.key])
            if occurrence is not None:
                result[leaf.key] = occurrence
        for add in self.override.add if self.override else ():
            result[add.id] = self.added(add)
        return result

    def one(self, leaf: Leaf, name: str) -> Occurrence | None:
        clause = self.estate.clauses.get(leaf.clause)
        if clause is None:
            return None
        choice = self.choice(clause)
        wording = clause.wording(name, choice)
        if wording is None:
            self.missing_wording(leaf, clause, name, choice)
            return None
        origin, because, against = Origin.KEPT, "", ""
        text, place, words = wording.text, wording.place, False
        if clause.id in self.chosen and choice != clause.default_choice:
            origin = Origin.CHOSEN
        elif self.local(text):
            origin = Origin.SET
        if replaced := self.replaced.get(leaf.key):
            origin, because, against = Origin.REPLACED, replaced.because, replaced.against
            text, place, words = replaced.text, replaced.text_place, True
        if omitted := self.omitted.get(leaf.key):
            origin, because, against = Origin.OMITTED, omitted.because, omitted.against
        elif not self.party and not PARTY_SPAN.sub("", text).strip(" .,;:\n"):
            origin = Origin.NOT_APPLICABLE
        return Occurrence(
            key=leaf.key,
            clause=clause.id,
            title=clause.title,
            origin=origin,
            text=text,
            wording=name,
            place=place,
            polarity=wording.polarity,
            revised=clause.revised,
            facts=self.near(clause, leaf),
            school_words=words,
            because=because,
            against=against,
            choice=choice,
            roles=clause.roles,
        )

    def near(self, clause: Clause, leaf: Leaf) -> dict[str, FactEntry]:
        """The leaf's and the clause's own values, where no tier says otherwise."""
        own = {**clause.defaults, **leaf.set}
        return {fact: entry for fact, entry in own.items() if fact not in self.facts}

    def local(self, text: str) -> bool:
        """Whether this school set a condition in this text (a term only words the same rule)."""
        return any(
            entry.tier >= Tier.SCHOOL
            and self.estate.facts[name].nature is Nature.CONDITION
            and self.estate.facts[name].type is not FactType.TERM
            for name in _named(text)
            if (entry := self.facts.get(name))
        )

    def choice(self, clause: Clause) -> str:
        """The school's position, or the trust's own, which `load` demands; "" without choices."""
        chosen = self.chosen.get(clause.id)
        return chosen.choice if chosen and clause.choices else clause.default_choice

    def missing_wording(self, leaf: Leaf, clause: Clause, name: str, choice: str) -> None:
        position = f" for the position '{choice}'" if choice else ""
        self.findings.error(
            "unknown-wording",
            leaf.place,
            f"Clause '{clause.id}' has no wording '{name}'{position}",
            "This place in the policy would be empty.",
            f"Write `=== {name}` in {clause.place.file}, or ask for another wording here. "
            + nearest(name, {w.name for w in clause.wordings}),
            self.scope,
        )

    def added(self, add: Add) -> Occurrence:
        return Occurrence(
            key=add.id,
            clause=add.id,
            title="Added by the school",
            origin=Origin.ADDED,
            text=add.text,
            wording="statement",
            place=add.text_place,
            polarity=None,
            revised="",
            facts={},
            school_words=True,
            because=add.because,
        )
