"""A policy as the trust words it: metadata and one or more trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.places import Place
from policyloom.model.statutory import RowRef
from policyloom.model.tree import Tree


class Audience(StrEnum):
    """Who may read: each audience's folder also holds what the ones before it may read."""

    PUBLIC = "public"
    STAFF = "staff"
    GOVERNORS = "governors"

    def may_read(self, other: Audience) -> bool:
        """Whether this audience may read what is meant for `other`."""
        order = list(Audience)
        return order.index(other) <= order.index(self)


class Level(StrEnum):
    """Where a policy is decided."""

    TRUST = "trust"
    SCHOOL = "school"


class Numbering(StrEnum):
    """How sections and paragraphs are numbered."""

    NONE = "none"
    DECIMAL = "decimal"
    ROMAN = "decimal-roman"


class RelatedKind(StrEnum):
    POLICY = "policy"
    DOCUMENT = "document"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Related:
    """A document to read with a policy: another policy by id, a document by title, or a law."""

    kind: RelatedKind
    ref: str
    place: Place
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PolicyTree:
    """One arrangement of a policy's clauses; a policy may have several and a school picks one."""

    id: str
    tree: Tree
    place: Place


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy of the library. `cycle` is the longest time between reviews, in months.

    `was` are the ids under which it was known before, oldest first; `ask` is the person (a fact)
    whom readers ask about it, or "". `register` are the rows of the statutory register that it
    meets.
    """

    id: str
    title: str
    summary: str
    owner: str
    level: Level
    topic: str
    statutory: bool
    cycle: int
    approving_body: str
    audience: Audience
    related: tuple[Related, ...]
    trees: Mapping[str, PolicyTree]
    default_tree: str
    place: Place
    numbering: Numbering = Numbering.DECIMAL
    contents: bool = True
    was: tuple[str, ...] = ()
    ask: str = ""
    register: tuple[RowRef, ...] = ()
