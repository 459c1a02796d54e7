"""Two editions compared: what changed, of what kind, why, and a redline that shows it all.

In: two sides (blocks with their facts filled in, and what is recorded of each occurrence).
Out: a Comparison. Pure: no disk, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyloom.compare.around import details, lines, title
from policyloom.compare.build import Builder
from policyloom.compare.ledger import Ledger
from policyloom.compare.rebuild import (
    new_around,
    new_blocks,
    old_around,
    old_blocks,
)
from policyloom.compare.sides import RELATED, TITLE, Causes, Side, revisions_between
from policyloom.compare.units import match, part, units
from policyloom.model.changes import Comparison
from policyloom.model.clauses import Revision

__all__ = [
    "RELATED",
    "TITLE",
    "Side",
    "compare",
    "new_around",
    "new_blocks",
    "old_around",
    "old_blocks",
    "revisions_between",
]

_NONE: Mapping[str, Sequence[Revision]] = {}
_NOTHING: Mapping[str, str] = {}


def compare(
    old: Side,
    new: Side,
    revisions: Mapping[str, Sequence[Revision]] = _NONE,
    about: Mapping[str, str] = _NOTHING,
) -> Comparison:
    """Compare two editions.

    `revisions` gives, by occurrence key, the clause's revisions between the two (see
    `revisions_between`); `about` says, by fact id, what a fact is, in words for people.
    """
    was, now = units(old.blocks), units(new.blocks)
    match(was, now)
    ledger = Ledger(Causes(old, new, revisions), about)
    head, said = title(ledger, old, new), details(ledger, old, new)
    redline = Builder(ledger).steps(was, now)
    part([*was, *now])
    related = lines(ledger, old.related, new.related)
    return Comparison(tuple(ledger.changes), head, redline, said, related)
