"""Overrides that the trust's library has overtaken: an override's entries and its policy's tree
enter; those of locked clauses leave, and a warning for an order that is older than its sections or
that the policy has already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from policyloom.load.documents import Document
from policyloom.load.report import Report
from policyloom.model.arranged import revised_of
from policyloom.model.clauses import Adapt, Clause
from policyloom.model.policies import PolicyTree
from policyloom.model.schools import Omit, Order, Replace
from policyloom.schemas.schools import OverrideFile

if TYPE_CHECKING:
    from policyloom.load.operations import Operations


def locked_entries(operations: Operations, model: OverrideFile) -> Iterator[Replace | Omit]:
    """The entries that cannot stand because the trust has locked their clause.

    Each has been told of as an error. They are kept, so that a school can be shown what it said
    and what holds instead.
    """
    document = operations.document
    for i, entry in enumerate(model.replace):
        if _locked(entry.clause, operations):
            place = document.place(("replace", i, "clause"))
            text = document.place(("replace", i, "text"))
            yield Replace(entry.clause, entry.text, entry.because, entry.against, place, text)
    for i, left in enumerate(model.omit):
        if _locked(left.clause, operations):
            place = document.place(("omit", i, "clause"))
            yield Omit(left.clause, left.because, left.against, place)


def _locked(key: str, operations: Operations) -> bool:
    leaf = operations.occurrences.get(key)
    clause = operations.shelf.clauses.get(leaf.clause) if leaf else None
    return clause is not None and clause.adapt is Adapt.LOCKED


def check_order(
    order: Order,
    document: Document,
    tree: PolicyTree,
    clauses: Mapping[str, Clause],
    report: Report,
) -> None:
    """Warn of an order that was written before the sections said what they now say."""
    revised = revised_of(tree.tree, order.sections, clauses)
    if order.against < revised:
        report.warning(
            "stale-override",
            document.place(("order", "against")),
            f"A clause in these sections was revised on {revised}, after this order was written.",
            "The reason for the order may not hold for the sections as they now are.",
            f"Look at them again, then write 'against: {revised}'.",
        )


def check_unmoved(
    sections: Sequence[str], known: Sequence[str], document: Document, report: Report
) -> None:
    """Warn of an order that moves nothing: the tree's sections (`known`) stand like that already,
    or only one is named."""
    if [section for section in known if section in sections] != [*sections]:
        return
    what = "The policy has these sections in this order already."
    if len(sections) == 1:
        what = f"Only '{sections[0]}' is named, so it has no other section to change places with."
    report.warning(
        "order-unchanged",
        document.place(("order", "sections")),
        what,
        "The school's change has no effect, and nobody would see that.",
        "Name every section that changes places, in the order wanted; or remove `order`.",
    )
