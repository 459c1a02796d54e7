"""Records of what is gone: a policy that left the library, a school that left or adopts it no more.

In: the estate and its histories. Out: editions that hold nothing but what was decided, and a
finding where a decision still stands that nobody could change any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from policyloom.findings import Findings
from policyloom.model.editions import Edition
from policyloom.model.estate import Estate
from policyloom.model.places import Scope
from policyloom.model.policies import Level, Policy
from policyloom.model.records import Decision, Record
from policyloom.model.schools import Front
from policyloom.records import History
from policyloom.render import Weaver
from policyloom.resolve import winning_facts

if TYPE_CHECKING:
    from policyloom.pipeline.weave import Woven

Owner = tuple[str, str]
TOPIC = "Other policies"
"""Under which a policy is listed that the library has no more."""
_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


def woven_orphans(
    estate: Estate,
    found: Mapping[Owner, History],
    known: Collection[Owner],
    today: str,
    findings: Findings,
) -> tuple[Estate, dict[Owner, Woven]]:
    """Editions of what has records and nothing else; the estate with the policies they are of.

    A policy or a school whose files are at fault is not gone: its own finding says so already.
    """
    policies = dict(estate.policies)
    orphans: dict[Owner, Woven] = {}
    for (school, policy), history in found.items():
        if (school, policy) in known or not history.records:
            continue
        missing = bool(school) and school not in estate.schools
        if _renamed(estate, school, policy) or _at_fault(school, policy, missing, findings):
            continue
        newest = history.records[-1]
        _tell(estate, school, newest, today, history, findings)
        if missing:
            continue
        policies.setdefault(policy, _policy(newest))
        kept = _orphan(estate, school, history, today, findings)
        orphans[school, policy] = _ended(kept, estate, found, today)
        if ("", policy) not in known:
            trust = found.get(("", policy), History("", policy, ()))
            orphans.setdefault(("", policy), _orphan(estate, "", trust, today, findings, newest))
    return replace(estate, policies=policies), orphans


def _ended(woven: Woven, estate: Estate, found: Mapping[Owner, History], today: str) -> Woven:
    """Of a school that has left the trust nothing is in force; its whole story is kept."""
    from policyloom.pipeline.weave import former_records

    owner = estate.schools.get(woven.edition.school)
    if owner is None or not owner.has_left(today) or woven.edition.policy not in estate.policies:
        return woven if owner is None or not owner.has_left(today) else replace(woven, record=None)
    former = former_records(estate, owner.id, woven.edition.policy, found)
    return replace(woven, record=None, former=former)


def _renamed(estate: Estate, school: str, policy: str) -> bool:
    """Whether the records belong to a policy that now has another id, and that the school has."""
    owner = estate.schools.get(school)
    names = owner.adopts if owner and not owner.left else tuple(estate.policies)
    return any(policy in estate.policies[name].was for name in names if name in estate.policies)


def _at_fault(school: str, policy: str, missing: bool, findings: Findings) -> bool:
    """Whether an error tells why there is no such edition; a `missing` school may lack what all
    schools share, such as its phase's file."""
    return any(
        (f.scope.school == school != "" and not f.scope.policy)
        or (f.scope.policy == policy and not f.scope.school)
        or (missing and not f.scope.school and not f.scope.policy)
        for f in findings.errors()
    )


def _tell(
    estate: Estate,
    school: str,
    newest: Record,
    today: str,
    history: History,
    findings: Findings,
) -> None:
    if not school or newest.ruling.decision in _ENDS or history.in_force(today) is None:
        return
    if school in estate.schools and estate.schools[school].has_left(today):
        return
    policy = history.policy
    gone, fix = "", f"Put it back, or record its end: policyloom approve {school} {policy}"
    if school not in estate.schools:
        gone = f"there is no school '{school}'"
        fix = (
            "Keep its records: they prove what was decided. Put school.yml back, with `left:` and "
            "the day if the school has left the trust: then its past editions are published"
        )
    elif policy not in estate.policies:
        gone = f"the library has no policy '{policy}'"
        fix += " --decision withdrawn"
    else:
        gone = f"{school} does not adopt '{policy}'"
        fix += " --decision withdrawn"
    findings.warning(
        "orphan-records",
        newest.place,
        f"This decision is in force, but {gone}",
        "What was approved stands until somebody decides that it does not.",
        f"{fix}.",
        Scope(school, policy),
    )


def _policy(record: Record) -> Policy:
    """A policy that is gone, as far as its record tells."""
    draft = record.draft
    return Policy(
        id=draft.policy,
        title=draft.title,
        summary="",
        owner="",
        level=Level.SCHOOL,
        topic=TOPIC,
        statutory=False,
        cycle=draft.cycle,
        approving_body="",
        audience=draft.audience,
        related=(),
        trees={},
        default_tree="",
        place=record.place,
        numbering=draft.numbering,
        contents=draft.contents,
    )


def _orphan(
    estate: Estate,
    school: str,
    history: History,
    today: str,
    findings: Findings,
    like: Record | None = None,
) -> Woven:
    from policyloom.pipeline.weave import Woven

    newest = history.records[-1] if history.records else like
    assert newest is not None
    draft = newest.draft if not like else replace(newest.draft, school=school)
    owner = estate.schools.get(school)
    edition = Edition(
        school=school,
        policy=history.policy,
        title=draft.title,
        number=draft.number,
        numbering=draft.numbering,
        contents=draft.contents,
        audience=draft.audience,
        tree=(),
        occurrences={},
        facts=winning_facts(estate, owner, None, today),
        party=owner.party if owner else False,
        related=(),
        front=owner.front if owner else Front(),
        place=newest.place,
    )
    weaver = Weaver(edition, estate.facts, findings)
    return Woven(
        edition,
        weaver,
        draft.noun,
        (),
        draft.related,
        draft.cycle,
        history,
        history.in_force(today),
        kept=draft,
    )
