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

    motto: YesNo = Field(False, description="Print the school's motto.")
    address: YesNo = Field(False, description="Print the letterhead.")
    adoption: YesNo = Field(False, description="Print who adopted the policy, and when.")
    provider: YesNo = Field(False, description="Print the provider's name, strapline and contacts.")
    cycles: YesNo = Field(
        False, description="Print the review cycles, with the one that applies marked."
    )
    end_mark: YesNo = Field(False, description="Print a mark at the end.")
    signatures: list[Words] = Field(
        [], description="The people with a signature line under the title."
    )
    signoff: list[Words] = Field([], description="The people in the sign-off table at the end.")
    date_precision: Precision = Field(Precision.DAY, description="How exactly dates are printed.")


class LookEntry(Authored):
    """Colours and logo."""

    primary: Colour | None = Field(None, description="The colour of the bar at the top.")
    accent: Colour | None = Field(None, description="The colour of what can be chosen.")
    logo: Words | None = Field(None, description="A picture beside the file, `.svg` or `.png`.")


class RoleEntry(Authored):
    """Whom clauses may concern: the words after "If you are", and roles held besides."""

    you: Words = Field(description='The words after "If you are"; may hold facts.')
    also: list[Id] = Field([], description="The roles that the same person has besides.")


class EnforcementEntry(Authored):
    """Whom readers may turn to where the trust's answer does not help them."""

    body: Words = Field(description="The body's name.")
    url: Words | None = Field(None, description="Its address on the web.")


class AccessibilityEntry(Authored):
    """What the accessibility statement says: `contact` is a person's fact or an email address."""

    contact: Words = Field(
        description="Whom readers tell of a barrier; a person's fact, or an email address."
    )
    reviewed: Day | None = Field(
        None, description="The day on which you looked at the pages yourselves."
    )
    method: Words | None = Field(None, description="How you looked at them.")
    reply: Words | None = Field(None, description="How soon you answer.")
    problems: list[Words] = Field([], description="What you know to be wrong, a sentence for each.")
    enforcement: EnforcementEntry | None = Field(
        None, description="Whom readers may turn to where your answer does not help."
    )


def _role(value: Any) -> Any:
    return {"you": value} if isinstance(value, str) else value


class TrustFile(Authored):
    """`schools/trust.yml`."""

    name: Words = Field(description="The trust's name; also the fact `trust.name`.")
    audiences: dict[Audience, Words | None] = Field(
        min_length=1,
        description="Which folders to publish, each with its address, or with nothing.",
    )
    look: LookEntry = Field(description="Colours and logo.")
    front: FrontEntry = Field(
        FrontEntry(),
        description="What stands before and after a policy's text, where a school does not say.",
    )
    set: dict[str, Anything] = Field({}, description="Values of facts for every school.")
    roles: dict[Id, Annotated[RoleEntry, BeforeValidator(_role, RoleEntry | Words)]] = Field(
        {}, description='Whom clauses may concern, with the words that follow "If you are".'
    )
    scheme: dict[Id, Annotated[list[Words], BeforeValidator(as_list, list[Words] | Words)]] = Field(
        {}, description="Who may approve each policy, by its id."
    )
    accessibility: AccessibilityEntry | None = Field(
        None, description="What the accessibility statement says."
    )
    checks: dict[Check, CheckSeverity] = Field(
        {}, description="How much a check stops, by its code."
    )
    accept: list[AcceptEntry] = Field(
        [], description="What a check finds and may stand, at the trust or at any school."
    )
    retired: dict[Words, Words] = Field(
        {}, description="Words that the trust has given up, each with the one used now."
    )
    reading_age: Age | None = Field(
        None, description="The highest that policies should ask for, in years."
    )
    register_: dict[Id, ElsewhereEntry] = Field(
        {},
        alias="register",
        description=(
            "What meets rows of the statutory register at every school, apart from the "
            "policies here."
        ),
    )


class TierFile(Authored):
    """`schools/phases/<phase>.yml` or `schools/authorities/<authority>.yml`."""

    set: dict[str, Anything] = Field(
        {}, description="Values of facts for every school of this phase or authority."
    )


