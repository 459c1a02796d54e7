"""The ids under which a policy was known before: what `was:` lists, checked.

In: the ids as authored. Out: those that old addresses may lead on from, and findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from policyloom.load.documents import Document
from policyloom.load.report import Report
from policyloom.model.places import Scope
from policyloom.model.policies import Policy

_WHY = "An old address can lead to one policy alone."


def former_ids(
    document: Document, was: Sequence[str], policy: str, names: Collection[str], report: Report
) -> tuple[str, ...]:
    """The old ids of one policy; one that is still (or already) in use is a finding."""
    kept: list[str] = []
    for i, old in enumerate(was):
        place = document.place(("was", i))
        if old in names:
            owner = "this policy" if old == policy else "another policy"
            report.error(
                "old-id-in-use",
                place,
                f"The old id '{old}' is the id of {owner}.",
                _WHY,
                "Remove it from 'was', or give the policy that has it another id.",
            )
        elif old in kept:
            report.error("old-id-in-use", place, f"'{old}' is listed twice.", _WHY, "Remove one.")
        else:
            kept.append(old)
    return tuple(kept)


def former_twice(policies: Iterable[Policy], report: Report) -> None:
    """A finding for every old id that two policies list."""
    owners: dict[str, str] = {}
    for policy in policies:
        for old in policy.was:
            first = owners.setdefault(old, policy.id)
            if first != policy.id:
                report.within(Scope(policy=policy.id)).error(
                    "old-id-in-use",
                    policy.place,
                    f"'{first}' and '{policy.id}' both say that they were '{old}'.",
                    _WHY,
                    "Leave it in the 'was' of the policy that took its place.",
                )
