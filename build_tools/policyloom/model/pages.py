"""A page: one edition made ready to leave, with what stands before and after its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.editions import Origin
from policyloom.model.nodes import Blocks
from policyloom.model.policies import Audience, Numbering, RelatedKind


class Status(StrEnum):
    """Where an edition is in its life; it follows from records and a date."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    LEFT = "school has left"


ENDED = frozenset({Status.WITHDRAWN, Status.LEFT})
"""What is no longer in force, and nothing has taken its place."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled value: "Next review", "March 2027". `href` makes the value a link."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as a page names them; any part may be ""."""

    post: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A related document. `href` is `policy:<id>`, an https address, or ""."""

    kind: RelatedKind
    title: str
    number: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who publishes the page. `logo` is a path relative to the trust's root."""

    school: str
    trust: str
    address: tuple[str, ...]
    contacts: tuple[Detail, ...]
    motto: str
    founded: str
    website: str
    logo: str
    primary: str
    accent: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How an occurrence differs from the trust's own text, for people to see.

    `choice` is the position that the school chose, in the trust's words for it, or "".
    """

    key: str
    title: str
    origin: Origin
    because: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that any output needs of one edition.

    `edition` is the record's id, or "draft" or "proposed"; dates are ISO 8601 or "".
    `details` is the table under the title, ready to print; `banner` is "" or the words of a
    status banner. `signatures` and `signoff` are posts; `cycles` are (label, chosen) pairs.
    """

    school: str
    policy: str
    edition: str
    status: Status
    title: str
    noun: str
    number: str
    summary: str
    audience: Audience
    numbering: Numbering
    contents: bool
    approved: str
    approved_by: str
    effective: str
    review: str
    banner: str
    masthead: Masthead
    details: tuple[Detail, ...]
    adoption: str
    signatures: tuple[Contact, ...]
    cycles: tuple[tuple[str, bool], ...]
    related: tuple[RelatedLine, ...]
    body: Blocks
    signoff: tuple[Contact, ...]
    provider: tuple[Contact, ...]
    provider_name: str
    end_mark: str
    footer: str
    differences: tuple[Difference, ...]
    titles: Mapping[str, str]
    lang: str = "en-GB"
