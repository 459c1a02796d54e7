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

    date: Day = Field(description="The day from which the wording counts.")
    kind: RevisionKind = Field(
        description="A change of what the rule asks, or a correction that asks the same."
    )
    why: Words = Field(description="The reason, in a sentence; packs and redlines print it.")


class ClauseHead(Authored):
    """The front matter of `templates/clauses/<topic>/<id>.md`."""

    title: Words = Field(
        description=(
            "What the rule is about, in a few words, with the word that people would search for."
        )
    )
    adapt: Adapt = Field(description="What a school may do with the clause.")
    revisions: list[RevisionEntry] = Field(
        min_length=1, description="Its dated changes, oldest first; at least one `meaning`."
    )
    basis: list[Words] = Field([], description="The laws or guidance that it rests on.")
    roles: list[Words] = Field(
        [], description="Whom it concerns. The rule is listed on the pages of those roles."
    )
    choices: dict[Id, Words] = Field(
        {}, description="The positions that the trust allows, each by an id and in words."
    )
    default: Id | None = Field(
        None, description="The trust's own position; needed where there are `choices`."
    )
    facts: dict[str, Anything] = Field(
        {}, description="Values of facts for this clause alone, where no file gives one."
    )


class FactDeclaration(Authored):
    """One fact of `templates/facts.yml`."""

    type: FactType = Field(description="What its value looks like.")
    nature: Nature = Field(
        description="A particular (who and where) or a condition (what alters an obligation)."
    )
    tiers: list[TierName] = Field(min_length=1, description="The files that may set it.")
    about: Words = Field(description="What it is; read by those who fill it in.")
    options: Anything = Field(None, description="The words of a term, or the values of a choice.")


class FactsFile(Authored):
    """`templates/facts.yml`."""

    facts: dict[str, FactDeclaration] = Field(
        min_length=1, description="Every fact that texts may name, by its name."
    )


class TermOption(Authored):
    """A term's word with its grammar; what is left out is made by the common rules."""

    one: Words
    many: Words
    a: Words | None = None
    possessive: Words | None = None
    many_possessive: Words | None = None
