"""What every form of `policyloom drift` is made from.

In: nothing; out: the types that `pipeline` fills and that text and JSON are drawn from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.clauses import Revision
from policyloom.model.nodes import Inlines
from policyloom.model.places import Place


class Doing(StrEnum):
    """What an override does; the value is its key in the school's file."""

    REPLACE = "replace"
    OMIT = "omit"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Moved:
    """A clause as it was when the school wrote, and as it is, with the school's own names in both.

    `key` is the occurrence's. `then` is None where the old wording is not kept, or where the
    clause did not have such a wording. `revisions` are those of its meaning since, oldest first.
    """

    key: str
    title: str
    revised: str
    revisions: tuple[Revision, ...]
    then: Inlines | None
    now: Inlines


@dataclass(frozen=True, slots=True)
class Stale:
    """An override that was written for an older text than today's.

    `key` is the occurrence's, or `order`. `against` is the day (ISO 8601) of the revision that it
    was written for, `revised` that of the newest. `locked` says that the trust has locked the
    clause since, so that the school's entry does not count. `words` are a replacement's, and
    `sections` those that an order names. `clauses` are the clause, or those of the sections that
    were revised since. `place` is where the entry begins.
    """

    school: str
    school_name: str
    policy: str
    title: str
    doing: Doing
    key: str
    place: Place
    against: str
    revised: str
    because: str
    clauses: tuple[Moved, ...]
    words: Inlines = ()
    sections: tuple[str, ...] = ()
    locked: bool = False
