"""What each audience's folder is made of. In: a Weave; out: sites as data, before their PDFs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from policyloom.model.estate import Estate
from policyloom.model.pages import Detail, Page, Status
from policyloom.model.policies import Audience, Policy
from policyloom.outputs.pdf_json import COPIES
from policyloom.outputs.portal_due import entries_due
from policyloom.outputs.register_rows import SchoolRegister
from policyloom.outputs.site import (
    PortalDecision,
    PortalEntry,
    PortalPolicy,
    PortalSchool,
    PortalSite,
    SchoolSite,
)
from policyloom.outputs.site_life import Contrast, Life, pages_of
from policyloom.outputs.wordings import Revisions
from policyloom.pipeline.accounts import Told, told_to
from policyloom.pipeline.around import masthead_of
from policyloom.pipeline.attaching import attached_entry, attached_pages, facts_alone
from policyloom.pipeline.concerning import roles_said
from policyloom.pipeline.heads import trust_heads
from policyloom.pipeline.people import contact_changes, directory, key_people, named
from policyloom.pipeline.registering import publication, school_register
from policyloom.pipeline.statements import school_statement, trust_statement
from policyloom.pipeline.weave import Weave


@dataclass(frozen=True, slots=True)
class Shelf:
    """The policies of one school that one audience may read, in the order the school adopts them.

    `register` is what the statutory register says of the school, if the trust has one.
    """

    audience: Audience
    school: str
    told: tuple[Told, ...]
    register: SchoolRegister | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The policies' own pages."""
        return tuple(each.page for each in self.told)

    def printed(self) -> Iterator[tuple[str, Page]]:
        """Every page that has a PDF, with its folder below the school's."""
        for each in self.told:
            yield from printed_pages(each.page, each.life)

    def contrasted(self) -> Iterator[tuple[Page, Contrast]]:
        """Every comparison, with the page of the policy that it is of."""
        for each in self.told:
            yield from ((each.page, contrast) for contrast in each.life.contrasts)

    def revisions(self) -> Revisions:
        """From which revisions the occurrences of each policy's own page were taken."""
        return {each.page.policy: each.revised for each in self.told}


def shelf(weave: Weave, school: str, audience: Audience, history: bool = True) -> Shelf:
    """One school's policies for one audience, with what became of them unless not asked for."""
    editions = [w for (owner, _), w in weave.editions.items() if owner == school]
    found = (told_to(weave, woven, audience, history) for woven in editions)
    told = tuple(each for each in found if each is not None)
    return Shelf(audience, school, told, school_register(weave, school))


def printed_pages(page: Page, life: Life) -> Iterator[tuple[str, Page]]:
    """Every page of a policy that has a PDF, with its folder below the school's."""
    yield page.policy, page
    for folder, edition, _ in pages_of(page, life):
        yield folder, edition


def pdf_name(page: Page) -> str:
    """The file name of the PDF beside a policy's own page."""
    return f"{page.school}-{page.policy}.pdf"


def pdf_links(estate: Estate, shelf: Shelf) -> dict[str, str]:
    """The address of each policy that a PDF of this shelf may link to, and of the page that knows
    the school's copies; none without a site."""
    base = estate.trust.sites.get(shelf.audience, "")
    if not base:
        return {}
    folder = f"{base.rstrip('/')}/{shelf.school}"
    policies = {f"policy:{page.policy}": f"{folder}/{page.policy}/" for page in shelf.pages}
    return {**policies, COPIES: f"{folder}/copy/"}


def school_site(
    weave: Weave, shelf: Shelf, printed: Collection[str], standalone: bool = False
) -> SchoolSite:
    """A school's site. `printed` are the folders in which a PDF will stand."""
    estate = weave.estate
    school = estate.schools[shelf.school]
    own = facts_alone(weave, shelf.school)
    base = estate.trust.sites.get(shelf.audience, "").rstrip("/")
    people = named(weave, own, (each.named for each in shelf.told))
    return SchoolSite(
        root=estate.root,
        audience=shelf.audience,
        school=school.id,
        name=school.name,
        trust=estate.trust.name,
        # A school's site names its address, whether or not its policies print it.
        masthead=masthead_of(estate, own, full=True),
        contacts=key_people(own),
        entries=tuple(
            replace(each.entry, pdf_name=pdf_name(each.page))
            if each.page.policy in printed
            else each.entry
            for each in shelf.told
        ),
        roles=roles_said(weave, own),
        directory=directory(weave, own, people),
        changes=contact_changes(weave, own, people),
        site_url=f"{base}/{school.id}/" if base else "",
        standalone=standalone,
        noindex=shelf.audience is not Audience.PUBLIC,
        printed=tuple(sorted(printed)),
        attached=attached_pages(weave, school.id, shelf.audience),
        statement=school_statement(weave, own),
        publication=publication(shelf.register),
        register=shelf.register if shelf.audience is Audience.GOVERNORS else None,
    )


