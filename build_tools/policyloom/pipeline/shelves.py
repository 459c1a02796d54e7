"""Every page of every audience, looked at before anything is made. In: a Weave; out: Shelves."""

from __future__ import annotations

from collections.abc import Sequence

from policyloom.findings import Findings
from policyloom.pipeline.accounts import Account, account_of
from policyloom.pipeline.attaching import check_attached
from policyloom.pipeline.registering import school_register
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.unprintable import tell_unprintable
from policyloom.pipeline.weave import Weave


def all_shelves(woven: Weave, findings: Findings) -> list[Shelf]:
    """Every school's pages for every audience."""
    return [s for school in woven.estate.schools for s in school_shelves(woven, school, findings)]


def told_shelves(
    woven: Weave, school: str, told: Sequence[Account], findings: Findings
) -> tuple[Shelf, ...]:
    """One school's pages for every audience, from accounts of its policies."""
    check_attached(woven, school, findings)
    register = school_register(woven, school, {each.policy: each.brought for each in told})
    return tuple(
        Shelf(
            audience,
            school,
            tuple(each.told[audience] for each in told if audience in each.told),
            register,
        )
        for audience in woven.estate.trust.sites
    )


def school_shelves(woven: Weave, school: str, findings: Findings) -> tuple[Shelf, ...]:
    """One school's pages for every audience; a character that the fonts lack is a finding."""
    audiences = tuple(woven.estate.trust.sites)
    editions = (each for (owner, _), each in woven.editions.items() if owner == school)
    told = [account_of(woven, each, audiences) for each in editions]
    for each in told:
        tell_unprintable(woven, each, findings)
    return told_shelves(woven, school, told, findings)
