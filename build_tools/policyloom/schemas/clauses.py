"""What authors may write at the head of a clause's file, and in facts.yml."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from policyloom.model.clauses import Adapt, RevisionKind
from policyloom.model.facts import FactType, Nature
from policyloom.schemas.base import Authored
from policyloom.schemas.types import Anything, Day, Id, Words


class TierName(StrEnum):
    """The tiers that a fact's declaration may list."""

    TRUST = "trust"
    AUTHORITY = "authority"
    PHASE = "phase"
    SCHOOL = "school"
    POLICY = "policy"


class RevisionEntry(Authored):
    """One dated change to a clause."""

    date: Day
    kind: RevisionKind
    why: Words


class ClauseHead(Authored):
    """The front matter of `templates/clauses/<topic>/<id>.md`."""

    title: Words
    adapt: Adapt
    revisions: list[RevisionEntry] = Field(min_length=1)
    basis: list[Words] = []
    roles: list[Words] = []
    choices: dict[Id, Words] = {}
    default: Id | None = None
    facts: dict[str, Anything] = {}


class FactDeclaration(Authored):
    """One fact of `templates/facts.yml`."""

    type: FactType
    nature: Nature
    tiers: list[TierName] = Field(min_length=1)
    about: Words
    options: Anything = None


class FactsFile(Authored):
    """`templates/facts.yml`."""

    facts: dict[str, FactDeclaration] = Field(min_length=1)


class TermOption(Authored):
    """A term's word with its grammar; what is left out is made by the common rules."""

    one: Words
    many: Words
    a: Words | None = None
    possessive: Words | None = None
    many_possessive: Words | None = None
