"""What authors may write about checks, what they accept, and the guidance that policies cite."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from policyloom.model.checks import Check
from policyloom.schemas.base import Authored
from policyloom.schemas.statutory import SourceEntry
from policyloom.schemas.tree import as_list
from policyloom.schemas.types import Day, Id, Words, wrong

YOUNGEST, OLDEST = 9, 22


def _age(value: Any) -> int:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"\d{1,2}", text) or not YOUNGEST <= int(text) <= OLDEST:
        raise wrong(
            "wrong-type",
            f"'{text[:40]}' is no reading age.",
            f"Write whole years from {YOUNGEST} to {OLDEST}, as in 15.",
        )
    return int(text)


Age = Annotated[
    int,
    BeforeValidator(_age),
    WithJsonSchema({"type": "integer", "minimum": YOUNGEST, "maximum": OLDEST}),
]
"""A reading age in whole years."""


class AcceptEntry(Authored):
    """A finding that may stand: of which check, where, why, and until when."""

    check: Check = Field(description="The check's code.")
    where: Words = Field(description="A file; or school, policy and clause, as far as needed.")
    because: Words = Field(description="Why it may stand.")
    until: Day = Field(description="The last day on which it may.")


class GuidanceEditionEntry(Authored):
    """One edition, and the day from which it counts; without `sources` that is not known."""

    edition: Words = Field(description="What the edition is called.")
    since: Day = Field(description="The first day on which it counts.")
    sources: list[Id] = Field(
        [], description="Which sources say so. Without one, nothing is known."
    )


class GuidanceEntry(Authored):
    """Guidance that policies cite, with its editions, or the day on which it was withdrawn."""

    title: Words = Field(description="Its title.")
    also: Annotated[list[Words], BeforeValidator(as_list, list[Words] | Words)] = Field(
        [], description="Other names for it."
    )
    url: Words | None = Field(None, description="Where it is.")
    editions: list[GuidanceEditionEntry] = Field([], description="Its editions, oldest first.")
    withdrawn: Day | None = Field(None, description="The day from which it counts no more.")
    sources: list[Id] = Field(
        [], description="Which sources say that it was withdrawn. Without one, nothing is known."
    )
    instead: Words | None = Field(None, description="What counts in its place.")


class GuidanceFile(Authored):
    """`templates/guidance.yml`."""

    checked: Day = Field(description="When its sources were last read.")
    about: Words | None = Field(None, description="A word on the whole.")
    sources: dict[Id, SourceEntry] = Field(
        {}, description="Where its sayings come from, each by an id."
    )
    guidance: list[GuidanceEntry] = Field(min_length=1, description="Guidance that policies cite.")
