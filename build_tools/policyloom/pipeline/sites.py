"""What each audience's folder is made of. In: a Weave; out: sites as data, before their PDFs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policyloom.model.estate import Estate
from policyloom.model.pages import Contact, Detail, Page
from policyloom.model.policies import Audience
from policyloom.outputs.site import (
    PortalDecision,
    PortalEntry,
    PortalPolicy,
    PortalSchool,
    PortalSite,
    SchoolSite,
    SitePage,
)
from policyloom.outputs.site_life import Contrast, Life, pages_of
from policyloom.pipeline.around import Around, masthead_of
from policyloom.pipeline.lives import told
from policyloom.pipeline.weave import Weave, Woven

PEOPLE = (
    "people.head",
    "people.safeguarding_lead",
    "people.dpo",
    "people.senco",
    "people.chair",
    "people.clerk",
)
"""The people that a school's home page names, in this order."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The policies of one school that one audience may read, in the order the school adopts them.

    Each is a policy's own page and what became of it.
    """

    audience: Audience
    school: str
    told: tuple[tuple[Page, Life], ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The policies' own pages."""
        return tuple(page for page, _ in self.told)

    def printed(self) -> Iterator[tuple[str, Page]]:
        """Every page that has a PDF, with its folder below the school's."""
        for page, life in self.told:
            yield page.policy, page
            for folder, edition, _ in pages_of(page, life):
                yield folder, edition

    def contrasted(self) -> Iterator[tuple[Page, Contrast]]:
        """Every comparison, with the page of the policy that it is of."""
        for page, life in self.told:
            yield from ((page, contrast) for contrast in life.contrasts)


def shelf(weave: Weave, school: str, audience: Audience, history: bool = True) -> Shelf:
    """One school's policies for one audience, with what became of them unless not asked for."""
    editions = [w for (owner, _), w in weave.editions.items() if owner == school]
    found = (told(weave, woven, audience, history) for woven in editions)
    return Shelf(audience, school, tuple(each for each in found if each is not None))


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
    return {f"policy:{page.policy}": f"{folder}/{page.policy}/" for page in shelf.pages}


def school_site(
    weave: Weave, shelf: Shelf, printed: Collection[str], standalone: bool = False
) -> SchoolSite:
    """A school's site. `printed` are the folders in which a PDF will stand."""
    estate = weave.estate
    school = estate.schools[shelf.school]
    first = next((w for (owner, _), w in weave.editions.items() if owner == shelf.school), None)
    assert first
    base = estate.trust.sites.get(shelf.audience, "").rstrip("/")
    return SchoolSite(
        root=estate.root,
        audience=shelf.audience,
        school=school.id,
        name=school.name,
        trust=estate.trust.name,
        # A school's site names its address, whether or not its policies print it.
        masthead=masthead_of(estate, first, full=True),
        contacts=_people(first),
        entries=tuple(
            SitePage(
                page=page,
                pdf_name=pdf_name(page) if page.policy in printed else "",
                topic=estate.policies[page.policy].topic,
                life=life,
            )
            for page, life in shelf.told
        ),
        site_url=f"{base}/{school.id}/" if base else "",
        standalone=standalone,
        noindex=shelf.audience is not Audience.PUBLIC,
        printed=tuple(sorted(printed)),
    )


def _people(woven: Woven) -> tuple[Contact, ...]:
    around = Around(woven)
    named = (around.contact(fact) for fact in PEOPLE if around.value(fact))
    return tuple(contact for contact in named if contact.name)


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
            *(PortalPolicy(p.id, p.title, p.topic) for p in known.values() if p.id in listed),
            *(
                PortalPolicy(e.policy, e.title, e.topic)
                for p, e in listed.items()
                if p not in known
            ),
        ),
        contacts=_trust_contacts(weave),
        site_url=trust.sites.get(audience, ""),
        noindex=audience is not Audience.PUBLIC,
    )


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
        entries=(*(_entry(weave, page, life, printed) for page, life in shelf.told),),
        place=school.phase.replace("-", " ").capitalize(),
        decisions=tuple(_decisions(shelf)),
    )


def _entry(weave: Weave, page: Page, life: Life, printed: Collection[str]) -> PortalEntry:
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
        head=weave.editions[page.school, page.policy].history.head,
    )


def _decisions(shelf: Shelf) -> Iterator[PortalDecision]:
    for page, life in shelf.told:
        for moment in life.moments:
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
            )


def _trust_contacts(weave: Weave) -> tuple[Detail, ...]:
    facts = weave.estate.trust.facts
    shown = (("Telephone", "trust.phone"), ("Email", "trust.email"), ("Website", "trust.website"))
    return tuple(
        Detail(label, facts[fact][-1].value.text) for label, fact in shown if facts.get(fact)
    )
