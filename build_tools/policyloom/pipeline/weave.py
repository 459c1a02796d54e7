"""From a trust's folder to every edition and page. In: a root and a day; out: a Weave.

Nothing here writes. The Weave holds all that any command needs, and all findings at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from policyloom.collector import collect_seldom
from policyloom.document import (
    Texts,
    build_blocks,
    number,
)
from policyloom.findings import Finding, Findings
from policyloom.load import load_estate
from policyloom.model.editions import Edition
from policyloom.model.estate import Estate, RecordFile
from policyloom.model.nodes import Blocks
from policyloom.model.places import Scope
from policyloom.model.policies import RelatedKind
from policyloom.model.records import Draft, Record, RecordedLine
from policyloom.pipeline.drafts import draft_of, outline_of
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.orphans import woven_orphans
from policyloom.records import History, histories
from policyloom.render import Weaver
from policyloom.resolve import resolve_edition


@dataclass(frozen=True)
class Woven:
    """One school's policy: the edition as the files now say it, and its records.

    `blocks` are the draft's, numbered; `noun` is what the school calls the document; `cycle` is
    in months. `record` is the one in force, if there is one; `review` an earlier review that the
    school set. `former` are the records from when the policy had another id, and `kept` is the
    draft last decided of a policy that is gone from the library or from what the school adopts.
    """

    edition: Edition
    weaver: Weaver
    noun: str
    blocks: Blocks
    related: tuple[RecordedLine, ...]
    cycle: int
    history: History
    record: Record | None
    review: str = ""
    former: tuple[Record, ...] = ()
    kept: Draft | None = None

    @cached_property
    def draft(self) -> Draft:
        """The edition ready to be frozen; written out only where somebody asks for it."""
        return self.kept or draft_of(self)

    @cached_property
    def draft_key(self) -> str:
        """A key of the draft."""
        return key_of(self.draft)

    @cached_property
    def outline(self) -> Draft:
        """What the draft says around its text; its body may be left out."""
        return self.kept or outline_of(self)

    @cached_property
    def story(self) -> History:
        """Every decision on this policy, those under its former ids included."""
        return replace(self.history, records=self.former + self.history.records)

    @property
    def differs(self) -> bool:
        """Whether the files now say something else than what is in force."""
        if self.kept is not None or self.record is None:
            return False
        return self.record.draft != self.draft


@dataclass(frozen=True, slots=True)
class Weave:
    """Everything: the estate, each edition by (school, policy), and the day.

    `found` are the trust's own decisions, which may cover many schools'.
    """

    estate: Estate
    editions: Mapping[tuple[str, str], Woven]
    today: str
    found: Mapping[tuple[str, str], History] = field(default_factory=dict)


def weave(root: Path, today: str, findings: Findings) -> Weave | None:
    """Read and weave a trust; None, with findings, where the trust cannot be read at all."""
    collect_seldom()
    estate = load_estate(root, findings)
    return weave_estate(estate, today, findings) if estate else None


def weave_estate(estate: Estate, today: str, findings: Findings) -> Weave:
    """Weave an estate: the trust's own edition of each policy and each school's."""
    trust = weave_trust(estate, today, findings)
    policies, editions = dict(trust.estate.policies), dict(trust.editions)
    records = records_by_school(estate)
    for school in estate.schools:
        own = weave_school(trust, school, records.get(school, ()), findings)
        policies |= own.estate.policies
        for pair, woven in own.editions.items():
            editions.setdefault(pair, woven)
    return replace(trust, estate=replace(estate, policies=policies), editions=editions)


def weave_trust(estate: Estate, today: str, findings: Findings) -> Weave:
    """The trust's own edition of each policy, on which `weave_school` builds.

    The records of schools that are gone are looked at here, because no school's weaving would.
    """
    ours = (file for file in estate.records if file.school not in estate.schools)
    found = histories(ours, findings)
    return _woven(Weave(estate, {}, today, found), "", estate.policies, found, findings)


def weave_school(
    trust: Weave, school: str, records: Iterable[RecordFile], findings: Findings
) -> Weave:
    """One school's editions beside the trust's own. `records` are that school's.

    A school needs no other school's, so each can be woven in a process of its own.
    """
    found = histories(records, findings, trust.found)
    policies = [policy for policy in taken_up(trust, school) if policy in trust.estate.policies]
    return _woven(trust, school, policies, found, findings)


def taken_up(weave: Weave, school: str) -> tuple[str, ...]:
    """The policies that a school adopts; one that has left the trust adopts none any more."""
    owner = weave.estate.schools[school]
    return () if owner.has_left(weave.today) else owner.adopts


def records_by_school(estate: Estate) -> dict[str, tuple[RecordFile, ...]]:
    """The record files of each school; those of the trust's own decisions are under ""."""
    grouped: dict[str, list[RecordFile]] = {}
    for file in estate.records:
        grouped.setdefault(file.school, []).append(file)
    return {school: tuple(files) for school, files in grouped.items()}


