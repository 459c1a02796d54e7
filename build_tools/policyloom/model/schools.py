"""What a school brings: its facts, its look, its overrides; and the trust's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyloom.model.checks import Acceptance, Checking
from policyloom.model.facts import FactEntry
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering, Related
from policyloom.model.statutory import Elsewhere

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
    """The school's order of top-level sections: those named change places among themselves."""

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
    """A school's file for one policy. Empty fields mean "as the trust has it".

    `locked` are entries that do not count, because the trust has locked their clause since.
    """

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
    locked: tuple[Replace | Omit, ...] = ()


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
    """A school of the trust. `party` says whether its authority is a party to its policies.

    `left` is the first day (ISO 8601) on which it is not of the trust any more, or "".
    `not_applicable` are the policies that it has no need of, each with its reason. `type` is one of
    the statutory register's, or ""; `register` tells, by row, what the school meets in another way.
    """

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
    left: str = ""
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    type: str = ""
    type_place: Place | None = None
    register: Mapping[str, Elsewhere] = field(default_factory=dict)

    def has_left(self, today: str) -> bool:
        """Whether the school is not of the trust on that day."""
        return bool(self.left) and self.left <= today


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who may approve a policy: its level and the bodies that the scheme allows."""

    policy: str
    bodies: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Role:
    """Whom a clause may concern. `words` complete "If you are …" and may hold facts; `also` are
    the roles that the same person has besides."""

    id: str
    words: str
    also: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the trust says of how accessible its sites are, and whom to tell of a barrier.

    `contact` is a person (a fact), or "" where `email` stands instead. `reviewed` is ISO 8601;
    `method` is how the trust looked, `reply` how soon it answers, `problems` what it knows to be
    wrong; `body` and its address `url` are whom readers may turn to after that. Any may be "".
    """

    contact: str
    email: str
    reviewed: str
    method: str
    reply: str
    problems: tuple[str, ...]
    body: str
    url: str


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust's own settings. `sites` gives each published audience its address, or "".

    `roles` are those that have a page of their own at each school; empty where none is declared.
    `register` tells, by row of the statutory register, what the trust does for every school.
    """

    name: str
    facts: Facts
    sites: Mapping[Audience, str]
    scheme: Mapping[str, Delegation]
    look: Look
    place: Place
    front: Front = Front()
    roles: Mapping[str, Role] = field(default_factory=dict)
    accessibility: Accessibility | None = None
    checking: Checking = field(default_factory=Checking)
    register: Mapping[str, Elsewhere] = field(default_factory=dict)
