"""Overrides that were written for an older text than today's. In: a Weave; out: Stales.

Only what stands in a school's own file can become stale. What a school has not overridden follows
the trust by itself, and what the trust has locked holds, whatever the school's file says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from policyloom.document.inline import weave as woven_inlines
from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.arranged import arranged, revised_of
from policyloom.model.clauses import Clause, Revision, RevisionKind
from policyloom.model.editions import Occurrence
from policyloom.model.estate import Estate
from policyloom.model.nodes import Inlines
from policyloom.model.places import Place
from policyloom.model.schools import Omit, Order, Override, Replace
from policyloom.model.tree import Leaf, Tree, leaves
from policyloom.outputs.drift_rows import Doing, Moved, Stale
from policyloom.pipeline.weave import (
    Weave,
    Woven,
    records_by_school,
    weave_estate,
    weave_school,
    weave_trust,
)
from policyloom.render import Weaver

ORDER = "order"
"""The key by which a school's order of sections is named."""


def woven_schools(
    root: Path, today: str, schools: Iterable[str] | None, findings: Findings
) -> Weave | None:
    """The trust's own editions and those of these schools, or (None) of all.

    None, with findings, where the trust cannot be read at all. A school that is not whole is left
    out, and its findings tell why.
    """
    estate = load_estate(root, findings)
    if estate is None or schools is None:
        return weave_estate(estate, today, findings) if estate else None
    trust, records = weave_trust(estate, today, findings), records_by_school(estate)
    policies, editions = dict(trust.estate.policies), dict(trust.editions)
    for school in schools:
        if school in estate.schools:
            own = weave_school(trust, school, records.get(school, ()), findings)
            policies.update(own.estate.policies)
            editions.update(own.editions)
    return replace(trust, estate=replace(estate, policies=policies), editions=editions)


def drift(weave: Weave) -> list[Stale]:
    """Every stale override, by school, policy and place."""
    found = [
        stale
        for (school, _), woven in weave.editions.items()
        if school
        for stale in stale_overrides(weave.estate, woven)
    ]
    return sorted(found, key=lambda s: (s.school, s.policy, s.place))


def stale_overrides(estate: Estate, woven: Woven) -> list[Stale]:
    """The stale overrides of one school's policy, in the order of its file."""
    override = _override(estate, woven)
    if override is None:
        return []
    found = _Finder(estate, woven, override)
    return sorted(found.all(), key=lambda stale: stale.place)


def count_stale(estate: Estate, woven: Woven) -> int:
    """How many overrides of one school's policy are stale, without their texts."""
    override = _override(estate, woven)
    return sum(1 for _ in _Finder(estate, woven, override).entries()) if override else 0


def _override(estate: Estate, woven: Woven) -> Override | None:
    """The school's file, unless the policy is gone and only its records are left."""
    school = estate.schools.get(woven.edition.school)
    return school.overrides.get(woven.edition.policy) if school and woven.kept is None else None


