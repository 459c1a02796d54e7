"""What an edition does otherwise than the trust, as far as an audience may know of it.

In: an edition's occurrences and the blocks that the audience reads. Out: Differences. Reasons are
part of what was approved, so whoever may read a clause may read why it is as it is; of a clause
that an audience may not read, not so much as the title is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyloom.model.editions import Origin
from policyloom.model.estate import Estate
from policyloom.model.nodes import Blocks, spans
from policyloom.model.pages import Difference
from policyloom.model.policies import Audience, Policy
from policyloom.model.records import Recorded
from policyloom.model.tree import Annex, Node, Tree, leaves

_SAME = (Origin.KEPT, Origin.NOT_APPLICABLE)


def differences(
    estate: Estate, policy: str, occurrences: Iterable[Recorded], body: Blocks, audience: Audience
) -> tuple[Difference, ...]:
    """The occurrences that do not read as the trust's do, in their order.

    `body` is what the audience reads of the edition.
    """
    differing = [o for o in occurrences if o.origin not in _SAME]
    if not differing:
        return ()
    if audience is not Audience.GOVERNORS:
        known = {span.key for span in spans(body)} | _omissible(estate.policies[policy], audience)
        differing = [o for o in differing if o.key in known]
    return tuple(
        Difference(o.key, o.title, o.origin, o.because, _chosen(estate, o)) for o in differing
    )


def _omissible(policy: Policy, audience: Audience) -> set[str]:
    """The occurrences that the library places where this audience may read them."""
    trees = (tree.tree for tree in policy.trees.values())
    return {leaf.key for tree in trees for leaf in leaves(tuple(_open(tree, audience)))}


def _open(tree: Tree, audience: Audience) -> Iterator[Node]:
    for node in tree:
        closed = node.audience if isinstance(node, Annex) else ""
        if not closed or audience.may_read(Audience(closed)):
            yield node


def _chosen(estate: Estate, occurrence: Recorded) -> str:
    """The position chosen, in the trust's words: those of today, for a record keeps its id."""
    clause = estate.clauses.get(occurrence.clause)
    if clause is None or occurrence.origin is not Origin.CHOSEN:
        return ""
    return clause.choices.get(occurrence.choice, "")