class AuthorityEntry(Authored):
    """The school's local authority, and whether it is a party to the school's policies."""

    id: Id = Field(description="The authority, by the name of its file.")
    party: YesNo = Field(True, description="Whether it is a party to the school's policies.")


def _authority(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class SchoolFile(Authored):
    """`schools/<school>/school.yml`."""

    name: Words = Field(description="The school's name; also the fact `school.name`.")
    phase: Id = Field(description="The phase whose file gives it facts.")
    type: Id | None = Field(None, description="Its type, as the statutory register names types.")
    authority: Annotated[
        AuthorityEntry | None, BeforeValidator(_authority, AuthorityEntry | Id | None)
    ] = Field(None, description="Its local authority, and whether that is a party to its policies.")
    adopts: list[Id] = Field([], description="The policies that it has, by id.")
    not_applicable: dict[Id, Words] = Field(
        {}, description="The policies that it has no need of, each with the reason."
    )
    register_: dict[Id, ElsewhereEntry] = Field(
        {},
        alias="register",
        description="What meets rows of the statutory register here, apart from the policies.",
    )
    left: Day | None = Field(None, description="The day from which it is of the trust no more.")
    numbering: Numbering | None = Field(
        None, description="How its policies are numbered, where one does not say otherwise."
    )
    look: LookEntry = Field(LookEntry(), description="Colours and logo.")
    front: FrontEntry | None = Field(
        None, description="What stands before and after a policy's text."
    )
    set: dict[str, Anything] = Field({}, description="Values of facts for this school.")
    accept: list[AcceptEntry] = Field([], description="What a check finds here and may stand.")


class ReplaceEntry(Authored):
    """The school's own words for one occurrence."""

    clause: Words = Field(description="The clause's key in the policy.")
    text: Words = Field(description="The school's words. Facts, and no Markdown.")
    because: Words = Field(description="Why the school differs. Published.")
    against: Day = Field(description="The date of the wording that it was written for.")


class OmitEntry(Authored):
    """An optional clause that the school leaves out."""

    clause: Words = Field(description="The clause's key in the policy.")
    because: Words = Field(description="Why the school leaves it out. Published.")
    against: Day = Field(description="The date of the wording that was left out.")


class AddEntry(Authored):
    """A clause of the school's own, in a slot."""

    slot: Id = Field(description="The slot in which it stands.")
    id: LocalId = Field(description="The school's id, a full stop and a name.")
    text: Words = Field(description="The rule. Facts, and no Markdown.")
    because: Words = Field(description="Why the school has it. Published.")


class OrderEntry(Authored):
    """The order of sections at the school."""

    sections: list[Id] = Field(
        min_length=1, description="The sections that change places, in the order wanted."
    )
    because: Words = Field(description="Why. Published.")
    against: Day = Field(description="The newest date of the clauses in those sections.")


class OverrideFile(Authored):
    """`schools/<school>/<policy>.yml`."""

    tree: Id | None = Field(None, description="Which of the policy's trees the school uses.")
    title: Words | None = Field(None, description="The school's own title for it.")
    number: Words | None = Field(None, description="The school's own number for it.")
    numbering: Numbering | None = Field(None, description="How it is numbered.")
    contents: YesNo | None = Field(None, description="Whether its PDF has a table of contents.")
    review: Day | None = Field(None, description="An earlier review date than the cycle gives.")
    front: FrontEntry | None = Field(
        None,
        description="What stands before and after the text, where it differs from `school.yml`.",
    )
    related: list[RelatedEntry] | None = Field(
        None, description="What to read beside it, in place of the policy's own list."
    )
    set: dict[str, Anything] = Field(
        {}, description="Values of facts for this policy at this school."
    )
    choose: dict[Id, Id] = Field(
        {}, description="The position that the school takes, for each clause that has choices."
    )
    replace: list[ReplaceEntry] = Field([], description="Clauses that the school words otherwise.")
    omit: list[OmitEntry] = Field([], description="Optional clauses that the school leaves out.")
    add: list[AddEntry] = Field([], description="Clauses of the school's own.")
    order: OrderEntry | None = Field(None, description="Another order of sections.")
