"""What a school brings: its facts, its look, its overrides; and the trust's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyloom.model.facts import FactEntry
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering, Related

Facts = Mapping[str, tuple[FactEntry, ...]]
"""By fact id: what one tier says, oldest `since` first."""


@dataclass(frozen=True, slots=True)
class Replace:
    """A school's own words for one occurrence. `against` is the `revised` date they were for."""

    key: str
    text: str
    because: str
    against: str
    place: Place
    text_place: Place


@dataclass(frozen=True, slots=True)
class Omit:
    key: str
    because: str
    against: str
    place: Place


@dataclass(frozen=True, slots=True)
class Add:
    """A school's own clause, in a slot that the policy opens. `id` is `<school>.<name>`."""

    id: str
    slot: str
    text: str
    because: str
    place: Place
    text_place: Place


@dataclass(frozen=True, slots=True)
class Order:
    """The school's order of top-level sections: ids named come first, in this order."""

    sections: tuple[str, ...]
    because: str
    against: str
    place: Place


@dataclass(frozen=True, slots=True)
class Choose:
    """The school's position on a clause that has choices."""

    clause: str
    choice: str
    place: Place


@dataclass(frozen=True, slots=True)
class Override:
    """A school's file for one policy. Empty fields mean "as the trust has it"."""

    school: str
    policy: str
    place: Place
    tree: str = ""
    title: str = ""
    number: str = ""
    numbering: Numbering | None = None
    contents: bool | None = None
    facts: Facts = field(default_factory=dict)
    replace: tuple[Replace, ...] = ()
    omit: tuple[Omit, ...] = ()
    add: tuple[Add, ...] = ()
    order: Order | None = None
    choose: tuple[Choose, ...] = ()
    related: tuple[Related, ...] | None = None
    front: Front | None = None
    review: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before and after the text, and is made from facts.

    `signatures` are the posts that sign under the title block; `signoff` are the positions in
    the sign-off table at the end; `cycles` are the review cycles printed to choose among.
    """

    motto: bool = False
    address: bool = False
    adoption: bool = False
    provider: bool = False
    cycles: bool = False
    end_mark: bool = False
    signatures: tuple[str, ...] = ()
    signoff: tuple[str, ...] = ()
    date_precision: str = "day"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours (`#rrggbb`) and logo: an SVG or PNG file, relative to the trust's root, or ""."""

    primary: str
    accent: str
    logo: str
    place: Place


@dataclass(frozen=True, slots=True)
class School:
    """A school of the trust. `party` says whether its authority is a party to its policies."""

    id: str
    name: str
    phase: str
    authority: str
    party: bool
    adopts: tuple[str, ...]
    facts: Facts
    look: Look
    overrides: Mapping[str, Override]
    front: Front
    place: Place
    numbering: Numbering | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who may approve a policy: its level and the bodies that the scheme allows."""

    policy: str
    bodies: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust's own settings. `sites` gives each published audience its address, or ""."""

    name: str
    facts: Facts
    sites: Mapping[Audience, str]
    scheme: Mapping[str, Delegation]
    look: Look
    place: Place
    front: Front = Front()
