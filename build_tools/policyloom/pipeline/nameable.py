"""Which policies a page may name to its readers. In: an estate, an audience and what a record
names; out: what of it that audience may know of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyloom.model.estate import Estate
from policyloom.model.policies import Audience, Policy
from policyloom.model.records import RecordedLine

_POLICY = "policy:"


def may_name(estate: Estate, policy: str, audience: Audience) -> bool:
    """Whether these readers may know that there is such a policy.

    One that the library does not know, by no name it ever had, is named to governors alone.
    """
    if audience is Audience.GOVERNORS:
        return True
    found = estate.policies.get(policy) or _former(estate.policies.values(), policy)
    return found is not None and audience.may_read(found.audience)


def nameable(
    estate: Estate, related: Sequence[RecordedLine], audience: Audience
) -> tuple[RecordedLine, ...]:
    """The related documents without the policies that these readers may not know of."""
    return tuple(
        line
        for line in related
        if not line.href.startswith(_POLICY)
        or may_name(estate, line.href.removeprefix(_POLICY), audience)
    )


def _former(policies: Iterable[Policy], name: str) -> Policy | None:
    return next((policy for policy in policies if name in policy.was), None)
