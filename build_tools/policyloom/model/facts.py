"""Facts: what they are declared to be, and what each tier says they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from policyloom.model.places import Place


class FactType(StrEnum):
    """What a fact's value may look like; `load` checks the value against it."""

    TEXT = "text"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    PERSON = "person"
    ADDRESS = "address"
    CHOICE = "choice"
    LIST = "list"
    MONEY = "money"
    NUMBER = "number"
    DURATION = "duration"
    TERM = "term"


class Nature(StrEnum):
    """A particular says who and where and is never frozen; a condition alters an obligation."""

    PARTICULAR = "particular"
    CONDITION = "condition"


class Tier(IntEnum):
    """Who may set a fact, lowest first. The highest tier that sets it wins.

    `LEAF` is a value that the trust gives at one place of a policy's tree: like the clause's own
    default it is the library's wording, only nearer.
    """

    CLAUSE = 0
    LEAF = 1
    TRUST = 2
    AUTHORITY = 3
    PHASE = 4
    SCHOOL = 5
    POLICY = 6


@dataclass(frozen=True, slots=True)
class Value:
    """A fact's value, ready to be written.

    `text` is what `{{ fact }}` writes; `fields` is what `{{ fact.field }}` writes (a person's
    `name`, `post`, `email`, `phone`; a term's `one`, `many`, `a`, `possessive`,
    `many_possessive`); `items` are a list's entries or an address's lines. `raw` is the value as
    it was written (a choice's key, an ISO date).
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact's declaration in facts.yml. `tiers` are those that may set it."""

    id: str
    type: FactType
    nature: Nature
    tiers: frozenset[Tier]
    about: str
    place: Place
    options: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One tier's word on one fact; `since` is an ISO date for a particular that changes, or ""."""

    fact: str
    value: Value
    tier: Tier
    place: Place
    since: str = ""


type_fields: Mapping[FactType, tuple[str, ...]] = {
    FactType.PERSON: ("name", "post", "email", "phone"),
    FactType.TERM: ("one", "many", "a", "possessive", "many_possessive"),
}
"""The fields that `{{ fact.field }}` may name, by type; other types have none."""
