"""What a school has attached, made ready to leave. In: a Weave; out: pages, entries and findings.

An attached file that stands in for a policy is published until the school's own edition of that
policy is in force; from then on the edition alone says what holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyloom.findings import Findings
from policyloom.model.attached import Attached
from policyloom.model.dates import say_date
from policyloom.model.editions import Edition
from policyloom.model.letters import capital
from policyloom.model.pages import ENDED, Detail, Page, Status
from policyloom.model.places import Scope
from policyloom.model.policies import Audience, Numbering
from policyloom.outputs.site import AttachedPage, PortalEntry
from policyloom.outputs.site_due import due_on
from policyloom.pipeline.around import footer_of, masthead_of
from policyloom.pipeline.people import whom
from policyloom.pipeline.weave import Weave, Woven
from policyloom.records import History
from policyloom.render import Weaver
from policyloom.resolve import winning_facts

ATTACHED = "attached"
"""What stands for an edition's id where a file is attached."""

NOT_WOVEN = (
    "This document is attached as it was approved. It is not yet woven from the trust’s clauses."
)


def attached_now(weave: Weave, school: str) -> tuple[Attached, ...]:
    """What a school has attached and has no edition in force of.

    A school that has left the trust reviews none of it here any more.
    """
    ours = weave.estate.attached.get(school, ())
    left = weave.estate.schools[school].has_left(weave.today)
    return tuple(
        replace(attached, review="") if left else attached
        for attached in ours
        if not _edition_in_force(weave, attached)
    )


def attached_pages(weave: Weave, school: str, audience: Audience) -> tuple[AttachedPage, ...]:
    """The attached files of a school that an audience may read, each with its page."""
    found = [a for a in attached_now(weave, school) if audience.may_read(a.audience)]
    if not found:
        return ()
    facts = facts_alone(weave, school)
    return tuple(
        AttachedPage(
            page=_page(weave, facts, attached),
            topic=attached.topic,
            policy=attached.policy,
            owner=attached.owner,
            file=attached.file,
            name=f"{school}-{attached.id}.{attached.form}",
            form=attached.form,
            size=attached.size,
            sha256=attached.sha256,
            due=due_on(attached.review, weave.today),
            ask=whom(facts, attached.owner),
        )
        for attached in found
    )


def attached_entry(attached: AttachedPage, woven: frozenset[str]) -> PortalEntry:
    """An attached file as the portal and the register list it.

    It stands at the policy for which it stands in, unless the school's own edition of that policy
    does (`woven` are the policies of which this audience has an edition).
    """
    page = attached.page
    stands_in = attached.policy and attached.policy not in woven
    folder = f"{page.school}/{page.policy}/"
    return PortalEntry(
        policy=attached.policy if stands_in else page.policy,
        title=page.title,
        summary=page.summary,
        status=page.status,
        review=page.review,
        url=folder,
        topic=attached.topic,
        audience=page.audience,
        owner=attached.owner,
        edition=page.edition,
        approved=page.approved,
        approved_by=page.approved_by,
        effective=page.effective,
        sha256=attached.sha256,
        file=folder + attached.name,
        decides=() if page.status in ENDED else (page.approved_by,),
    )


def status_of(attached: Attached, today: str) -> Status:
    """In force, or scheduled before its first day."""
    return Status.SCHEDULED if attached.effective > today else Status.IN_FORCE


def facts_alone(weave: Weave, school: str) -> Woven:
    """A school's facts where no policy is asked for, as a woven edition that says nothing."""
    estate = weave.estate
    place, front = estate.schools[school].place, estate.schools[school].front
    facts = winning_facts(estate, estate.schools[school], None, weave.today)
    edition = Edition(
        school=school,
        policy="",
        title="",
        number="",
        numbering=Numbering.NONE,
        contents=False,
        audience=Audience.PUBLIC,
        tree=(),
        occurrences={},
        facts=facts,
        party=estate.schools[school].party,
        related=(),
        front=front,
        place=place,
    )
    weaver = Weaver(edition, estate.facts, Findings())
    return Woven(edition, weaver, "policy", (), (), 0, History(school, "", ()), None)


def check_attached(weave: Weave, school: str, findings: Findings) -> None:
    """Tell of what is attached although an edition is in force, and of days that cannot be."""
    for attached in weave.estate.attached.get(school, ()):
        _check(weave, attached, findings)


def _check(weave: Weave, attached: Attached, findings: Findings) -> None:
    scope, day = Scope(attached.school), say_date(attached.approved)
    if attached.approved > weave.today:
        findings.error(
            "attached-not-approved",
            attached.place,
            f"'{attached.title}' is said to have been approved on {day}, which is still to come",
            "A document that nobody has approved yet would be published as approved.",
            "Correct the day, or attach the document once it is approved.",
            scope,
        )
    elif _edition_in_force(weave, attached):
        name = weave.estate.schools[attached.school].name
        findings.warning(
            "attached-woven",
            attached.place,
            f"{name} has an edition of '{attached.policy}' in force, for which this stood in",
            "The attached file is no longer published: two documents cannot both be in force.",
            "Remove the file and its record, or take the school off the list of a shared one.",
            scope,
        )


def _edition_in_force(weave: Weave, attached: Attached) -> bool:
    woven = weave.editions.get((attached.school, attached.policy)) if attached.policy else None
    return woven is not None and woven.record is not None


def _page(weave: Weave, facts: Woven, attached: Attached) -> Page:
    masthead = masthead_of(weave.estate, facts)
    school = weave.estate.schools[attached.school]
    status = status_of(attached, weave.today)
    if school.has_left(weave.today):
        status = Status.LEFT
    coming = f" It is in force from {say_date(attached.effective)}."
    return Page(
        school=attached.school,
        policy=attached.id,
        edition=ATTACHED,
        status=status,
        title=attached.title,
        noun=attached.noun,
        number=attached.number,
        summary=attached.summary,
        audience=attached.audience,
        numbering=Numbering.NONE,
        contents=False,
        approved=attached.approved,
        approved_by=attached.by,
        effective=attached.effective,
        review=attached.review,
        banner=_banner(status, coming, school.left),
        masthead=masthead,
        details=tuple(_details(attached, facts.edition.front.date_precision)),
        adoption="",
        signatures=(),
        cycles=(),
        related=(),
        body=(),
        signoff=(),
        provider=(),
        provider_name="",
        end_mark="",
        footer=footer_of(masthead),
        differences=(),
        titles={},
    )


def _banner(status: Status, coming: str, left: str) -> str:
    if status is Status.LEFT:
        return f"This school left the trust on {say_date(left)}. This is kept as it was."
    return NOT_WOVEN + (coming if status is Status.SCHEDULED else "")


def _details(attached: Attached, precision: str) -> Iterator[Detail]:
    rows = (
        (f"{capital(attached.noun)} number", attached.number),
        ("Approved by", capital(attached.by)),
        ("Approved on", say_date(attached.approved, precision)),
        ("Minute", attached.minute),
        ("In force from", say_date(attached.effective, precision)),
        ("Next review", say_date(attached.review, precision)),
        ("Owner", attached.owner),
        ("Edition", "Attached file"),
    )
    yield from (Detail(label, value) for label, value in rows if value)
