"""What authors may write in a policy's file and in the files of its trees."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from policyloom.model.policies import Audience, Level, Numbering
from policyloom.schemas.base import Authored
from policyloom.schemas.statutory import RowIds
from policyloom.schemas.tree import NodeEntry
from policyloom.schemas.types import Id, Months, Words, YesNo


class RelatedPolicy(Authored):
    """Another policy of the trust, by its id."""

    policy: Id = Field(description="The id of another policy of the trust.")


class RelatedDocument(Authored):
    """A document that is no policy of the trust, by title and number."""

    document: Words = Field(description="The title of a document that is no policy of the trust.")
    number: Words | None = Field(None, description="Its number.")
    url: Words | None = Field(None, description="Where it is.")


class RelatedLaw(Authored):
    """A law or official guidance."""

    law: Words = Field(description="The name of a law or of official guidance.")
    url: Words | None = Field(None, description="Where it is.")


def _related_kind(value: Any) -> str:
    keys = value if isinstance(value, dict) else ()
    return next((f"@{key}" for key in ("policy", "document", "law") if key in keys), "@unknown")


RelatedEntry = Annotated[
    Annotated[RelatedPolicy, Tag("@policy")]
    | Annotated[RelatedDocument, Tag("@document")]
    | Annotated[RelatedLaw, Tag("@law")],
    Discriminator(_related_kind),
]


class PolicyFile(Authored):
    """`templates/policies/<policy>.yml`: what a policy is, and its tree or its trees' names."""

    title: Words = Field(description="The policy's title.")
    summary: Words = Field(description="A sentence or two that tell a parent what it is about.")
    owner: Words = Field(description="The post at the trust that looks after it.")
    ask: Words | None = Field(None, description="Whom readers ask; a fact that is a person.")
    level: Level = Field(description="Where it is decided.")
    topic: Words = Field(description="Under which it is listed.")
    statutory: YesNo = Field(description="Whether a law requires it.")
    cycle: Months = Field(description="The longest time between two reviews, in months.")
    approving_body: Words = Field(description="Who approves it; may hold a fact.")
    audience: Audience = Field(description="Who may read it.")
    numbering: Numbering = Field(
        Numbering.DECIMAL, description="How its sections are numbered, where a school does not say."
    )
    contents: YesNo = Field(True, description="Whether its PDF has a table of contents.")
    related: list[RelatedEntry] = Field(
        [], description="Policies, documents and laws to read beside it."
    )
    was: list[Id] = Field([], description="The ids that it had before, oldest first.")
    register_: RowIds = Field(
        [], alias="register", description="The rows of the statutory register that it meets."
    )
    tree: list[NodeEntry] | None = Field(
        None, min_length=1, description="Its sections and clauses, in order."
    )
    trees: list[Id] | None = Field(
        None,
        min_length=1,
        description=(
            "The names of its trees, where schools arrange it differently; the first is the "
            "trust's own."
        ),
    )


class TreeFile(Authored):
    """`templates/policies/<policy>/<tree>.yml`."""

    tree: list[NodeEntry] = Field(
        min_length=1, description="The sections and clauses of this arrangement, in order."
    )