@dataclass(frozen=True)
class _Finder:
    estate: Estate
    woven: Woven
    override: Override

    @cached_property
    def tree(self) -> Tree:
        """The arrangement that the school uses, as the trust has it."""
        policy = self.estate.policies[self.woven.edition.policy]
        return policy.trees[self.override.tree or policy.default_tree].tree

    @cached_property
    def held(self) -> dict[str, Leaf]:
        return {leaf.key: leaf for leaf in leaves(self.tree)}

    @cached_property
    def weaver(self) -> Weaver:
        """Fills texts of the past too; a fact that is gone since is nobody's mistake."""
        return replace(self.woven.weaver, findings=Findings())

    def entries(self) -> Iterator[tuple[Replace | Omit | Order, str]]:
        """Each stale entry and the day of the newest revision."""
        override = self.override
        entries: tuple[Replace | Omit, ...] = (*override.replace, *override.omit, *override.locked)
        for entry in entries:
            clause = self.clause(entry.key)
            if clause and (entry.against < clause.revised or entry in override.locked):
                yield entry, clause.revised
        order = self.override.order
        if order is not None:
            revised = revised_of(self.tree, order.sections, self.estate.clauses)
            if order.against < revised:
                yield order, revised

    def all(self) -> Iterator[Stale]:
        for entry, revised in self.entries():
            if isinstance(entry, Order):
                yield replace(self.stale(entry, revised), sections=entry.sections)
            else:
                words = self.own_words(entry) if isinstance(entry, Replace) else ()
                locked = entry in self.override.locked
                yield replace(self.stale(entry, revised), words=words, locked=locked)

    def stale(self, entry: Replace | Omit | Order, revised: str) -> Stale:
        edition = self.woven.edition
        doing = {Replace: Doing.REPLACE, Omit: Doing.OMIT, Order: Doing.ORDER}[type(entry)]
        return Stale(
            school=edition.school,
            school_name=self.estate.schools[edition.school].name,
            policy=edition.policy,
            title=edition.title,
            doing=doing,
            key=ORDER if isinstance(entry, Order) else entry.key,
            place=entry.place,
            against=entry.against,
            revised=revised,
            because=entry.because,
            clauses=tuple(self.moved(entry)),
        )

    def clause(self, key: str) -> Clause | None:
        leaf = self.held.get(key)
        return self.estate.clauses.get(leaf.clause) if leaf else None

    def moved(self, entry: Replace | Omit | Order) -> Iterator[Moved]:
        """The clauses that the entry is about, as they were and are."""
        if not isinstance(entry, Order):
            yield from self.pair(entry.key, entry.against)
            return
        for leaf in arranged(self.tree, entry.sections):
            clause = self.clause(leaf.key)
            if clause and clause.revised > entry.against:
                yield from self.pair(leaf.key, entry.against)

    def pair(self, key: str, against: str) -> Iterator[Moved]:
        clause, occurrence = self.clause(key), self.woven.edition.occurrences.get(key)
        if clause is None or occurrence is None:
            return
        before = wording_of(self.estate, clause, against)
        then = self.said(before, occurrence) if before else None
        yield Moved(
            key=key,
            title=clause.title,
            revised=clause.revised,
            revisions=tuple(_meant(clause, against)),
            then=then,
            now=self.said(clause, occurrence) or (),
        )

    def said(self, clause: Clause, occurrence: Occurrence) -> Inlines | None:
        """What the clause says, or said, where it stands, with the school's own names in it."""
        name, choice = occurrence.wording, occurrence.choice
        wording = clause.wording(name, choice) or clause.wording(name, clause.default_choice)
        if wording is None:
            return None
        near = {**clause.defaults, **occurrence.facts}
        text = self.weaver.text(
            wording.text, wording.place, near, clause.id, markdown=True, fragment=name == "item"
        )
        return woven_inlines(text)

    def own_words(self, entry: Replace) -> Inlines:
        occurrence = self.woven.edition.occurrences.get(entry.key)
        near = occurrence.facts if occurrence else {}
        fragment = occurrence is not None and occurrence.wording == "item"
        place: Place = entry.text_place
        return woven_inlines(self.weaver.text(entry.text, place, near, fragment=fragment))


def wording_of(estate: Estate, clause: Clause, against: str) -> Clause | None:
    """The clause as it was under the revision of that day, as last corrected; None if not kept."""
    if against == clause.revised:
        return clause
    later = [r.date for r in _meant(clause, against)]
    until = min(later, default="")
    days = [
        day
        for id_, day in estate.superseded
        if id_ == clause.id and against <= day and (not until or day < until)
    ]
    return estate.superseded[clause.id, max(days)] if days else None


def _meant(clause: Clause, after: str) -> Iterator[Revision]:
    """The revisions of the clause's meaning after a day, oldest first."""
    found = (r for r in clause.revisions if r.kind is RevisionKind.MEANING and r.date > after)
    yield from sorted(found, key=lambda revision: revision.date)
