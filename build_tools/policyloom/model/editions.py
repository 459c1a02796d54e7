"""An edition: one policy as one school has it, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.clauses import Polarity
from policyloom.model.facts import FactEntry
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering, Related
from policyloom.model.schools import Front
from policyloom.model.tree import Tree


class Origin(StrEnum):
    """How an occurrence came to read as it does."""

    KEPT = "kept"
    SET = "set"
    CHOSEN = "chosen"
    REPLACED = "replaced"
    OMITTED = "omitted"
    ADDED = "added"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A clause where it stands in an edition.

    `text` is the wording as authored (inline Markdown with `{{ facts }}`); `authored` says
    whether it is the trust's (Markdown allowed) or the school's (facts and nothing else).
    """

    key: str
    clause: str
    title: str
    origin: Origin
    text: str
    wording: str
    place: Place
    polarity: Polarity | None
    revised: str
    facts: Mapping[str, FactEntry]
    school_words: bool = False
    because: str = ""
    against: str = ""
    choice: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A policy as one school has it. `school` is "" for the trust's own text.

    `tree` has the school's order, omissions and additions; every leaf's key is in
    `occurrences`, which also holds those omitted, so that nothing is lost from view.
    `facts` holds the winning entry of every fact that a tier sets for this school and policy.
    """

    school: str
    policy: str
    title: str
    number: str
    numbering: Numbering
    contents: bool
    audience: Audience
    tree: Tree
    occurrences: Mapping[str, Occurrence]
    facts: Mapping[str, FactEntry]
    party: bool
    related: tuple[Related, ...]
    front: Front
    place: Place
