"""What authors may write about the trust, its schools, phases and authorities."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from policyloom.model.checks import Check, CheckSeverity
from policyloom.model.policies import Audience, Numbering
from policyloom.schemas.base import Authored
from policyloom.schemas.checks import AcceptEntry, Age
from policyloom.schemas.policies import RelatedEntry
from policyloom.schemas.statutory import ElsewhereEntry
from policyloom.schemas.tree import as_list
from policyloom.schemas.types import Anything, Colour, Day, Id, LocalId, Words, YesNo


class Precision(StrEnum):
    """How exactly dates are printed."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class FrontEntry(Authored):
    """What stands before and after the text; a key left out is taken from the file above."""

    motto: YesNo = False
    address: YesNo = False
    adoption: YesNo = False
    provider: YesNo = False
    cycles: YesNo = False
    end_mark: YesNo = False
    signatures: list[Words] = []
    signoff: list[Words] = []
    date_precision: Precision = Precision.DAY


class LookEntry(Authored):
    """Colours and logo."""

    primary: Colour | None = None
    accent: Colour | None = None
    logo: Words | None = None


class RoleEntry(Authored):
    """Whom clauses may concern: the words after "If you are", and roles held besides."""

    you: Words
    also: list[Id] = []


class EnforcementEntry(Authored):
    """Whom readers may turn to where the trust's answer does not help them."""

    body: Words
    url: Words | None = None


class AccessibilityEntry(Authored):
    """What the accessibility statement says: `contact` is a person's fact or an email address."""

    contact: Words
    reviewed: Day | None = None
    method: Words | None = None
    reply: Words | None = None
    problems: list[Words] = []
    enforcement: EnforcementEntry | None = None


def _role(value: Any) -> Any:
    return {"you": value} if isinstance(value, str) else value


class TrustFile(Authored):
    """`schools/trust.yml`."""

    name: Words
    audiences: dict[Audience, Words | None] = Field(min_length=1)
    look: LookEntry
    front: FrontEntry = FrontEntry()
    set: dict[str, Anything] = {}
    roles: dict[Id, Annotated[RoleEntry, BeforeValidator(_role, RoleEntry | Words)]] = {}
    scheme: dict[Id, Annotated[list[Words], BeforeValidator(as_list, list[Words] | Words)]] = {}
    accessibility: AccessibilityEntry | None = None
    checks: dict[Check, CheckSeverity] = {}
    accept: list[AcceptEntry] = []
    retired: dict[Words, Words] = {}
    reading_age: Age | None = None
    register_: dict[Id, ElsewhereEntry] = Field({}, alias="register")


class TierFile(Authored):
    """`schools/phases/<phase>.yml` or `schools/authorities/<authority>.yml`."""

    set: dict[str, Anything] = {}


class AuthorityEntry(Authored):
    """The school's local authority, and whether it is a party to the school's policies."""

    id: Id
    party: YesNo = True


def _authority(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class SchoolFile(Authored):
    """`schools/<school>/school.yml`."""

    name: Words
    phase: Id
    type: Id | None = None
    authority: Annotated[
        AuthorityEntry | None, BeforeValidator(_authority, AuthorityEntry | Id | None)
    ] = None
    adopts: list[Id] = []
    not_applicable: dict[Id, Words] = {}
    register_: dict[Id, ElsewhereEntry] = Field({}, alias="register")
    left: Day | None = None
    numbering: Numbering | None = None
    look: LookEntry = LookEntry()
    front: FrontEntry | None = None
    set: dict[str, Anything] = {}
    accept: list[AcceptEntry] = []


class ReplaceEntry(Authored):
    """The school's own words for one occurrence."""

    clause: Words
    text: Words
    because: Words
    against: Day


class OmitEntry(Authored):
    """An optional clause that the school leaves out."""

    clause: Words
    because: Words
    against: Day


class AddEntry(Authored):
    """A clause of the school's own, in a slot."""

    slot: Id
    id: LocalId
    text: Words
    because: Words


class OrderEntry(Authored):
    """The order of sections at the school."""

    sections: list[Id] = Field(min_length=1)
    because: Words
    against: Day


class OverrideFile(Authored):
    """`schools/<school>/<policy>.yml`."""

    tree: Id | None = None
    title: Words | None = None
    number: Words | None = None
    numbering: Numbering | None = None
    contents: YesNo | None = None
    review: Day | None = None
    front: FrontEntry | None = None
    related: list[RelatedEntry] | None = None
    set: dict[str, Anything] = {}
    choose: dict[Id, Id] = {}
    replace: list[ReplaceEntry] = []
    omit: list[OmitEntry] = []
    add: list[AddEntry] = []
    order: OrderEntry | None = None