def portal_site(weave: Weave, audience: Audience, schools: tuple[PortalSchool, ...]) -> PortalSite:
    """The trust's front page for one audience, listing what is published there."""
    trust = weave.estate.trust
    listed = {entry.policy: entry for school in schools for entry in school.entries}
    known = weave.estate.policies
    return PortalSite(
        root=weave.estate.root,
        audience=audience,
        trust=trust.name,
        logo=trust.look.logo,
        primary=trust.look.primary,
        accent=trust.look.accent,
        schools=schools,
        policies=(
            *(
                PortalPolicy(p.id, _title(p, schools, audience), p.topic)
                for p in known.values()
                if p.id in listed
            ),
            *(PortalPolicy(p, e.title, e.topic) for p, e in listed.items() if p not in known),
        ),
        due=entries_due(schools, weave.today),
        contacts=_trust_contacts(weave),
        statement=trust_statement(weave),
        heads=trust_heads(weave, audience),
        site_url=trust.sites.get(audience, ""),
        noindex=audience is not Audience.PUBLIC,
        not_applicable=_not_applicable(weave, audience, schools),
    )


def _not_applicable(
    weave: Weave, audience: Audience, schools: tuple[PortalSchool, ...]
) -> dict[str, dict[str, str]]:
    """Why schools have no need of a policy. That there is one at all is told to those alone who
    may read it at some school: until then it is a draft, which governors know of."""
    policies = weave.estate.policies
    listed = {entry.policy for school in schools for entry in school.entries} & {*policies}
    told = {policy for policy in listed if audience.may_read(policies[policy].audience)}
    found = {}
    for school in schools:
        reasons = weave.estate.schools[school.id].not_applicable
        if policies_told := {p: because for p, because in reasons.items() if p in told}:
            found[school.id] = policies_told
    return found


def _title(policy: Policy, schools: tuple[PortalSchool, ...], audience: Audience) -> str:
    """The trust's title for a policy: one that is only proposed is for governors alone, and
    others are told the one that most schools have decided."""
    held = [e.title for school in schools for e in school.entries if e.policy == policy.id]
    if audience is Audience.GOVERNORS or policy.title in held:
        return policy.title
    return Counter(held).most_common(1)[0][0]


def listed_school(weave: Weave, shelf: Shelf, printed: Collection[str] = ()) -> PortalSchool:
    """A school as the portal is to show it. `printed` are the folders that have a PDF."""
    school = weave.estate.schools[shelf.school]
    return PortalSchool(
        id=school.id,
        name=school.name,
        url=f"{school.id}/",
        logo=school.look.logo,
        primary=school.look.primary,
        accent=school.look.accent,
        entries=(
            *(_entry(weave, each, printed) for each in shelf.told),
            *_attached_entries(weave, shelf),
        ),
        place=school.phase.replace("-", " ").capitalize(),
        decisions=tuple(_decisions(shelf)),
    )


def _entry(weave: Weave, told: Told, printed: Collection[str]) -> PortalEntry:
    page, life = told.page, told.life
    policy, current = weave.estate.policies[page.policy], life.current
    folder = f"{page.school}/{page.policy}/"
    return PortalEntry(
        policy=page.policy,
        title=page.title,
        summary=page.summary,
        status=page.status,
        review=page.review,
        url=folder,
        topic=policy.topic,
        audience=page.audience,
        owner=policy.owner,
        edition=page.edition,
        approved=page.approved,
        approved_by=page.approved_by,
        effective=page.effective,
        updated=current.updated if current else "",
        proposed=life.proposed is not None,
        pdf=folder + pdf_name(page) if page.policy in printed else "",
        head=told.head,
        decides=told.decides,
        scheduled=_scheduled(page, life),
    )


def _scheduled(page: Page, life: Life) -> str:
    """When the next decision takes effect that is taken already, after what is in force."""
    coming = life.of(Status.SCHEDULED) if page.status is Status.IN_FORCE else ()
    return min((moment.effective for moment in coming), default="")


def _attached_entries(weave: Weave, shelf: Shelf) -> Iterator[PortalEntry]:
    woven = frozenset(page.policy for page in shelf.pages)
    for attached in attached_pages(weave, shelf.school, shelf.audience):
        yield attached_entry(attached, woven)


def _decisions(shelf: Shelf) -> Iterator[PortalDecision]:
    for each in shelf.told:
        page = each.page
        for moment in each.life.moments:
            yield PortalDecision(
                policy=page.policy,
                title=moment.title,
                edition=moment.edition,
                decision=moment.decision,
                decided=moment.decided,
                by=moment.by,
                effective=moment.effective,
                summary=moment.summary,
                url=f"{page.school}/{moment.folder}/",
                changes=f"{page.school}/{moment.changes}/" if moment.changes else "",
                digest=moment.digest,
            )


def _trust_contacts(weave: Weave) -> tuple[Detail, ...]:
    facts = weave.estate.trust.facts
    shown = (("Telephone", "trust.phone"), ("Email", "trust.email"), ("Website", "trust.website"))
    return tuple(
        Detail(label, facts[fact][-1].value.text) for label, fact in shown if facts.get(fact)
    )
