"""The ends of the trust's own chains of records. In: a Weave and an audience; out: digests.

A decision for all schools is a record of the trust's beside each school's. Its chain is published
too, so that dropping its newest record is seen.
"""

from __future__ import annotations

from policyloom.findings import Findings
from policyloom.model.policies import Audience
from policyloom.pipeline.weave import Weave
from policyloom.records import History, histories


def chains(weave: Weave) -> dict[tuple[str, str], History]:
    """Every chain of records that there is, by school ("" for the trust) and policy: those of
    schools and policies that are gone too.
    """
    found = histories(weave.estate.records, Findings())  # weaving has told what is wrong
    return {owner: history for owner, history in found.items() if history.records}


def trust_heads(weave: Weave, audience: Audience) -> tuple[tuple[str, str], ...]:
    """Each policy of which the trust itself has decided, with the digest of its newest record.

    A policy whose newest record an audience may not read is not named to it.
    """
    own = ((policy, h) for (school, policy), h in sorted(weave.found.items()) if not school)
    return tuple(
        (policy, history.head)
        for policy, history in own
        if history.records and audience.may_read(history.records[-1].draft.audience)
    )
