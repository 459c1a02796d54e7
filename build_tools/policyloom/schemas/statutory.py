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

    title: Words = Field(description="The source's title.")
    url: Words | None = Field(None, description="Where it is.")
    about: Words | None = Field(None, description="What else is to be known of it.")


class Saying(Authored):
    """What the register says of some schools; without `sources` it counts as not known."""

    types: list[Id] = Field(
        [], description="The types of school that it is about; all, if left out."
    )
    phases: list[Id] = Field([], description="The phases that it is about; all, if left out.")
    sources: list[Id] = Field(
        [], description="Which sources say so. Without one, nothing is known."
    )


class NeededEntry(Saying):
    """Whether a row is required of these schools."""

    answer: Answer = Field(description="Whether it is required.")
    if_: Words | None = Field(None, alias="if", description="On what that depends.")


class ReviewedEntry(Saying):
    """How often it has to be, or should be, reviewed."""

    months: Months | None = Field(None, description="The longest time between reviews.")
    force: Force = Field(description="How binding that is.")


class ApprovedEntry(Saying):
    """Which bodies may approve it."""

    bodies: list[Id] = Field(min_length=1, description="The bodies that may approve it.")
    force: Force = Field(description="How binding that is.")
    words: Words | None = Field(None, description="What else is to be said.")


class PublishedEntry(Saying):
    """Whether it has to be, or should be, on the school's website."""

    answer: Publish = Field(description="Whether it has to be on the website.")
    if_: Words | None = Field(None, alias="if", description="On what that depends.")
    due: Words | None = Field(None, description="When in the year.")


class LawEntry(Authored):
    """Acts, regulations and guidance that it rests on."""

    names: list[Words] = Field(min_length=1, description="The laws and the guidance.")
    sources: list[Id] = Field([], description="Which sources say so.")


class RowEntry(Authored):
    """One thing that schools must or may have."""

    title: Words = Field(description="What it is, in a few words.")
    kind: Kind = Field(
        description="A policy, another document, a record that is kept, or something to publish."
    )
    law: LawEntry | None = Field(None, description="What it rests on.")
    needed: Annotated[
        list[NeededEntry], BeforeValidator(as_list, list[NeededEntry] | NeededEntry)
    ] = Field([], description="Whether a school has to have it.")
    reviewed: Annotated[
        list[ReviewedEntry], BeforeValidator(as_list, list[ReviewedEntry] | ReviewedEntry)
    ] = Field([], description="How often it has to be reviewed.")
    approved: Annotated[
        list[ApprovedEntry], BeforeValidator(as_list, list[ApprovedEntry] | ApprovedEntry)
    ] = Field([], description="Who may approve it.")
    published: Annotated[
        list[PublishedEntry], BeforeValidator(as_list, list[PublishedEntry] | PublishedEntry)
    ] = Field([], description="Whether it has to be on the website.")
    contact: Words | None = Field(
        None,
        description="A fact that meets the row where the contacts page gives the school's own.",
    )
    note: Words | None = Field(None, description="What else is to be known; for governors.")


class StatutoryFile(Authored):
    """`templates/statutory.yml`."""

    checked: Day = Field(description="When its sources were last read.")
    about: Words | None = Field(None, description="A word on the whole.")
    types: dict[Id, Words] = Field(
        min_length=1, description="The types of school, each by an id and in words."
    )
    bodies: dict[Id, list[Words]] = Field(
        {}, description="Whom the register means by a body, by the names that the trust has for it."
    )
    sources: dict[Id, SourceEntry] = Field(
        {}, description="Where its sayings come from, each by an id."
    )
    rows: dict[Id, RowEntry] = Field(
        min_length=1, description="What is asked of schools, each by an id."
    )


class ElsewhereEntry(Authored):
    """A row that is met in another way: exactly one of the three."""

    url: Words | None = Field(None, description="Where it is published elsewhere.")
    kept: Words | None = Field(None, description="Where it is kept, unpublished.")
    not_applicable: Words | None = Field(None, description="Why it does not apply.")


RowIds = Annotated[list[Id], BeforeValidator(as_list, list[Id] | Id)]
"""One row of the register, or several."""
