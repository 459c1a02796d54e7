"""What authors may write about checks, what they accept, and the guidance that policies cite."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from policyloom.model.checks import Check
from policyloom.schemas.base import Authored
from policyloom.schemas.tree import as_list
from policyloom.schemas.types import Day, Words, wrong

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

    check: Check
    where: Words
    because: Words
    until: Day


class GuidanceEditionEntry(Authored):
    """One edition: what it is called, and the first day on which it counts."""

    edition: Words
    since: Day


class GuidanceEntry(Authored):
    """Guidance that policies cite, with its editions."""

    title: Words
    also: Annotated[list[Words], BeforeValidator(as_list, list[Words] | Words)] = []
    url: Words | None = None
    editions: list[GuidanceEditionEntry] = []
    withdrawn: Day | None = None
    instead: Words | None = None


class GuidanceFile(Authored):
    """`templates/guidance.yml`."""

    guidance: list[GuidanceEntry] = Field(min_length=1)