def _woven(
    base: Weave,
    owner: str,
    policies: Iterable[str],
    found: Mapping[tuple[str, str], History],
    findings: Findings,
) -> Weave:
    """A Weave with one owner's editions added, those of policies that are gone among them."""
    estate, today = base.estate, base.today
    mine = [(owner, policy) for policy in policies]
    known = frozenset([*mine, *(("", policy) for policy in estate.policies)])
    whole, orphans = woven_orphans(estate, found, known, today, findings)
    every = {**base.found, **found}
    editions = dict(base.editions)
    for pair in mine:
        editions[pair] = weave_one(estate, *pair, today, findings, every)
    for pair, kept in orphans.items():
        editions.setdefault(pair, kept)
    return Weave(whole, editions, today, base.found)


def weave_one(
    estate: Estate,
    school: str,
    policy: str,
    today: str,
    findings: Findings,
    found: Mapping[tuple[str, str], History],
) -> Woven:
    """One edition, with its texts filled, its blocks built and its records at hand."""
    edition = resolve_edition(estate, school, policy, today, findings)
    related = related_lines(estate, edition)
    weaver = Weaver(edition, estate.facts, findings, tuple(entry_text(line) for line in related))
    texts = Texts(weaver.occurrences(), weaver.text, weaver.entries)
    blocks = number(build_blocks(edition.tree, texts), edition.numbering)
    noun = weaver.value("noun")
    override = estate.schools[school].overrides.get(policy) if school else None
    history = found.get((school, policy), History(school, policy, ()))
    former = former_records(estate, school, policy, found)
    return Woven(
        edition,
        weaver,
        noun.text if noun else "policy",
        blocks,
        related,
        estate.policies[policy].cycle,
        history,
        replace(history, records=former + history.records).in_force(today),
        override.review if override else "",
        former,
    )


def former_records(
    estate: Estate, school: str, policy: str, found: Mapping[tuple[str, str], History]
) -> tuple[Record, ...]:
    """The decisions on a policy from when it had another id, oldest first."""
    chains = (found.get((school, old)) for old in estate.policies[policy].was)
    return tuple(record for chain in chains if chain for record in chain.records)


def entry_text(line: RecordedLine) -> str:
    """A related document as a list in the text names it: its title, with its number if any."""
    return f"{line.title} ({line.number})" if line.number else line.title


def related_lines(estate: Estate, edition: Edition) -> tuple[RecordedLine, ...]:
    """An edition's related documents as they are listed."""
    school = estate.schools.get(edition.school)
    lines: list[RecordedLine] = []
    for related in edition.related:
        title, number_, href = related.ref, related.number, related.url
        if related.kind is RelatedKind.POLICY:
            policy = estate.policies.get(related.ref)
            if policy is None:
                continue
            override = school.overrides.get(related.ref) if school else None
            title = (override.title if override else "") or policy.title
            number_ = (override.number if override else "") or number_
            href = f"policy:{related.ref}"
        lines.append(RecordedLine(str(related.kind), title, number_, href))
    return tuple(lines)


def with_policies(woven: Weave, findings: Findings) -> Weave:
    """The Weave without the schools that have nothing to publish, each with a warning."""
    schools = woven.estate.schools
    recorded = woven.estate.recorded.keys() | woven.estate.attached.keys()
    kept = {n: s for n, s in schools.items() if taken_up(woven, n) or n in recorded}
    gone = {name for name, school in schools.items() if school.has_left(woven.today)}
    for name in schools.keys() - kept.keys() - gone:
        findings.warning(
            "nothing-adopted",
            schools[name].place,
            f"{schools[name].name} has adopted no policy",
            "There is nothing to publish for it, so it has no site.",
            "Name its policies under `adopts:`.",
            Scope(name),
        )
    return replace(woven, estate=replace(woven.estate, schools=kept))


def blocking(findings: Findings, weave: Weave) -> dict[str, list[Scope]]:
    """By school, the scopes of the errors that stop it; the library's stop every school."""
    schools = weave.estate.schools
    stopped: dict[str, list[Scope]] = {}
    for finding in findings.errors():
        if _only_history(finding, weave):
            continue
        named = [finding.scope.school] if finding.scope.school else list(schools)
        for school in named:
            policy = finding.scope.policy
            if school in schools and (not policy or policy in taken_up(weave, school)):
                stopped.setdefault(school, []).append(finding.scope)
    return stopped


def stops_everyone(findings: Findings, trust: Weave) -> bool:
    """Whether an error is of the library, so that no school can go on without the others."""
    adopted = {policy for name in trust.estate.schools for policy in taken_up(trust, name)}
    return any(
        not finding.scope.school
        and (not finding.scope.policy or finding.scope.policy in adopted)
        and not _only_history(finding, trust)
        for finding in findings.errors()
    )


def _only_history(finding: Finding, weave: Weave) -> bool:
    """Whether a damaged record leaves it known what is in force, so that it may be published."""
    woven = weave.editions.get((finding.scope.school, finding.scope.policy))
    about_records = finding.code.startswith("record-")
    return about_records and woven is not None and woven.history.sound(weave.today)
