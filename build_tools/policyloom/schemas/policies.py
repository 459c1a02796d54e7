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

    policy: Id


class RelatedDocument(Authored):
    """A document that is no policy of the trust, by title and number."""

    document: Words
    number: Words | None = None
    url: Words | None = None


class RelatedLaw(Authored):
    """A law or official guidance."""

    law: Words
    url: Words | None = None


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

    title: Words
    summary: Words
    owner: Words
    ask: Words | None = None
    level: Level
    topic: Words
    statutory: YesNo
    cycle: Months
    approving_body: Words
    audience: Audience
    numbering: Numbering = Numbering.DECIMAL
    contents: YesNo = True
    related: list[RelatedEntry] = []
    was: list[Id] = []
    register_: RowIds = Field([], alias="register")
    tree: list[NodeEntry] | None = Field(None, min_length=1)
    trees: list[Id] | None = Field(None, min_length=1)


class TreeFile(Authored):
    """`templates/policies/<policy>/<tree>.yml`."""

    tree: list[NodeEntry] = Field(min_length=1)
