"""What authors may write about the statutory register, and of what meets its rows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from policyloom.model.statutory import Answer, Force, Kind, Publish
from policyloom.schemas.base import Authored
from policyloom.schemas.tree import as_list
from policyloom.schemas.types import Day, Id, Months, Words


class SourceEntry(Authored):
    """Where sayings of the register come from."""

    title: Words
    url: Words | None = None
    about: Words | None = None


class Saying(Authored):
    """What the register says of some schools; without `sources` it counts as not known."""

    types: list[Id] = []
    phases: list[Id] = []
    sources: list[Id] = []


class NeededEntry(Saying):
    """Whether a row is required of these schools."""

    answer: Answer
    if_: Words | None = Field(None, alias="if")


class ReviewedEntry(Saying):
    """How often it has to be, or should be, reviewed."""

    months: Months | None = None
    force: Force


class ApprovedEntry(Saying):
    """Which bodies may approve it."""

    bodies: list[Id] = Field(min_length=1)
    force: Force
    words: Words | None = None


class PublishedEntry(Saying):
    """Whether it has to be, or should be, on the school's website."""

    answer: Publish
    if_: Words | None = Field(None, alias="if")
    due: Words | None = None


class LawEntry(Authored):
    """Acts, regulations and guidance that it rests on."""

    names: list[Words] = Field(min_length=1)
    sources: list[Id] = []


class RowEntry(Authored):
    """One thing that schools must or may have."""

    title: Words
    kind: Kind
    law: LawEntry | None = None
    needed: Annotated[
        list[NeededEntry], BeforeValidator(as_list, list[NeededEntry] | NeededEntry)
    ] = []
    reviewed: Annotated[
        list[ReviewedEntry], BeforeValidator(as_list, list[ReviewedEntry] | ReviewedEntry)
    ] = []
    approved: Annotated[
        list[ApprovedEntry], BeforeValidator(as_list, list[ApprovedEntry] | ApprovedEntry)
    ] = []
    published: Annotated[
        list[PublishedEntry], BeforeValidator(as_list, list[PublishedEntry] | PublishedEntry)
    ] = []
    contact: Words | None = None
    note: Words | None = None


class StatutoryFile(Authored):
    """`templates/statutory.yml`."""

    checked: Day
    about: Words | None = None
    types: dict[Id, Words] = Field(min_length=1)
    bodies: dict[Id, list[Words]] = {}
    sources: dict[Id, SourceEntry] = {}
    rows: dict[Id, RowEntry] = Field(min_length=1)


class ElsewhereEntry(Authored):
    """A row that is met in another way: exactly one of the three."""

    url: Words | None = None
    kept: Words | None = None
    not_applicable: Words | None = None


RowIds = Annotated[list[Id], BeforeValidator(as_list, list[Id] | Id)]
"""One row of the register, or several."""
