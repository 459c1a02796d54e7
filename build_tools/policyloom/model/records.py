"""Records: decisions, frozen with the editions that they decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.editions import Origin
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering


class Decision(StrEnum):
    """What a board decided."""

    FIRST = "first"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EXTENDED = "extended"
    CORRECTED = "corrected"
    IMPORTED = "imported"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded-by"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record keeps of an occurrence besides its words."""

    key: str
    clause: str
    title: str
    revised: str
    origin: Origin
    because: str = ""
    choice: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A related document as it was listed."""

    kind: str
    title: str
    number: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition ready to be frozen: what a record says, before it says who decided.

    `body` is its Markdown with paired comments; particulars in it are named places.
    `conditions` names each condition that the text states and the tier that set it.
    `related_in_text` says that the body lists the related documents itself.
    """

    school: str
    policy: str
    title: str
    noun: str
    number: str
    numbering: Numbering
    contents: bool
    audience: Audience
    cycle: int
    related: tuple[RecordedLine, ...]
    related_in_text: bool
    occurrences: tuple[Recorded, ...]
    conditions: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision: what, when, by whom. Dates are ISO 8601; `by` is a body or a post.

    `superseded_by` names the policy that takes this one's place, where one does.
    `shared` is the edition of the trust-level record that this decision is part of, or "".
    """

    decision: Decision
    decided: str
    by: str
    effective: str
    review: str
    minute: str = ""
    summary: str = ""
    superseded_by: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record read back. `previous` and `digest` chain the records of one school's policy.

    `digest` is the SHA-256 of the whole file; `wording` that of its body.
    `covers` (trust-level records) maps each school of a shared decision to its record's digest.
    """

    edition: str
    draft: Draft
    ruling: Ruling
    previous: str
    wording: str
    digest: str
    place: Place
    covers: Mapping[str, str]
